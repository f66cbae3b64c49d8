package data

import (
	"slices"
	"strings"
)

// HolidayMove is a follow-up that moved because the list of holidays changed.
type HolidayMove struct {
	ID         ID
	FollowUpID ID
	ClientID   ID
	Client     string
	Service    string
	From, To   Date
	Because    string // such as "moved past Late summer bank holiday and the weekend"; "" if a holiday was removed
}

// HolidayClash is something that a person put on a day which later became a
// holiday. It stays where it is until someone moves, cancels or confirms it.
type HolidayClash struct {
	ID       ID
	Holiday  Holiday
	ClientID ID
	Client   string
	What     string // "Clinic", "First follow-up"
	At       string // "HH:MM", or empty
	// One of the two is set.
	AppointmentID ID
	FollowUpID    ID
}

// ChangedSince returns the days that are a holiday in only one of the two sets,
// or under another title, in order.
func (h *Holidays) ChangedSince(before *Holidays) []Date {
	var days []Date
	for day, now := range h.byDay {
		if was, ok := before.byDay[day]; !ok || was.Title != now.Title {
			days = append(days, day)
		}
	}
	for day := range before.byDay {
		if _, ok := h.byDay[day]; !ok {
			days = append(days, day)
		}
	}
	slices.SortFunc(days, Date.Compare)
	return days
}

// Rework returns f as it stands once the holidays have changed from before to h.
// A due day that the rule gave is worked out again; one that a person chose
// stays. tried are the attempts so far.
//
// FirstDue, which lateness is measured against, follows the rule too. A day that
// is not past yet is never moved back into the past.
func (h *Holidays) Rework(f FollowUp, tried []Attempt, before *Holidays, today Date) FollowUp {
	firstDue, reason := h.FollowUpDue(f.CountedFrom)
	wasFirst, _ := before.FollowUpDue(f.CountedFrom)
	was := f
	if len(tried) == 0 {
		if byRule(f.MovedBecause) && (f.DueOn == f.FirstDue || f.DueOn == wasFirst) && !intoPast(f.DueOn, firstDue, today) {
			f.DueOn, f.MovedBecause = firstDue, reason
		}
	} else if day, _ := before.NextAttempt(tried); byRule(f.MovedBecause) && f.DueOn == day {
		next, _ := h.NextAttempt(tried) // the part of the day stays
		if next != f.DueOn && !intoPast(f.DueOn, next, today) {
			f.DueOn, f.MovedBecause = next, h.attemptMoved(latestAttempt(tried), next)
		}
	}
	ruled := f.FirstDue == wasFirst || len(tried) == 0 && was.FirstDue == was.DueOn && f.DueOn == firstDue
	if ruled && !intoPast(f.FirstDue, firstDue, today) {
		f.FirstDue = firstDue
	}
	return f
}

// intoPast reports whether a day that is not past yet would become one that is.
func intoPast(from, to, today Date) bool { return to.Before(today) && !from.Before(today) }

// latestAttempt returns the attempt of the latest day; tried is not empty.
func latestAttempt(tried []Attempt) *Attempt {
	last := &tried[0]
	for i := range tried {
		if tried[i].On.After(last.On) {
			last = &tried[i]
		}
	}
	return last
}

// attemptMoved says why the next attempt is not on the day that was proposed
// when the last one was noted; "" if it is.
func (h *Holidays) attemptMoved(last *Attempt, next Date) string {
	var names []string
	for d := last.On.AddDays(1); d.Before(next); d = d.AddDays(1) {
		if day, ok := h.On(d); ok {
			names = append(names, day.Title)
		}
	}
	if next == last.NextOn || len(names) == 0 {
		return ""
	}
	return movedPast + listed(names)
}

// movedPast begins the reason that the rule gives for a moved day.
const movedPast = "moved past "

// byRule reports whether a reason for moving is one that FollowUpDue writes,
// under whichever list of holidays, and not one that a person wrote.
func byRule(reason string) bool {
	return reason == "" || strings.HasPrefix(reason, movedPast) || strings.HasPrefix(reason, noList) || strings.HasPrefix(reason, listRuns)
}

// listed joins names as in “a, b and c”.
func listed(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// HolidayMoveGroup is what moved from one day to another.
type HolidayMoveGroup struct {
	From, To Date
	Moves    []HolidayMove
}

// GroupHolidayMoves puts together what moved from and to the same days, in the
// order of the list.
func GroupHolidayMoves(moves []HolidayMove) []HolidayMoveGroup {
	var groups []HolidayMoveGroup
	for _, m := range moves {
		i := slices.IndexFunc(groups, func(g HolidayMoveGroup) bool { return g.From == m.From && g.To == m.To })
		if i < 0 {
			i, groups = len(groups), append(groups, HolidayMoveGroup{From: m.From, To: m.To})
		}
		groups[i].Moves = append(groups[i].Moves, m)
	}
	return groups
}

// Sentence says what moved, such as “3 follow-ups moved from Fri 28 Aug 2026 to
// Mon 31 Aug 2026”.
func (g HolidayMoveGroup) Sentence() string {
	return Plural(len(g.Moves), "follow-up", "follow-ups") + " moved from " + g.From.Long() + " to " + g.To.Long()
}
