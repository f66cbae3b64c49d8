package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// TestReception_aMorningByKeyboard books nine people at a surgery's desk, has
// them come, one of them not, and sends a walk-in through: by keyboard alone, in
// the window. Then the records and Today agree.
func TestReception_aMorningByKeyboard(t *testing.T) {
	s, d, surgery := newSurgeryShell(t)
	staff := s.host.Session.Person()
	c := data.Clinic{SurgeryID: surgery.ID, StaffID: staff, Room: "Room 4", Rule: data.WeeklyRule(1, data.Tuesday), From: data.MustDate("2026-03-03"),
		Starts: "09:00", Ends: "13:30", SlotMinutes: 30}
	_, err := d.Store.Diary.SaveClinic(d.Ctx(), &c)
	d.Must(err)
	for i := range 8 {
		d.Must(d.Store.Casework.SaveClient(d.Ctx(), &data.Client{GivenNames: "Person", FamilyName: fmt.Sprintf("Number%c", 'A'+i),
			BirthDate: data.MustDate("1950-01-01").AddDays(i), SurgeryID: surgery.ID}))
	}
	at := func(clock string) {
		minute := data.MinuteOf(clock)
		d.Now = time.Date(2026, 4, 7, minute/60, minute%60, 0, 0, time.UTC)
	}
	at("08:30")
	s.become(office.PC{Role: access.Reception, Surgery: surgery.ID})
	k := keyboard{t, d.Window}
	k.ctrl(fyne.KeyB)
	for i := range 8 {
		k.typed(fmt.Sprintf("number%c", 'a'+i))
		k.key(fyne.KeyReturn, fyne.KeyReturn)
	}
	k.typed("pettit\n\n") // the ninth
	k.key(fyne.KeyEscape) // to the clinic
	k.key(fyne.KeyHome)
	for i := range 9 {
		at(data.ClockOf(9*60 + 30*i))
		if i == 4 { // does not come
			k.typed("n")
			k.key(fyne.KeyDown, fyne.KeyDown) // past the slot, which is free again
			continue
		}
		k.key(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn) // arrived, in the room, seen
		k.key(fyne.KeyDown)
	}
	at("13:10")
	k.ctrl(fyne.KeyT)
	k.typed("edith sorensen\n21/6/1944")
	k.key(fyne.KeyReturn)

	s.host.Session.StaffAt(staff)
	states := map[data.AppointmentState]int{}
	rows, err := d.Store.Diary.Appointments(d.Ctx(), data.AppointmentFilter{From: uitest.Today, To: uitest.Today})
	d.Must(err)
	for _, r := range rows {
		states[r.State]++
	}
	if states[data.AppointmentSeen] != 8 || states[data.AppointmentMissed] != 1 || states[data.AppointmentArrived] != 1 || len(rows) != 10 {
		t.Fatalf("%v of %d", states, len(rows))
	}
	contacts, err := d.Store.Casework.Contacts(d.Ctx(), data.ContactFilter{From: uitest.Today, To: uitest.Today})
	d.Must(err)
	attended := 0
	for _, v := range contacts {
		if v.Outcome == data.ContactAttended {
			attended++
		}
	}
	if attended != 8 {
		t.Errorf("%d contacts attended", attended)
	}
	s.become(office.PC{Role: access.Everything})
	if s.Route().Area != host.Today {
		t.Fatalf("%+v", s.Route())
	}
	text := ""
	for _, o := range test.LaidOutObjects(d.Window.Content()) {
		switch o := o.(type) {
		case *kit.Text:
			text += o.Text() + "\n"
		case *kit.Button:
			text += o.Text() + "\n"
		}
	}
	for _, want := range []string{"Edith Sorensen", "Call in", "walk-in"} {
		if !strings.Contains(text, want) {
			t.Errorf("Today does not say %q", want)
		}
	}
}
