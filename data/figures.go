package data

// FigureFilter says for which period and which part of the caseload figures
// are wanted. Zero PartnerID, SurgeryID or ReasonID do not filter.
type FigureFilter struct {
	From, To  Date // both inclusive
	PartnerID ID   // an organisation of a partnership; with a SurgeryID it is left out
	SurgeryID ID
	ReasonID  ID // primary reason
	// OwnOf counts only the clients of this person, as they see them who sees no others.
	// Without it, everyone is counted whom the session counts.
	OwnOf ID `json:",omitempty"`
}

// Before is the period of the same length that ends the day before this one
// begins; one of whole months has the same number of whole months before it.
func (f FigureFilter) Before() FigureFilter {
	b := f
	b.To = f.From.AddDays(-1)
	if f.From.Day == 1 && f.To.AddDays(1).Day == 1 {
		months := 12*(f.To.Year-f.From.Year) + int(f.To.Month) - int(f.From.Month) + 1
		b.From = f.From.AddMonths(-months)
	} else {
		b.From = f.From.AddDays(-f.To.Sub(f.From) - 1)
	}
	return b
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
// referral names none). So ByReason, BySex, ByAgeBand, BySurgery, BySource and
// ByPrescriber each add up to Seen.
type Figures struct {
	Filter FigureFilter
	Seen   int
	// Restricted counts people of the whole service who asked that their record is
	// only kept: nothing of them is in any other figure.
	Restricted int
	// HeldOf is the name of the partner if this was counted on a PC that holds the records
	// of that partner's clients only, so that whoever left them for another is missing.
	HeldOf string
	// OwnOf is whose own clients alone were counted, by someone who sees no others, so
	// that everyone else is missing; "" for everyone.
	OwnOf ID
	// ReferralsReceived counts referrals dated in the period, seen yet or not.
	ReferralsReceived int

	ByReason, BySex, ByAgeBand, BySurgery, BySource []Tally
	// ByPartner is nil in a service of one organisation. Whose someone is: see
	// PartnerOf, of the surgery and the prescriber that they are described by.
	ByPartner []Tally
	// SurgeryPartners says of which partner each surgery is now, by their keys.
	SurgeryPartners map[string]string
	ByPrescriber    []Tally // of the episode that the latest referral opened

	// FurtherReasons and NeedsFound count people seen, each reason once a
	// person; they do not add up to Seen. People with at least one are counted
	// beside them.
	FurtherReasons, NeedsFound         []Tally
	PeopleWithFurther, PeopleWithNeeds int
	// ReasonNeeds counts people seen by the reason they came with and a need
	// that was found; the needs of one reason do not add up to its people.
	ReasonNeeds []Cross

	ContactsByKind    []Tally // attended contacts in the period
	ContactsByOutcome []Tally // attended, did not attend, cancelled

	// Appointments are those of the period that were booked for a client or
	// walked in, by what came of them: seen, did not attend, cancelled, or
	// still open. AppointmentsWalkIn counts the walk-ins among them. Held slots
	// are no appointments. Nil in figures from before they were counted.
	Appointments       []Tally
	AppointmentsWalkIn int

	// Offers are those made in the period, by decision. Started counts
	// prescriptions made from those offers whose client went at least once.
	OffersByDecision                          []Tally
	Prescriptions                             []Tally // prescriptions of those offers, by status
	PeopleOffered, PeopleChose, PeopleStarted int
	NotChosenBecause                          []Tally             // offers declined or put off, by why
	ByConfidence                              []ConfidenceFigures // offers by how sure the person was; lowest first, not asked last
	Services                                  []ServiceFigures    // services offered in the period, most chosen first

	// Gaps counts the times in the period that nothing suitable was found for a
	// need, by the need; one person may have several.
	Gaps []Tally

	// Days from a referral received in the period to the first attended contact,
	// and to the first service that the person went to, with those for whom that
	// has not come.
	ToFirstContact, ToFirstService Waits

	// Follow-ups first due in the period.
	FollowUps FollowUpFigures

	// Unmet is what was recorded in the period about people who are not Seen.
	Unmet Unmet

	Loneliness LonelinessFigures

	// Visits is what home visits in the period showed.
	Visits VisitFigures

	// Outcomes holds one entry for each score of the questionnaires in use.
	Outcomes []OutcomeFigures
}

// Cross is a count of people by two things at once.
type Cross struct {
	Row, Column string // keys; an empty one is "Not recorded"
	N           int
}

// ConfidenceFigures is what came of offers made to people as confident as this.
type ConfidenceFigures struct {
	Key, Label              string // an empty key: not asked
	Offers, Chosen, Started int
}

// ConfidenceBand is a range of confidence, 0 to 10, that a report counts together.
type ConfidenceBand struct {
	Key, Label string
	From, To   int
}

// ConfidenceBands lists the ranges, lowest first.
func ConfidenceBands() []ConfidenceBand {
	return []ConfidenceBand{
		{"0-3", "0 to 3", 0, 3}, {"4-6", "4 to 6", 4, 6}, {"7-8", "7 or 8", 7, 8}, {"9-10", "9 or 10", 9, 10},
	}
}

// ServiceFigures is what came of one service in the period. Each number counts
// offers of it, one person perhaps several times.
type ServiceFigures struct {
	Key, Name                           string
	Offered, Chosen, Started, Completed int
}

// Waits are the days that people waited, one number for each who got there.
type Waits struct {
	Days   []int // in no order; never below 0
	NotYet int   // those who have not got there
	// Waiting are the days that each of those has waited up to the day of
	// counting, a case closed since included; never below 0.
	Waiting []int
}

// LonelinessFigures is about the people seen for whom loneliness was found or
// was why they came.
type LonelinessFigures struct {
	Reason   string  // the reason that stands for loneliness; "" where the service names none
	Asked    int     // people seen for whom it was the main reason
	Found    int     // people seen for whom it was not the main reason, but was a further one or was found later
	ByReason []Tally // those Found, by the main reason they came with
	Needs    []Tally // the other needs found of everyone Asked or Found; they overlap
}

// FollowUpFigures counts follow-ups first due in the period that can be judged:
// those that are closed, and those whose time to be done on time is over. OnTime,
// Late, Open, Declined, NotNeeded and Unreached add up to Due.
type FollowUpFigures struct {
	Due       int
	OnTime    int // done within OnTimeDays working days of the first due day
	Late      int // done, but later
	Open      int // still not done, and the time to do it on time is over
	Declined  int
	NotNeeded int
	Unreached int // closed after the last attempt
	// NotYet are open and may still be done on time. They are not part of Due:
	// nothing is missing yet.
	NotYet int
}

// And adds up what came of two services.
func (s ServiceFigures) And(o ServiceFigures) ServiceFigures {
	s.Offered, s.Chosen, s.Started, s.Completed = s.Offered+o.Offered, s.Chosen+o.Chosen, s.Started+o.Started, s.Completed+o.Completed
	return s
}
