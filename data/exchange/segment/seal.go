package segment

import (
	"bytes"
	"compress/flate"
	"crypto/ed25519"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"filippo.io/age"
)

const (
	magic = "WAYMARK SEGMENT\n"
	// signed is what a signature begins with, so that it cannot stand for one of
	// anything else that a device signs.
	signed = "waymark segment 1\x00"

	mostHeader = 1 << 20
	mostParts  = 1 << 12
	mostChunks = 1 << 10
	// mostPlain is how long all parts of a segment may be together.
	mostPlain = 1 << 30
	// inline is how many bytes of parts a head may hold.
	inline = 4 << 20
	// chunkSize is how long a chunk is; a store takes objects of up to 12 MB.
	chunkSize = 8 << 20
)

// Plain is a part before it is sealed.
type Plain struct {
	Key  string
	To   []age.Recipient
	Body []byte
}

// Sealed is a segment that is ready to be written.
type Sealed struct {
	Head Head
	// Objects are to be written in this order: the head is the last.
	Objects []Object
}

// Seal makes the segment of a header and its parts. It fills in Format, Parts and
// Chunks of the header. Sealing the same twice gives other bytes, so whoever writes
// them keeps them until the store has them.
func Seal(h Header, parts []Plain, key ed25519.PrivateKey) (*Sealed, error) {
	h.Format, h.Parts, h.Chunks = Format, nil, nil
	var body bytes.Buffer
	var plain int64
	for _, p := range parts {
		from := body.Len()
		if err := sealPart(&body, p); err != nil {
			return nil, err
		}
		plain += int64(len(p.Body))
		h.Parts = append(h.Parts, Part{Key: p.Key, Plain: int64(len(p.Body)), Sealed: int64(body.Len() - from)})
	}
	if plain > mostPlain || len(parts) > mostParts {
		return nil, fmt.Errorf("segment: %d parts of %d bytes are too much for one segment", len(parts), plain)
	}
	var objects []Object
	rest := body.Bytes()
	for len(rest) > 0 && body.Len() > inline {
		piece := rest[:min(chunkSize, len(rest))]
		rest = rest[len(piece):]
		objects = append(objects, Object{ChunkName(h.Device, h.Number, len(h.Chunks)), piece})
		h.Chunks = append(h.Chunks, Chunk{int64(len(piece)), HashOf(piece)})
	}
	head, err := headObject(&h, rest, key)
	if err != nil {
		return nil, err
	}
	objects = append(objects, Object{Name(h.Device, h.Number, h.Whole), head})
	return &Sealed{Head{h.Number, HashOf(head)}, objects}, nil
}

func headObject(h *Header, body []byte, key ed25519.PrivateKey) ([]byte, error) {
	header, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	if len(header) > mostHeader {
		return nil, fmt.Errorf("segment: a header of %d bytes", len(header))
	}
	object := make([]byte, 0, len(magic)+4+len(header)+len(body)+ed25519.SignatureSize)
	object = append(object, magic...)
	object = binary.BigEndian.AppendUint32(object, uint32(len(header)))
	object = append(append(object, header...), body...)
	return append(object, ed25519.Sign(key, toSign(object))...), nil
}

// toSign is what a signature is made over: the hash of all before it.
func toSign(object []byte) []byte {
	hash := HashOf(object)
	return append([]byte(signed), hash[:]...)
}

func sealPart(to *bytes.Buffer, p Plain) error {
	w, err := age.Encrypt(to, p.To...)
	if err != nil {
		return err
	}
	c, err := flate.NewWriter(w, flate.DefaultCompression)
	if err != nil {
		return err
	}
	if _, err := c.Write(p.Body); err != nil {
		return err
	}
	if err := c.Close(); err != nil {
		return err
	}
	return w.Close()
}
