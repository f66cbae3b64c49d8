package calendar

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/agenda"
	"waymark/ui/host"
)

func TestAHomeVisitOpensItsPlanFromTheCalendar(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.focusGrid()
	p.page.hours.SetCursor(4, 14*60)
	p.Keys(fyne.KeyReturn)
	p.Press("Open visit")

	p.WentTo(host.VisitsRoute(data.MustDate("2026-04-10"), p.planOf(p.visit)))
}

func TestAHomeVisitOfAPassedDayOpensWhatWasFound(t *testing.T) {
	p := newPlace(t, "2026-04-10")
	plan := p.planOf(p.visit)
	p.Must(p.Store.Visits.Arrive(p.Ctx(), plan))
	p.SetDay("2026-04-11")
	p.page.Reload()
	p.focusGrid()
	p.page.hours.SetCursor(4, 14*60)
	p.Keys(fyne.KeyReturn)
	p.Sees("What happened?", "Open visit")
	p.Type("1")

	p.WentTo(host.Route{Area: host.Calendar, View: host.ViewVisit, Record: plan, Client: p.other})
}

func TestAHomeVisitIsNotOfferedAPlaceInAClinic(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	a, err := p.Store.Diary.Appointment(p.Ctx(), p.visit)
	p.Must(err)
	p.Host.OpenAppointment(a)

	p.Sees("Open visit plan")
	p.SeesNot("Move to next free slot")
}

// planOf is the plan of a booked home visit.
func (p *place) planOf(appointment data.ID) data.ID {
	p.T.Helper()
	id, err := p.Store.Visits.Adopt(p.Ctx(), appointment)
	p.Must(err)
	return id
}

// A volunteer books, moves and cancels nothing: what would be refused is not offered.
func TestAVolunteerIsOfferedNoBookings(t *testing.T) {
	p := newPlace(t, "2026-04-09")
	p.Store.Session.SignIn(access.Identity{Person: p.sian, Role: access.Volunteer})
	p.page = New(p.Host, host.Route{}).(*page)
	p.Show(p.page)
	p.focusGrid()
	for _, it := range p.page.hours.Items() {
		if follows := p.page.picture.targets[it.Key].entry.Kind == agenda.FollowUp; it.Movable && !follows {
			t.Errorf("%s can be moved", it.Key)
		}
	}
	p.page.hours.SetCursor(4, 14*60)
	p.Keys(fyne.KeyReturn)
	p.Sees("Open visit", "Open record")
	p.SeesNot("Move", "Cancel appointment…")
	p.Keys(fyne.KeyEscape)

	p.page.view.Tap(viewDay)
	p.page.hours.SetCursor(0, 10*60)
	p.focusGrid()
	p.Keys(fyne.KeyReturn)
	p.SeesNot("Book an appointment")

	a, err := p.Store.Diary.Appointment(p.Ctx(), p.booked)
	p.Must(err)
	p.Host.OpenAppointment(a)
	p.Sees("Seen: record contact", "Open record")
	p.SeesNot("Did not attend", "Cancelled")
}
