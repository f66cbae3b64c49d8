package reports

import (
	"time"

	"waymark/data"
)

// Report is a dated set of figures with everything that a screen or a writer
// shows: each figure is worked out once, by Build, and never again. It holds
// no names of clients. Treat it as read-only.
type Report struct {
	Service string
	// From and To are the first and last day of the period.
	From, To data.Date
	AsAt     time.Time // when the figures were counted
	// Surgery and Reason name the filters; "" is all of them.
	Surgery, Reason string

	Seen              int // N: people with an attended contact in the period
	ReferralsReceived int
	KeyFigures        []KeyFigure

	// Each person seen is in one row of each of these tables.
	Reasons, Sex, AgeBands, Surgeries, Sources Table
	// A person may be in several rows of these two, or in none.
	FurtherReasons, NeedsFound Table

	ContactsByKind, ContactsByOutcome Table
	Offers                            Offers
	Gaps                              Table // needs for which nothing suitable was found
	FollowUps                         Table
	Outcomes                          []Outcome // one for each questionnaire in use

	Definitions []Definition
	Quality     []string // sentences about what the figures cannot tell
}

// KeyFigure is one of the few numbers that are read first.
type KeyFigure struct {
	Key   string // stable, such as "seen"
	Value string // such as "69", "32.0 → 44.0" or "–" where there is none
	Label string // such as "people seen"
	Note  string // its n and N, or why there is none
}

// Table is one breakdown: its rows add up to N unless Overlaps is set.
type Table struct {
	Key      string // stable, as in the JSON
	Title    string // such as "Reasons for referral"
	Finding  string // one sentence on what the table shows, true for any data
	Note     string // n, N, what is not recorded and how to read it
	Unit     string // what is counted, in the plural, such as "people"
	Heading  string // of the column of labels, such as "Reason"
	Decimals int    // of the percentages

	N           int  // the whole
	Recorded    int  // n: those in a row of their own; percentages are of n
	NotRecorded int  // N - n
	Overlaps    bool // one may be in several rows; percentages are of N
	Rows        []Row
}

// Row is one line of a Table. The row of what is not recorded comes last, and
// its Cell has no whole.
type Row struct {
	Key         string
	Label       string
	Cell        Cell
	NotRecorded bool
}

// Offers is what was put before people and what came of it.
type Offers struct {
	ByDecision    Table // offers
	Prescriptions Table // services passed on, by what came of them
	People        Table // people offered, who chose, who started
	Finding, Note string
	Chosen        int // offers chosen
	Started       int // prescriptions whose client went at least once
}

// Outcome is what one questionnaire shows. Means before and after are of the
// same people, those of Pairs.
type Outcome struct {
	InstrumentID string
	Name         string // in full
	ShortName    string
	Rights       string
	// Min and Max are the ends of the scale.
	Min, Max float64

	Finding string // such as "The same people scored 12.0 points higher at follow-up"
	Text    string // the figures in a sentence or two
	Note    string // how to read the chart, and the comparators with source, year and group

	Seen                           int // people seen in the period, the N
	Refused                        int // refused the use of their answers in evaluation
	Baselines, BaselinesIncomplete int
	FollowUps, FollowUpsIncomplete int
	// The means over all complete questionnaires of a stage, which are not of
	// the same people; nil when there are none.
	AllBaselinesMean, AllFollowUpsMean *float64

	Pairs []data.Pair // lowest first score first
	// The means, the mean change and its standard deviation over Pairs: nil
	// without a pair, the deviation also with one pair only.
	Before, After, Change, ChangeSD *float64
	Paired                          *Paired // the same and more of the pairs; nil without one
	Interval                        string  // how sure the mean change is, in a sentence; "" where that cannot be said

	Changes     []ChangeGroup // empty when the questionnaire has no sizes of change
	SmallSample string        // a caution when there are fewer than 30 pairs, else ""
	Comparators []data.Comparator
	ByMode      Table // complete questionnaires, by how they were filled in
}

// ChangeGroup counts the pairs that changed by a size worth a word.
type ChangeGroup struct {
	Key   string // "rose_small", "rose_large", "same" or "fell"
	Label string // such as "Rose by 3 or more"
	// Within is the key of the group that this one is a part of, or "": those
	// that rose by 8 also rose by 3.
	Within string
	Points float64
	Cell   Cell
}

// Definition says what a word in the report means.
type Definition struct{ Term, Meaning string }
