package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
)

func TestWalkIn_soundsOnceAndCanBeSwitchedOff(t *testing.T) {
	s, d, surgery := newSurgeryShell(t)
	sounds := 0
	s.chime = func() { sounds++ }
	staff := s.host.Session.Person()
	send := func(name string) {
		t.Helper()
		d.Must(d.Store.Diary.SendThrough(d.Ctx(), &data.NewPatient{FamilyName: name}, &data.Appointment{SurgeryID: surgery.ID, StaffID: staff}))
	}
	send("Sørensen")
	if sounds != 1 {
		t.Errorf("%d sounds for one walk-in", sounds)
	}
	d.Must(d.Store.Lists.SetSetting(d.Ctx(), "service_name", "Ours")) // something else changes
	if sounds != 1 {
		t.Errorf("%d sounds after another change", sounds)
	}
	found := false
	for _, o := range test.LaidOutObjects(s.rail.content) {
		if c, ok := o.(*kit.Chip); ok && c.Text() == "1 waiting" {
			found = true
		}
	}
	if !found {
		t.Error("the rail does not mark who waits")
	}
	s.run(s.soundCommand())
	send("O’Hare")
	if sounds != 1 {
		t.Error("it sounds although it is off")
	}
	if c := s.soundCommand(); c.name != "Turn on the sound for walk-ins" {
		t.Error(c.name)
	}
	s.run(s.soundCommand())
	send("Levi")
	if sounds != 2 || s.host.Session.Person() != staff {
		t.Errorf("%d sounds, %q", sounds, s.host.Session.Person())
	}
	s.become(office.PC{Role: access.Reception, Surgery: surgery.ID})
	for _, item := range s.rail.items {
		if item.area.id == host.Reception && item.chip.Text() != "3" {
			t.Errorf("beside Reception stands %q", item.chip.Text())
		}
	}
}

func TestFreeOrAway_byOneKey(t *testing.T) {
	s, d, _ := newSurgeryShell(t)
	key := func() {
		for _, c := range s.commands() {
			if c.key == fyne.KeyY {
				s.run(c)
			}
		}
	}
	state := func() data.PresenceState {
		list, err := d.Store.Diary.Presence(d.Ctx(), "", s.host.Today())
		d.Must(err)
		if len(list) == 0 {
			return ""
		}
		return list[0].State
	}
	key()
	d.Keys(fyne.KeyReturn)
	if state() != data.PresenceAway {
		t.Fatalf("after the key and Enter: %q", state())
	}
}

func TestCommands_keysAreDifferentForEveryone(t *testing.T) {
	s, _, surgery := newSurgeryShell(t)
	look := func(who string) {
		t.Helper()
		seen := map[fyne.KeyName]string{}
		for _, c := range s.commands() {
			if other, ok := seen[c.key]; ok && c.key != "" {
				t.Errorf("%s: Ctrl+%s is both %q and %q", who, c.key, other, c.name)
			}
			seen[c.key] = c.name
		}
		if seen[fyne.KeyB] == "" || seen[fyne.KeyT] == "" {
			t.Errorf("%s: %v", who, seen)
		}
	}
	look("staff")
	for _, c := range s.commands() {
		if c.name == "Clinic today" {
			s.run(c)
		}
	}
	if s.Route().Area != host.Reception {
		t.Fatalf("%+v", s.Route())
	}
	look("staff at the desk")
	for _, c := range s.commands() {
		if c.key == fyne.KeyB && c.name != "Book" {
			t.Errorf("Ctrl+B is %q", c.name)
		}
	}
	s.become(office.PC{Role: access.Reception, Surgery: surgery.ID})
	look("reception")
	if text := strings.Join(s.railTitles(), " "); text != "Reception Coming clinics Refer someone" {
		t.Error(text)
	}
}

func TestMenu_hasEachHeadingOnce(t *testing.T) {
	s, _, _ := newSurgeryShell(t)
	seen := map[string]bool{}
	items := 0
	for _, m := range s.menu().Items {
		if seen[m.Label] {
			t.Errorf("%q stands twice in the menu bar", m.Label)
		}
		seen[m.Label] = true
		items += len(m.Items)
	}
	if items != len(s.commands()) {
		t.Errorf("%d items for %d commands", items, len(s.commands()))
	}
}
