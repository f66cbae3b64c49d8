package data

// OutcomeFigures holds the scores on one measure: the total of a
// questionnaire, one of its subscales, or a shorter questionnaire whose items
// are among its own. Only people in scope count, and no one who refused the
// use in evaluation.
type OutcomeFigures struct {
	Measure      string // such as "wemwbs" or "djg6.social"
	InstrumentID string // the questionnaire that the measure belongs to
	// People is the whole: those seen in the period, and those who answered a
	// questionnaire in it without a contact on record. 0 stands for Seen.
	People int
	// Baselines and FollowUps are the people with a complete questionnaire of
	// that stage answered in the period; Incomplete ones had answers missing. The
	// later one of a pair counts as a follow-up, however it was marked.
	Baselines, BaselinesIncomplete int
	FollowUps, FollowUpsIncomplete int
	// BaselineMean is over all complete baselines; nil when there are none.
	BaselineMean *float64
	FollowUpMean *float64
	// Pairs are the same people before and after, by the pairing rule; the
	// later one was answered in the period. Lowest first score first.
	Pairs []Pair
	// Of the people with a complete first one answered in the period who have no
	// pair, Unpaired are those whose follow-up is missing: it was due up to the end
	// of the period, and they did not decline it. NotDue are those of whom none was
	// due yet, Declined those who would rather not answer it.
	Unpaired         []Who
	NotDue, Declined int
	// Other is the questionnaire whose answers give most of the pairs, or without a
	// pair most of the scores, where that is not InstrumentID: the scores are worked
	// out of its answers.
	Other string
	// ByMode counts the complete questionnaires of the period by how they were
	// filled in, those of which that is not recorded last, without a key.
	ByMode []Tally
	// Refused is how many of People refused the use in evaluation.
	Refused int
	// Estimated is how many of the scores of the pairs were made up in part,
	// because answers were missing; 0 unless the service has turned that on.
	Estimated int
	// Adjusted is how many pairs someone chose otherwise than the rule.
	Adjusted int
}

// Pair is one person's score before and after, without a name.
type Pair struct {
	Before, After float64
	Who           Who
}

// Who describes someone by keys of the report's tables, "" for what is not
// recorded. It never identifies them to the program.
type Who struct {
	Sex, AgeBand, Surgery, Reason, Prescriber string
	Services                                  []string // those they went to in the episode
}

// Pairing is which two questionnaires of an episode stand for before and
// after where someone decided otherwise than the rule.
//
// The rule: before is the first complete questionnaire of the episode that is
// not marked as a follow-up; after is the last complete one, marked as a
// follow-up or not, answered on or after the day of the episode's first
// follow-up (the day it was done, else the day it was first due). An episode
// with no follow-up on record takes the last one that is marked as a
// follow-up. Two of one questionnaire are of the same version.
type Pairing struct {
	ID           ID     `json:"id"`
	EpisodeID    ID     `json:"episode_id"`
	ClientID     ID     `json:"client_id"`
	InstrumentID string `json:"instrument_id"`
	BeforeID     ID     `json:"before_id"` // "" for none
	AfterID      ID     `json:"after_id"`
	Reason       string `json:"reason"`
	Stamp
}

// Validate reports what is wrong as FieldErrors, or nil.
func (p *Pairing) Validate() error {
	var c check
	p.Reason = Tidy(p.Reason)
	c.that(p.InstrumentID != "", "InstrumentID", "Choose a questionnaire.")
	c.that(p.Reason != "", "Reason", "Enter why you are choosing different questionnaires.")
	c.that(p.BeforeID == "" || p.BeforeID != p.AfterID, "AfterID", "Choose two different questionnaires.")
	c.length("Reason", "The reason", p.Reason, MaxLine)
	return c.err()
}

// Comparator is a published mean to hold against the service's own. It is
// printed with its source, year and group, because population means drift.
type Comparator struct {
	ID           ID     // "" for one that comes with the program
	InstrumentID string // the score it is of, such as "wemwbs" or "djg6.social"
	Source       string
	Year         int
	Group        string
	Value        float64
}

// Validate reports what is wrong as FieldErrors, or nil.
func (v *Comparator) Validate() error {
	var c check
	v.Source, v.Group = Tidy(v.Source), Tidy(v.Group)
	c.that(v.InstrumentID != "", "InstrumentID", "Choose the score it is a mean of.")
	c.that(v.Source != "", "Source", "Enter where the average was published.")
	c.that(v.Year >= 1950 && v.Year <= 2100, "Year", "Enter the year of the survey, four digits.")
	c.that(v.Group != "", "Group", "Enter the group, for example adults in England.")
	c.length("Source", "The source", v.Source, MaxLine)
	c.length("Group", "The group", v.Group, MaxLine)
	return c.err()
}
