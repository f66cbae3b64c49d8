// Package segment seals what a device has for the others of its service into
// objects of a store, and opens such objects again.
//
// The segments of a device are a chain: numbers from 1 without gaps, each with the
// hash of the one before. A segment is one object, its head: a header in the clear,
// which names devices and keys by their ids and says sizes and times and nothing
// else; then its parts; then the device's signature over all of it. Each part is
// compressed and sealed with age to one key. If the parts are large, they are in
// objects beside the head, its chunks, and the head has their hashes. Chunks are
// written first, so a head that is there stands for a whole segment.
//
// To the segment its parts are bytes. Whoever reads one checks in this order: that
// it is a segment (Read), that the right device signed it under the right number
// (Check), that it follows the one before (Follows), and opens its parts to their
// end (Open). Nothing of a part is handed out before the end of all parts was
// reached.
package segment

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Format is the newest format of segments that this program reads and writes. In the
// second, the parts are compressed by who wrote them, block by block.
const Format = 2

// What can be wrong with a segment.
var (
	// ErrDamaged says that bytes are not a whole segment.
	ErrDamaged = errors.New("segment: damaged or not a segment")
	// ErrForged says that a segment was not made by the device, for the place in its
	// chain, where it was found.
	ErrForged = errors.New("segment: not what its device wrote at this place")
	// ErrNewer says that a newer program wrote the segment.
	ErrNewer = errors.New("segment: written by a newer program")
)

// Hash is the SHA-256 of something, as text in hexadecimal digits.
type Hash [sha256.Size]byte

// HashOf returns the hash of some bytes.
func HashOf(body []byte) Hash { return sha256.Sum256(body) }

// String returns the hash in hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// MarshalText implements encoding.TextMarshaler.
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (h *Hash) UnmarshalText(text []byte) error {
	if len(text) != hex.EncodedLen(len(h)) {
		return fmt.Errorf("segment: a hash of %d characters", len(text))
	}
	_, err := hex.Decode(h[:], text)
	return err
}

// Head is a place in the chain of a device: the number of a segment and the hash
// of its head object. The zero value is before the first segment.
type Head struct {
	Number int64 `json:"number"`
	Hash   Hash  `json:"hash"`
}

// Header is what a segment says of itself in the clear.
type Header struct {
	Format   int    `json:"format"`
	Service  string `json:"service"`
	Device   string `json:"device"`
	Number   int64  `json:"number"`
	Previous Hash   `json:"previous"`
	// Clock is the latest hybrid clock of the changes in it.
	Clock int64 `json:"clock"`
	// At is when it was sealed, in milliseconds of Unix time by the device's clock.
	At int64 `json:"at"`
	// Whole says that it is a snapshot: all records, so that no earlier segment is
	// needed of the devices that Met names, up to where Met names them.
	Whole bool `json:"whole,omitempty"`
	// Met says how far the device had applied the others' segments. It confirms them.
	Met map[string]Head `json:"met,omitempty"`
	// Removed is the last number that the device took out of the store, or is about to.
	Removed int64 `json:"removed,omitempty"`
	// Changes and Erasures are how many there are in it.
	Changes  int `json:"changes,omitempty"`
	Erasures int `json:"erasures,omitempty"`
	// Parts are in the order of their bytes.
	Parts []Part `json:"parts,omitempty"`
	// Chunks are the objects with the bytes of the parts. If there are none, the bytes
	// are in the head itself.
	Chunks []Chunk `json:"chunks,omitempty"`
	// Seed says where a copy of everything is that was made with the segment; nil if
	// none was. A program that does not know of seeds reads the segment as any other.
	Seed *Seed `json:"seed,omitempty"`
	// Trails says how far the audit trails go that the device has; nil in what an older
	// program wrote.
	Trails *Trails `json:"trails,omitempty"`
}

// Trails is what a segment says of audit trails.
type Trails struct {
	// Last is the last row of the device's own.
	Last Head `json:"last"`
	// Takes says that the device takes those of others, and Has how far it has each.
	Takes bool             `json:"takes,omitempty"`
	Has   map[string]int64 `json:"has,omitempty"`
}

// Part says of one part which key opens it, and how long it is plain and sealed.
type Part struct {
	// Key is the id of the key: see ToDevices for the part that has none.
	Key    string `json:"key"`
	Plain  int64  `json:"plain"`
	Sealed int64  `json:"sealed"`
}

// ToDevices is the Key of a part that is sealed to the keys of the devices
// themselves, as what tells them of new keys must be.
const ToDevices = ""

// Chunk is one object with a piece of the parts.
type Chunk struct {
	Size int64 `json:"size"`
	Hash Hash  `json:"hash"`
}

// Time is when the segment was sealed.
func (h *Header) Time() time.Time { return time.UnixMilli(h.At).UTC() }

// Object is something to be written to a store, once.
type Object struct {
	Name string
	Body []byte
}

// Name returns the name of the head object of a segment.
func Name(device string, number int64, whole bool) string {
	if whole {
		return fmt.Sprintf("%s/%010d.whole", device, number)
	}
	return fmt.Sprintf("%s/%010d.seg", device, number)
}

// ChunkName returns the name of a chunk of a segment, the first being 0.
func ChunkName(device string, number int64, chunk int) string {
	return fmt.Sprintf("%s/%010d.chunk%04d", device, number, chunk)
}

// Named is what the name of an object of a chain says.
type Named struct {
	Device string
	Number int64
	Whole  bool // a snapshot
	Chunk  bool // not a head
}

var nameForm = regexp.MustCompile(`^([a-z0-9]{26})/(\d{10})\.(seg|whole|chunk\d{4})$`)

// ParseName reads the name of an object of a chain. ok is false for any other name.
func ParseName(name string) (n Named, ok bool) {
	m := nameForm.FindStringSubmatch(name)
	if m == nil {
		return Named{}, false
	}
	number, err := strconv.ParseInt(m[2], 10, 64)
	return Named{m[1], number, m[3] == "whole", m[3] != "whole" && m[3] != "seg"}, err == nil && number > 0
}
