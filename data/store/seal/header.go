package seal

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"time"
)

// The file begins with a header of 16 pages: one that says what it is, two
// blocks of seven that say the same, and one that is empty. A block is written
// whole and synced before the other, so that a torn write leaves one of them.
const (
	headerPages = 16
	blockSize   = 7 * pageSize
	format      = 1
	blockMagic  = "WYMKSEAL"
	// opening is what a sealed file begins with.
	opening = "Waymark protected database 1\nThis file is encrypted. Open it with Waymark and a passphrase.\n"
	// plainOpening is what a plain one begins with.
	plainOpening = "SQLite format 3\x00"
)

var blockAt = [2]int64{pageSize, pageSize + blockSize}

type (
	fileID [16]byte // another one for each copy and conversion
	keyID  [16]byte // of the data key
)

// header is what a block says.
type header struct {
	sequence uint64
	file     fileID
	key      keyID
	slots    []slot
	mac      [sha256.Size]byte // by the data key, over all the rest
}

// Errors of headers and secrets. Whoever meets them says what to do.
var (
	// ErrNotSealed says that a file is not a sealed database.
	ErrNotSealed = errors.New("seal: not a sealed database")
	// ErrDamaged says that a sealed database has no header that can be used.
	ErrDamaged = errors.New("seal: the header is damaged")
	// ErrNewer says that a sealed database has a format of a later program.
	ErrNewer = errors.New("seal: the format is newer")
	// ErrWrongSecret says that a secret opens no slot.
	ErrWrongSecret = errors.New("seal: the secret opens no slot")
	// ErrFull says that there is no room for another slot.
	ErrFull = errors.New("seal: no room for another slot")
	// ErrLastSlot says that the last passphrase of a file cannot be removed.
	ErrLastSlot = errors.New("seal: the last passphrase stays")
	// ErrNoSlot says that a file has no slot of that id.
	ErrNoSlot = errors.New("seal: no such slot")
)

// encode returns a block of the header.
func (h *header) encode() ([]byte, error) {
	b := h.signed()
	b = append(b, h.mac[:]...)
	if len(b) > blockSize-sha256.Size {
		return nil, ErrFull
	}
	block := make([]byte, blockSize)
	copy(block, b)
	sum := sha256.Sum256(block[:blockSize-sha256.Size])
	copy(block[blockSize-sha256.Size:], sum[:])
	return block, nil
}

// signed is what the code of a header is over.
func (h *header) signed() []byte {
	b := []byte(blockMagic)
	b = binary.BigEndian.AppendUint16(b, format)
	b = binary.BigEndian.AppendUint64(b, h.sequence)
	b = append(b, h.file[:]...)
	b = append(b, h.key[:]...)
	b = binary.BigEndian.AppendUint16(b, uint16(len(h.slots)))
	for i := range h.slots {
		b = h.slots[i].encode(b)
	}
	return b
}

func (h *header) code(key []byte) ([sha256.Size]byte, error) {
	var code [sha256.Size]byte
	macKey, err := hkdf.Key(sha256.New, key, h.key[:], "waymark header 1", 32)
	if err != nil {
		return code, err
	}
	defer clear(macKey)
	m := hmac.New(sha256.New, macKey)
	m.Write(h.signed())
	m.Sum(code[:0])
	return code, nil
}

func decodeHeader(block []byte) (*header, error) {
	if !bytes.HasPrefix(block, []byte(blockMagic)) {
		return nil, ErrNotSealed
	}
	sum := sha256.Sum256(block[:blockSize-sha256.Size])
	if !bytes.Equal(sum[:], block[blockSize-sha256.Size:]) {
		return nil, ErrDamaged
	}
	r := &reader{block[len(blockMagic):]}
	if r.uint16() != format {
		return nil, ErrNewer
	}
	h := &header{sequence: r.uint64()}
	r.fill(h.file[:])
	r.fill(h.key[:])
	for range r.uint16() {
		s, err := decodeSlot(r)
		if err != nil {
			return nil, err
		}
		h.slots = append(h.slots, s)
	}
	r.fill(h.mac[:])
	return h, nil
}

// reader takes a block apart; beyond its end there are zeros.
type reader struct{ rest []byte }

func (r *reader) fill(p []byte) { r.rest = r.rest[copy(p, r.rest):] }

func (r *reader) uint8() uint8 {
	var b [1]byte
	r.fill(b[:])
	return b[0]
}

func (r *reader) uint16() uint16 {
	var b [2]byte
	r.fill(b[:])
	return binary.BigEndian.Uint16(b[:])
}

func (r *reader) uint32() uint32 {
	var b [4]byte
	r.fill(b[:])
	return binary.BigEndian.Uint32(b[:])
}

func (r *reader) uint64() uint64 {
	var b [8]byte
	r.fill(b[:])
	return binary.BigEndian.Uint64(b[:])
}

// readHeader returns the newest sound block of the header, and where it is.
func readHeader(d device) (h *header, block int, err error) {
	first := make([]byte, len(opening))
	if err := d.readAt(first, 0); err != nil && !short(err) {
		return nil, 0, err
	}
	err = ErrNotSealed
	if bytes.Equal(first, []byte(opening)) {
		err = ErrDamaged
	}
	if bytes.HasPrefix(first, []byte(plainOpening)) {
		return nil, 0, ErrNotSealed // what follows is anyone's data
	}
	buf := make([]byte, blockSize)
	for i, at := range blockAt {
		if readErr := d.readAt(buf, at); readErr != nil {
			if short(readErr) {
				continue
			}
			return nil, 0, readErr
		}
		found, blockErr := decodeHeader(buf)
		switch {
		case blockErr == nil && (h == nil || found.sequence > h.sequence):
			h, block = found, i
		case blockErr != nil && !errors.Is(blockErr, ErrNotSealed):
			err = blockErr
		}
	}
	if h == nil {
		return nil, 0, err
	}
	return h, block, nil
}

func short(err error) bool { return err == ioError(resultShortRead) } //nolint:errorlint // never wrapped

// writeHeader signs the header and writes both blocks, the one that is not in
// use first.
func writeHeader(d device, h *header, key []byte, inUse int) (err error) {
	for _, i := range []int{1 - inUse, inUse} {
		h.sequence++
		if h.mac, err = h.code(key); err != nil {
			return err
		}
		block, err := h.encode()
		if err != nil {
			return err
		}
		if err := d.writeAt(block, blockAt[i]); err != nil {
			return err
		}
		if err := d.sync(syncFull); err != nil {
			return err
		}
	}
	return nil
}

// A State says what a file is.
type State string

// The states of a file.
const (
	Missing State = "missing" // there is none
	Empty   State = "empty"   // it has no bytes
	Plain   State = "plain"   // an SQLite database
	Sealed  State = "sealed"
	Damaged State = "damaged" // sealed, but its header is of no use
	Newer   State = "newer"   // sealed by a later program
	Foreign State = "foreign" // none of these
)

// Slot is what is known of a slot without a secret.
type Slot struct {
	ID    SlotID
	Kind  SlotKind
	Owner string // whose it is, as the caller gave it; at most 64 bytes
	Made  time.Time
}
