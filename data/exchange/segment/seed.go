package segment

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"

	"filippo.io/age"
)

// A seed is a copy of everything that a device has, from which a new device begins. It
// may be large, so it is never whole in memory. It is written before the segment that
// tells of it, in chunks of its own, compressed block by block and sealed to the
// devices that may begin from it. The segment has the hashes of the chunks, so who
// signed it has signed the seed.

// Seed says where a seed is and for whom.
type Seed struct {
	// Tag is in the names of its chunks: one that was begun and given up leaves chunks
	// with another.
	Tag string `json:"tag"`
	// Packing is how its blocks are compressed: "" or zstandard.
	Packing string `json:"packing,omitempty"`
	// For are the devices that it is sealed to.
	For    []string `json:"for"`
	Chunks []Chunk  `json:"chunks"`
}

// IsFor reports whether a device can open the seed.
func (s *Seed) IsFor(device string) bool { return s != nil && slices.Contains(s.For, device) }

// fits reports whether the chunks are as long as chunks can be.
func (s *Seed) fits() bool {
	return len(s.Chunks) > 0 && len(s.Chunks) <= mostChunks && !slices.ContainsFunc(s.Chunks, func(c Chunk) bool { return !within(c.Size, 1, chunkSize) })
}

// SeedChunkName returns the name of a chunk of a seed, the first being 0.
func SeedChunkName(device string, number int64, tag string, chunk int) string {
	return fmt.Sprintf("%s/%010d.seed.%s.%04d", device, number, tag, chunk)
}

// NamedSeed is what the name of a chunk of a seed says.
type NamedSeed struct {
	Device string
	Number int64 // of the segment that tells of it
	Tag    string
}

var seedNameForm = regexp.MustCompile(`^([a-z0-9]{26})/(\d{10})\.seed\.([0-9a-f]{16})\.\d{4}$`)

// ParseSeedName reads the name of a chunk of a seed. ok is false for any other name.
func ParseSeedName(name string) (n NamedSeed, ok bool) {
	m := seedNameForm.FindStringSubmatch(name)
	if m == nil {
		return NamedSeed{}, false
	}
	number, err := strconv.ParseInt(m[2], 10, 64)
	return NamedSeed{m[1], number, m[3]}, err == nil && number > 0
}

// WriteSeed writes a seed: what from writes, sealed to some devices. zstd says that all
// of them can read what is compressed with Zstandard, as Request.Zstd of package member
// says. write is called with each chunk, in their order.
func WriteSeed(device string, number int64, to []age.Recipient, zstd bool, from io.WriterTo, write func(name string, body []byte) error) (*Seed, error) {
	tag := make([]byte, 8)
	if _, err := rand.Read(tag); err != nil {
		return nil, err
	}
	s := &Seed{Tag: hex.EncodeToString(tag)}
	if zstd {
		s.Packing = zstandard
	}
	chunks := &chunker{seed: s, write: func(i int, body []byte) error {
		return write(SeedChunkName(device, number, s.Tag, i), body)
	}}
	sealed, err := age.Encrypt(chunks, to...)
	if err != nil {
		return nil, err
	}
	blocks := newBlockWriter(sealed, packers[s.Packing])
	_, err = from.WriteTo(blocks)
	if closed := blocks.Close(); err == nil || errors.Is(err, errBroken) {
		err = closed
	}
	if err == nil {
		err = sealed.Close()
	}
	if err == nil {
		err = chunks.end()
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// chunker cuts what is written into chunks.
type chunker struct {
	seed  *Seed
	held  []byte
	write func(i int, body []byte) error
}

func (c *chunker) Write(p []byte) (n int, err error) {
	for n < len(p) {
		if c.held == nil {
			c.held = make([]byte, 0, chunkSize)
		}
		m := min(len(p)-n, chunkSize-len(c.held))
		c.held = append(c.held, p[n:n+m]...)
		if n += m; len(c.held) == chunkSize {
			if err := c.end(); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// end writes the chunk that is held.
func (c *chunker) end() error {
	if len(c.held) == 0 {
		return nil
	}
	if len(c.seed.Chunks) == mostChunks {
		return fmt.Errorf("segment: a seed of more than %d chunks", mostChunks)
	}
	body := c.held
	c.held = nil
	c.seed.Chunks = append(c.seed.Chunks, Chunk{int64(len(body)), HashOf(body)})
	return c.write(len(c.seed.Chunks)-1, body)
}

// OpenSeed returns what a seed was written from. The segment was checked. Read is asked
// for one chunk after another. The error at the end of what is read is io.EOF only once
// all of the seed was there; another is ErrDamaged or what Read returned. A seed that is
// compressed in a way that this program does not know is ErrNewer.
func (s *Segment) OpenSeed(read func(name string) ([]byte, error), with age.Identity) (io.ReadCloser, error) {
	h := &s.Header
	by, known := packers[h.Seed.Packing]
	if !known {
		return nil, ErrNewer
	}
	plain, err := age.Decrypt(&unchunker{header: h, read: read}, with)
	if err != nil {
		return nil, unopened(err)
	}
	return newBlockReader(plain, by), nil
}

// unchunker reads the chunks of a seed, of which one is in memory at a time.
type unchunker struct {
	header *Header
	read   func(name string) ([]byte, error)
	next   int
	held   []byte
}

func (u *unchunker) Read(p []byte) (int, error) {
	for len(u.held) == 0 {
		of := u.header.Seed
		if u.next == len(of.Chunks) {
			return 0, io.EOF
		}
		c := of.Chunks[u.next]
		body, err := u.read(SeedChunkName(u.header.Device, u.header.Number, of.Tag, u.next))
		if err != nil {
			return 0, &readError{err}
		}
		if int64(len(body)) != c.Size || HashOf(body) != c.Hash {
			return 0, ErrDamaged
		}
		u.next, u.held = u.next+1, body
	}
	n := copy(p, u.held)
	u.held = u.held[n:]
	return n, nil
}
