package data

import (
	"fmt"
)

// FollowUp is a call or meeting owed to a client about one prescription.
type FollowUp struct {
	ID             ID             `json:"id"`
	PrescriptionID ID             `json:"prescription_id"`
	EpisodeID      ID             `json:"episode_id"`
	ClientID       ID             `json:"client_id"`
	Number         int            `json:"number"`        // 1 or 2
	CountedFrom    Date           `json:"counted_from"`  // the day the three weeks began
	FirstDue       Date           `json:"first_due"`     // as the rule gave it; on-time is measured against this
	DueOn          Date           `json:"due_on"`        // where it stands now, after attempts and moves
	DuePart        CallTime       `json:"due_part"`      // when on that day to ring after a missed call; "" for any time
	MovedBecause   string         `json:"moved_because"` // such as "moved past Good Friday", or why a person moved it
	Status         FollowUpStatus `json:"status"`
	ClosedOn       Date           `json:"closed_on"`
	Note           string         `json:"note"`
	StaffID        ID             `json:"staff_id"`             // whose it is
	Attempts       int            `json:"attempts"`             // how many tries reached no one
	ContactID      ID             `json:"contact_id,omitempty"` // the contact that reached them
	Stamp
}

// FollowUpStatus is where a follow-up stands.
type FollowUpStatus string

// The states of a follow-up.
const (
	FollowUpOpen      FollowUpStatus = "open"
	FollowUpDone      FollowUpStatus = "done"
	FollowUpDeclined  FollowUpStatus = "declined"
	FollowUpNotNeeded FollowUpStatus = "not_needed"
	// FollowUpUnreached is closed after the last attempt, without anyone reached.
	FollowUpUnreached FollowUpStatus = "unreached"
)

// FollowUpStatuses lists the states.
func FollowUpStatuses() []Option[FollowUpStatus] {
	return []Option[FollowUpStatus]{
		{FollowUpOpen, "Open"}, {FollowUpDone, "Done"},
		{FollowUpDeclined, "Declined"}, {FollowUpNotNeeded, "No longer needed"},
		{FollowUpUnreached, "Could not be reached"},
	}
}

// Label is the state in words.
func (s FollowUpStatus) Label() string { return labelOf(FollowUpStatuses(), s) }

// Ordinal is "First follow-up" or "Second follow-up".
func (f *FollowUp) Ordinal() string { return FollowUpOrdinal(f.Number) }

// FollowUpOrdinal is "First follow-up" for 1 and "Second follow-up" for 2.
func FollowUpOrdinal(n int) string {
	if n == 2 {
		return "Second follow-up"
	}
	return "First follow-up"
}

// Attempt is a try at a follow-up that reached no one.
type Attempt struct {
	ID         ID            `json:"id"`
	FollowUpID ID            `json:"followup_id"`
	On         Date          `json:"on"`
	At         string        `json:"at"` // "HH:MM"; "" if the time is not known
	Result     AttemptResult `json:"result"`
	Note       string        `json:"note"`
	NextOn     Date          `json:"next_on"`   // the next day to try; that of the attempt itself if it was the last
	NextPart   CallTime      `json:"next_part"` // and when on that day; kept with the follow-up
	Stamp
}

// AttemptResult is why an attempt reached no one.
type AttemptResult string

// Why an attempt reached no one.
const (
	AttemptNoAnswer    AttemptResult = "no_answer"
	AttemptEngaged     AttemptResult = "engaged"
	AttemptMessage     AttemptResult = "message"
	AttemptWrongNumber AttemptResult = "wrong_number"
	AttemptNotIn       AttemptResult = "not_in"
)

// AttemptResults lists why an attempt may have reached no one.
func AttemptResults() []Option[AttemptResult] {
	return []Option[AttemptResult]{
		{AttemptNoAnswer, "No answer"}, {AttemptEngaged, "Engaged"}, {AttemptMessage, "Left a message"},
		{AttemptWrongNumber, "Wrong number"}, {AttemptNotIn, "Not in when visited"},
	}
}

// Label is the result in words.
func (r AttemptResult) Label() string { return labelOf(AttemptResults(), r) }

// FollowUpRow is a follow-up as Today and the calendar show it.
type FollowUpRow struct {
	ID             ID
	ClientID       ID
	Client         string
	EpisodeID      ID
	PrescriptionID ID
	Service        string
	Number         int
	DueOn          Date
	DuePart        CallTime
	FirstDue       Date
	Status         FollowUpStatus
	ClosedOn       Date
	Attempts       int
	LastAttempt    string // what the last attempt met with, such as "No answer"
	Note           string
	ContactBy      string // how the client likes to be reached
	Phone          string
	Confidence     *int
	StaffID        ID
	Staff          string
	SurgeryID      ID
	Surgery        string
	// Asks are the questionnaires that are due by the day of an open follow-up,
	// or by today where that is later, and those begun.
	Asks []Ask
}

// FollowUpFilter says which follow-ups are wanted. Zero fields do not filter.
type FollowUpFilter struct {
	From, To   Date // by DueOn for open ones, by ClosedOn for closed ones; inclusive
	OpenOnly   bool
	Prescriber ID
	SurgeryID  ID
	ClientID   ID
	Limit      int // 0 means 500
}

// Sentence says, to those who do them, how many follow-ups of the last 3 months
// were done on time; "" if none can be judged yet.
func (f FollowUpFigures) Sentence() string {
	switch {
	case f.Due == 0:
		return ""
	case f.Due == 1 && f.OnTime == 1:
		return "The one follow-up due in the last 3 months was done within 5 working days."
	case f.Due == 1:
		return "The one follow-up due in the last 3 months was not done within 5 working days."
	case f.OnTime == f.Due:
		return fmt.Sprintf("All %s follow-ups due in the last 3 months were done within 5 working days.", Count(f.Due))
	case f.OnTime == 0:
		return fmt.Sprintf("None of the %s follow-ups due in the last 3 months was done within 5 working days.", Count(f.Due))
	case f.Due < 10: // a percentage of so few says less than the count
		return fmt.Sprintf("%s of %s follow-ups due in the last 3 months were done within 5 working days.", Count(f.OnTime), Count(f.Due))
	}
	return fmt.Sprintf("%s of %s follow-ups (%d%%) due in the last 3 months were done within 5 working days.",
		Count(f.OnTime), Count(f.Due), (200*f.OnTime+f.Due)/(2*f.Due))
}
