package data

// Response is one questionnaire, begun or finished, by one client.
type Response struct {
	ID           ID         `json:"id"`
	EpisodeID    ID         `json:"episode_id"`
	ClientID     ID         `json:"client_id"`
	InstrumentID string     `json:"instrument_id"`
	Version      string     `json:"instrument_version"`
	Stage        Stage      `json:"stage"`
	AnsweredOn   Date       `json:"answered_on"`
	Mode         AnswerMode `json:"mode"`
	FilledBy     string     `json:"filled_by"` // who, when not the client
	// Language is the code of the language that the questions were asked in, such as
	// "cy"; "" for the questionnaire's own wording, or where no one said.
	Language string `json:"language,omitempty"`
	Finished bool   `json:"finished"` // false: left halfway, can be resumed
	// Answers holds item number to value. An item that is not in it was left
	// blank, and stays blank.
	Answers map[int]int `json:"answers"`
	// Score is nil when no total is possible, as when an answer is missing.
	Score   *float64 `json:"score"`
	StaffID ID       `json:"staff_id"`
	// ContactID is the contact in which it was answered; "" if they did not meet.
	ContactID ID `json:"contact_id,omitempty"`
	Stamp
}

// Stage says whether a questionnaire is the first one or a later one.
type Stage string

// The stages.
const (
	Baseline      Stage = "baseline"
	StageFollowUp Stage = "follow_up"
)

// Stages lists the stages.
func Stages() []Option[Stage] {
	return []Option[Stage]{{Baseline, "First"}, {StageFollowUp, "Follow-up"}}
}

// Label is the stage in words.
func (s Stage) Label() string { return labelOf(Stages(), s) }

// AnswerMode is how a questionnaire was filled in. Answers read aloud come out
// more positive, so the report counts them apart. It is empty where a list that
// was imported does not say: that is not recorded, and counts as no way of its own.
type AnswerMode string

// AnswerModes lists how a questionnaire may be filled in.
func AnswerModes() []Option[AnswerMode] {
	return []Option[AnswerMode]{
		{"alone", "Alone"}, {"read_aloud", "Read aloud"}, {"phone", "By phone"},
		{"interpreter", "With an interpreter"}, {"proxy", "By someone on their behalf"},
	}
}

// Label is the mode in words.
func (m AnswerMode) Label() string { return labelOf(AnswerModes(), m) }

// InLine is the mode within a line of text, such as “by phone”.
func (m AnswerMode) InLine() string {
	if !known(AnswerModes(), m) {
		return "how it was completed is not recorded"
	}
	return LowerFirst(m.Label())
}

// Validate reports what is wrong as FieldErrors, or nil. The answers
// themselves are checked against the instrument by the store. Whoever enters
// answers says how they were given; see ValidateImported for a list.
func (r *Response) Validate(today Date) error {
	c := r.check(today)
	c.that(known(AnswerModes(), r.Mode), "Mode", "Enter how it is filled in.")
	return c.err()
}

// ValidateImported is Validate for a questionnaire of a list, which may not say how
// it was filled in.
func (r *Response) ValidateImported(today Date) error {
	c := r.check(today)
	c.that(r.Mode == "" || known(AnswerModes(), r.Mode), "Mode", "Enter how it is filled in.")
	return c.err()
}

func (r *Response) check(today Date) *check {
	var c check
	r.FilledBy = Tidy(r.FilledBy)
	c.that(r.InstrumentID != "", "InstrumentID", "Choose a questionnaire.")
	c.that(known(Stages(), r.Stage), "Stage", "Select whether it is the first one or a follow-up.")
	c.that(!r.AnsweredOn.IsZero() && !r.AnsweredOn.After(today), "AnsweredOn", "Enter the date it was answered, today or earlier.")
	c.length("FilledBy", "The name", r.FilledBy, MaxName)
	c.length("Language", "The language", r.Language, 40)
	return &c
}
