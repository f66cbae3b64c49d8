package data

// FigureFilter says for which period and which part of the caseload figures
// are wanted. Zero SurgeryID or ReasonID do not filter.
type FigureFilter struct {
	From, To  Date // both inclusive
	SurgeryID ID
	ReasonID  ID // primary reason
}

// Tally is a count with its name. An empty Key is "Not recorded".
type Tally struct {
	Key   string
	Label string
	N     int
}

// Figures is what the store counts for a report, before anything is derived.
//
// People are clients with at least one attended contact in the period. Each is
// described once, by the latest referral received up to the end of the period:
// its primary reason, source and surgery (the client's surgery where the
// referral names none). So ByReason, BySex, ByAgeBand, BySurgery and BySource
// each add up to Seen.
type Figures struct {
	Filter FigureFilter
	Seen   int
	// ReferralsReceived counts referrals dated in the period, seen yet or not.
	ReferralsReceived int

	ByReason, BySex, ByAgeBand, BySurgery, BySource []Tally

	// FurtherReasons and NeedsFound count people seen, each reason once a
	// person; they do not add up to Seen. People with at least one are counted
	// beside them.
	FurtherReasons, NeedsFound         []Tally
	PeopleWithFurther, PeopleWithNeeds int

	ContactsByKind    []Tally // attended contacts in the period
	ContactsByOutcome []Tally // attended, did not attend, cancelled

	// Offers are those made in the period, by decision. Started counts
	// prescriptions made from those offers whose client went at least once.
	OffersByDecision                          []Tally
	Prescriptions                             []Tally // prescriptions of those offers, by status
	PeopleOffered, PeopleChose, PeopleStarted int

	// Gaps counts the times in the period that nothing suitable was found for a
	// need, by the need; one person may have several.
	Gaps []Tally

	// Follow-ups first due in the period.
	FollowUps FollowUpFigures

	// Outcomes holds one entry for each instrument in use.
	Outcomes []OutcomeFigures
}

// FollowUpFigures counts follow-ups first due in the period. OnTime, Late,
// Open, Declined and NotNeeded add up to Due.
type FollowUpFigures struct {
	Due       int
	OnTime    int // done within OnTimeDays working days of the first due day
	Late      int // done, but later
	Open      int
	Declined  int
	NotNeeded int
}

// OnTimeDays is how many calendar days after its first due day a follow-up
// still counts as on time.
const OnTimeDays = 5

// OutcomeFigures holds the scores on one instrument. Only people seen in the
// period are counted, and nobody who refused the use in evaluation.
type OutcomeFigures struct {
	InstrumentID string
	// Baselines and FollowUps are the people with a complete questionnaire of
	// that stage answered in the period; Incomplete ones had answers missing.
	Baselines, BaselinesIncomplete int
	FollowUps, FollowUpsIncomplete int
	// BaselineMean is over all complete baselines; nil when there are none.
	BaselineMean *float64
	FollowUpMean *float64
	// Pairs are the same people at both: the first complete baseline of the
	// episode and the last complete follow-up in it, answered in the period.
	Pairs []Pair
	// ByMode counts the questionnaires in the pairs' follow-ups and the
	// baselines by how they were filled in.
	ByMode []Tally
	// Refused is how many people seen refused the use in evaluation.
	Refused int
}

// Pair is one person's score before and after, without a name.
type Pair struct{ Before, After float64 }

// Comparator is a published mean to hold against the service's own. It is
// printed with its source, year and group (facts.md: population means drift).
type Comparator struct {
	InstrumentID string
	Source       string
	Year         int
	Group        string
	Value        float64
}
