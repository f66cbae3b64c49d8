// Package attack plays the reader who wants to know: from all that is printed,
// it works out between which values each number that is hidden must lie. It is
// the check on package disclosure and shares nothing with it but the solver:
// it knows no true value, only what was printed.
package attack

import (
	"math"

	"waymark/reports/disclosure/linear"
)

// Puzzle is what is printed and how it hangs together.
type Puzzle struct {
	Names     []string
	low, high []float64
	sums      []linear.Row
	parts     []*part
	of        []int // part of an unknown; −1 if it is known
}

// Number adds a number that lies between low and high; a high below low has no
// end.
func (p *Puzzle) Number(name string, low, high int) int {
	p.Names = append(p.Names, name)
	p.low = append(p.low, float64(low))
	if high < low {
		p.high = append(p.high, linear.Infinity)
	} else {
		p.high = append(p.high, float64(high))
	}
	p.parts = nil
	return len(p.low) - 1
}

// Term is a multiple of a number.
type Term = linear.Term

// Sum says that multiples of numbers come to something from low to high.
func (p *Puzzle) Sum(low, high float64, terms ...Term) {
	p.sums = append(p.sums, linear.Row{Terms: terms, Low: low, High: high})
	p.parts = nil
}

// Equal says that the first number is the sum of the others.
func (p *Puzzle) Equal(whole int, parts ...int) {
	terms := []Term{{Var: whole, Coef: -1}}
	for _, i := range parts {
		terms = append(terms, Term{Var: i, Coef: 1})
	}
	p.Sum(0, 0, terms...)
}

// AtMost says that the first number is no more than the sum of the others.
func (p *Puzzle) AtMost(least int, sum ...int) {
	terms := []Term{{Var: least, Coef: -1}}
	for _, i := range sum {
		terms = append(terms, Term{Var: i, Coef: 1})
	}
	p.Sum(0, linear.Infinity, terms...)
}

// Interval is between which values a number lies.
type Interval struct {
	Low, High float64 // High may be infinite
	// Exact is false where the search was given up: the true ends may be
	// closer.
	Exact bool
	None  bool // what is printed contradicts itself
}

// nodes is how many programs one end may take.
const nodes = 2000

// Interval works out between which values a number must lie.
func (p *Puzzle) Interval(i int) Interval {
	if p.low[i] == p.high[i] {
		return Interval{Low: p.low[i], High: p.high[i], Exact: true}
	}
	if p.parts == nil {
		p.takeApart()
	}
	c := p.parts[p.of[i]]
	at := c.at[i]
	down := c.solver.MaximiseWhole(linear.Whole{Goal: []Term{{Var: at, Coef: -1}}, Enough: linear.Infinity, Nodes: nodes})
	if down.Exact && !down.Some {
		return Interval{None: true, Exact: true}
	}
	up := c.solver.MaximiseWhole(linear.Whole{Goal: []Term{{Var: at, Coef: 1}}, Enough: linear.Infinity, Nodes: nodes})
	exactUp := up.Exact || math.IsInf(up.Bound, 1)
	return Interval{Low: math.Max(p.low[i], -down.Bound), High: math.Min(p.high[i], up.Bound), Exact: down.Exact && exactUp}
}

// Possible reports whether a number may lie from low to high; sure is false
// where the search was given up, so that it may only seem so. It is much less
// work than Interval.
func (p *Puzzle) Possible(i int, low, high float64) (possible, sure bool) {
	low, high = math.Max(low, p.low[i]), math.Min(high, p.high[i])
	if low > high {
		return false, true
	}
	if p.known(i) {
		return true, true
	}
	if p.parts == nil {
		p.takeApart()
	}
	c := p.parts[p.of[i]]
	c.solver.Limit(c.at[i], low, high)
	defer c.solver.Limit(c.at[i], p.low[i], p.high[i])
	found := c.solver.MaximiseWhole(linear.Whole{Enough: math.Inf(-1), Nodes: nodes / 10})
	return found.Some || !found.Exact, found.Some || found.Exact
}

// part is unknown numbers that hang together.
type part struct {
	solver *linear.Solver
	at     map[int]int
}

func (p *Puzzle) known(i int) bool { return p.low[i] == p.high[i] }

func (p *Puzzle) takeApart() {
	root := make([]int, len(p.low))
	for i := range root {
		root[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		if root[i] != i {
			root[i] = find(root[i])
		}
		return root[i]
	}
	for _, s := range p.sums {
		first := -1
		for _, t := range s.Terms {
			if p.known(t.Var) {
				continue
			}
			if first < 0 {
				first = find(t.Var)
			}
			root[find(t.Var)] = first
		}
	}
	p.of = make([]int, len(p.low))
	place := map[int]int{}
	members := [][]int{}
	for i := range p.low {
		if p.of[i] = -1; p.known(i) {
			continue
		}
		r := find(i)
		if _, there := place[r]; !there {
			place[r] = len(members)
			members = append(members, nil)
		}
		p.of[i] = place[r]
		members[place[r]] = append(members[place[r]], i)
	}
	rows := make([][]linear.Row, len(members))
	for _, s := range p.sums {
		row, at := linear.Row{Low: s.Low, High: s.High}, -1
		for _, t := range s.Terms {
			if p.known(t.Var) {
				row.Low, row.High = row.Low-t.Coef*p.low[t.Var], row.High-t.Coef*p.low[t.Var]
				continue
			}
			at = p.of[t.Var]
			row.Terms = append(row.Terms, t)
		}
		if at >= 0 {
			rows[at] = append(rows[at], row)
		}
	}
	p.parts = make([]*part, len(members))
	for k, list := range members {
		p.parts[k] = newPart(p, list, rows[k])
	}
}

func newPart(p *Puzzle, list []int, rows []linear.Row) *part {
	c := &part{at: map[int]int{}}
	low, high := make([]float64, len(list)), make([]float64, len(list))
	for k, i := range list {
		c.at[i], low[k], high[k] = k, p.low[i], p.high[i]
	}
	for r := range rows {
		for t := range rows[r].Terms {
			rows[r].Terms[t].Var = c.at[rows[r].Terms[t].Var]
		}
	}
	c.solver = linear.New(low, high, rows)
	return c
}
