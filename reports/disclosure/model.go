package disclosure

import (
	"math"
	"slices"
)

// model puts the numbers of reports into a System.
type model struct {
	System
	rule Rule
	at   []map[string]int // by report, the place of each number
	must map[string]bool  // numbers of the first report that are hidden whatever they are
}

// add puts in one report. state is what a reader sees of a number that is not
// hidden.
func (m *model) add(tables []Table, links []Link, state State, rule Rule) {
	at := map[string]int{}
	m.at = append(m.at, at)
	for i := range tables {
		t := &tables[i]
		for j := range t.Cells {
			c := &t.Cells[j]
			ref := Ref(t.Key, c.Key)
			n := Number{N: c.N, State: state, Guarded: !c.Free, Cost: cost(t, c), Must: m.must[ref] && state == Open}
			if c.Hidden {
				n.State, n.Guarded, n.Blank = Hidden, state == Fixed, c.Blank
			} else if rule.RoundTo > 1 {
				n.Low, n.High = rule.within(c.N)
			}
			at[ref] = m.Add(n)
		}
	}
	for i := range tables {
		m.form(&tables[i], at)
	}
	for _, l := range links {
		m.link(l, at)
	}
}

// within is the numbers that are rounded to the same as n.
func (r Rule) within(n int) (low, high int) {
	low, high = n, n
	for low > max(0, r.Minimum) && r.Round(low-1) == r.Round(n) {
		low--
	}
	for r.Round(high+1) == r.Round(n) {
		high++
	}
	if n == 0 {
		return 0, 0
	}
	return low, high
}

// headline is how much more a number of a headline table is worth.
const headline = 4

// cost is what hiding a number loses. The larger it is, the more people it is
// about; without totals no percentage can be judged.
func cost(t *Table, c *Cell) float64 {
	size := 1 + math.Log2(float64(1+c.N))/2
	if t.Headline {
		size *= headline
	}
	switch {
	case c.Key == KeyN, t.Form == Loose:
		return 20 * size
	case c.Key == KeyRecorded:
		return 10 * size
	case c.Free:
		return 5 * size
	case t.Form == Columns:
		return 0.75 * size
	}
	return size
}

// form adds what the form of a table says.
func (m *model) form(t *Table, at map[string]int) {
	for i := range t.Cells {
		if of := t.Cells[i].Of; len(of) > 0 && t.Form != Loose {
			terms := []Part{{at[Ref(t.Key, t.Cells[i].Key)], -1}}
			for _, key := range of {
				terms = append(terms, Part{at[Ref(t.Key, key)], 1})
			}
			m.Equal(terms...)
		}
	}
	if t.Form != Parts && t.Form != Overlaps {
		return
	}
	whole, recorded := at[Ref(t.Key, KeyN)], at[Ref(t.Key, KeyRecorded)]
	missing, some := at[Ref(t.Key, KeyNotRecorded)]
	rows := m.rows(t, at)
	if t.Form == Overlaps {
		m.AtMost(0, Part{recorded, 1}, Part{whole, -1})
		for _, row := range rows {
			m.AtMost(0, Part{row.Number, 1}, Part{recorded, -1})
		}
		m.AtMost(0, append([]Part{{recorded, 1}}, times(rows, -1)...)...)
		return
	}
	all := []Part{{whole, -1}, {recorded, 1}}
	if some {
		all = append(all, Part{missing, 1})
	}
	m.Equal(all...)
	m.Equal(append([]Part{{recorded, -1}}, rows...)...)
}

// rows lists the rows of a table that count by themselves.
func (m *model) rows(t *Table, at map[string]int) []Part {
	var list []Part
	for i := range t.Cells {
		c := &t.Cells[i]
		if !slices.Contains([]string{KeyN, KeyRecorded, KeyNotRecorded}, c.Key) && len(c.Of) == 0 {
			list = append(list, Part{at[Ref(t.Key, c.Key)], 1})
		}
	}
	return list
}

func times(parts []Part, n int) []Part {
	list := slices.Clone(parts)
	for i := range list {
		list[i].Times *= n
	}
	return list
}

func (m *model) link(l Link, at map[string]int) {
	terms := make([]Part, 0, len(l.Terms))
	for _, t := range l.Terms {
		i, there := at[t.Ref]
		if !there {
			return
		}
		terms = append(terms, Part{i, t.Times})
	}
	switch l.Kind {
	case Nought:
		m.Equal(terms...)
	case NotAbove:
		m.AtMost(l.Most, terms...)
	default:
		if m.come(terms) >= 0 {
			m.Rest(l.Kind == People, terms...)
		}
	}
}

// Choice is which numbers of a report are not to be printed.
type Choice struct {
	Hide map[string]bool // by Ref
	Told []string        // numbers that a reader can work out whatever is hidden
}

// Choose decides on the numbers of a report, true as they are, so that none that
// is small follows from it, nor from it and what its reader has.
func (r Rule) Choose(report Held, series Series) Choice {
	c := Choice{Hide: map[string]bool{}}
	if !r.On() {
		return c
	}
	m := &model{rule: r, must: r.hideMeans(&report, series.Held)}
	m.add(report.Tables, report.Links, Open, r)
	m.against(&report, series)
	m.Series = len(series.Held) > 0
	p := r.Protect(&m.System)
	for ref, i := range m.at[0] {
		if p.Hide[i] {
			c.Hide[ref] = true
		}
	}
	told := map[int]bool{}
	for _, i := range p.Told {
		told[i] = true
	}
	for ref, i := range m.at[0] {
		if told[i] {
			c.Told = append(c.Told, ref)
		}
	}
	slices.Sort(c.Told)
	return c
}
