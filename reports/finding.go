package reports

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
)

// phrases holds the sentences that may stand above a table, one for each way
// that its counts can fall. %s is the leading label or labels.
type phrases struct {
	none    string // nothing was counted
	unknown string // all of it is not recorded
	mostly  string // more than half of it is not recorded; "" for what overlaps
	all     string // one row holds all, of two or more
	one     string // the whole is one
	most    string // one row holds more than half of the whole, by 1 % at least
	lead    string // one row holds the most
	tie     string // two or three rows hold the most
	level   string // more than three rows do; %d is how many
	lower   bool   // labels begin in lower case within a sentence
}

// finding picks the sentence that is true of the table. A row that holds all
// of what is recorded, while something is not, is said to hold the most: what
// the rest would have been nobody knows.
func (w *phrases) finding(t *Table) string {
	top := t.leaders()
	switch {
	case t.N.Hidden, t.Recorded.Hidden, t.covered(top):
		return tooFew
	case t.N.N == 0:
		return w.none
	case len(top) == 0:
		return w.unknown
	case 2*t.NotRecorded.N > t.N.N:
		return w.mostly
	case len(top) > 3:
		return fmt.Sprintf(w.level, len(top))
	case len(top) > 1:
		return data.Capital(fmt.Sprintf(w.tie, w.join(top)))
	case t.N.N == 1:
		return data.Capital(fmt.Sprintf(w.one, w.join(top)))
	case top[0].Cell.N == t.N.N && !t.Overlaps:
		return data.Capital(fmt.Sprintf(w.all, w.join(top)))
	case 100*top[0].Cell.N >= 51*t.N.N:
		return data.Capital(fmt.Sprintf(w.most, w.join(top)))
	default:
		return data.Capital(fmt.Sprintf(w.lead, w.join(top)))
	}
}

// tooFew stands where a finding would be about hidden numbers.
const tooFew = "Too few to show which was the most common"

// covered reports whether the leading row cannot be named, because none is
// shown, or because a hidden one is larger.
func (t *Table) covered(top []Row) bool {
	some := slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Cell.Hidden })
	return some && (len(top) == 0 || t.topped)
}

// leaders are the recorded rows with the highest count that is shown, none
// when it is 0.
func (t *Table) leaders() []Row {
	var top []Row
	for _, r := range t.Rows {
		switch {
		case r.NotRecorded || r.Cell.Hidden || r.Cell.N == 0:
		case len(top) == 0 || r.Cell.N > top[0].Cell.N:
			top = []Row{r}
		case r.Cell.N == top[0].Cell.N:
			top = append(top, r)
		}
	}
	return top
}

// longestInHeading keeps a heading readable where a name is very long; the
// table below it has the whole name.
const longestInHeading = 60

func (w *phrases) join(rows []Row) string {
	labels := make([]string, len(rows))
	for i, r := range rows {
		labels[i] = shorten(r.Label, longestInHeading)
		if w.lower {
			labels[i] = data.LowerFirst(labels[i])
		}
	}
	if len(labels) == 1 {
		return labels[0]
	}
	last := len(labels) - 1
	return strings.Join(labels[:last], ", ") + " and " + labels[last]
}

func shorten(s string, most int) string {
	letters := []rune(s)
	if len(letters) <= most {
		return s
	}
	return strings.TrimRight(string(letters[:most-1]), " ") + "…"
}

// people is a number of people, "1 person" or "1,204 people".
func people(n int) string { return data.Plural(n, "person", "people") }

func was(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}
