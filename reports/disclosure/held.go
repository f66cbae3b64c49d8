package disclosure

import (
	"maps"
	"slices"
	"strings"

	"waymark/data"
)

// Held is what a reader holds of one report: every number as it was printed.
// A new report for the same reader is protected against all that is held.
type Held struct {
	Title    string    // what the report is called in a sentence
	From, To data.Date // both days are included
	// Partner, Surgery and Reason are the part of the caseload; "" is all of it. A
	// report on a surgery has no Partner.
	Partner         data.ID `json:",omitempty"`
	Surgery, Reason data.ID
	// OwnOf is whose own clients alone the report is on; "" is everyone. It is a part of
	// everyone, and one client may be among those of two people.
	OwnOf data.ID `json:",omitempty"`
	// Of are the partners whose the surgery that the report is on is, or was.
	Of []data.ID `json:",omitempty"`
	// Surgeries are those that are, or were, of the partner that the report is on.
	Surgeries []data.ID `json:",omitempty"`
	AsAt      string    // when it was counted, as in data.Frozen
	Rule      Rule
	Tables    []Table
	Links     []Link
	Means     []Mean
	// InWhole says which row of a report on everyone is which number of this
	// one, by Ref, where this one is on a part of the caseload.
	InWhole map[string]string `json:",omitempty"`
	// True is what is counted now for the same days and part, by Ref: for what
	// this report hides. It is never kept.
	True map[string]int `json:"-"`
}

// On sets the part of the caseload that the report is on.
func (h *Held) On(f data.FigureFilter) {
	h.Partner, h.Surgery, h.Reason, h.OwnOf = f.PartnerID, f.SurgeryID, f.ReasonID, f.OwnOf
}

// IsOf adds the partner of the surgery that the report is on, if it is on one, and the
// surgeries of the partner. partners has that of each surgery, by their keys.
func (h *Held) IsOf(partners map[string]string) {
	for _, surgery := range slices.Sorted(maps.Keys(partners)) {
		if id := data.ID(surgery); h.Partner != "" && partners[surgery] == string(h.Partner) && !slices.Contains(h.Surgeries, id) {
			h.Surgeries = append(slices.Clip(h.Surgeries), id)
		}
	}
	if of := data.ID(partners[string(h.Surgery)]); h.Surgery != "" && of != "" && !slices.Contains(h.Of, of) {
		h.Of = append(slices.Clip(h.Of), of)
	}
}

// Filter is what the report was counted for.
func (h *Held) Filter() data.FigureFilter {
	return data.FigureFilter{From: h.From, To: h.To, PartnerID: h.Partner, SurgeryID: h.Surgery, ReasonID: h.Reason, OwnOf: h.OwnOf}
}

// samePart reports whether two reports are on the same part of the caseload.
func samePart(a, b *Held) bool {
	return a.Partner == b.Partner && a.Surgery == b.Surgery && a.Reason == b.Reason && a.OwnOf == b.OwnOf
}

// Table is the numbers of one table of a report.
type Table struct {
	Key   string
	Form  Form
	Adds  bool // counts of periods that do not overlap add up; people do not, because one may be in both
	Apart bool // counts of one period say nothing about those of a longer one
	// Headline is true for a table that readers look at first, so that others
	// are hidden rather than its numbers.
	Headline bool
	Cells    []Cell
}

// whole reports whether the rows of a table are all that there are.
func (t *Table) whole() bool {
	return t.Form != Loose && !slices.ContainsFunc(t.Cells, func(c Cell) bool { return strings.HasPrefix(c.Key, KeyOthers+"/") })
}

// Form is how the numbers of a table hang together.
type Form int

// The forms of tables.
const (
	Loose    Form = iota // numbers that do not add up
	Parts                // N is n and what is not recorded; the rows add up to n
	Overlaps             // each row is some of n, and one person may be in several rows
	Columns              // a matrix: rows and columns
)

// Cell is one number of a table.
type Cell struct {
	// Key is stable within the table: "N" and "n" are its totals,
	// "not_recorded" is what is missing, others are rows; a matrix has
	// row and column with a slash between them.
	Key    string
	N      int // 0 if Hidden
	Hidden bool
	// Of lists the keys of rows that are counted together in this cell.
	Of []string
	// Free is true for what says nothing about anyone, such as how many are
	// not recorded. It is printed even where it is small.
	Free bool
	// Blank is true for what is hidden and may be 0, because it is only
	// counted together with others.
	Blank bool
}

// Ref names a number of a report: the table, and the cell in it.
func Ref(table, cell string) string { return table + "#" + cell }

// Link says how numbers of one report hang together. The terms are all on one
// side. One that names a number that is not in the report says nothing.
type Link struct {
	Kind  LinkKind
	Terms []LinkTerm
	Most  int `json:",omitempty"` // of NotAbove: what the terms come to at most
}

// LinkTerm is a number taken once or several times; −1 takes it away.
type LinkTerm struct {
	Ref   string
	Times int
}

// LinkKind says what the terms of a Link come to.
type LinkKind int

// What the terms of a link come to.
const (
	Nought   LinkKind = iota // 0
	NotAbove                 // Most at most
	People                   // a number of people that no table has, to be guarded like those in tables
)

// The keys of totals.
const (
	KeyN           = "N"
	KeyRecorded    = "n"
	KeyNotRecorded = "not_recorded"
	KeyOthers      = "others" // begins the cells of what a table has no room for
)

// Mean is the means of one set of pairs, such as those of women.
type Mean struct {
	Key           string // such as "wemwbs" or "wemwbs/sex/female"
	Ref           string `json:",omitempty"` // the number of people in its table
	Pairs         int    // how many people; 0 if Hidden
	Hidden        bool   // how many there are is not printed
	Shown         bool   // the means are printed
	Before, After float64
}

// Loss measures what protection costs, so that one report can be compared with
// another: fewer hidden cells and more means are better.
type Loss struct {
	Cells  int // numbers that the report would have without protection
	Hidden int // of these not shown one by one
}

// Share returns how much of the report is hidden, from 0 to 1.
func (l Loss) Share() float64 {
	if l.Cells == 0 {
		return 0
	}
	return float64(l.Hidden) / float64(l.Cells)
}
