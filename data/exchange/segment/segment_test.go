package segment_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"waymark/data/exchange/segment"
)

const device = "abcdefghijklmnopqrstuvwxyz"

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sealer has what segments are made and opened with.
type sealer struct {
	t    testing.TB
	sign ed25519.PrivateKey
	box  *age.X25519Identity
}

func newSealer(t testing.TB) *sealer {
	t.Helper()
	_, sign, err := ed25519.GenerateKey(nil)
	must(t, err)
	box, err := age.GenerateX25519Identity()
	must(t, err)
	return &sealer{t, sign, box}
}

func (s *sealer) public() ed25519.PublicKey { return s.sign.Public().(ed25519.PublicKey) }

func (s *sealer) seal(h segment.Header, bodies ...[]byte) *segment.Sealed {
	s.t.Helper()
	var parts []segment.Plain
	for i, b := range bodies {
		parts = append(parts, segment.Plain{Key: string(rune('a' + i)), To: []age.Recipient{s.box.Recipient()}, Body: b})
	}
	h.Service, h.Device = "service", device
	sealed, err := segment.Seal(h, parts, s.sign)
	must(s.t, err)
	return sealed
}

// store has the objects of a segment by name.
func store(sealed *segment.Sealed) func(name string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		for _, o := range sealed.Objects {
			if o.Name == name {
				return o.Body, nil
			}
		}
		return nil, fs.ErrNotExist
	}
}

func (s *sealer) identities(string) []age.Identity { return []age.Identity{s.box} }

func head(sealed *segment.Sealed) segment.Object { return sealed.Objects[len(sealed.Objects)-1] }

func TestSeal_opensAsItWas(t *testing.T) {
	s := newSealer(t)
	r := rand.NewChaCha8([32]byte{1})
	large := make([]byte, 20<<20)
	_, _ = r.Read(large)
	for _, bodies := range [][][]byte{
		nil, {nil}, {[]byte("one"), {}, []byte("three")}, {bytes.Repeat([]byte("note "), 1<<20)}, {[]byte("small"), large, []byte("after")},
	} {
		sealed := s.seal(segment.Header{Number: 3, Whole: true, Clock: 7}, bodies...)
		for _, o := range sealed.Objects {
			if n, ok := segment.ParseName(o.Name); !ok || n.Number != 3 || n.Device != device || len(o.Body) > 12<<20 {
				t.Errorf("%s of %d bytes", o.Name, len(o.Body))
			}
		}
		read, err := segment.Read(head(sealed).Body)
		must(t, err)
		named, _ := segment.ParseName(head(sealed).Name)
		must(t, read.Check("service", named, s.public()))
		if read.Head != sealed.Head || read.Header.Clock != 7 {
			t.Errorf("head %v, want %v", read.Head, sealed.Head)
		}
		open, err := read.Open(store(sealed), s.identities)
		must(t, err)
		for i, b := range bodies {
			if got, ok := open[string(rune('a'+i))]; !ok || !bytes.Equal(got, b) {
				t.Errorf("part %d of %d is another", i, len(bodies))
			}
		}
	}
}

func TestOpen_leavesOutWhatItMayNotRead(t *testing.T) {
	s := newSealer(t)
	large := make([]byte, 10<<20)
	_, _ = rand.NewChaCha8([32]byte{2}).Read(large)
	sealed := s.seal(segment.Header{Number: 1}, large, []byte("mine"))
	read, err := segment.Read(head(sealed).Body)
	must(t, err)
	open, err := read.Open(store(sealed), func(key string) []age.Identity {
		if key == "b" {
			return []age.Identity{s.box}
		}
		return nil
	})
	if err != nil || len(open) != 1 || string(open["b"]) != "mine" {
		t.Errorf("%d parts, %v", len(open), err)
	}
}

func TestCheck_refusesWhatStandsInAnotherPlace(t *testing.T) {
	s, other := newSealer(t), newSealer(t)
	sealed := s.seal(segment.Header{Number: 2, Previous: segment.HashOf([]byte("one"))}, []byte("x"))
	read, err := segment.Read(head(sealed).Body)
	must(t, err)
	right := segment.Named{Device: device, Number: 2}
	must(t, read.Check("service", right, s.public()))
	must(t, read.Follows(segment.Head{Number: 1, Hash: segment.HashOf([]byte("one"))}))
	for name, err := range map[string]error{
		"another service": read.Check("other", right, s.public()),
		"another device":  read.Check("service", segment.Named{Device: strings.Repeat("z", 26), Number: 2}, s.public()),
		"another number":  read.Check("service", segment.Named{Device: device, Number: 3}, s.public()),
		"a snapshot":      read.Check("service", segment.Named{Device: device, Number: 2, Whole: true}, s.public()),
		"another signer":  read.Check("service", right, other.public()),
		"no key":          read.Check("service", right, nil),
		"after a gap":     read.Follows(segment.Head{}),
		"another before":  read.Follows(segment.Head{Number: 1, Hash: segment.HashOf([]byte("two"))}),
	} {
		if !errors.Is(err, segment.ErrForged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every byte of what a store gave may be another, or the end may be missing.
func TestSegment_noChangedByteIsTaken(t *testing.T) {
	s := newSealer(t)
	sealed := s.seal(segment.Header{Number: 1}, []byte("a note"))
	object := head(sealed).Body
	named := segment.Named{Device: device, Number: 1}
	taken := func(object []byte) bool {
		read, err := segment.Read(object)
		return err == nil && read.Check("service", named, s.public()) == nil
	}
	for i := range object {
		bad := slices.Clone(object)
		bad[i] ^= 0x20
		if taken(bad) {
			t.Fatalf("byte %d may be another", i)
		}
		if taken(object[:i]) {
			t.Fatalf("may be cut after %d bytes", i)
		}
	}
}

func TestOpen_damagedChunksGiveNothing(t *testing.T) {
	s := newSealer(t)
	large := make([]byte, 9<<20)
	_, _ = rand.NewChaCha8([32]byte{3}).Read(large)
	sealed := s.seal(segment.Header{Number: 1}, large)
	read, err := segment.Read(head(sealed).Body)
	must(t, err)
	for name, change := range map[string]func([]byte) []byte{
		"cut":     func(b []byte) []byte { return b[:len(b)-1] },
		"changed": func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"empty":   func([]byte) []byte { return nil },
	} {
		if open, err := read.Open(func(name string) ([]byte, error) {
			b, err := store(sealed)(name)
			return change(slices.Clone(b)), err
		}, s.identities); !errors.Is(err, segment.ErrDamaged) || open != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	gone := errors.New("the stick was pulled out")
	if _, err := read.Open(func(string) ([]byte, error) { return nil, gone }, s.identities); !errors.Is(err, gone) || errors.Is(err, segment.ErrDamaged) {
		t.Error("what the store said is lost:", err)
	}
}

// A signed part may still say that it is small and unpack to gigabytes.
func TestOpen_refusesMoreThanThePartSays(t *testing.T) {
	s := newSealer(t)
	sealed := s.seal(segment.Header{Number: 1}, make([]byte, 64<<20))
	object := resigned(t, s, head(sealed).Body, func(h *segment.Header) { h.Parts[0].Plain = 100 })
	read, err := segment.Read(object)
	must(t, err)
	if _, err := read.Open(nil, s.identities); !errors.Is(err, segment.ErrDamaged) {
		t.Error(err)
	}
	object = resigned(t, s, head(sealed).Body, func(h *segment.Header) { h.Parts[0].Plain = 2 << 30 })
	if _, err := segment.Read(object); !errors.Is(err, segment.ErrDamaged) {
		t.Error("a part of two gigabytes:", err)
	}
}

func TestRead_saysThatAProgramIsNewer(t *testing.T) {
	s := newSealer(t)
	object := resigned(t, s, head(s.seal(segment.Header{Number: 1})).Body, func(h *segment.Header) { h.Format = segment.Format + 1 })
	if _, err := segment.Read(object); !errors.Is(err, segment.ErrNewer) {
		t.Error(err)
	}
}

// resigned changes the header of a segment and signs it again.
func resigned(t *testing.T, s *sealer, object []byte, change func(*segment.Header)) []byte {
	t.Helper()
	const start = len("WAYMARK SEGMENT\n")
	size := int(binary.BigEndian.Uint32(object[start:]))
	var h segment.Header
	must(t, json.Unmarshal(object[start+4:start+4+size], &h))
	change(&h)
	text, err := json.Marshal(h)
	must(t, err)
	out := binary.BigEndian.AppendUint32(slices.Clone(object[:start]), uint32(len(text)))
	out = append(append(out, text...), object[start+4+size:len(object)-ed25519.SignatureSize]...)
	hash := segment.HashOf(out)
	return append(out, ed25519.Sign(s.sign, append([]byte("waymark segment 1\x00"), hash[:]...))...)
}

func TestParseName_takesNamesOfItsOwnFormOnly(t *testing.T) {
	for _, name := range []string{segment.Name(device, 12, false), segment.Name(device, 12, true), segment.ChunkName(device, 12, 3)} {
		if n, ok := segment.ParseName(name); !ok || n.Number != 12 {
			t.Errorf("%s: %+v", name, n)
		}
	}
	for _, name := range []string{
		device + "/0000000012 (conflicted copy).seg", device + "/0000000012.seg.tmp", device + "/12.seg", device + "/0000000000.seg",
		"short/0000000012.seg", device + "/0000000012.SEG", device + "/x/0000000012.seg", "",
	} {
		if n, ok := segment.ParseName(name); ok {
			t.Errorf("%q is %+v", name, n)
		}
	}
}

func FuzzRead(f *testing.F) {
	s := newSealer(f)
	f.Add(head(s.seal(segment.Header{Number: 1}, []byte("a"), []byte("b"))).Body)
	f.Add(head(s.seal(segment.Header{Number: 9, Whole: true, Met: map[string]segment.Head{device: {Number: 1}}})).Body)
	f.Add([]byte("WAYMARK SEGMENT\n\x00\x00\x00\x02{}"))
	f.Fuzz(func(_ *testing.T, object []byte) {
		read, err := segment.Read(object)
		if err != nil {
			return
		}
		_, _ = read.Open(func(string) ([]byte, error) { return object, nil }, s.identities)
	})
}
