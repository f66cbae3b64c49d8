package rule

import "waymark/data"

// RetentionFacts are what decides for how long a record is kept.
type RetentionFacts struct {
	Added  data.Date // when the record was begun
	Last   data.Date // when anything last happened, planned days too; zero if nothing did
	Closed data.Date // when the last episode was closed; zero if there was none
	Open   bool      // an episode is not closed
	Seen   bool      // the service worked with the person: it met or called them, asked or offered something
}

// RetentionDue says which retention rule a record falls under and on which day it is
// due to be erased. ok is false for one that is not due on any day: a case that is
// open, or a kind that is kept without end.
func RetentionDue(f RetentionFacts, rules data.RetentionRules) (kind data.RetentionKind, due data.Date, ok bool) {
	kind = data.RetainContact
	if f.Seen {
		kind = data.RetainCase
	}
	years := rules.Years(kind)
	if f.Open || years == 0 {
		return kind, data.Date{}, false
	}
	return kind, RetainedSince(f).AddMonths(12 * years), true
}

// RetainedSince is the day from which the years of a record count: the last on which
// anything happened, or a closing after that. When it was typed or imported counts
// only where nothing else is known.
func RetainedSince(f RetentionFacts) data.Date {
	since := f.Last
	if f.Closed.After(since) {
		since = f.Closed
	}
	if since.IsZero() {
		return f.Added
	}
	return since
}
