package trails_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"waymark/data/exchange/member"
	"waymark/data/exchange/segment"
	"waymark/data/exchange/trails"
)

var noon = time.Date(2026, 4, 8, 12, 0, 0, 0, time.UTC)

func identity(t *testing.T) *member.Identity {
	t.Helper()
	id, err := member.NewIdentity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestSeal_opensForOneDeviceAlone(t *testing.T) {
	owner, manager, other := identity(t), identity(t), identity(t)
	head := trails.Sign("service", owner.ID(), segment.Head{Number: 7, Hash: segment.HashOf([]byte("row"))}, noon, owner.Sign())
	p := trails.Piece{Device: owner.ID(), Head: head, Rows: []byte(strings.Repeat("opened the record ", 100))}
	to, err := manager.Public().Recipient()
	if err != nil {
		t.Fatal(err)
	}
	object, err := trails.Seal(&p, to)
	if err != nil || bytes.Contains(object, []byte("opened")) {
		t.Fatal("in the clear", err)
	}
	got, err := trails.Open(object, manager.Box())
	if err != nil || got.Device != p.Device || !bytes.Equal(got.Rows, p.Rows) || !got.Head.SignedBy("service", owner.ID(), owner.Public().Sign) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := trails.Open(object, other.Box()); !errors.Is(err, segment.ErrDamaged) {
		t.Errorf("another device opens it: %v", err)
	}
	for i := range len(object) {
		bad := bytes.Clone(object)
		bad[i] ^= 1
		if p, err := trails.Open(bad, manager.Box()); err == nil {
			t.Fatalf("byte %d may be changed: %+v", i, p.Head)
		}
		if _, err := trails.Open(object[:i], manager.Box()); err == nil {
			t.Fatalf("it may end after %d bytes", i)
		}
	}
	newer := append([]byte("WAYMARK TRAIL 2\n"), object[16:]...)
	if _, err := trails.Open(newer, manager.Box()); !errors.Is(err, segment.ErrNewer) {
		t.Errorf("of a newer program: %v", err)
	}
}

func TestSign_coversServiceDeviceRowAndTime(t *testing.T) {
	owner, other := identity(t), identity(t)
	of := segment.Head{Number: 7, Hash: segment.HashOf([]byte("row"))}
	for name, change := range map[string]func(h *trails.Head) bool{
		"the service": func(h *trails.Head) bool { return h.SignedBy("another", owner.ID(), owner.Public().Sign) },
		"the device":  func(h *trails.Head) bool { return h.SignedBy("service", other.ID(), owner.Public().Sign) },
		"the key":     func(h *trails.Head) bool { return h.SignedBy("service", owner.ID(), other.Public().Sign) },
		"the number": func(h *trails.Head) bool {
			h.Number++
			return h.SignedBy("service", owner.ID(), owner.Public().Sign)
		},
		"the hash": func(h *trails.Head) bool {
			h.Hash[3] ^= 1
			return h.SignedBy("service", owner.ID(), owner.Public().Sign)
		},
		"the time": func(h *trails.Head) bool { h.At--; return h.SignedBy("service", owner.ID(), owner.Public().Sign) },
	} {
		h := trails.Sign("service", owner.ID(), of, noon, owner.Sign())
		if !h.SignedBy("service", owner.ID(), owner.Public().Sign) || !h.Time().Equal(noon) {
			t.Fatal("its own signature does not hold")
		}
		if change(&h) {
			t.Errorf("%s may be another", name)
		}
	}
}

func TestParseName_readsNamesOfPiecesOnly(t *testing.T) {
	n := trails.Named{By: identity(t).ID(), To: identity(t).ID(), Device: identity(t).ID(), Number: 4711}
	if got, ok := trails.ParseName(n.Name()); !ok || got != n {
		t.Errorf("%q is read as %+v", n.Name(), got)
	}
	if last := n.Name()[strings.IndexByte(n.Name(), '/')+1:]; len(last) > 64 {
		t.Errorf("%q is too long for a store", last)
	}
	// An older program passes over it: it is the name of nothing that it knows.
	if _, known := segment.ParseName(n.Name()); known {
		t.Error("it is the name of a segment")
	}
	if _, known := segment.ParseSeedName(n.Name()); known {
		t.Error("it is the name of a seed")
	}
	for _, name := range []string{segment.Name(n.By, 3, false), segment.ChunkName(n.By, 3, 1), member.RenewalName(n.By, n.To), n.Name() + "-2", "x/" + n.Name()} {
		if _, ok := trails.ParseName(name); ok {
			t.Errorf("%q is read", name)
		}
	}
}
