package disclosure

import (
	"math"

	"waymark/reports/disclosure/linear"
)

// repair hides what has to be unknown for a goal to be possible.
func (c *component) repair(i int) bool {
	g := c.goals[i]
	best, list := math.Inf(1), []int(nil)
	for _, by := range []int{g.by, -g.by} {
		if cost, more := c.dearest(c.at[g.number], by); more != nil && cost < best {
			best, list = cost, more
		}
		if !g.either {
			break
		}
	}
	if list == nil {
		return false
	}
	for _, at := range list {
		c.hidden[at], c.cause[at] = true, i
	}
	c.moored()
	return c.meet(i)
}

// lower takes back a goal that cannot be met whatever is hidden, because what
// no one hides says so: of a whole whose two parts are not 0, everyone
// knows that it is 2 at least. It becomes what is left of it; false where that
// is nothing.
func (c *component) lower(i int) bool {
	g := &c.goals[i]
	if g.either {
		return false
	}
	at := c.at[g.number]
	w := c.waters(at, len(c.numbers))
	v, n := w.at[at], len(w.places)
	up := []linear.Term{{Var: v, Coef: 1}, {Var: n + v, Coef: -1}}
	if g.by < 0 {
		up[0].Coef, up[1].Coef = -1, 1
	}
	// It is enough to know whether it can be nearly so much.
	for k, by := range map[int]int{v: g.by, n + v: -g.by} {
		_, high := w.solver.Limits(k)
		w.solver.Limit(k, 0, math.Min(high, float64(max(0, by-1))))
	}
	most, status := w.solver.Maximise(up)
	if status == linear.Infeasible || status == linear.Optimal && most < 1-1e-6 {
		return false
	}
	most = math.Floor(most + 1e-6)
	if status == linear.Unbounded || most < 1 {
		return false
	}
	g.by = int(math.Copysign(most, float64(g.by)))
	return true
}

// waters are the numbers around a place, the printed ones as well, with the
// program for which of them to hide. Its variables are by how much each is
// more, and then by how much each is less, than it is.
type waters struct{ island }

// waters takes the nearest numbers, so many of them.
func (c *component) waters(at, most int) *waters {
	w := &waters{island{at: map[int]int{at: 0}, places: []int{at}, all: true}}
	known := map[int]bool{}
	for k := 0; k < len(w.places); k++ {
		for _, sum := range c.in[w.places[k]] {
			if known[sum] {
				continue
			}
			known[sum] = true
			w.sums = append(w.sums, sum)
			for _, t := range c.sums[sum].Terms {
				place, moves := c.at[t.Number]
				if _, there := w.at[place]; !moves || there {
					continue
				}
				if len(w.places) >= most {
					w.all = false
					continue
				}
				w.at[place] = len(w.places)
				w.places = append(w.places, place)
			}
		}
	}
	n := len(w.places)
	high := make([]float64, 2*n)
	for k, place := range w.places {
		high[k], high[n+k] = c.room(place, c.hidden[place] || c.hideable(place))
	}
	rows := make([]linear.Row, len(w.sums))
	for k, sum := range w.sums {
		rows[k] = c.row(&c.sums[sum], func(place int) int {
			if v, there := w.at[place]; there {
				return v
			}
			return -1
		})
		for _, t := range rows[k].Terms {
			rows[k].Terms = append(rows[k].Terms, linear.Term{Var: n + t.Var, Coef: -t.Coef})
		}
	}
	w.solver = linear.New(make([]float64, 2*n), high, rows)
	return w
}

// hideable reports whether a number is printed and may be hidden.
func (c *component) hideable(at int) bool {
	n := &c.system.Numbers[c.numbers[at]]
	return !c.hidden[at] && n.State == Open && n.N > 0
}

// near is how many numbers are looked at first for some to hide.
const near = 80

// dearest finds the cheapest numbers to hide for a number to be able to be by
// more, first of those around it; nil where there are none.
func (c *component) dearest(at, by int) (float64, []int) {
	for most := near; ; most *= 4 {
		w := c.waters(at, most)
		if cost, list := c.cheapest(w, by); list != nil || w.all {
			return cost, list
		}
	}
}

func (c *component) cheapest(w *waters, by int) (float64, []int) {
	n := len(w.places)
	more, less := float64(max(0, by)), float64(max(0, -by))
	_, high := w.solver.Limits(0)
	_, low := w.solver.Limits(n)
	if more > high || less > low {
		return 0, nil
	}
	w.solver.Limit(0, more, more)
	w.solver.Limit(n, less, less)
	var cost []linear.Term
	for k, place := range w.places {
		if c.hideable(place) {
			dear := c.system.Numbers[c.numbers[place]].Cost
			cost = append(cost, linear.Term{Var: k, Coef: -dear}, linear.Term{Var: n + k, Coef: -dear})
		}
	}
	least, status := w.solver.Maximise(cost)
	if status != linear.Optimal {
		return 0, nil
	}
	list := []int{}
	for k, place := range w.places {
		if c.hideable(place) && (w.solver.Value(k) > 1e-6 || w.solver.Value(n+k) > 1e-6) {
			list = append(list, place)
		}
	}
	return -least, list
}
