package data

import (
	"strings"
)

// FollowUpDays is how long after a prescription, and after the first
// follow-up, the next one is due: three weeks (pilot report).
const FollowUpDays = 21

// attemptDays is how many working days after an attempt that reached no one
// the next one is proposed.
const attemptDays = 2

// FollowUpDue is the day on which a follow-up is due that is counted from the
// given day: three weeks on, moved to the next working day, never earlier.
// The reason says why it was moved, such as "moved past Good Friday, the
// weekend and Easter Monday", and that the list of bank holidays does not
// reach so far where that is so; it is "" when there is nothing to say.
func (h *Holidays) FollowUpDue(from Date) (due Date, reason string) {
	planned := from.AddDays(FollowUpDays)
	due = h.NextWorkingDay(planned)
	if due.IsZero() {
		return due, ""
	}
	var reasons []string
	if due != planned {
		reasons = append(reasons, movedPast+h.between(planned, due))
	}
	if !h.Covers(due) {
		reasons = append(reasons, h.limits())
	}
	return due, strings.Join(reasons, "; ")
}

// between names what lies from the first day up to, not including, the second.
func (h *Holidays) between(first, end Date) string {
	var names []string
	for d := first; d.Before(end); d = d.AddDays(1) {
		name := "the weekend"
		if !weekend(d) {
			name = h.byDay[d].Title
		}
		if len(names) == 0 || names[len(names)-1] != name {
			names = append(names, name)
		}
	}
	return listed(names)
}

// How the reason begins if the list of holidays does not reach so far.
const (
	noList   = "there is no list of bank holidays"
	listRuns = "the list of bank holidays runs from "
)

// limits says how far the list of bank holidays reaches.
func (h *Holidays) limits() string {
	if h.LastDay().IsZero() {
		return noList + ", so check this day"
	}
	return listRuns + h.FirstDay().Short() + " and ends on " + h.LastDay().Short() + ", so check this day"
}

// AttemptSoonest is the first day on which to try again after an attempt that
// reached no one: two working days later.
func (h *Holidays) AttemptSoonest(from Date) Date { return h.WorkingDaysAfter(from, attemptDays) }

// firstCallDays is within how many working days of a referral the person is
// called for the first time.
const firstCallDays = 5

// FirstCallBy is the day by which someone is called who was referred on a day:
// within five working days.
func (h *Holidays) FirstCallBy(received Date) Date {
	return h.WorkingDaysAfter(received, firstCallDays)
}

// WorkingDaysAfter is the n-th working day after a day.
func (h *Holidays) WorkingDaysAfter(from Date, n int) Date {
	d := from
	for range n {
		d = h.NextWorkingDay(d.AddDays(1))
	}
	return d
}
