package segment_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"filippo.io/age"

	"waymark/data/exchange/segment"
)

// written are objects of a store by name.
type written map[string][]byte

func (w written) write(name string, body []byte) error {
	w[name] = bytes.Clone(body)
	return nil
}

func (w written) read(name string) ([]byte, error) {
	body, there := w[name]
	if !there {
		return nil, errGone
	}
	return body, nil
}

var errGone = errors.New("not there")

// seeded is a segment that tells of a seed of a text, as it was read and checked.
func seeded(t *testing.T, s *sealer, text []byte, zstd bool) (*segment.Segment, written) {
	t.Helper()
	w := written{}
	made, err := segment.WriteSeed(device, 3, []age.Recipient{s.box.Recipient()}, zstd, bytes.NewReader(text), w.write)
	must(t, err)
	made.For = []string{"me"}
	sealed, err := segment.Seal(segment.Header{Service: "service", Device: device, Number: 3, Seed: made}, nil, s.sign)
	must(t, err)
	if len(sealed.Objects) != 1 {
		t.Fatalf("%d objects", len(sealed.Objects))
	}
	read, err := segment.Read(sealed.Objects[0].Body)
	must(t, err)
	must(t, read.Check("service", segment.Named{Device: device, Number: 3}, s.public()))
	return read, w
}

func opened(s *segment.Segment, w written, with age.Identity) ([]byte, error) {
	r, err := s.OpenSeed(w.read, with)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(r)
	return body, errors.Join(err, r.Close())
}

func TestSeed_opensAsItWas(t *testing.T) {
	s, rng := newSealer(t), rand.New(rand.NewPCG(1, 2))
	random := make([]byte, 20<<20) // three chunks: nothing of it can be compressed
	for i := range random {
		random[i] = byte(rng.Uint32())
	}
	for name, text := range map[string][]byte{
		"nothing": {}, "one byte": {1}, "a block": make([]byte, 1<<20), "a block and a byte": make([]byte, 1<<20+1),
		"words": bytes.Repeat([]byte("Ada Pettigrew "), 300_000), "several chunks": random,
	} {
		read, w := seeded(t, s, text, len(text) != 1)
		got, err := opened(read, w, s.box)
		if err != nil || sha256.Sum256(got) != sha256.Sum256(text) {
			t.Errorf("%s: %d bytes for %d, %v", name, len(got), len(text), err)
		}
		for name, body := range w {
			n, ok := segment.ParseSeedName(name)
			if _, other := segment.ParseName(name); !ok || other || n != (segment.NamedSeed{Device: device, Number: 3, Tag: read.Header.Seed.Tag}) {
				t.Errorf("%s: %+v, %v", name, n, ok)
			}
			if len(body) > 12<<20 || bytes.Contains(body, []byte("Pettigrew")) {
				t.Errorf("%s has %d bytes, or text in the clear", name, len(body))
			}
		}
		if !read.Header.Seed.IsFor("me") || read.Header.Seed.IsFor("you") {
			t.Error("the seed is for someone else")
		}
	}
}

// No byte of a seed can be another, none can be missing, and no one else opens it.
func TestSeed_damagedGivesAnError(t *testing.T) {
	s := newSealer(t)
	for _, zstd := range []bool{false, true} {
		damagedGivesAnError(t, s, zstd)
	}
}

func damagedGivesAnError(t *testing.T, s *sealer, zstd bool) {
	t.Helper()
	text := bytes.Repeat([]byte("Ada Pettigrew "), 200_000)
	read, w := seeded(t, s, text, zstd)
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range w {
			if !yield(name) {
				return
			}
		}
	})
	whole := bytes.Clone(w[names[0]])
	for i := 0; i < len(whole); i += 1 + len(whole)/40 {
		w[names[0]] = bytes.Clone(whole)
		w[names[0]][i] ^= 4
		if _, err := opened(read, w, s.box); !errors.Is(err, segment.ErrDamaged) {
			t.Fatalf("byte %d another: %v", i, err)
		}
		w[names[0]] = whole[:i]
		if _, err := opened(read, w, s.box); !errors.Is(err, segment.ErrDamaged) {
			t.Fatalf("cut off at %d: %v", i, err)
		}
	}
	delete(w, names[0])
	if _, err := opened(read, w, s.box); !errors.Is(err, errGone) {
		t.Errorf("a chunk is missing: %v", err)
	}
	w[names[0]] = whole
	if _, err := opened(read, w, newSealer(t).box); !errors.Is(err, segment.ErrDamaged) {
		t.Errorf("someone else opens it: %v", err)
	}
	r, err := read.OpenSeed(w.read, s.box) // one that is given up
	must(t, err)
	must(t, r.Close())
}

// A seed for a program that reads no other is compressed as it always was, and a later
// program's way is said to be later.
func TestSeed_isCompressedAsWhoReadsItCan(t *testing.T) {
	s, text := newSealer(t), bytes.Repeat([]byte("Ada Pettigrew "), 200_000)
	for _, zstd := range []bool{false, true} {
		read, w := seeded(t, s, text, zstd)
		got, err := opened(read, w, s.box)
		if err != nil || !bytes.Equal(got, text) || (read.Header.Seed.Packing == "") == zstd {
			t.Errorf("%q: %d bytes, %v", read.Header.Seed.Packing, len(got), err)
		}
		read.Header.Seed.Packing = "later"
		if _, err := opened(read, w, s.box); !errors.Is(err, segment.ErrNewer) {
			t.Error(err)
		}
	}
}

// A store that fails ends the writing.
func TestWriteSeed_endsIfTheStoreFails(t *testing.T) {
	s, n := newSealer(t), 0
	pulled := errors.New("pulled out")
	_, err := segment.WriteSeed(device, 1, []age.Recipient{s.box.Recipient()}, true, endless{}, func(string, []byte) error {
		if n++; n == 2 {
			return pulled
		}
		return nil
	})
	if !errors.Is(err, pulled) || n != 2 {
		t.Errorf("%d chunks, %v", n, err)
	}
}

// endless writes until it cannot.
type endless struct{}

func (endless) WriteTo(w io.Writer) (n int64, err error) {
	rng, page := rand.New(rand.NewPCG(3, 4)), make([]byte, 4096)
	for {
		for i := range page {
			page[i] = byte(rng.Uint32())
		}
		m, err := w.Write(page)
		if n += int64(m); err != nil {
			return n, fmt.Errorf("write: %w", err)
		}
	}
}
