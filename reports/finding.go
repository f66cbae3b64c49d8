package reports

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/rule"
)

// claim is what the title of a table, a chart or a score would say. Every title
// of a report is made by its method title: none is written past it, so that no
// new one can forget what may be said (a test reads the code for it).
type claim struct {
	// about names what is counted without a finding, such as “People seen, by
	// main reason”: the title where none is supported.
	about string
	// says is the finding; "" is none. It holds no number that is not in on.
	says string
	// base is what the title is of, such as “41 of 69 people”; "" where says and
	// about give it themselves, or it is hidden.
	base string
	on   []Cell // the counts that the finding rests on
	// apart reports whether the finding is more than chance would explain, or
	// says what was counted without comparing anything.
	apart bool
}

// title is the finding with its base where the counts support it, else what was
// counted.
func (c claim) title() string {
	text := c.says
	if text == "" || !c.apart || slices.ContainsFunc(c.on, func(n Cell) bool { return n.Hidden }) {
		text = c.about
	}
	if c.base != "" {
		text += " (" + c.base + ")"
	}
	return data.Capital(text)
}

// finds reports whether the title is a finding.
func (c claim) finds() bool {
	return c.says != "" && c.apart && !slices.ContainsFunc(c.on, func(n Cell) bool { return n.Hidden })
}

// phrases holds the sentences that may stand above a table of people, one for
// each way that its counts can fall. %s is the label of the leading row.
type phrases struct {
	about   string // what is counted, in a few words that need no verb
	none    string // nothing was counted
	unknown string // all of it is not recorded
	mostly  string // more than half of it is not recorded; "" for what overlaps
	all     string // one row holds all, of two or more
	one     string // the whole is one
	most    string // one row holds more than half of the whole
	lead    string // one row holds the most
	lower   bool   // labels begin in lower case within a sentence
	// nameless leaves the label out of every sentence.
	nameless bool
}

// claim is what the counts of the table support. Of offers, contacts and other
// things that are not people nothing is compared: one person may have several,
// and no one can say from the counts how far they differ by chance.
func (w *phrases) claim(t *Table) claim {
	c := claim{about: w.about, on: []Cell{t.N, t.Recorded}, apart: true}
	if !t.N.Hidden {
		c.base = Count(t.N.N) + " " + unit(t.N.N, t.Unit)
	}
	rows := t.ranked()
	switch {
	case t.N.Hidden || t.Recorded.Hidden:
		return c
	case t.N.N == 0:
		c.says, c.base = w.none, ""
	case (len(rows) == 0 || rows[0].Cell.N == 0) && !t.hides():
		c.says = w.unknown
	case 2*t.NotRecorded.N > t.N.N && w.mostly != "":
		c.says, c.base = w.mostly, ofWhole(t.NotRecorded, t)
	case len(rows) == 0 || rows[0].Cell.N == 0:
	default:
		w.leading(&c, t, rows)
	}
	return c
}

// leading says what the largest row shows.
func (w *phrases) leading(c *claim, t *Table, rows []Row) {
	top := rows[0].Cell
	name := w.name(&rows[0])
	switch {
	case w.nameless:
		w.allOrOne(c, top.N, t.N.N)
	case t.N.N == 1:
		c.says, c.base = fmt.Sprintf(w.one, name), ""
	case top.N == t.N.N && !t.Overlaps:
		c.says = fmt.Sprintf(w.all, name)
	case t.Unit != "people" || t.topped && t.hides():
		return
	case rule.MoreThanHalf(top.N, t.N.N) && w.most != "":
		c.says, c.base = fmt.Sprintf(w.most, name), ofWhole(top, t)
	case w.lead != "":
		c.says, c.apart = fmt.Sprintf(w.lead, name), t.leads(rows)
		if c.apart {
			c.base = ofWhole(top, t)
		}
	}
}

// allOrOne says what needs no name: that the one person, or all, are in a row.
func (w *phrases) allOrOne(c *claim, top, whole int) {
	switch {
	case whole == 1:
		c.says, c.base = w.one, ""
	case top == whole:
		c.says = w.all
	}
}

// leads reports whether the first row is larger than every other by more than
// chance, the hidden ones together included.
func (t *Table) leads(rows []Row) bool {
	second := 0
	if len(rows) > 1 {
		second = rows[1].Cell.N
	}
	if t.Overlaps {
		return len(rows) > 1 && second > 0 && rule.ApartOverlapping(rows[0].Cell.N, second, t.N.N)
	}
	if t.hides() && !t.Together.Some() || t.Together.Hidden {
		return false
	}
	most := max(second, t.Together.N)
	// Those of whom it is not recorded may all be in the second row.
	return rows[0].Cell.N > most+t.NotRecorded.N && rule.Apart(rows[0].Cell.N, most)
}

func (t *Table) hides() bool {
	return slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Cell.Hidden || len(r.Parts) > 0 })
}

// ranked are the recorded rows that are shown, the largest first.
func (t *Table) ranked() []Row {
	rows := slices.DeleteFunc(slices.Clone(t.Rows), func(r Row) bool { return r.NotRecorded || r.Cell.Hidden || len(r.Parts) > 0 })
	slices.SortStableFunc(rows, func(a, b Row) int { return b.Cell.N - a.Cell.N })
	return rows
}

// ofWhole is a count with the whole that it is of, “19 of 68 people”: of those
// with an answer where the percentages are of them.
func ofWhole(c Cell, t *Table) string {
	whole := t.N
	if c.Of > 0 {
		whole = Cell{N: c.Of}
	}
	s := c.Text() + " of " + whole.Text() + " " + unit(whole.N, t.Unit)
	if c.Of > 0 && c.Of == t.Recorded.N && t.NotRecorded.N > 0 {
		return fmt.Sprintf("%s, %s not recorded", s, t.NotRecorded.Text())
	}
	return s
}

// name is the label of a row within a sentence, kept readable where it is very
// long; the table below has the whole of it.
func (w *phrases) name(r *Row) string {
	label := spanInText.ReplaceAllString(shorten(r.Label, longestInHeading), "$1 to $2")
	if w.lower {
		return data.LowerFirst(label)
	}
	return label
}

// spanInText finds a span of numbers, as tables have it: “70–79” is “70 to 79” in a
// sentence.
var spanInText = regexp.MustCompile(`(\d)–(\d)`)

const longestInHeading = 60

func shorten(s string, most int) string {
	letters := []rune(s)
	if len(letters) <= most {
		return s
	}
	return strings.TrimRight(string(letters[:most-1]), " ") + "…"
}

// people is a number of people, "1 person" or "1,204 people".
func people(n int) string { return data.Plural(n, "person", "people") }

// oneOrMany is the sentence for one, or for several.
func oneOrMany(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
