package record

import (
	"slices"
	"testing"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// booked books a client for a day at 10:00.
func (d *desk) booked(c *data.Client, day data.Date) data.ID {
	d.T.Helper()
	a := data.Appointment{ClientID: c.ID, Kind: "phone", On: day, At: "10:00"}
	d.Must(d.Store.Diary.Book(d.Ctx(), &a))
	return a.ID
}

func (d *desk) state(id data.ID) data.AppointmentState {
	d.T.Helper()
	a, err := d.Store.Diary.Appointment(d.Ctx(), id)
	d.Must(err)
	return a.State
}

// TestClosingSomeoneWhoDiedSaysWhatItCancels: the appointment once stayed, and the
// family was rung about it.
func TestClosingSomeoneWhoDiedSaysWhatItCancels(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	id := d.booked(c, uitest.Today.AddDays(2))
	p := d.open1(c)
	p.askClose()
	d.Sees("They have an appointment on Thu 9 Apr 2026 at 10:00.", "Cancel this appointment, or keep it?")
	field[*kit.Choice](d, "Why are you closing it?").Choose(string(data.CloseDied))
	d.Sees("Their appointment will be cancelled: Thu 9 Apr 2026 at 10:00.")
	d.SeesNot("Cancel this appointment, or keep it?")
	d.Sees("Enter the day they died, if you know it.")
	d.Press("Close support")
	if e := d.Record(c.ID).Episode; e.Status != data.EpisodeClosed || d.state(id) != data.AppointmentCancelled {
		t.Errorf("%s, and the appointment is %s", e.Status, d.state(id))
	}
	d.Sees("Closed", "Died", "If this is wrong, support can be reopened.")
}

// TestRecordOfSomeoneWhoDiedOffersNothingToThem: it once offered services, whose
// follow-up rang the family, a booking and a letter that the store refused, and a new
// referral.
func TestRecordOfSomeoneWhoDiedOffersNothingToThem(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Chosen(c.ID, "Walking group", "2026-04-01")
	p := d.open1(c)
	offers := func() []string {
		list := buttons(d)
		for _, item := range p.menuItems() {
			list = append(list, item.Label)
		}
		return list
	}
	toLiving := []string{"Offer services", "Questionnaire", "Letter…", "Book an appointment…", "Add a referral…", "Add a new need…",
		"Plan a home visit", "Print summary…", "Consent…"}
	for _, name := range toLiving {
		if !slices.Contains(offers(), name) {
			t.Errorf("%q is not offered", name)
		}
	}
	e := d.Record(c.ID).Episode
	e.Status, e.CloseReason, e.ClosedOn = data.EpisodeClosed, data.CloseDied, d.Host.Today()
	d.Must(d.Store.Casework.SaveEpisode(d.Ctx(), e))
	p.Reload()
	for _, name := range toLiving {
		if slices.Contains(offers(), name) {
			t.Errorf("%q is offered", name)
		}
	}
	for _, name := range []string{"Record a contact", "Log a call", "Reopen", "Reopen support…"} { // their family may ring
		if !slices.Contains(offers(), name) {
			t.Errorf("%q is not offered", name)
		}
	}
	d.SeesNot("A new referral")
}

func TestClosingAsksWhatBecomesOfWhatIsBooked(t *testing.T) {
	for answer, want := range []data.AppointmentState{data.AppointmentCancelled, data.AppointmentBooked} { // cancel them, keep them
		t.Run(want.Label(), func(t *testing.T) {
			d := newDesk(t)
			c := d.Harold()
			first, second := d.booked(c, uitest.Today.AddDays(2)), d.booked(c, uitest.Today.AddDays(9))
			p := d.open1(c)
			p.askClose()
			d.Sees("They have appointments on Thu 9 Apr 2026 at 10:00 and Thu 16 Apr 2026 at 10:00.")
			field[*kit.Choice](d, "Why are you closing it?").Choose("goals_met")
			d.Press("Close support")
			d.Sees("Choose whether to cancel or to keep what is booked.")
			if e := d.Record(c.ID).Episode; e.Status != data.EpisodeOpen {
				t.Fatal("it was closed before anyone said")
			}
			field[*kit.ChoiceRow](d, "Cancel these appointments, or keep them?").Tap(answer)
			d.Press("Close support")
			if e := d.Record(c.ID).Episode; e.Status != data.EpisodeClosed || d.state(first) != want || d.state(second) != want {
				t.Errorf("%s, and the appointments are %s and %s", e.Status, d.state(first), d.state(second))
			}
		})
	}
}

func TestClosingAsksNothingWhereNothingIsBooked(t *testing.T) {
	d := newDesk(t)
	p := d.open1(d.Harold())
	p.askClose()
	d.SeesNot("They have an appointment", "keep it?")
	field[*kit.Choice](d, "Why are you closing it?").Choose(string(data.CloseDied))
	d.SeesNot("will be cancelled")
	d.Press("Close support")
	d.Sees("Closed", "Died", "If this is wrong, support can be reopened.")
}
