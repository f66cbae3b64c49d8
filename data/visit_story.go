package data

// The kinds of entries about home visits.
const (
	EntryVisit    EntryKind = "at home"  // what a home visit found
	EntryDecision EntryKind = "decision" // that a home visit asked for; ID is the visit's
)
