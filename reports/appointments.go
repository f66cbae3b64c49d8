package reports

import (
	"fmt"
	"strings"

	"waymark/data"
)

var madeWords = phrases{
	about: "Appointments, by how they were made",
	none:  "No appointment was made for this period", unknown: "How appointments were made is not recorded",
	mostly: "How they were made is not recorded for more than half",
	all:    "Every appointment was made in one way: %s", one: "The one appointment was made in this way: %s",
}

// appointments makes the tables of what came of appointments, and of how they were
// made. Contacts are counted apart: one that took place is in both.
func (b *builder) appointments(f *data.Figures) {
	t := things("appointments", "Attendance at appointments", "Outcome", "appointments", f.Appointments)
	b.protect(&t)
	b.attendance(&t, f.Appointments)
	t.Note = "Appointments on a day in the period, including walk-ins. " + strings.TrimSpace(t.ns()+t.ofAttendance())
	b.Appointments = t

	all := 0
	for _, y := range f.Appointments {
		all += y.N
	}
	m := things("appointments_made", "How appointments were made", "How", "appointments", []data.Tally{
		{Key: "booked", Label: "Booked", N: all - f.AppointmentsWalkIn}, {Key: "walk_in", Label: "Walk-in", N: f.AppointmentsWalkIn},
	})
	b.protect(&m)
	m.Finding = madeWords.claim(&m).title()
	m.Note = "A walk-in had no booking. " + m.ns()
	b.AppointmentsMade = m
}

// attendance holds those seen and those not attended against both together: an
// appointment that was cancelled, or that no one has said the end of, could be
// neither, and would make the share look smaller than it is. The other rows have
// no percentage. Where one of the two is hidden, so is what they come to.
func (b *builder) attendance(t *Table, tallies []data.Tally) {
	both := tally(tallies, string(data.AppointmentSeen)) + tally(tallies, string(data.AppointmentMissed))
	seen, missed := t.Row(string(data.AppointmentSeen)), t.Row(string(data.AppointmentMissed))
	for i := range t.Rows {
		t.Rows[i].Cell.Of = 0
	}
	c := claim{about: t.Title, on: []Cell{t.N}, apart: true}
	if t.N.Some() && !t.N.Hidden {
		c.base = Count(t.N.N) + " " + unit(t.N.N, t.Unit)
	}
	switch {
	case !t.N.Some():
		c.says = "No appointment was made for this period"
	case both == 0:
		c.says = "No appointment was attended or missed"
	case t.N.Hidden, seen == nil, missed == nil, seen.Cell.Hidden, missed.Cell.Hidden:
	default:
		whole := b.rule.Round(both)
		seen.Cell.Of, missed.Cell.Of = whole, whole
		c.says, c.base = fmt.Sprintf(oneOrMany(missed.Cell.N, "%s of %s was not attended, leaving out those cancelled or open",
			"%s of %s were not attended, leaving out those cancelled or open"), missed.Cell.Text(), Cell{N: whole}.of(t.Unit)), ""
	}
	t.Finding = c.title()
}

// ofAttendance says what the percentages of appointments are of.
func (t *Table) ofAttendance() string {
	missed := t.Row(string(data.AppointmentMissed))
	if missed == nil || missed.Cell.Of == 0 {
		return ""
	}
	return fmt.Sprintf(" Percentages are of the %s that were seen or not attended.", Count(missed.Cell.Of))
}

// attended is how many appointments were seen or not attended.
func (t *Table) attended() *int {
	missed := t.Row(string(data.AppointmentMissed))
	if missed == nil || missed.Cell.Of == 0 {
		return nil
	}
	return &missed.Cell.Of
}
