package reports

import (
	"cmp"
	"fmt"
	"slices"

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
		t.N += y.N
		if y.Key == "" {
			t.NotRecorded += y.N
		}
	}
	t.Recorded = t.N - t.NotRecorded
	for _, y := range tallies {
		if y.Key != "" {
			t.Rows = append(t.Rows, Row{Key: y.Key, Label: cmp.Or(data.Tidy(y.Label), y.Key), Cell: Cell{N: y.N, Of: t.Recorded}})
		}
	}
	t.Rows = append(t.Rows, Row{Key: notRecordedKey, Label: notRecordedLabel, Cell: Cell{N: t.NotRecorded}, NotRecorded: true})
	return t
}

// things starts a Table of what is always recorded, such as the kind of a
// contact: its row of what is not recorded is there only when it has to be.
func things(key, title, heading, unit string, tallies []data.Tally) Table {
	t := table(key, title, heading, unit, tallies)
	if t.NotRecorded == 0 {
		t.Rows = slices.DeleteFunc(t.Rows, func(r Row) bool { return r.NotRecorded })
	}
	return t
}

// overlapping starts a Table whose rows are people out of whole, each perhaps
// in several rows; people is how many are in any.
func overlapping(key, title, heading string, tallies []data.Tally, people, whole int) Table {
	t := Table{Key: key, Title: title, Heading: heading, Unit: "people", N: whole, Recorded: people, Overlaps: true}
	for _, y := range tallies {
		t.Rows = append(t.Rows, Row{Key: cmp.Or(y.Key, notRecordedKey), Label: cmp.Or(data.Tidy(y.Label), notRecordedLabel), Cell: Cell{N: y.N, Of: whole}})
	}
	t.byCount()
	return t
}

// byCount puts the largest row first, so that bars can be compared at a
// glance; equal ones keep their order and what is not recorded stays last.
func (t *Table) byCount() {
	slices.SortStableFunc(t.Rows, func(a, b Row) int {
		if a.NotRecorded != b.NotRecorded {
			return cmp.Compare(rank(a), rank(b))
		}
		return cmp.Compare(b.Cell.N, a.Cell.N)
	})
}

func rank(r Row) int {
	if r.NotRecorded {
		return 1
	}
	return 0
}

// ns is the sentence that goes with every percentage: n, N and what is missing.
func (t *Table) ns() string {
	if t.Row(notRecordedKey) == nil {
		return "n " + Count(t.N) + " " + unit(t.N, t.Unit) + "."
	}
	s := fmt.Sprintf("n %s of %s %s; %s not recorded.", Count(t.Recorded), Count(t.N), unit(t.N, t.Unit), Count(t.NotRecorded))
	if t.NotRecorded > 0 && t.Recorded > 0 {
		s += " Percentages are of the " + Count(t.Recorded) + " recorded."
	}
	return s
}

// unit is the name of n of what a table counts.
func unit(n int, many string) string {
	if n != 1 {
		return many
	}
	return map[string]string{
		"people": "person", "contacts": "contact", "offers": "offer", "services passed on": "service passed on",
		"follow-ups": "follow-up", "gaps": "gap", "complete questionnaires": "complete questionnaire",
	}[many]
}

// Row finds a row by its key, or nil.
func (t *Table) Row(key string) *Row {
	for i := range t.Rows {
		if t.Rows[i].Key == key {
			return &t.Rows[i]
		}
	}
	return nil
}
