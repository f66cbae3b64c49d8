package reports

import (
	"fmt"
	"slices"

	"waymark/data"
	"waymark/reports/disclosure"
)

// builder makes a report. What it takes from the figures goes through its rule
// for small numbers before any sentence is made of it, so that no hidden
// number can be in one.
type builder struct {
	*Report
	rule    disclosure.Rule
	figures *data.Figures
	role    data.RoleName // what the service calls its prescribers
	byStaff bool          // the service has staff as a breakdown
}

// cell is a count that stands by itself: small ones are hidden.
func (b *builder) cell(n int) Cell {
	if b.rule.Small(n) {
		return hidden
	}
	return Cell{N: b.rule.Round(n)}
}

// of is a count out of a whole that is shown.
func (b *builder) of(n int, whole Cell) Cell {
	c := b.cell(n)
	if !c.Hidden && !whole.Hidden {
		c.Of = whole.N
	}
	return c
}

// protect hides what must be hidden in a table, and rounds the rest. The rows
// whose keys are given stay, because another table shows the same number. What
// is not recorded stays, too: it says nothing about anybody, and without it no
// percentage can be judged.
func (b *builder) protect(t *Table, keys ...string) {
	if !b.rule.On() {
		return
	}
	counts, shown := make([]int, len(t.Rows)), []int{}
	kept := func(i int) bool { return slices.Contains(keys, t.Rows[i].Key) && !b.rule.Small(counts[i]) }
	for i, row := range t.Rows {
		counts[i] = row.Cell.N
		if row.NotRecorded || kept(i) {
			shown = append(shown, i)
		}
	}
	hide, whole := b.rule.Parts(counts, shown...)
	if t.Overlaps {
		hide, whole = b.hideOverlapping(t.Recorded.N, counts), false
	}
	small := whole || b.rule.Small(t.Recorded.N) || b.rule.Small(t.N.N)
	for i, n := range counts {
		hide[i] = hide[i] || b.rule.Small(n) && !t.Rows[i].NotRecorded || small && n > 0 && !kept(i)
	}
	b.veil(t, hide)
	b.totals(t, small, whole)
}

// hideOverlapping hides the small ones of counts that do not add up, because one
// person may be in several: together they are at least the people who are in
// none of the others. Where that bears on them, a larger one is hidden, too.
func (b *builder) hideOverlapping(people int, counts []int) []bool {
	hide := make([]bool, len(counts))
	few, shown, least := 0, 0, -1
	for i, n := range counts {
		switch {
		case b.rule.Small(n):
			hide[i] = true
			few++
		case n > 0:
			shown += n
			if least < 0 || n < counts[least] {
				least = i
			}
		}
	}
	if few > 0 && people-shown > few && least >= 0 {
		hide[least] = true
	}
	return hide
}

// hideAll leaves nothing of a table but what it is about.
func (b *builder) hideAll(t *Table) {
	if !b.rule.On() {
		return
	}
	hide := make([]bool, len(t.Rows))
	for i := range t.Rows {
		hide[i] = t.Rows[i].Cell.N > 0
	}
	b.veil(t, hide)
	b.totals(t, true, true)
}

// veil hides rows, and keeps of them what they come to together, and whether
// one is as large as any that stays.
func (b *builder) veil(t *Table, hide []bool) {
	together, most, mostHidden := 0, 0, 0
	for i := range t.Rows {
		row := &t.Rows[i]
		switch {
		case hide[i]:
			together += row.Cell.N
			mostHidden = max(mostHidden, row.Cell.N)
			row.Cell = hidden
		case !row.NotRecorded:
			most = max(most, row.Cell.N)
		}
	}
	t.topped = mostHidden >= most
	if together > 0 && !t.Overlaps {
		t.Together = b.cell(together)
	}
}

// totals hides and rounds what the rows are held against. A whole stays where
// only most of it is not recorded.
func (b *builder) totals(t *Table, small, whole bool) {
	if small {
		if whole || b.rule.Small(t.N.N) {
			t.N = hidden
		}
		t.Recorded, t.NotRecorded, t.Together = hidden, hidden, hidden
	}
	for _, c := range []*Cell{&t.N, &t.Recorded, &t.NotRecorded} {
		c.N = b.rule.Round(c.N)
	}
	for i := range t.Rows {
		c := &t.Rows[i].Cell
		c.N, c.Of = b.rule.Round(c.N), b.rule.Round(c.Of)
		if small {
			c.Of = 0
		}
	}
}

// protection says in a sentence or two what the rule does.
func protection(rule disclosure.Rule) string {
	switch {
	case !rule.On():
		return "Small numbers are not hidden. For internal use only: do not share."
	case rule.Minimum < 2:
		return fmt.Sprintf("Small numbers are not hidden. All numbers are rounded to the nearest %d, so rows may not add up.", rule.RoundTo)
	case rule.RoundTo > 1:
		return fmt.Sprintf("Counts of 1 to %d are hidden because they could identify someone, and so are counts that would let a reader work these out. "+
			"Other numbers are rounded to the nearest %d, so rows may not add up. “Not recorded” is always shown.", rule.Minimum-1, rule.RoundTo)
	default:
		return fmt.Sprintf("Counts of 1 to %d are hidden because they could identify someone. Other counts are hidden where they would let a reader work these out. "+
			"“Not recorded” is always shown.", rule.Minimum-1)
	}
}
