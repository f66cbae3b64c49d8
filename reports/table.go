package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
)

// notRecorded is the label and the key in files of the row for what is missing.
const (
	notRecordedLabel = "Not recorded"
	notRecordedKey   = "not_recorded"
)

// table starts a Table from its counts: those with a key in rows of their own,
// in the order given, and those without in the row of what is not recorded,
// which is there even when nothing is missing, so that a reader can see so.
func table(key, title, heading, unit string, tallies []data.Tally) Table {
	t := Table{Key: key, Title: title, Heading: heading, Unit: unit}
	for _, y := range tallies {
		t.N.N += y.N
		if y.Key == "" {
			t.NotRecorded.N += y.N
		}
	}
	t.Recorded.N = t.N.N - t.NotRecorded.N
	for _, y := range tallies {
		if y.Key != "" {
			t.Rows = append(t.Rows, Row{Key: y.Key, Label: cmp.Or(data.Tidy(y.Label), y.Key), Cell: Cell{N: y.N, Of: t.Recorded.N}})
		}
	}
	t.Rows = append(t.Rows, Row{Key: notRecordedKey, Label: notRecordedLabel, Cell: t.NotRecorded, NotRecorded: true})
	return t
}

// things starts a Table of what is always recorded, such as the kind of a
// contact: its row of what is not recorded is there only when it has to be.
func things(key, title, heading, unit string, tallies []data.Tally) Table {
	t := table(key, title, heading, unit, tallies)
	if t.NotRecorded.N == 0 {
		t.Rows = slices.DeleteFunc(t.Rows, func(r Row) bool { return r.NotRecorded })
	}
	return t
}

// overlapping starts a Table whose rows are people out of whole, each perhaps
// in several rows; people is how many are in any.
func overlapping(key, title, heading string, tallies []data.Tally, people, whole int) Table {
	t := Table{Key: key, Title: title, Heading: heading, Unit: "people", N: Cell{N: whole}, Recorded: Cell{N: people}, Overlaps: true}
	for _, y := range tallies {
		t.Rows = append(t.Rows, Row{Key: cmp.Or(y.Key, notRecordedKey), Label: cmp.Or(data.Tidy(y.Label), notRecordedLabel), Cell: Cell{N: y.N, Of: whole}})
	}
	return t
}

// byCount puts the largest row first, so that bars can be compared at a
// glance; equal ones keep their order, hidden ones follow in it, so that
// no one can tell their size from their place, and what is not recorded stays
// last.
func (t *Table) byCount() {
	slices.SortStableFunc(t.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(b.Cell.N, a.Cell.N))
	})
}

func rank(r Row) int {
	switch {
	case r.NotRecorded:
		return 3
	case r.Cell.Hidden, len(r.Parts) > 0:
		return 1
	case r.Cell.N == 0:
		return 2
	}
	return 0
}

// ns is the sentence that goes with every percentage: n, N, what is missing
// and what is hidden.
func (t *Table) ns() string {
	s := ""
	switch {
	case t.N.Hidden:
		return "The number of " + t.Unit + " is hidden because it could help to identify someone."
	case t.N.N == 0:
		return "" // the title says it
	case t.Recorded.Hidden && t.Overlaps:
		return fmt.Sprintf("N = %s %s; how many of them have any is hidden.", t.N.Text(), unit(t.N.N, t.Unit)) + t.whyHidden()
	case t.Recorded.Hidden:
		return "N = " + t.N.Text() + " " + unit(t.N.N, t.Unit) + "; how many of them are not recorded is hidden."
	case t.Row(notRecordedKey) == nil:
		s = "n = " + t.N.Text() + " " + unit(t.N.N, t.Unit) + "."
	case t.NotRecorded.N == 0:
		s = fmt.Sprintf("n = %s %s; all are recorded.", t.Recorded.Text(), unit(t.N.N, t.Unit))
	default:
		s = fmt.Sprintf("n = %s of %s %s; %s not recorded.", t.Recorded.Text(), t.N.Text(), unit(t.N.N, t.Unit), t.NotRecorded.Text())
		if t.Recorded.N > 0 {
			s += " Percentages are based on the " + t.Recorded.Text() + " recorded."
		}
	}
	return s + t.whyHidden()
}

// whyHidden says how many rows are hidden, and what they come to together.
func (t *Table) whyHidden() string {
	n := 0
	for _, r := range t.Rows {
		switch {
		case r.Unanswered && !r.Cell.Hidden:
		case len(r.Parts) > 0:
			n += len(r.Parts)
		case r.Cell.Hidden:
			n++
		}
	}
	switch {
	case n == 0:
		return ""
	case t.Overlaps || t.Together.Hidden || t.Together.N == 0:
		return " " + data.Plural(n, "row is hidden because small numbers could identify someone.", "rows are hidden because small numbers could identify someone.") + t.together
	default:
		return fmt.Sprintf(" "+oneOrMany(n, "%s (%s in total) is hidden because small numbers could identify someone.",
			"%s (%s in total) are hidden because small numbers could identify someone."), data.Plural(n, "row", "rows"), t.Together.of(t.Unit)) + t.together
	}
}

// unit is the name of n of what a table counts.
func unit(n int, many string) string {
	if n != 1 {
		return many
	}
	if one, known := map[string]string{"people": "person", "referrals and signposts": "referral or signpost"}[many]; known {
		return one
	}
	return strings.TrimSuffix(many, "s")
}

// Row finds a row by its key, or nil. One that is counted together with others
// is hidden.
func (t *Table) Row(key string) *Row {
	for i := range t.Rows {
		if t.Rows[i].Key == key {
			return &t.Rows[i]
		}
		if slices.Contains(t.Rows[i].Parts, key) {
			return &Row{Key: key, Cell: hidden}
		}
	}
	return nil
}
