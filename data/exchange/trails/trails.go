// Package trails carries the audit trails of the devices of a service to the devices of
// its managers, so that these see who opened what on any of them.
//
// A trail is a chain: each row has the hash of the one before. A piece of it is one
// object of the store, sealed with age to one device. At its end is what the device of
// the trail signed: that the row of a number has a hash. Through the chain that covers
// all rows before, so it does not matter who carries a piece: a manager's device hands
// on what it has of a device that has left.
//
// To this package the rows are bytes. A program that does not know of trails passes
// over their names.
package trails

import (
	"bytes"
	"compress/flate"
	"crypto/ed25519"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"time"

	"filippo.io/age"

	"waymark/data/exchange/member"
	"waymark/data/exchange/segment"
)

// Head is a row that the device of a trail signed for, and with it all rows before.
type Head struct {
	segment.Head
	At        int64  `json:"at"` // in milliseconds of Unix time by the device's clock
	Signature []byte `json:"signature"`
}

// Piece is some rows of the trail of a device, the last of which is that of Head.
type Piece struct {
	Device string
	Head   Head
	Rows   []byte
}

const (
	magic  = "WAYMARK TRAIL 1\n"
	family = "WAYMARK TRAIL"
	signed = "waymark trail 1\x00"
	// mostPlain is how long a piece may be.
	mostPlain = 256 << 20
	mostHead  = 4 << 10
)

// Sign has the device of a trail say that it has a row.
func Sign(service, device string, head segment.Head, now time.Time, key ed25519.PrivateKey) Head {
	h := Head{Head: head, At: now.UnixMilli()}
	h.Signature = ed25519.Sign(key, h.toSign(service, device))
	return h
}

// SignedBy reports whether the device of a trail signed a head of it.
func (h *Head) SignedBy(service, device string, key ed25519.PublicKey) bool {
	return len(key) == ed25519.PublicKeySize && ed25519.Verify(key, h.toSign(service, device), h.Signature)
}

// Time is when it was signed.
func (h *Head) Time() time.Time { return time.UnixMilli(h.At).UTC() }

func (h *Head) toSign(service, device string) []byte {
	text := append([]byte(signed), service+"\x00"+device+"\x00"...)
	text = binary.BigEndian.AppendUint64(text, uint64(h.Number))
	text = binary.BigEndian.AppendUint64(text, uint64(h.At))
	return append(text, h.Hash[:]...)
}

// Named is what the name of a piece says: who wrote it to the store, for whom, of whose
// trail, and up to which row.
type Named struct {
	By, To, Device string
	Number         int64
}

// Name returns the name of the object of a piece.
func (n Named) Name() string { return fmt.Sprintf("%s/%s.%s.%010d", n.By, n.To, n.Device, n.Number) }

var nameForm = regexp.MustCompile(`^([a-z0-9]{26})/([a-z0-9]{26})\.([a-z0-9]{26})\.(\d{10})$`)

// ParseName reads the name of the object of a piece. ok is false for any other name.
func ParseName(name string) (n Named, ok bool) {
	m := nameForm.FindStringSubmatch(name)
	if m == nil {
		return Named{}, false
	}
	number, err := strconv.ParseInt(m[4], 10, 64)
	return Named{m[1], m[2], m[3], number}, err == nil && number > 0
}

type headForm struct {
	Device string `json:"device"`
	Head   Head   `json:"head"`
}

// Seal makes the object of a piece for one device.
func Seal(p *Piece, to age.Recipient) ([]byte, error) {
	head, err := json.Marshal(headForm{p.Device, p.Head})
	if err != nil {
		return nil, err
	}
	object := bytes.NewBufferString(magic)
	w, err := age.Encrypt(object, to)
	if err != nil {
		return nil, err
	}
	c, err := flate.NewWriter(w, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	for _, part := range [][]byte{binary.BigEndian.AppendUint32(nil, uint32(len(head))), head, p.Rows} {
		if _, err := c.Write(part); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(c.Close(), w.Close()); err != nil {
		return nil, err
	}
	return object.Bytes(), nil
}

// Open opens the object of a piece. The error is segment.ErrNewer for one that a newer
// program wrote, segment.ErrDamaged for one that is not whole or not for this device.
// Who signed its head is not looked at.
func Open(object []byte, with age.Identity) (*Piece, error) {
	sealed, ok := bytes.CutPrefix(object, []byte(magic))
	if !ok && bytes.HasPrefix(object, []byte(family)) {
		return nil, segment.ErrNewer
	}
	if !ok {
		return nil, segment.ErrDamaged
	}
	text, err := opened(sealed, with)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", segment.ErrDamaged, err)
	}
	if len(text) < 4 {
		return nil, segment.ErrDamaged
	}
	size := binary.BigEndian.Uint32(text)
	text = text[4:]
	if size > mostHead || int(size) > len(text) {
		return nil, segment.ErrDamaged
	}
	var form headForm
	if err := json.Unmarshal(text[:size], &form); err != nil {
		return nil, fmt.Errorf("%w: %w", segment.ErrDamaged, err)
	}
	return &Piece{form.Device, form.Head, text[size:]}, nil
}

func opened(sealed []byte, with age.Identity) ([]byte, error) {
	plain, err := age.Decrypt(bytes.NewReader(sealed), with)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(flate.NewReader(plain), mostPlain+1))
	if err != nil {
		return nil, err
	}
	if len(text) > mostPlain {
		return nil, segment.ErrDamaged
	}
	// Only at the end of what is sealed is it known that nothing was cut off.
	_, err = io.Copy(io.Discard, plain)
	return text, err
}

// What can be wrong with a piece beside what segments can.
var (
	// ErrUnfit says that the rows of a piece are not what follows in the trail.
	ErrUnfit = errors.New("trails: rows that do not follow in the trail")
	// ErrGap says that rows before those of a piece are not here.
	ErrGap = errors.New("trails: rows are missing before these")
)

// Owner is the device of a trail, and what it last said of it.
type Owner struct {
	Device, Name string
	Keys         member.Public
	Said         segment.Head
}
