package data

// AnswerSet is one questionnaire as a file of answers from elsewhere has it.
type AnswerSet struct {
	At     Place
	Time   string // of the file's several times, as the file calls it; "" when it has one
	Person AnswerPerson
	// Stage is empty where the file does not say which time it was; the days
	// of a person's questionnaires then tell.
	Stage Stage
	// Rank orders the times of one person where days do not.
	Rank       int
	AnsweredOn Date       // zero: the file has no day
	Mode       AnswerMode // empty: the file does not say
	// Answers holds item number to value; a blank has no entry.
	Answers map[int]int
	Doubts  []Doubt // taken in, but someone should look at it
	Skip    string  // why it cannot be taken in: a sentence; "" when it can
	Empty   bool    // skipped because there is no answer at all
	// Unread says that there are answers that could not be read, so that someone has
	// to enter them by hand.
	Unread bool
	// Sheet is that of a workbook, which is a list of its own.
	Sheet string
	// Alone is what someone would be called of whom nothing but this row were known, where
	// its record says who they are; versions before 0.14 did not look at that. Else "".
	Alone string
	// Asked are the items that the list has a column for; nil: all of them.
	Asked []int
}

// AnswerPerson is what a file says about whose answers they are. None of it
// may stand in an error, a doubt or a log.
type AnswerPerson struct {
	Reference  string // the file's own id for the person
	GivenNames string
	FamilyName string
	Name       string // in one, where the file does not part it
	BirthDate  Date
	NHSNumber  string // ten digits that add up, or ""
}

// FullName is the person's name as the file has it, "" when it has none.
func (p *AnswerPerson) FullName() string {
	if name := Tidy(p.GivenNames + " " + p.FamilyName); name != "" {
		return name
	}
	return Tidy(p.Name)
}

// ResponseRow tells what an import does, or did, with one questionnaire. It
// has the row and not the person.
type ResponseRow struct {
	At   Place  `json:"at"`
	Time string `json:"time,omitempty"`
	// Outcome is what it counts as; Written what happened to the database,
	// which differs for a doubtful one.
	Outcome Outcome `json:"outcome"`
	Written Outcome `json:"written"`
	Stage   Stage   `json:"stage,omitempty"`
	Doubts  []Doubt `json:"doubts,omitempty"`
	Reason  string  `json:"reason,omitempty"` // why it was not taken in
}

// ResponseResult counts an import of answers. The four of doubtful add up to Doubtful.
type ResponseResult struct {
	Instrument string `json:"instrument"`
	Version    string `json:"instrument_version"`
	ImportCount
	DoubtfulNotTaken int `json:"doubtful_not_taken"` // no one knows whose it is
	// Empty counts those skipped because they have no answer at all.
	Empty     int `json:"empty"`
	People    int `json:"people"`     // whose answers were taken in
	PeopleNew int `json:"people_new"` // of them, not known before
	// ToWorkThrough counts the rows that were not taken in and have answers: they are
	// kept in the list to work through.
	ToWorkThrough int `json:"to_work_through"`
	// ClientsBefore is how many clients there were before.
	ClientsBefore int `json:"-"`
	// Complete and Incomplete add up to those taken in.
	Complete   int `json:"complete"`
	Incomplete int `json:"incomplete"`
	// Missing is how many of those taken in have no answer to an item.
	Missing        []MissingAnswers  `json:"missing"`
	MissingAnswers int               `json:"missing_answers"`
	Measures       []ImportedMeasure `json:"measures"`
}

// MissingAnswers counts the blanks at one item.
type MissingAnswers struct {
	Item int `json:"item"`
	N    int `json:"n"`
}

// ImportedMeasure is what the answers taken in come to, by one measure at one
// stage. The numbers are nil where too few questionnaires give them.
type ImportedMeasure struct {
	Measure string `json:"measure"`
	Stage   string `json:"stage"` // "baseline", "follow_up" or "all"
	// Complete counts the questionnaires that give the measure a score.
	Complete  int      `json:"complete"`
	Estimated int      `json:"estimated"` // of them, with answers made up by proration
	Mean      *float64 `json:"mean"`
	SD        *float64 `json:"sd"` // of a sample: divided by n − 1
	Min       *float64 `json:"min"`
	Max       *float64 `json:"max"`
}

// Count adds one row to the result.
func (r *ResponseResult) Count(row *ResponseRow) {
	r.add(row.Outcome, row.Written)
	if row.Outcome == OutcomeDoubtful && row.Written == OutcomeSkipped {
		r.DoubtfulNotTaken++
	}
}
