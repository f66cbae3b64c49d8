package data

// Tale is a client's story, or words they said, for the report. It is written
// without their name, and used only while their consent to it stands.
type Tale struct {
	ID       ID       `json:"id"`
	ClientID ID       `json:"client_id"`
	Kind     TaleKind `json:"kind"`
	ToldOn   Date     `json:"told_on"`
	Heading  string   `json:"heading"` // such as "A man of 71 and his bus pass"
	Body     string   `json:"body"`    // package wording says what it may hold
	Stamp
}

// TaleKind tells a story from a few words that someone said.
type TaleKind string

// The two kinds.
const (
	TaleStory TaleKind = "story"
	TaleQuote TaleKind = "quote"
)

// TaleKinds lists the kinds.
func TaleKinds() []Option[TaleKind] {
	return []Option[TaleKind]{{TaleStory, "A story"}, {TaleQuote, "Their own words"}}
}

// Label is the kind in words.
func (k TaleKind) Label() string { return labelOf(TaleKinds(), k) }

// Validate reports what is wrong as FieldErrors, or nil.
func (t *Tale) Validate(today Date) error {
	var c check
	t.Heading, t.Body = Tidy(t.Heading), TidyNote(t.Body)
	c.that(known(TaleKinds(), t.Kind), "Kind", "Select whether it is a story or their own words.")
	c.that(!t.ToldOn.IsZero() && !t.ToldOn.After(today), "ToldOn", "Enter the date it was told, today or earlier.")
	c.that(t.Body != "", "Body", "Write the story, or what they said.")
	c.length("Heading", "The heading", t.Heading, MaxLine)
	c.length("Body", "The story", t.Body, MaxLearnt)
	return c.err()
}

// MaxLearnt is the most letters of a story, or of what was learnt.
const MaxLearnt = 20000

// Learnt is what was learnt in a period, in the coordinator's own words, for
// the whole service (SurgeryID "") or one surgery.
type Learnt struct {
	ID        ID     `json:"id"`
	From      Date   `json:"from"`
	To        Date   `json:"to"`
	SurgeryID ID     `json:"surgery_id"`
	PartnerID ID     `json:"partner_id"`
	Body      string `json:"body"` // package wording says what it may hold
	Stamp
}

// Picture belongs to what was learnt. Kind is "png" or "jpeg".
type Picture struct {
	ID            ID     `json:"id"`
	Caption       string `json:"caption"`
	Kind          string `json:"kind"`
	Width, Height int    // pixels
	Body          []byte `json:"-"`
	Stamp
}

// Frozen is a saved report: its figures can be shown again as they were, and
// compared with those of today. Those that were handed over are HandedOver.
type Frozen struct {
	ID     ID           `json:"id"`
	Title  string       `json:"title"`
	Filter FigureFilter `json:"filter"`
	AsAt   string       `json:"as_at"` // an instant, UTC
	// Edition is of the definitions that its figures follow.
	Edition int    `json:"edition"`
	Hash    string `json:"hash"` // SHA-256 of its figures, in hexadecimal
	Body    []byte `json:"-"`    // the report, as package reports keeps it
	Stamp
}

// Validate tidies the title and returns an error if the report cannot be saved.
func (f *Frozen) Validate() error {
	f.Title = Tidy(f.Title)
	switch {
	case f.Title == "":
		return NewProblem(CodeInvalid, "Enter a name for the report, to find it by.")
	case f.Filter.From.IsZero() || f.Filter.To.IsZero():
		return NewProblem(CodeInvalid, "Choose the period that the report is about.")
	}
	return nil
}

// SinceFrozen counts what was written after a report was made about the
// period that it is on: entries that came late, records that were corrected or
// taken back, and people whose record was erased. NotHeld: this database does not
// have the records, so it cannot tell.
type SinceFrozen struct {
	Late, Corrected, Removed, Erased int
	NotHeld                          bool
}

// ClientName is what a client is called, to look for in a text that leaves.
type ClientName struct{ Given, Family, Preferred string }

// ReportSettings is what a service has decided about its reports.
type ReportSettings struct {
	ServiceName          string
	Role                 RoleName // what the service calls its prescribers
	MinimumCell, RoundTo int      // see package disclosure
	// ByStaff has people and change by prescriber in the reports, by name.
	ByStaff bool
}
