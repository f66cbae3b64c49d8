package meeting_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data/access"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store/devices"
)

// seeding are notes of which a device can be given a copy.
type seeding struct{ *notes }

func (n seeding) Found(context.Context) (meeting.Outgoing, error) {
	return meeting.Outgoing{Cursor: meeting.Cursor(len(n.own))}, nil
}

func (n seeding) Seed(ctx context.Context, after meeting.Cursor) (meeting.Outgoing, meeting.Copy, error) {
	out, err := n.Gather(ctx, after)
	if err != nil {
		return out, nil, err
	}
	body, err := json.Marshal(n.all)
	return out, copied{bytes.NewReader(body)}, err
}

type copied struct{ *bytes.Reader }

func (copied) Close() error { return nil }

func (n seeding) Begin(_ context.Context, device string, number int64, from io.Reader) (sum meeting.Summary, err error) {
	if which := fmt.Sprint(device, number); n.begun != which {
		all := map[string]string{}
		if err := json.NewDecoder(from).Decode(&all); err != nil {
			return sum, err
		}
		if _, err := io.Copy(io.Discard, from); err != nil {
			return sum, err
		}
		maps.Copy(n.all, all)
		n.begun, sum.Changes = which, len(all)
	}
	return sum, nil
}

// seedFiles are the chunks of seeds in the store.
func (w *world) seedFiles() (list []string) {
	w.t.Helper()
	for _, f := range files(w.t.(*testing.T), w.store.root) {
		if strings.Contains(f, ".seed.") {
			list = append(list, f)
		}
	}
	return list
}

func (w *world) noSeeds() {
	w.t.Helper()
	if left := w.seedFiles(); len(left) > 0 {
		w.t.Errorf("left in the store: %q", left)
	}
}

// foundedWithSeeds is a service with a manager's PC that has a note.
func foundedWithSeeds(t *testing.T) (*world, *pc) {
	w, m := founded(t)
	w.seeds = true
	m.notes.add(member.Casework, "first")
	m.meet()
	return w, m
}

// A service begins without a copy of anything. Whoever may hold everything begins from
// a seed, which is gone from the store once it has; others from a snapshot.
func TestMeet_newDevicesBeginFromASeedIfTheyMayHoldEverything(t *testing.T) {
	w, m := foundedWithSeeds(t)
	if list := files(t, w.store.root); len(list) != 1 {
		t.Errorf("%q", list)
	}
	laptop := w.join(m, "laptop", access.Prescriber)
	if got := laptop.notes.texts(); len(got) != 1 || laptop.notes.calls > 0 || laptop.notes.begun == "" {
		t.Errorf("%q after %d segments, from %q", got, laptop.notes.calls, laptop.notes.begun)
	}
	for _, f := range files(t, w.store.root) {
		if strings.HasSuffix(f, ".whole") {
			t.Errorf("there is a snapshot: %s", f)
		}
	}
	laptop.notes.add(member.Casework, "by the laptop")
	w.settle()
	w.all("first", "by the laptop")
	w.noSeeds()
	desk := w.join(m, "desk", access.Reception, "elm")
	if desk.notes.begun != "" {
		t.Error("a reception began from a copy of everything")
	}
	w.settle()
	w.noSeeds()
	third := w.join(secondManager(w, m), "third", access.Manager)
	w.settle()
	if got := third.notes.texts(); len(got) != 2 || third.notes.begun == "" {
		t.Errorf("%q", got)
	}
}

// secondManager is a further manager's PC, which lets others in itself.
func secondManager(w *world, m *pc) *pc {
	p := w.join(m, "second manager", access.Manager)
	w.settle()
	return p
}

// What is erased while a seed waits is in no seed of the store once anyone hears that
// it is erased, and whoever waited gets another one.
func TestMeet_anErasureReplacesSeeds(t *testing.T) {
	for name, byMaker := range map[string]bool{"by the maker": true, "by another PC": false} {
		t.Run(name, func(t *testing.T) {
			w, m := foundedWithSeeds(t)
			laptop := w.join(m, "laptop", access.Prescriber)
			m.notes.add(member.Casework, "secret")
			w.settle()
			w.noSeeds()
			late := w.waiting(m, "late", access.Prescriber)
			before := w.seedFiles()
			if len(before) != 1 {
				t.Fatalf("%q", before)
			}
			by := laptop
			if byMaker {
				by = m
			}
			by.notes.erase("secret")
			by.meet()
			m.meet()
			after := w.seedFiles()
			if len(after) != 1 || after[0] == before[0] {
				t.Errorf("%q, and then %q", before, after)
			}
			late.meet()
			w.settle()
			w.all("first")
			w.noSeeds()
		})
	}
}

// waiting is a new PC that was let in and has not met since.
func (w *world) waiting(by *pc, name string, role access.Role) *pc {
	w.t.Helper()
	p := w.pc(name)
	_, err := p.office.Devices.Join(ctx, by.service().ID, by.service().Marker, devices.Store{})
	must(w.t, err)
	p.meet()
	asks := by.meet().Requests
	if len(asks) != 1 {
		w.t.Fatalf("%d ask", len(asks))
	}
	must(w.t, by.office.Devices.Admit(ctx, asks[0], name, role, nil))
	by.meet()
	return p
}

// A device that is struck off before it began finds no seed any longer, and one that
// does not come for long holds nothing up.
func TestMeet_seedsOfThoseWhoDoNotComeGo(t *testing.T) {
	w, m := foundedWithSeeds(t)
	late := w.waiting(m, "late", access.Prescriber)
	must(t, m.office.Devices.Strike(ctx, late.id()))
	m.meet()
	w.noSeeds()
	if late.meet(); len(late.notes.texts()) > 0 {
		t.Errorf("it has %q", late.notes.texts())
	}
	delete(w.pcs, "late")
	w.waiting(m, "never", access.Prescriber)
	if len(w.seedFiles()) != 1 {
		t.Errorf("%q", w.seedFiles())
	}
	w.now = w.now.Add(61 * 24 * time.Hour)
	m.meet()
	w.noSeeds()
}

// A seed that is damaged, or of which the store does not show all, is not used. Once it
// is whole, the device begins.
func TestMeet_aSeedIsTakenWholeOrNotAtAll(t *testing.T) {
	w, m := foundedWithSeeds(t)
	late := w.waiting(m, "late", access.Prescriber)
	at := w.store.root + "/" + w.seedFiles()[0]
	whole, err := os.ReadFile(at)
	must(t, err)
	for _, change := range []func() error{
		func() error { return os.WriteFile(at, whole[:len(whole)-1], 0o600) },
		func() error { return os.WriteFile(at, bytes.Replace(whole, whole[40:44], []byte("abcd"), 1), 0o600) },
		func() error { return os.Remove(at) },
	} {
		must(t, change())
		if r := late.meet(); len(late.notes.texts()) > 0 || len(r.Notices) == 0 || r.Standing != meeting.Belongs {
			t.Errorf("%q, %+v", late.notes.texts(), r)
		}
	}
	must(t, os.WriteFile(at, whole, 0o600))
	late.meet()
	w.settle()
	w.all("first")
}

// A program that does not know of seeds begins from a snapshot.
func TestMeet_anOlderProgramBeginsFromASnapshot(t *testing.T) {
	w, m := foundedWithSeeds(t)
	p := w.pc("older")
	_, err := p.office.Devices.Join(ctx, m.service().ID, m.service().Marker, devices.Store{})
	must(t, err)
	p.meet()
	asks := m.meet().Requests
	asks[0].Seed = false
	must(t, m.office.Devices.Admit(ctx, asks[0], "older", access.Prescriber, nil))
	m.meet()
	w.noSeeds()
	w.seeds = false
	p.meet()
	if got := p.notes.texts(); len(got) != 1 || p.notes.calls != 1 {
		t.Errorf("%q", got)
	}
	w.seeds = true
	w.settle()
	w.all("first")
}

// A program that knows of seeds, but not of the way in which they are compressed now,
// begins from one that it can read.
func TestMeet_aSeedIsCompressedAsWhoBeginsCanRead(t *testing.T) {
	for _, zstd := range []bool{false, true} {
		w, m := foundedWithSeeds(t)
		p := w.pc("earlier")
		_, err := p.office.Devices.Join(ctx, m.service().ID, m.service().Marker, devices.Store{})
		must(t, err)
		p.meet()
		asks := m.meet().Requests
		asks[0].Zstd = zstd
		must(t, m.office.Devices.Admit(ctx, asks[0], "earlier", access.Prescriber, nil))
		m.meet()
		packed := 0
		for _, f := range files(t, w.store.root) {
			body, err := os.ReadFile(filepath.Join(w.store.root, f))
			must(t, err)
			packed += bytes.Count(body, []byte(`"packing":"zstd"`))
		}
		if p.meet(); p.notes.begun == "" || (packed == 1) != zstd {
			t.Errorf("begun from %q, %d seeds are compressed with Zstandard", p.notes.begun, packed)
		}
		w.settle()
		w.all("first")
	}
}

// A seed that is damaged in the store, or of which a part is gone for long, is made
// again, and once only. Until then a device that finds it incomplete waits: it may be on
// its way.
func TestMeet_aDamagedSeedIsMadeAgain(t *testing.T) {
	for name, damage := range map[string]func(at string, whole []byte) error{
		"damaged": func(at string, whole []byte) error { return os.WriteFile(at, whole[:len(whole)-1], 0o600) },
		"gone":    func(at string, _ []byte) error { return os.Remove(at) },
	} {
		t.Run(name, func(t *testing.T) {
			w, m := foundedWithSeeds(t)
			late := w.waiting(m, "late", access.Prescriber)
			first := w.seedFiles()
			at := filepath.Join(w.store.root, first[0])
			whole, err := os.ReadFile(at)
			must(t, err)
			must(t, damage(at, whole))
			if late.meet(); len(late.notes.texts()) > 0 {
				t.Errorf("it has %q", late.notes.texts())
			}
			m.meet()
			if now := w.seedFiles(); len(now) > 0 && now[0] != first[0] {
				t.Errorf("it was made again at once: %q", now)
			}
			w.now = w.now.Add(11 * time.Minute)
			late.meet()
			m.meet()
			second := w.seedFiles()
			if len(second) != 1 || second[0] == first[0] {
				t.Fatalf("%q, and then %q", first, second)
			}
			w.now = w.now.Add(11 * time.Minute)
			m.meet()
			if third := w.seedFiles(); len(third) != 1 || third[0] != second[0] {
				t.Errorf("%q, and then %q", second, third)
			}
			if late.meet(); late.notes.begun == "" {
				t.Error("it did not begin")
			}
			w.settle()
			w.all("first")
			w.noSeeds()
			for _, f := range files(t, w.store.root) {
				if strings.Contains(f, ".again") {
					t.Errorf("left in the store: %s", f)
				}
			}
		})
	}
}
