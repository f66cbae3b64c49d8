package tally

import "waymark/data"

// appointments counts what came of appointments.
type appointments struct {
	states counts
	walkIn int
}

// booked counts the appointments of the period, whether the client was seen
// in it or not.
func (c *Count) booked(f *Facts) {
	for _, a := range f.Appointments {
		if !c.within(a.On) || a.State == c.is.held {
			continue
		}
		c.appointments.states.add(a.State)
		if a.Kind == c.is.walkIn {
			c.appointments.walkIn++
		}
	}
}

// tallies are the counts by what came of them, in the order of a report. Those
// that are booked, or on which the client has arrived, are open.
func (a *appointments) tallies(c *Count) []data.Tally {
	open := 0
	for _, s := range data.AppointmentStates() {
		if s.Value.Open() {
			open += a.states.of(c.words.Code(string(s.Value)))
		}
	}
	of := func(s data.AppointmentState) data.Tally {
		return data.Tally{Key: string(s), Label: s.Label(), N: a.states.of(c.words.Code(string(s)))}
	}
	return []data.Tally{of(data.AppointmentSeen), of(data.AppointmentMissed), of(data.AppointmentCancelled),
		{Key: "open", Label: "No outcome recorded yet", N: open}}
}
