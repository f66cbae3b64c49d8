package meeting_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data/access"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store/devices"
)

// try meets and, if the program is killed on the way, starts it again and meets
// once more.
func (p *pc) try() {
	p.t.Helper()
	for range 4 {
		killed := func() (killed bool) {
			defer func() { killed = recover() != nil }()
			if _, err := meeting.Meet(ctx, p.meeting(), nil); err != nil && !errors.Is(err, errPulled) {
				p.t.Fatal(p.name, err)
			}
			return false
		}()
		if !killed {
			return
		}
		must(p.t, p.office.Close())
		p.open()
	}
	p.t.Fatal("killed more than twice")
}

func (w *world) trySettle() {
	for range 4 {
		for _, name := range slices.Sorted(maps.Keys(w.pcs)) {
			w.pcs[name].try()
		}
	}
}

// life is a service from its founding to a restore, a strike and an erasure. disturb
// is called before each meeting.
func life(t *testing.T, w *world, disturb func()) {
	m := w.pc("manager")
	_, err := m.office.Devices.Begin(ctx, "Manager’s PC", devices.Store{})
	must(t, err)
	meet := func(list ...*pc) {
		for _, p := range list {
			disturb()
			p.try()
		}
	}
	m.notes.add(member.Casework, "first")
	meet(m)
	join := func(name string) *pc {
		p := w.pc(name)
		_, err := p.office.Devices.Join(ctx, m.service().ID, m.service().Marker, devices.Store{})
		must(t, err)
		meet(p)
		for {
			disturb()
			r, err := meeting.Meet(ctx, m.meeting(), nil)
			if err == nil && len(r.Requests) == 1 {
				must(t, m.office.Devices.Admit(ctx, r.Requests[0], name, access.Prescriber, nil))
				break
			}
			w.store.gone, w.store.after = nil, 0
			p.try()
		}
		meet(m, p, m, p)
		return p
	}
	a, b := join("a"), join("b")
	for i := range 25 {
		a.notes.add(member.Casework, fmt.Sprintf("a %d", i))
		meet(a)
	}
	b.notes.add(member.Casework, "b")
	restore := b.backup()
	b.notes.add(member.Casework, "b after the backup")
	w.store.gone, w.store.after = nil, 0
	b.try() // what no one has met is lost with the database
	meet(b, m, a)
	restore()
	b.notes.add(member.Casework, "b after the restore")
	meet(b, m, a, b, m)
	w.store.gone, w.store.after = nil, 0
	w.trySettle() // so that all have whom to erase
	w.now = w.now.Add(time.Hour)
	m.notes.erase("a 3")
	meet(m, a, b, m, a, b, m, a, b, m)
}

// backup keeps the database as it is, and returns what puts it back.
func (p *pc) backup() (restore func()) {
	p.t.Helper()
	must(p.t, p.office.Close())
	kept, err := os.ReadFile(p.path)
	must(p.t, err)
	notes := *p.notes
	notes.own, notes.parts, notes.erases, notes.all = slices.Clone(notes.own), slices.Clone(notes.parts), slices.Clone(notes.erases), maps.Clone(notes.all)
	p.open()
	return func() {
		must(p.t, p.office.Close())
		must(p.t, os.WriteFile(p.path, kept, 0o600))
		p.notes = &notes
		p.open()
	}
}

func lifeTexts() []string {
	want := []string{"first", "b", "b after the backup", "b after the restore"}
	for i := range 25 {
		if i != 3 {
			want = append(want, fmt.Sprintf("a %d", i))
		}
	}
	return want
}

// TestMeet_killedAtAnyStageGoesOn kills the program the first and the third time
// that it comes to each stage, and starts it again.
func TestMeet_killedAtAnyStageGoesOn(t *testing.T) {
	for name, seeds := range map[string]bool{"by rows": false, "by seed": true} {
		t.Run(name, func(t *testing.T) { killedAnywhere(t, seeds) })
	}
}

func killedAnywhere(t *testing.T, seeds bool) {
	t.Helper()
	defer meeting.AtStage(func(string) {})
	stages := map[string]bool{}
	meeting.AtStage(func(stage string) { stages[stage] = true })
	w := newWorld(t)
	w.seeds = seeds
	life(t, w, func() {})
	w.trySettle()
	w.all(lifeTexts()...)
	if len(stages) < 8 || stages["seed applied"] != seeds {
		t.Errorf("only %q were reached", slices.Sorted(maps.Keys(stages)))
	}
	for stage := range stages {
		if seeds && !strings.HasPrefix(stage, "seed") {
			continue
		}
		t.Run(stage, func(t *testing.T) {
			w, n, off := newWorld(t), 0, false
			w.seeds = seeds
			meeting.AtStage(func(s string) {
				if s == stage && !off {
					if n++; n == 1 || n == 3 {
						panic("killed")
					}
				}
			})
			life(t, w, func() {})
			off = true
			w.trySettle()
			w.all(lifeTexts()...)
			w.noSeeds()
		})
	}
}

// TestMeet_stickPulledOut has the store vanish after every number of calls of each
// meeting.
func TestMeet_stickPulledOut(t *testing.T) {
	for after := 1; after < 24; after += 4 {
		w := newWorld(t)
		w.seeds = after%8 == 1
		turn := 0
		life(t, w, func() {
			w.store.gone, w.store.after = nil, 0
			if turn++; turn%3 == 0 {
				w.store.after = after
			}
		})
		w.store.gone, w.store.after = nil, 0
		w.trySettle()
		w.all(lifeTexts()...)
	}
}

// pair is a service of two PCs, of which one left three segments that the other has
// not read: their files.
func pair(t *testing.T) (w *world, m, laptop *pc, left []string) {
	w, m = founded(t)
	m.meet()
	laptop = w.join(m, "laptop", access.Prescriber)
	laptop.notes.add(member.Casework, "known")
	laptop.meet()
	m.meet()
	before := files(t, w.store.root)
	for _, text := range []string{"one", "two", "three"} {
		laptop.notes.add(member.Casework, text)
		laptop.meet()
	}
	for _, f := range files(t, w.store.root) {
		if !slices.Contains(before, f) {
			left = append(left, filepath.Join(w.store.root, f))
		}
	}
	if len(left) != 3 {
		t.Fatalf("%q", left)
	}
	return w, m, laptop, left
}

func TestMeet_nothingIsUsedPastWhatIsForgedDamagedOrMissing(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, left []string, body []byte) []byte{
		"one byte another": func(_ *testing.T, _ []string, b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"cut off":          func(_ *testing.T, _ []string, b []byte) []byte { return b[:len(b)-70] },
		"empty":            func(*testing.T, []string, []byte) []byte { return nil },
		"the one before":   func(t *testing.T, left []string, _ []byte) []byte { return read(t, left[0]) },
		"the one after":    func(t *testing.T, left []string, _ []byte) []byte { return read(t, left[2]) },
		"something else":   func(*testing.T, []string, []byte) []byte { return bytes.Repeat([]byte("x"), 5000) },
		"newer": func(_ *testing.T, _ []string, b []byte) []byte {
			return bytes.Replace(b, []byte(`"format":2`), []byte(`"format":9`), 1)
		},
		"missing": nil,
	} {
		t.Run(name, func(t *testing.T) {
			_, m, laptop, left := pair(t)
			true2 := read(t, left[1])
			if change == nil {
				must(t, os.Remove(left[1]))
			} else {
				must(t, os.WriteFile(left[1], change(t, left, slices.Clone(true2)), 0o600))
			}
			r := m.meet()
			if got := strings.Join(m.notes.texts(), ", "); got != "known, one" {
				t.Errorf("has %s", got)
			}
			if met := r.Devices[0]; met.Problem == "" || met.Waits < 1 || r.Sentence == "Up to date" {
				t.Errorf("%+v, %s", met, r.Sentence)
			}
			m.notes.add(member.Casework, "meanwhile")
			m.meet()
			must(t, os.WriteFile(left[1], true2, 0o600))
			m.meet()
			laptop.meet()
			m.world.all("known", "one", "two", "three", "meanwhile")
		})
	}
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	body, err := os.ReadFile(file)
	must(t, err)
	return body
}

// A stranger with access to the store has no keys, and a device cannot speak for
// another.
func TestMeet_segmentsOfAnotherDeviceUnderThisNameAreNotUsed(t *testing.T) {
	w, m, laptop, left := pair(t)
	theirs := segmentOf(t, w, m)
	must(t, os.WriteFile(left[0], read(t, theirs), 0o600))
	if r := m.meet(); len(m.notes.texts()) != 1 || r.Devices[0].Problem == "" {
		t.Errorf("%q", m.notes.texts())
	}
	// What stands under our own name and is not ours.
	fake := filepath.Join(w.store.root, laptop.id(), "0000000099.seg")
	must(t, os.WriteFile(fake, read(t, theirs), 0o600))
	laptop.notes.add(member.Casework, "not sent")
	if r := laptop.meet(); r.Sent > 0 || r.Waiting != 1 || len(r.Notices) == 0 {
		t.Errorf("%+v", r)
	}
	must(t, os.Remove(fake))
	if r := laptop.meet(); r.Sent != 1 {
		t.Errorf("%+v", r)
	}
}

func segmentOf(t *testing.T, w *world, p *pc) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(w.store.root, p.id(), "*.*"))
	must(t, err)
	return found[0]
}

func TestMeet_whatOthersLeaveInTheFolderIsPassedOver(t *testing.T) {
	w, m, _, left := pair(t)
	for _, f := range left {
		ext := filepath.Ext(f)
		for _, copied := range []string{strings.TrimSuffix(f, ext) + " (Conflicted copy)" + ext, f + ".tmp", strings.TrimSuffix(f, ext) + "-PC2" + ext, f + "~"} {
			must(t, os.WriteFile(copied, []byte("anything"), 0o600))
		}
	}
	must(t, os.WriteFile(filepath.Join(w.store.root, "join", "desktop.ini"), []byte("x"), 0o600))
	if r := m.meet(); r.Received != 3 || r.Sentence != "Up to date" {
		t.Errorf("%+v", r)
	}
}

// An older state of the store lacks what was written since. It comes back from the
// PCs that wrote it.
func TestMeet_rolledBackStoreIsNoticedAndFilledAgain(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	older := t.TempDir()
	must(t, os.CopyFS(filepath.Join(older, "store"), os.DirFS(w.store.root)))
	laptop.notes.add(member.Casework, "after the copy")
	laptop.meet()
	w.store.root = filepath.Join(older, "store")
	if m.meet(); len(m.notes.texts()) > 0 {
		t.Fatal("not rolled back")
	}
	if r := laptop.meet(); len(r.Notices) != 1 {
		t.Errorf("%q", r.Notices)
	}
	m.meet()
	w.all("after the copy")
	if r := laptop.meet(); len(r.Notices) > 0 {
		t.Errorf("still %q", r.Notices)
	}
}

func TestMeet_anEmptyStoreMeansNothing(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	full := w.store.root
	w.store.root = t.TempDir()
	for range 3 {
		laptop.meet()
		m.meet()
	}
	w.store.root = full
	laptop.notes.add(member.Casework, "still here")
	w.settle()
	w.all("still here")
	if id := laptop.id(); len(m.service().Devices) != 2 || id == "" {
		t.Error("someone began anew")
	}
}

func TestRestore_goesOnAsAnotherDeviceAndLosesNothing(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	laptop.notes.add(member.Casework, "before the backup")
	laptop.meet()
	was := laptop.id()
	restore := laptop.backup()
	laptop.notes.add(member.Casework, "after the backup")
	laptop.meet()
	restore()
	laptop.notes.add(member.Casework, "after the restore")
	r := laptop.meet()
	if len(r.Notices) != 1 || laptop.id() == was {
		t.Errorf("%q", r.Notices)
	}
	if r := m.meet(); len(r.Notices) != 1 || len(r.Requests) != 0 {
		t.Errorf("%q", r.Notices)
	}
	w.settle()
	w.all("before the backup", "after the backup", "after the restore")
	if names := files(t, filepath.Join(w.store.root, "join")); len(names) > 0 {
		t.Errorf("a request is left: %q", names)
	}
	if r := laptop.meet(); len(r.Notices) > 0 {
		t.Errorf("%q", r.Notices)
	}
}

// A copied database is two PCs with one name. The one that meets second goes on as
// another.
func TestRestore_copiedDatabasesPart(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	laptop.meet()
	must(t, laptop.office.Close())
	twin := &pc{t: t, name: "twin", path: filepath.Join(t.TempDir(), "twin.db"), world: w,
		notes: &notes{device: laptop.notes.device, all: maps.Clone(laptop.notes.all)}}
	must(t, os.WriteFile(twin.path, read(t, laptop.path), 0o600))
	laptop.open()
	twin.open()
	w.pcs["twin"] = twin
	laptop.notes.add(member.Casework, "on the laptop")
	twin.notes.add(member.Casework, "on the twin")
	laptop.meet()
	twin.meet()
	w.settle()
	w.all("on the laptop", "on the twin")
	if laptop.id() == twin.id() {
		t.Error("they are one device still")
	}
}

func TestMeet_aPCThatWasAwayForLongSendsFirstAndBeginsFromASnapshot(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	desk := w.join(m, "desk", access.Prescriber)
	laptop.notes.add(member.Casework, "recorded before the leave")
	want := []string{"recorded before the leave"}
	for i := range 70 {
		w.now = w.now.Add(24 * time.Hour)
		for j, p := range []*pc{m, desk} {
			text := fmt.Sprintf("%s %d", []string{"m", "desk"}[j], i)
			p.notes.add(member.Casework, text)
			want = append(want, text)
			p.meet()
		}
	}
	m.meet()
	if r := m.meet(); !r.Devices[slices.IndexFunc(r.Devices, func(d meeting.Met) bool { return d.Device.Name == "laptop" })].Inactive {
		t.Error("the laptop holds things up")
	}
	meeting.SnapshotAfter(t, 50)
	for range 3 {
		for _, p := range []*pc{m, desk} {
			w.now = w.now.Add(24 * time.Hour)
			p.meet()
		}
	}
	if left := files(t, w.store.root); len(left) > 60 {
		t.Errorf("%d objects are left", len(left))
	}
	r := laptop.meet()
	if r.Sent != 1 || len(r.Notices) > 0 || r.Sentence != "Up to date" {
		t.Errorf("%+v", r)
	}
	w.settle()
	w.all(want...)
}

func TestErasure_reachesEveryPCAndThenLeavesTheStore(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	w.join(m, "desk", access.Prescriber)
	laptop.notes.add(member.Casework, "a person")
	laptop.notes.add(member.Casework, "someone else")
	w.settle()
	old := files(t, w.store.root)
	m.notes.erase("a person")
	m.meet()
	certificate := func() devices.Erasure {
		list, err := m.office.Devices.Erasures(ctx)
		must(t, err)
		if len(list) != 1 {
			t.Fatalf("%d erasures", len(list))
		}
		return list[0]
	}
	if e := certificate(); len(e.Done) != 0 || len(e.Missing) != 2 || e.Rewritten {
		t.Errorf("%+v", e)
	}
	laptop.meet()
	m.meet()
	if e := certificate(); len(e.Done) != 1 || e.Done[0].Name != "laptop" || len(e.Missing) != 1 || e.Missing[0].Name != "desk" {
		t.Errorf("%+v", e)
	}
	w.settle()
	w.settle()
	w.all("someone else")
	if e := certificate(); len(e.Done) != 2 || !e.Rewritten {
		t.Errorf("%+v", e)
	}
	left := files(t, w.store.root)
	for _, name := range old {
		if slices.Contains(left, name) && !strings.Contains(name, "answer") {
			t.Errorf("%s, from before the erasure, is still in the store", name)
		}
	}
	late := w.join(m, "late", access.Prescriber)
	w.settle()
	w.all("someone else")
	if slices.Contains(late.notes.texts(), "a person") {
		t.Error("a new PC has who was erased")
	}
}

// No manager's PC is left to say who the restored one is now: the others see it
// beside what it left before.
func TestRestore_ofTheOnlyManagersPC(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	w.settle()
	restore := m.backup()
	m.notes.add(member.Casework, "after the backup")
	m.meet()
	restore()
	m.notes.add(member.Casework, "after the restore")
	m.meet()
	if r := laptop.meet(); r.Received != 2 || len(r.Notices) != 1 {
		t.Errorf("%+v", r)
	}
	w.settle()
	w.all("after the backup", "after the restore")
	w.join(m, "desk", access.Prescriber)
	w.settle()
	w.all("after the backup", "after the restore")
	for _, name := range files(t, w.store.root) {
		if strings.Contains(name, "renewal") {
			t.Errorf("%s is left", name)
		}
	}
}

// A PC that has not heard of a strike takes in what the struck one writes. Then it is
// everywhere or nowhere.
func TestStrike_whatOneHasAppliedAllHave(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	other := w.join(m, "other", access.Prescriber)
	w.join(m, "third", access.Prescriber)
	w.settle()
	must(t, m.office.Devices.Strike(ctx, laptop.id()))
	w.now = w.now.Add(time.Hour)
	laptop.notes.add(member.Casework, "in between")
	laptop.meet()
	other.meet() // the manager's PC has not met yet
	m.meet()
	other.notes.add(member.Casework, "an answer")
	delete(w.pcs, "laptop")
	w.settle()
	w.all("in between", "an answer")
}

func TestMeet_wrongClocksAreSaid(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	w.settle()
	right := w.now
	w.now = right.Add(72 * time.Hour)
	laptop.notes.add(member.Casework, "from the future")
	laptop.meet()
	w.now = right.Add(time.Minute)
	m.notes.add(member.Casework, "an answer")
	if r := m.meet(); len(r.Notices) != 1 || !strings.Contains(r.Notices[0], "The clock of “laptop” is ahead") {
		t.Errorf("%q", r.Notices)
	}
	w.now = right.Add(72*time.Hour + time.Minute)
	if r := laptop.meet(); len(r.Notices) != 1 || !strings.HasPrefix(r.Notices[0], "This PC’s clock is ahead") {
		t.Errorf("%q", r.Notices)
	}
	if r := laptop.meet(); len(r.Notices) > 0 {
		t.Errorf("%q", r.Notices)
	}
	w.all("from the future", "an answer")
}

// The window lets a PC in while a meeting goes on.
func TestAdmit_duringAMeetingIsNotLost(t *testing.T) {
	defer meeting.AtStage(func(string) {})
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	late := w.pc("late")
	_, err := late.office.Devices.Join(ctx, m.service().ID, m.service().Marker, devices.Store{})
	must(t, err)
	late.meet()
	asks := m.meet().Requests
	laptop.notes.add(member.Casework, "read first")
	laptop.meet()
	m.notes.add(member.Casework, "sent next")
	meeting.AtStage(func(stage string) {
		if stage == "applied" {
			meeting.AtStage(func(string) {})
			must(t, m.office.Devices.Admit(ctx, asks[0], "late", access.Prescriber, nil))
		}
	})
	m.meet()
	w.settle()
	w.all("read first", "sent next")
	if len(laptop.service().Devices) != 3 {
		t.Error("no one heard of it")
	}
}
