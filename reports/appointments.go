package reports

import "waymark/data"

var madeWords = phrases{
	none: "No appointment was made for this period", unknown: "How appointments were made is not recorded",
	mostly: "How they were made is not recorded for more than half of the appointments",
	all:    "Every appointment was made in one way: %s", one: "The one appointment was made in this way: %s",
	most: "More than half of the appointments were made in one way: %s",
	lead: "%s was the most common", tie: "%s were equally common", level: "%d ways were equally common",
}

// appointments makes the tables of what came of appointments, and of how they were
// made. Contacts are counted apart: one that took place is in both.
func (b *builder) appointments(f *data.Figures) {
	t := things("appointments", "What came of appointments", "Outcome", "appointments", f.Appointments)
	b.protect(&t)
	t.Finding = b.share(&t, string(data.AppointmentMissed), "not attended", "No appointment was made for this period")
	t.Note = "Appointments for a day in the period, with walk-ins. " + t.ns()
	b.Appointments = t

	all := 0
	for _, y := range f.Appointments {
		all += y.N
	}
	m := things("appointments_made", "How appointments were made", "How", "appointments", []data.Tally{
		{Key: "booked", Label: "Booked", N: all - f.AppointmentsWalkIn}, {Key: "walk_in", Label: "Walk-in", N: f.AppointmentsWalkIn},
	})
	b.protect(&m)
	m.Finding = madeWords.finding(&m)
	m.Note = "A walk-in was sent through without a booking. " + m.ns()
	b.AppointmentsMade = m
}
