package disclosure

import (
	"waymark/reports/disclosure/linear"
)

// island is the numbers of a component that hang together while everything
// else is printed as it is. It is much smaller than the component.
type island struct {
	places []int
	at     map[int]int
	sums   []int
	all    bool // it has no more numbers than these
	solver *linear.Solver
}

// islandOf finds the island of a place that is hidden, or so many of its numbers.
func (c *component) islandOf(at, most int) *island {
	if c.islands[at] != nil {
		return c.islands[at]
	}
	g := &island{at: map[int]int{at: 0}, places: []int{at}, all: true}
	known := map[int]bool{}
	for k := 0; k < len(g.places); k++ {
		for _, sum := range c.in[g.places[k]] {
			if known[sum] {
				continue
			}
			known[sum] = true
			g.sums = append(g.sums, sum)
			for _, t := range c.sums[sum].Terms {
				place, moves := c.at[t.Number]
				if _, there := g.at[place]; !moves || there || !c.loose(place) {
					continue
				}
				if len(g.places) >= most {
					g.all = false
					continue
				}
				g.at[place] = len(g.places)
				g.places = append(g.places, place)
			}
		}
	}
	low, high := make([]float64, len(g.places)), make([]float64, len(g.places))
	for k, place := range g.places {
		more, less := c.room(place, c.hidden[place])
		low[k], high[k] = -less, more
	}
	if g.all {
		for _, place := range g.places {
			c.islands[place] = g
		}
	}
	rows := make([]linear.Row, len(g.sums))
	for k, sum := range g.sums {
		rows[k] = c.row(&c.sums[sum], func(place int) int {
			if v, there := g.at[place]; there {
				return v
			}
			return -1
		})
	}
	g.solver = linear.New(low, high, rows)
	return g
}

// loose reports whether a number may be another, as it stands.
func (c *component) loose(at int) bool {
	n := &c.system.Numbers[c.numbers[at]]
	return c.hidden[at] || n.Low < n.High
}

// row is a sum as a row for the differences of those numbers that have a
// variable.
func (c *component) row(sum *Sum, variable func(place int) int) linear.Row {
	row, now := linear.Row{}, 0.0
	for _, t := range sum.Terms {
		now += float64(t.Times * c.system.Numbers[t.Number].N)
		if place, moves := c.at[t.Number]; moves {
			if v := variable(place); v >= 0 {
				row.Terms = append(row.Terms, linear.Term{Var: v, Coef: float64(t.Times)})
			}
		}
	}
	row.Low, row.High = sum.Low-now, sum.High-now
	return row
}

// moored forgets the islands, after something was hidden or shown.
func (c *component) moored() { clear(c.islands) }

// others pulls the numbers of other goals that are not met yet the right way,
// so that one solution meets several.
func (c *component) others(g *island, i int) []linear.Term {
	var terms []linear.Term
	pulled := map[int]bool{c.at[c.goals[i].number]: true}
	for j, other := range c.goals {
		at := c.at[other.number]
		v, near := g.at[at]
		if !near || c.seen[j] != nil || pulled[at] || other.either || other.by > 0 {
			continue // what is more has no end, and where something is less, something else is more
		}
		pulled[at] = true
		terms = append(terms, linear.Term{Var: v, Coef: -1})
	}
	return terms
}

// keep takes a solution for every goal that it meets.
func (c *component) keep(step []float64) {
	for j, g := range c.goals {
		if c.seen[j] == nil && g.met(step[c.at[g.number]]) {
			c.seen[j] = step
		}
	}
}

// possible reports whether the numbers of an island may be by so much more.
func (c *component) possible(g *island, step []float64) bool {
	for _, place := range g.places {
		if more, less := c.room(place, c.hidden[place]); step[place] > more || -step[place] > less {
			return false
		}
	}
	for _, k := range g.sums {
		sum := &c.sums[k]
		come := 0.0
		for _, t := range sum.Terms {
			come += float64(t.Times * c.system.Numbers[t.Number].N)
			if at, moves := c.at[t.Number]; moves {
				come += float64(t.Times) * step[at]
			}
		}
		if come < sum.Low-1e-6 || come > sum.High+1e-6 {
			return false
		}
	}
	return true
}
