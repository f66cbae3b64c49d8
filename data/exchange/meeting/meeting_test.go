package meeting_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store/devices"
)

func TestMeet_whatOnePCHasTheOthersGet(t *testing.T) {
	w, m := founded(t)
	m.notes.add(member.Casework, "before there was a service")
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	laptop.notes.add(member.Casework, "at a home visit")
	if r := laptop.meet(); r.Sent != 1 || r.Sentence != "Up to date" {
		t.Errorf("%+v", r)
	}
	m.notes.add(member.Lists, "a new surgery")
	if r := m.meet(); r.Received != 1 || r.Sent != 1 {
		t.Errorf("%+v", r)
	}
	late := w.join(laptop2(w, m), "desk", access.Prescriber)
	w.settle()
	w.all("before there was a service", "at a home visit", "a new surgery")
	if r := late.meet(); len(r.Devices) != 3 || len(r.Notices) > 0 || slices.ContainsFunc(r.Devices, func(m meeting.Met) bool { return m.Problem != "" }) {
		t.Errorf("%+v", r)
	}
}

// laptop2 is a second manager's PC.
func laptop2(w *world, m *pc) *pc { return w.join(m, "second", access.Manager) }

func TestMeet_withNothingNewAsksForOneListOfEachDevice(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	w.join(m, "desk", access.Prescriber)
	w.settle()
	before := files(t, w.store.root)
	w.store.lists = 0
	r := laptop.meet()
	if w.store.lists != 3 || r.Sent+r.Received > 0 {
		t.Errorf("%d lists, %+v", w.store.lists, r)
	}
	if after := files(t, w.store.root); !slices.Equal(before, after) {
		t.Errorf("an idle meeting left something: %q", after)
	}
}

func files(t *testing.T, root string) (names []string) {
	t.Helper()
	must(t, filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, strings.TrimPrefix(path, root))
		}
		return err
	}))
	return names
}

func TestMeet_eachPCGetsItsCompartmentsOnly(t *testing.T) {
	w, m := founded(t)
	m.notes.add(member.Casework, "a contact")
	m.notes.add(member.Clinic("elm"), "a slot at Elm")
	m.notes.add(member.Clinic("oak"), "a slot at Oak")
	m.notes.add(member.Figures, "a figure")
	m.meet()
	desk := w.join(m, "desk", access.Reception, "elm")
	figures := w.join(m, "figures", access.Coordinator)
	m.notes.add(member.Casework, "another contact")
	m.notes.add(member.Clinic("elm"), "another slot at Elm")
	m.notes.add(member.Figures, "another figure")
	desk.notes.add(member.Clinic("elm"), "booked at the desk")
	w.settle()
	for _, c := range []struct {
		p    *pc
		want string
	}{
		{desk, "a slot at Elm, another slot at Elm, booked at the desk"},
		{figures, "a figure, another figure"},
		{m, "a contact, a figure, a slot at Elm, a slot at Oak, another contact, another figure, another slot at Elm, booked at the desk"},
	} {
		if got := strings.Join(c.p.notes.texts(), ", "); got != c.want {
			t.Errorf("%s has %s", c.p.name, got)
		}
	}
	desk.notes.add(member.Casework, "what a desk may not write")
	if r := desk.meet(); r.Sent > 0 || r.Waiting != 1 {
		t.Errorf("sent: %+v", r)
	}
}

func TestStore_hasNothingInTheClear(t *testing.T) {
	w, m := founded(t)
	m.notes.add(member.Casework, "Mrs Pett of Elm Road, 943 476 5919")
	m.notes.add(member.Clinic("01900000-0000-7000-8000-00000000cccc"), "Mrs Pett at half past ten")
	m.meet()
	laptop := w.join(m, "laptop of Sian", access.Reception, "01900000-0000-7000-8000-00000000cccc")
	laptop.notes.add(member.Lists, "Elm surgery")
	must(t, m.office.Devices.Strike(ctx, laptop.id()))
	w.settle()
	for _, name := range files(t, w.store.root) {
		body, err := os.ReadFile(filepath.Join(w.store.root, name))
		must(t, err)
		for _, never := range []string{"Pett", "Elm surg", "943 476", "Sian", "laptop", "Manager", "cccccc", "casework", "clinic", "reception", "SECRET"} {
			if strings.Contains(string(body), never) {
				t.Errorf("%s has %q", name, never)
			}
		}
	}
}

func TestStrike_whatWasSealedBeforeCountsAndNothingLater(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	other := w.join(m, "other", access.Prescriber)
	laptop.notes.add(member.Casework, "while it was ours")
	laptop.meet()
	w.now = w.now.Add(time.Hour)
	must(t, m.office.Devices.Strike(ctx, laptop.id()))
	w.now = w.now.Add(time.Hour)
	laptop.notes.add(member.Casework, "by the thief")
	laptop.meet() // it has not heard yet
	m.notes.add(member.Casework, "after the theft")
	m.meet()
	other.meet()
	if got := strings.Join(other.notes.texts(), ", "); got != "after the theft, while it was ours" {
		t.Errorf("another PC has %s", got)
	}
	r := laptop.meet()
	if got := strings.Join(laptop.notes.texts(), ", "); r.Standing != meeting.Struck || strings.Contains(got, "after the theft") {
		t.Errorf("the struck PC has %s: %+v", got, r)
	}
	if s := laptop.service(); s.Me != "" || s.Standing != meeting.Struck {
		t.Errorf("it keeps its keys: %+v", s)
	}
	laptop.notes.add(member.Casework, "typed on")
	before := files(t, w.store.root)
	if laptop.meet(); !slices.Equal(before, files(t, w.store.root)) {
		t.Error("a struck PC writes to the store")
	}
	w.admit(m, laptop, access.Prescriber) // it was found again
	w.settle()
	w.all("while it was ours", "by the thief", "after the theft", "typed on")
}

// A PC that was to leave was struck off before it had met again. It could not say that it
// left, so none of its meetings went well any more, and it never heard why.
func TestStrike_endsWhatIsToLeave(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	must(t, laptop.office.Devices.Leave(ctx))
	must(t, m.office.Devices.Strike(ctx, laptop.id()))
	m.meet()
	for range 2 {
		if r := laptop.meet(); r.Standing != meeting.Struck {
			t.Errorf("%+v", r)
		}
	}
	if s := laptop.service(); s.Me != "" {
		t.Error("it keeps its keys")
	}
}

// A manager's PC let another one in, and was struck off by someone who had not heard of
// that. The program on the PC that it had let in came down at every meeting.
func TestStrike_endsWhoWasLetInUnheard(t *testing.T) {
	w, m := founded(t)
	m.meet()
	second := w.join(m, "second", access.Manager)
	w.settle()
	laptop := w.join(second, "laptop", access.Prescriber)
	must(t, m.office.Devices.Strike(ctx, second.id()))
	m.meet()
	for range 2 {
		if r := laptop.meet(); r.Standing != meeting.Struck {
			t.Errorf("%+v", r)
		}
	}
	laptop.notes.add(member.Casework, "typed on")
	w.admit(m, laptop, access.Prescriber)
	w.now = w.now.Add(time.Hour)
	for range 2 {
		laptop.meet()
		m.meet()
	}
	if got := m.notes.texts(); !slices.Contains(got, "typed on") {
		t.Errorf("the manager’s PC has %q", got)
	}
}

// A PC was let in and, before it had met again, struck off. What it was to begin from was
// gone by then. It read no further, so it never heard, and said that the records were still
// to come.
func TestStrike_endsWhoHadNotBegun(t *testing.T) {
	w, m := founded(t)
	w.seeds = true
	m.meet()
	w.join(m, "desk", access.Prescriber)
	laptop := w.pc("laptop")
	_, err := laptop.office.Devices.Join(ctx, m.service().ID, m.service().Marker, devices.Store{})
	must(t, err)
	laptop.meet()
	asks := m.meet().Requests
	must(t, m.office.Devices.Admit(ctx, asks[0], "laptop", access.Prescriber, nil))
	m.meet()
	must(t, m.office.Devices.Strike(ctx, asks[0].ID()))
	w.now = w.now.Add(time.Hour)
	m.meet()
	if r := laptop.meet(); r.Standing != meeting.Struck {
		t.Errorf("%+v", r)
	}
}

func TestLeave_sendsWhatIsNewFirst(t *testing.T) {
	w, m := founded(t)
	m.meet()
	laptop := w.join(m, "laptop", access.Prescriber)
	laptop.notes.add(member.Casework, "the last visit")
	if err := m.office.Devices.Leave(ctx); data.CodeOf(err) != data.CodeRefused {
		t.Error("the only manager’s PC leaves:", err)
	}
	must(t, laptop.office.Devices.Leave(ctx))
	if r := laptop.meet(); r.Standing != meeting.Left || r.Sent != 1 {
		t.Errorf("%+v", r)
	}
	m.meet()
	m.notes.add(member.Casework, "afterwards")
	m.meet()
	if got := strings.Join(m.notes.texts(), ", "); got != "afterwards, the last visit" {
		t.Error(got)
	}
	if r := laptop.meet(); r.Standing != meeting.Left || slices.Contains(laptop.notes.texts(), "afterwards") {
		t.Errorf("%+v", r)
	}
}
