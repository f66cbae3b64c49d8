package reports

import (
	"slices"
	"time"

	"waymark/data"
	"waymark/reports/disclosure"
)

// Edition is of the definitions that the figures follow. It goes up by one
// whenever a figure comes to mean something else.
const Edition = 4

// Report is a dated set of figures with everything that a screen or a writer
// shows: each figure is worked out once, by Build, and never again. It holds
// no names of clients, and no number that its rule for small numbers hides.
// Treat it as read-only.
type Report struct {
	Service string
	// From and To are the first and last day of the period.
	From, To data.Date
	AsAt     time.Time // when the figures were counted
	// Partner, Surgery and Reason name the filters; "" is all of them.
	Partner string `json:",omitempty"`
	OwnOnly bool   `json:",omitempty"` // counted by someone who sees only their own clients
	// OwnOf is who they are; "" also in reports saved before it was kept.
	OwnOf           data.ID `json:",omitempty"`
	Surgery, Reason string
	// SurgeryPartners says of which partner each surgery was, by their keys; none in a
	// service of one organisation.
	SurgeryPartners map[string]string `json:",omitempty"`
	// Rule is how small numbers were treated, Protection says so in a sentence
	// or two: why some are hidden, or that none are.
	Rule       disclosure.Rule
	Protection string
	Loss       disclosure.Loss `json:"-"` // what protection costs, for choosing between reports
	// Handing says who gets it; nil for a draft. See Draft.
	Handing *Handing

	Seen              Cell // N: people with an attended contact in the period
	ReferralsReceived Cell
	KeyFigures        []KeyFigure

	// Each person seen is in one row of each of these tables.
	Reasons, Sex, AgeBands, Surgeries, Sources, Prescribers Table
	Partners                                                Table // without a Key in a service of one organisation
	// A person may be in several rows of these two, or in none.
	FurtherReasons, NeedsFound Table
	ReasonNeeds                Matrix // reasons against needs
	Loneliness                 Loneliness

	ContactsByKind, ContactsByOutcome Table
	Appointments, AppointmentsMade    Table // what came of them; how they were made
	ToFirstContact, ToFirstService    Wait
	Offers                            Offers
	Gaps                              Table       // needs for which nothing suitable was found
	FollowUps                         Table       // those that can be judged
	FollowUpsNotYet                   Cell        // open, and may still be done on time; no part of FollowUps
	Visits                            HomeVisits  // without any, its tables are empty
	Outcomes                          []Outcome   // one for each score in use
	Unmet                             Unmet       // recorded about people who were not seen
	Comparison                        *Comparison // with the period before; nil when not asked for

	Learnt string `json:"-"` // the coordinator's own words, as package wording reads them
	Tales  []Tale `json:"-"` // of people whose consent stands

	// Restricted says that people who asked it are left out; "" if no one did.
	Restricted string `json:"-"`
	// HeldOf says that the PC holds the records of one partner only, or that someone
	// counted their own clients; "" of any other.
	HeldOf string `json:"-"`

	Definitions []Definition
	Quality     []string // sentences about what the figures cannot tell
}

// Tale is a story or some words that a client agreed to have told, without a
// name.
type Tale struct {
	Quote         bool // their own words, else a story
	Heading, Body string
}

// KeyFigure is one of the few numbers that are read first.
type KeyFigure struct {
	Key   string // stable, such as "seen"
	Value string // such as "69", "32.0 → 44.0" or "–" where there is none
	Label string // such as "people seen"
	Name  string `json:",omitempty"` // what it is called without a value before it; "" if Label says it
	Note  string // its n and N, or why there is none
}

// Table is one breakdown: its rows add up to N unless Overlaps is set.
type Table struct {
	Key      string // stable, as in the JSON
	Title    string // such as "Reasons for referral"
	Finding  string // what the table shows, where the counts support that, else what it counts
	Note     string // n, N, what is not recorded and how to read it
	Unit     string // what is counted, in the plural, such as "people"
	Heading  string // of the column of labels, such as "Reason"
	Decimals int    // of the percentages

	N           Cell // the whole
	Recorded    Cell // n: those in a row of their own; percentages are of n
	NotRecorded Cell // N - n
	// Together is what the hidden rows come to together, where that may be
	// shown; it is itself Hidden where it may not, and 0 without any.
	Together Cell
	Overlaps bool // one may be in several rows; percentages are of N
	Rows     []Row

	together string // the names of what is counted together, in a sentence
	topped   bool   // a hidden row is as large as any that is shown
}

// Row is one line of a Table. The row of what is not recorded comes last, and
// its Cell has no whole.
type Row struct {
	Key         string
	Label       string
	Cell        Cell
	NotRecorded bool
	// Parts lists the keys of the rows that are counted together in this one,
	// because each by itself is hidden.
	Parts []string `json:",omitempty"`
	// Unanswered is true for such a row of people of whom there is no answer. Each of
	// its parts may be 0, and it is shown however small it is.
	Unanswered bool `json:",omitempty"`

	counts []int // of the parts of such a row
}

// Matrix is a table with several counts in each row.
type Matrix struct {
	Key, Title, Finding, Note string
	Unit                      string // what is counted, in the plural
	Heading                   string // of the column of labels
	Across                    string // what the columns are, "" where their names say so
	Columns                   []string
	Rows                      []MatrixRow
}

// Empty reports whether a table has nothing to show, and nothing hidden: its title
// says that there was none.
func (m *Matrix) Empty() bool {
	return !slices.ContainsFunc(m.Rows, func(r MatrixRow) bool { return slices.ContainsFunc(r.Cells, Cell.Some) })
}

// MatrixRow is one line of a Matrix, with a Cell for each column. A cell with
// a whole is printed with its percentage.
type MatrixRow struct {
	Key, Label string
	Cells      []Cell
	Parts      []string `json:",omitempty"` // as of a Row

	counts []int // what the cells are of
}

// Offers is what was put before people and what came of it.
type Offers struct {
	ByDecision    Table  // offers
	NotChosen     Table  // offers not chosen, by why
	Confidence    Matrix // offers by how sure the person was: chosen, started
	Services      Matrix // services offered: offered, chosen, started, completed
	Prescriptions Table  // services passed on, by what came of them
	People        Table  // people offered, who chose, who started
	Finding, Note string
	Chosen        Cell // offers chosen
	Started       Cell // prescriptions whose client went at least once
}

// Wait is how long people waited for something, in days.
type Wait struct {
	Table            // by length; "not yet" is a row of its own
	Lengths *Lengths `json:",omitempty"` // nil where too few have got there
	// The lengths of those who got there, which is how reports were saved up to
	// edition 3. Nothing sets them any more.
	Median, Quarter, Three *float64
}

// Lengths are the days by which a quarter, half and three quarters of the people
// had got there, those who still wait counted (the Kaplan–Meier estimate); nil
// where that share is not reached.
type Lengths struct {
	Quarter, Median, Three *float64
	Quartiles              bool // the quartiles may be given
}

// Loneliness is about the people for whom the reason that stands for loneliness
// was why they came, or was a further reason or a later need.
type Loneliness struct {
	Reason        string // the reason that stands for loneliness; "" where none does
	Finding, Note string
	Asked, Found  Cell  // main reason; a further reason or found later
	ByReason      Table // those found, by the main reason they came with
	Needs         Table // other needs of all of them

	key string // of the reason
}

// Definition says what a word in the report means.
type Definition struct{ Term, Meaning string }
