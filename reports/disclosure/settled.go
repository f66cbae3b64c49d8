package disclosure

import (
	"slices"

	"waymark/reports/disclosure/linear"
)

// settled returns the tables of a held report with a number for all that it
// hides, as close as can be to what is counted now, that agrees with what it
// prints. Where nothing was entered late, that is what it was.
func settled(h *Held) []Table {
	s := settling{held: h, now: &model{rule: h.Rule}, at: map[string]int{}, printed: true}
	for i := range h.Tables {
		t := h.Tables[i]
		t.Cells = slices.Clone(t.Cells)
		s.tables = append(s.tables, t)
	}
	for i := range s.tables {
		for j := range s.tables[i].Cells {
			s.count(&s.tables[i], &s.tables[i].Cells[j])
		}
	}
	for i := range s.tables {
		for j := range s.tables[i].Cells {
			s.countTogether(&s.tables[i], &s.tables[i].Cells[j])
		}
	}
	if s.printed || h.Rule.RoundTo > 1 {
		return s.tables
	}
	for i := range s.tables {
		s.now.form(&s.tables[i], s.at)
	}
	for _, l := range h.Links {
		if l.Kind == Nought || l.Kind == NotAbove {
			s.now.link(l, s.at)
		}
	}
	adapt(s.cells, s.now.Sums)
	return s.tables
}

// settling is a held report beside what is counted now.
type settling struct {
	held    *Held
	tables  []Table
	now     *model         // what is counted now, and how it hangs together
	at      map[string]int // by Ref, the place of a number there
	cells   []*Cell        // by that place
	printed bool           // what was printed is what is counted now
}

func (s *settling) count(t *Table, c *Cell) {
	ref := Ref(t.Key, c.Key)
	n, known := s.held.True[ref]
	switch {
	case c.Hidden && c.Blank:
		c.N = n
	case c.Hidden:
		c.N = max(n, 1)
	case len(c.Of) > 0 || !known:
	case s.held.Rule.Round(n) == c.N:
		c.N = n // as it was before it was rounded
	default:
		s.printed = false
	}
	if !known {
		n = c.N
	}
	s.at[ref] = s.now.Add(Number{N: n, State: Open})
	s.cells = append(s.cells, c)
}

// countTogether sets what has no number of its own.
func (s *settling) countTogether(t *Table, c *Cell) {
	if len(c.Of) == 0 {
		return
	}
	sum := 0
	for _, key := range c.Of {
		sum += s.now.Numbers[s.at[Ref(t.Key, key)]].N
	}
	s.now.Numbers[s.at[Ref(t.Key, c.Key)]].N = sum
	s.printed = s.printed && (c.Hidden || s.held.Rule.Round(sum) == c.N)
}

// adapt changes hidden numbers by as little as makes the sums come out.
func adapt(cells []*Cell, sums []Sum) {
	variable := map[int]int{}
	var high []float64
	for i, c := range cells {
		if c.Hidden {
			least := 1
			if c.Blank {
				least = 0
			}
			variable[i] = len(high)
			high = append(high, linear.Infinity, float64(max(0, c.N-least)))
		}
	}
	if len(high) == 0 {
		return
	}
	var rows []linear.Row
	for _, sum := range sums {
		row := linear.Row{Low: sum.Low, High: sum.High}
		for _, t := range sum.Terms {
			n := float64(t.Times * cells[t.Number].N)
			row.Low, row.High = row.Low-n, row.High-n
			if v, there := variable[t.Number]; there {
				row.Terms = append(row.Terms, linear.Term{Var: v, Coef: float64(t.Times)}, linear.Term{Var: v + 1, Coef: -float64(t.Times)})
			}
		}
		if len(row.Terms) > 0 {
			rows = append(rows, row)
		}
	}
	var change []linear.Term
	for v := range high {
		change = append(change, linear.Term{Var: v, Coef: -1})
	}
	found := linear.New(make([]float64, len(high)), high, rows).MaximiseWhole(linear.Whole{Goal: change, Enough: 0, Nodes: adapting})
	if !found.Some {
		return // what was printed and what is counted now do not go together
	}
	for i, v := range variable {
		cells[i].N += int(found.Solution[v] - found.Solution[v+1])
	}
}

// adapting is how many programs the search for such numbers may take.
const adapting = 200
