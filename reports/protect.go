package reports

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/reports/disclosure"
)

// builder makes a report. What it takes from the figures goes through its rule
// for small numbers before any sentence is made of it, so that no hidden
// number can be in one.
type builder struct {
	*Report
	rule    disclosure.Rule
	hide    map[string]bool // the numbers that are not printed, by disclosure.Ref
	left    map[string]bool // the tables that are left out, by their keys in package disclosure
	open    bool            // makes the report from which it is decided what is hidden
	figures *data.Figures
	role    data.RoleName // what the service calls its prescribers
	byStaff bool          // the service has staff as a breakdown
	series  bool          // its readers hold other reports
}

// cell is a count as the rule lets it be printed.
func (b *builder) cell(table, key string, n int) Cell {
	if b.hide[disclosure.Ref(table, key)] {
		return hidden
	}
	return Cell{N: b.rule.Round(n)}
}

// of is a count out of a whole that is shown.
func (b *builder) of(table, key string, n int, whole Cell) Cell {
	c := b.cell(table, key, n)
	if !c.Hidden && !whole.Hidden {
		c.Of = whole.N
	}
	return c
}

// protect hides what must be hidden in a table, and rounds the rest.
func (b *builder) protect(t *Table) {
	if !b.rule.On() {
		return
	}
	b.veil(t)
	b.totals(t)
	t.combine()
}

// veil hides rows, and keeps of them what they come to together, and whether
// one is as large as any that stays.
func (b *builder) veil(t *Table) {
	together, most, mostHidden := 0, 0, 0
	for i := range t.Rows {
		row := &t.Rows[i]
		hide := b.hide[disclosure.Ref(t.Key, row.Key)]
		switch {
		case hide && !row.NotRecorded:
			together += row.Cell.N
			mostHidden = max(mostHidden, row.Cell.N)
		case !row.NotRecorded:
			most = max(most, row.Cell.N)
		}
		if hide {
			row.Cell = hidden
		}
	}
	t.topped = mostHidden >= most
	if together > 0 && !t.Overlaps {
		t.Together = Cell{N: b.rule.Round(together)}
	}
}

// totals hides and rounds what the rows are held against. What the hidden rows
// come to follows from how many are recorded, and from nothing else.
func (b *builder) totals(t *Table) {
	for key, c := range map[string]*Cell{disclosure.KeyN: &t.N, disclosure.KeyRecorded: &t.Recorded, disclosure.KeyNotRecorded: &t.NotRecorded} {
		if *c = (Cell{N: b.rule.Round(c.N)}); b.hide[disclosure.Ref(t.Key, key)] {
			*c = hidden
		}
	}
	if t.Recorded.Hidden && t.Together.N > 0 {
		t.Together = hidden
	}
	of := t.Recorded
	if t.Overlaps {
		of = t.N
	}
	for i := range t.Rows {
		c := &t.Rows[i].Cell
		c.N, c.Of = b.rule.Round(c.N), b.rule.Round(c.Of)
		if of.Hidden {
			c.Of = 0
		}
	}
}

// togetherKey is the key of the row of what is counted together.
const togetherKey = "together"

// combine puts the hidden rows into one: with what they come to, where that may
// be shown, so that nothing of the table is lost but how they are made up.
func (t *Table) combine() {
	row := Row{Key: togetherKey, Cell: hidden}
	var labels []string
	rest := make([]Row, 0, len(t.Rows))
	at, of := 0, 0
	for _, r := range t.Rows {
		if !r.Cell.Hidden || r.NotRecorded {
			rest = append(rest, r)
			of = max(of, r.Cell.Of)
			continue
		}
		row.Parts = append(row.Parts, r.Key)
		labels = append(labels, r.Label)
		at = len(rest)
	}
	if len(row.Parts) < 2 {
		return
	}
	if t.Together.N > 0 {
		row.Cell = t.Together
		if !t.Recorded.Hidden {
			row.Cell.Of = t.Recorded.N
		}
	}
	row.Label, t.together = togetherLabel(labels), togetherNote(labels)
	t.Rows = append(rest[:at:at], append([]Row{row}, rest[at:]...)...)
}

// longestTogether is how long the names of what is counted together may be in a
// label. Longer ones are in the note.
const longestTogether = 44

func togetherLabel(labels []string) string {
	if names := strings.Join(labels, "; "); len([]rune(names)) <= longestTogether {
		return names + " (together)"
	}
	return fmt.Sprintf("%d others together", len(labels))
}

// togetherNote lists what a label has no room for.
func togetherNote(labels []string) string {
	if len([]rune(strings.Join(labels, "; "))) <= longestTogether {
		return ""
	}
	return " Counted together: " + strings.Join(labels, "; ") + "."
}

// roundedMeans says what precision.go does.
const roundedMeans = "Means are rounded to a tenth of a point, or to half a point for fewer than 20 people."

// protection says in a sentence or two what the rule does.
func protection(rule disclosure.Rule) string {
	switch {
	case !rule.On():
		return "Small numbers are not hidden. For internal use only: do not share."
	case rule.Minimum < 2:
		return fmt.Sprintf("Small numbers are not hidden. All numbers are rounded to the nearest %d, so rows may not add up.", rule.RoundTo)
	case rule.RoundTo > 1:
		return fmt.Sprintf("Counts of 1 to %d are hidden because they could identify someone, and so are counts that would let a reader work these out. "+
			"Other numbers are rounded to the nearest %d, so rows may not add up. “Not recorded” is shown unless it would give one of these away. "+roundedMeans, rule.Minimum-1, rule.RoundTo)
	default:
		return fmt.Sprintf("Counts of 1 to %d are hidden because they could identify someone. Other counts are hidden where they would let a reader work these out. "+
			"“Not recorded” is shown unless it would give one of these away. "+roundedMeans, rule.Minimum-1)
	}
}
