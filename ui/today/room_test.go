package today

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// clinicDesk is Today of a prescriber with a clinic from 9:00 to 13:00, at 11:12.
type clinicDesk struct {
	*uitest.Desk
	clinic data.Clinic
	joan   data.ID
	booked data.ID
}

func newClinicDesk(t *testing.T) *clinicDesk {
	t.Helper()
	d := &clinicDesk{Desk: uitest.New(t)}
	d.at("08:30")
	staff, surgery := data.Staff{Name: "Siân Prŷs", Role: data.RolePrescriber}, data.Surgery{Name: "Birchington Medical Centre"}
	d.Must(d.Host.Lists.SaveStaff(d.Ctx(), &staff))
	d.Must(d.Host.Lists.SaveSurgery(d.Ctx(), &surgery))
	d.Host.Session.SwitchTo(staff.ID)
	d.clinic = data.Clinic{SurgeryID: surgery.ID, StaffID: staff.ID, Room: "Room 4", Rule: data.WeeklyRule(1, data.Tuesday), From: data.MustDate("2026-03-03"),
		Starts: "09:00", Ends: "13:00", SlotMinutes: 30}
	_, err := d.Host.Diary.SaveClinic(d.Ctx(), &d.clinic)
	d.Must(err)
	c := data.Client{GivenNames: "Joan", FamilyName: "Bracewell", SurgeryID: surgery.ID}
	d.Must(d.Host.Casework.SaveClient(d.Ctx(), &c))
	d.joan = c.ID
	a := &data.Appointment{ClientID: c.ID, Kind: "clinic", ClinicID: d.clinic.ID, On: uitest.Today, At: "11:30"}
	d.Must(d.Host.Diary.Book(d.Ctx(), a))
	d.booked = a.ID
	d.at("10:58")
	d.Must(d.Host.Diary.Mark(d.Ctx(), a.ID, data.AppointmentArrived, ""))
	d.at("11:12")
	d.Show(New(d.Host, host.Route{Area: host.Today}))
	return d
}

func (d *clinicDesk) at(clock string) {
	minute := data.MinuteOf(clock)
	d.Now = time.Date(2026, 4, 7, minute/60, minute%60, 0, 0, time.UTC)
}

func (d *clinicDesk) tap(name string) {
	d.T.Helper()
	var found *kit.Button
	d.Each(func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text() == name && found == nil {
			found = b
		}
	})
	if found == nil {
		d.T.Fatalf("there is no button %q", name)
	}
	found.Tapped(nil)
}

func (d *clinicDesk) says(text string) bool {
	return strings.Contains(strings.Join(d.Texts(), "\n"), text)
}

func TestRoom_callInAndSeenLeadToTheContact(t *testing.T) {
	d := newClinicDesk(t)
	for _, want := range []string{"Room 4, Birchington Medical Centre", "1 waiting", "booked for 11:30", "Waiting 14 min"} {
		if !d.says(want) {
			t.Errorf("Today does not say %q: %v", want, d.Texts())
		}
	}
	d.tap("Call in")
	if !d.says("in the room since 11:12") || d.says("Waiting 14 min") {
		t.Fatal(d.Texts())
	}
	d.tap("Seen")
	a, err := d.Host.Diary.Appointment(d.Ctx(), d.booked)
	d.Must(err)
	if a.State != data.AppointmentSeen || a.ContactID == "" {
		t.Fatalf("%+v", a.Appointment)
	}
	d.WentTo(host.Route{Area: host.Clients, View: host.ViewNewContact, Client: d.joan, Record: a.ContactID})
}

func TestRoom_walkInIsMarked(t *testing.T) {
	d := newClinicDesk(t)
	d.Must(d.Host.Diary.SendThrough(d.Ctx(), &data.NewPatient{GivenNames: "Edith", FamilyName: "Sørensen"},
		&data.Appointment{SurgeryID: d.clinic.SurgeryID, SentBy: "Dr Patel"}))
	if !d.says("Edith Sørensen") || !d.says("walk-in, sent by Dr Patel") || !d.says("2 waiting") {
		t.Error(d.Texts())
	}
}

func TestRoom_prescriberSaysHowTheyAre(t *testing.T) {
	d := newClinicDesk(t)
	var states *kit.Segmented
	d.Each(func(o fyne.CanvasObject) {
		if s, ok := o.(*kit.Segmented); ok && states == nil {
			states = s
		}
	})
	presence := func() data.Presence {
		list, err := d.Host.Diary.Presence(d.Ctx(), "", uitest.Today)
		d.Must(err)
		if len(list) != 1 {
			t.Fatalf("%+v", list)
		}
		return list[0]
	}
	states.Tap(1)
	if p := presence(); p.State != data.PresenceWith {
		t.Errorf("%+v", p)
	}
	d.at("11:15")
	d.Each(func(o fyne.CanvasObject) {
		if s, ok := o.(*kit.Segmented); ok && s.Selected() == 1 {
			states = s
		}
	})
	states.Tap(2)
	d.Type("soon")
	d.Keys(fyne.KeyReturn)
	if !kit.OverlayOpen(d.Window) {
		t.Fatal("“soon” is taken for a time")
	}
	d.Focused().(*kit.Entry).SetText("1140")
	d.Keys(fyne.KeyReturn)
	if p := presence(); p.State != data.PresenceAway || p.BackAt != "11:40" {
		t.Errorf("%+v", p)
	}
}

func TestRoom_isNotThereWithoutAClinic(t *testing.T) {
	d := newClinicDesk(t)
	d.SetDay("2026-04-08")
	d.Show(New(d.Host, host.Route{Area: host.Today}))
	if d.says("Reception sees:") {
		t.Error("there is a card without a clinic")
	}
}
