package segment

import (
	"bytes"
	"compress/flate"
	"crypto/ed25519"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"
)

// Segment is a segment as it was found in a store. Its header is not to be believed
// before Check.
type Segment struct {
	Header    Header
	Head      Head // its place in the chain
	object    []byte
	body      []byte // the parts, if they are not in chunks
	signature []byte
}

// Read reads the head object of a segment. The error is ErrDamaged or ErrNewer.
func Read(object []byte) (*Segment, error) {
	rest, ok := bytes.CutPrefix(object, []byte(magic))
	if !ok || len(rest) < 4+ed25519.SignatureSize {
		return nil, ErrDamaged
	}
	size := binary.BigEndian.Uint32(rest)
	rest = rest[4:]
	if size > mostHeader || int(size) > len(rest)-ed25519.SignatureSize {
		return nil, ErrDamaged
	}
	s := &Segment{object: object[:len(object)-ed25519.SignatureSize], signature: object[len(object)-ed25519.SignatureSize:]}
	header := rest[:size]
	s.body = rest[size : len(rest)-ed25519.SignatureSize]
	var format struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(header, &format); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if format.Format > Format {
		return nil, ErrNewer
	}
	if err := json.Unmarshal(header, &s.Header); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	s.Head = Head{s.Header.Number, HashOf(object)}
	return s, s.measure()
}

// measure returns an error unless the sizes in the header fit each other and what
// is there.
func (s *Segment) measure() error {
	h := &s.Header
	if h.Format < 1 || h.Number < 1 || h.Changes < 0 || h.Erasures < 0 || len(h.Parts) > mostParts || len(h.Chunks) > mostChunks {
		return ErrDamaged
	}
	plain, sealed, ok := partSizes(h.Parts)
	if !ok || plain > mostPlain {
		return ErrDamaged
	}
	held := int64(len(s.body))
	for _, c := range h.Chunks {
		if held > 0 || !within(c.Size, 1, chunkSize) {
			return ErrDamaged // the bytes are in the head or in chunks, not in both
		}
		sealed -= c.Size
	}
	if sealed != held || h.Seed != nil && !h.Seed.fits() {
		return ErrDamaged
	}
	return nil
}

// partSizes returns how long all parts are together; ok is false if one cannot be.
func partSizes(parts []Part) (plain, sealed int64, ok bool) {
	for _, p := range parts {
		if !within(p.Plain, 0, mostPlain) || !within(p.Sealed, 0, mostPlain) {
			return 0, 0, false
		}
		plain, sealed = plain+p.Plain, sealed+p.Sealed
	}
	return plain, sealed, true
}

func within(n, least, most int64) bool { return least <= n && n <= most }

// Check returns ErrForged unless a device of a service signed the segment, and it
// is the one that the name of its object says.
func (s *Segment) Check(service string, named Named, signer ed25519.PublicKey) error {
	h := &s.Header
	if h.Service != service || h.Device != named.Device || h.Number != named.Number || h.Whole != named.Whole ||
		len(signer) != ed25519.PublicKeySize || !ed25519.Verify(signer, toSign(s.object), s.signature) {
		return ErrForged
	}
	return nil
}

// Follows returns ErrForged unless the segment is the next after a place in the
// chain of its device.
func (s *Segment) Follows(before Head) error {
	if s.Header.Number != before.Number+1 || s.Header.Previous != before.Hash {
		return ErrForged
	}
	return nil
}

// Open opens the parts for which there are identities, by their Key. Read is asked
// for the bytes of each chunk that is needed. Parts that are sealed to others are
// left out. The parts are those of a segment that was checked.
func (s *Segment) Open(read func(name string) ([]byte, error), identities func(key string) []age.Identity) (map[string][]byte, error) {
	from := &source{segment: s, read: read, held: s.body, at: -1}
	if len(s.Header.Chunks) > 0 {
		from.held = nil
	}
	open := map[string][]byte{}
	var at int64
	for _, p := range s.Header.Parts {
		with := identities(p.Key)
		if len(with) == 0 {
			at += p.Sealed
			continue
		}
		if _, twice := open[p.Key]; twice {
			return nil, ErrDamaged
		}
		body, err := openPart(io.LimitReader(&reader{from, at}, p.Sealed), p.Plain, with)
		at += p.Sealed
		var others *age.NoIdentityMatchError
		if errors.As(err, &others) {
			continue
		}
		if err != nil {
			return nil, err
		}
		open[p.Key] = body
	}
	return open, nil
}

// openPart opens one part, of which no more than size bytes are unpacked: a part
// that says less than it is may be meant to fill the memory.
func openPart(r io.Reader, size int64, with []age.Identity) ([]byte, error) {
	plain, err := age.Decrypt(r, with...)
	if err != nil {
		return nil, unopened(err)
	}
	var body bytes.Buffer
	n, err := io.Copy(&body, io.LimitReader(flate.NewReader(plain), size+1))
	if err != nil {
		return nil, unopened(err)
	}
	if n != size {
		return nil, ErrDamaged
	}
	// The end of the compressed text is not the end of the sealed one: only there
	// does age know that nothing was cut off.
	if _, err := io.Copy(io.Discard, plain); err != nil {
		return nil, unopened(err)
	}
	return body.Bytes(), nil
}

// unopened returns what kept a part from being opened: the store, or what it gave.
func unopened(err error) error {
	var failed *readError
	if errors.As(err, &failed) {
		return failed.err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// readError is a chunk that the store did not give, as it passes through the
// readers above.
type readError struct{ err error }

func (e *readError) Error() string { return e.err.Error() }
func (e *readError) Unwrap() error { return e.err }

// source has the bytes of the parts, of which one chunk is in memory at a time.
type source struct {
	segment *Segment
	read    func(name string) ([]byte, error)
	at      int    // the chunk that is held
	start   int64  // where it begins
	held    []byte // its bytes
}

// from returns the bytes that are held from offset on, none at the end.
func (s *source) from(offset int64) ([]byte, error) {
	h := &s.segment.Header
	if len(h.Chunks) == 0 {
		return s.held[min(offset, int64(len(s.held))):], nil
	}
	var start int64
	for i, c := range h.Chunks {
		if offset >= start+c.Size {
			start += c.Size
			continue
		}
		if i != s.at {
			body, err := s.read(ChunkName(h.Device, h.Number, i))
			if err != nil {
				return nil, &readError{err}
			}
			if int64(len(body)) != c.Size || HashOf(body) != c.Hash {
				return nil, ErrDamaged
			}
			s.at, s.start, s.held = i, start, body
		}
		return s.held[offset-s.start:], nil
	}
	return nil, nil
}

// reader reads a source from an offset on.
type reader struct {
	source *source
	offset int64
}

func (r *reader) Read(p []byte) (int, error) {
	held, err := r.source.from(r.offset)
	if err != nil {
		return 0, err
	}
	if len(held) == 0 {
		return 0, io.EOF
	}
	n := copy(p, held)
	r.offset += int64(n)
	return n, nil
}
