package host

import (
	"context"

	"waymark/data"
	"waymark/ui/kit"
)

// VisitsRoute is where the home visits of a day are, with one of them selected.
func VisitsRoute(on data.Date, visit data.ID) Route {
	return Route{Area: Calendar, View: ViewVisits, Record: visit, Filter: data.FigureFilter{From: on}}
}

// OpenVisitOf leads to the home visit behind an appointment: to its plan among the
// visits of the day while no one has arrived, for the plan says what to know before
// leaving, and afterwards to what was found. A visit that is only booked is given
// its plan.
func (h *Host) OpenVisitOf(a *data.Appointment) {
	id, on := a.ID, a.On
	h.Background(func(ctx context.Context) func() {
		visit, err := h.Visits.Adopt(ctx, id)
		var rec *data.VisitRecord
		if err == nil {
			rec, err = h.Visits.Visit(ctx, visit)
		}
		return func() {
			switch {
			case err != nil:
				kit.Message(h.Window, "Home visit", h.Fail("open a home visit", err))
			case rec.ArrivedAt.IsZero() && rec.FinishedAt.IsZero():
				h.Go(VisitsRoute(on, visit))
			default:
				h.Go(Route{Area: Calendar, View: ViewVisit, Record: visit, Client: rec.ClientID})
			}
		}
	})
}
