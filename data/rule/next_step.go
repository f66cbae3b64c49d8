package rule

import (
	"cmp"

	"waymark/data"
)

// StepKind is what kind of thing a client is owed. Of two that are owed on the
// same day at no set time, the kind that stands first comes first.
type StepKind int

// The kinds of steps.
const (
	StepAppointment StepKind = iota // an appointment, to be held or written up
	StepMissed                      // what follows a non-attendance
	StepFollowUp                    // a follow-up that is due
	StepResume                      // a questionnaire that was begun, to be finished
	StepAsk                         // a questionnaire to be asked
)

// Step is one thing that a client is owed.
type Step struct {
	Kind StepKind
	ID   data.ID   // of the record behind it; empty for a questionnaire to be asked
	On   data.Date // the day it is owed; zero if it has none
	At   string    // "HH:MM", or empty for the whole day
}

// Compare returns -1 if s is owed before o, +1 if after, and 0 only if nothing
// tells them apart. What is overdue longest comes first; on one day what has a
// time, in that order; what has no day comes last.
//
// A questionnaire has no day of its own to be late for: it is asked at the next
// chance, so one that is due counts as due today.
func (s Step) Compare(o Step, today data.Date) int {
	a, b := s.day(today), o.day(today)
	return cmp.Or(
		compareLast(a.IsZero(), b.IsZero()), a.Compare(b),
		compareLast(s.At == "", o.At == ""), cmp.Compare(s.At, o.At),
		cmp.Compare(s.Kind, o.Kind), cmp.Compare(s.ID, o.ID),
	)
}

// compareLast puts what is true last.
func compareLast(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// day is the day that decides the order.
func (s Step) day(today data.Date) data.Date {
	if (s.Kind == StepAsk || s.Kind == StepResume) && !s.On.IsZero() && s.On.Before(today) {
		return today
	}
	return s.On
}

// Next returns the step that is owed soonest; ok is false if there is none.
func Next(steps []Step, today data.Date) (next Step, ok bool) {
	for i, s := range steps {
		if i == 0 || s.Compare(next, today) < 0 {
			next = s
		}
	}
	return next, len(steps) > 0
}
