package calendar

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
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
