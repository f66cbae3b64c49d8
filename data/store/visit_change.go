package store

// The kinds of change of home visits. The first is a part of a client's story.
const (
	ChangedVisit ChangeKind = "visit" // home visits, and what was found and decided on them
	ChangedLone  ChangeKind = "lone"  // who is out alone, and who was rung about it
)
