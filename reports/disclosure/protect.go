package disclosure

import (
	"cmp"
	"math"
	"slices"

	"waymark/reports/disclosure/linear"
)

// Plan is what Protect chose.
type Plan struct {
	Hide []bool // by number: it is not to be printed
	// Told lists the numbers that follow from what cannot be hidden any more.
	Told []int
}

// Protect chooses which of the printed numbers to hide, so that a reader who
// knows everything else, and every way in which the numbers hang together,
// still holds each small number for any that the rule names: neither end is
// excluded, and so no value is certain.
//
// It hides the small ones, and then goes from one to the next. Where a reader
// could exclude an end, a linear program finds the numbers that have to be
// unknown for the end to be possible, at the least cost, and those are hidden
// with it. In the end each number that was hidden for the sake of others is
// shown again if all stay safe without it, the dearest first: so none is
// hidden for nothing. (Kelly, Golden and Assad 1992, Cell suppression:
// disclosure protection for sensitive tabular data, Networks 22, 397–417.)
func (r Rule) Protect(s *System) Plan {
	p := Plan{Hide: make([]bool, len(s.Numbers))}
	for i := range s.Numbers {
		n := &s.Numbers[i]
		p.Hide[i] = n.State == Open && n.Guarded && r.Small(n.N)
	}
	goals := s.goals(r)
	if len(goals) == 0 {
		return p
	}
	for _, c := range s.components(goals, p.Hide) {
		c.protect(&p)
	}
	return p
}

// component is numbers that hang together, apart from all others.
type component struct {
	system  *System
	numbers []int       // of the system
	at      map[int]int // place of a number in numbers
	goals   []goal
	seen    [][]float64 // by goal, a solution that meets it; nil for none
	hidden  []bool      // by place
	cause   []int       // by place, the goal that it is hidden for; −1 if it is for none
	sums    []Sum
	work    int
	in      [][]int   // by place, the sums that it is in
	islands []*island // by place, made when they are needed
}

// union joins the numbers of a system that hang together while they may be
// others than they are.
func (s *System) union() func(int) int {
	root := make([]int, len(s.Numbers))
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
	for _, sum := range s.Sums {
		first := -1
		for _, t := range sum.Terms {
			if !s.Numbers[t.Number].moves() {
				continue
			}
			if first < 0 {
				first = find(t.Number)
			}
			root[find(t.Number)] = first
		}
	}
	return find
}

// components takes the system apart, and drops what no goal needs.
func (s *System) components(goals []goal, hide []bool) []*component {
	find := s.union()
	parts := map[int]*component{}
	var list []*component
	for _, g := range goals {
		at := find(g.number)
		c := parts[at]
		if c == nil {
			c = &component{system: s, at: map[int]int{}}
			parts[at], list = c, append(list, c)
		}
		c.goals = append(c.goals, g)
	}
	for i := range s.Numbers {
		if c := parts[find(i)]; c != nil && s.Numbers[i].moves() {
			c.at[i] = len(c.numbers)
			c.numbers = append(c.numbers, i)
			c.hidden = append(c.hidden, hide[i] || s.Numbers[i].State == Hidden || s.Numbers[i].State == Secret)
		}
	}
	sums := map[*component][]Sum{}
	for _, sum := range s.Sums {
		moves := slices.IndexFunc(sum.Terms, func(t Part) bool { return s.Numbers[t.Number].moves() })
		if moves < 0 {
			continue
		}
		if c := parts[find(sum.Terms[moves].Number)]; c != nil {
			sums[c] = append(sums[c], sum)
		}
	}
	for _, c := range list {
		c.prepare(sums[c])
	}
	return list
}

// prepare notes how the numbers of a component hang together.
func (c *component) prepare(sums []Sum) {
	n := len(c.numbers)
	c.sums, c.in, c.islands = sums, make([][]int, n), make([]*island, n)
	c.cause = make([]int, n)
	for at := range c.cause {
		c.cause[at] = -1
	}
	for k, sum := range sums {
		for _, t := range sum.Terms {
			if at, moves := c.at[t.Number]; moves {
				c.in[at] = append(c.in[at], k)
			}
		}
	}
	c.seen = make([][]float64, len(c.goals))
}

// room is how much more and how much less a number may be.
func (c *component) room(at int, hidden bool) (more, less float64) {
	n := &c.system.Numbers[c.numbers[at]]
	switch {
	case !hidden:
		return float64(n.High - n.N), float64(n.N - n.Low)
	case n.least() == math.MinInt32:
		return linear.Infinity, linear.Infinity
	}
	return linear.Infinity, float64(max(0, n.N-n.least()))
}

func (c *component) protect(p *Plan) {
	slices.SortStableFunc(c.goals, func(a, b goal) int {
		return cmp.Compare(math.Abs(float64(b.by)), math.Abs(float64(a.by)))
	})
	for i := range c.goals {
		if c.work > effort {
			c.hideAll()
			break
		}
		if c.seen[i] != nil || c.meet(i) || c.repair(i) {
			continue
		}
		if c.lower(i) {
			_ = c.meet(i) || c.repair(i)
		} else if c.goals[i].either {
			p.Told = append(p.Told, c.goals[i].number)
		}
	}
	if c.work <= effort {
		c.tidy()
	}
	for at, i := range c.numbers {
		p.Hide[i] = c.hidden[at] && c.system.Numbers[i].State == Open
	}
}

// nodes is how many programs a search for whole numbers may take. Where it ends
// without a solution, one in fractions will do: a reader would have to search
// longer than that to exclude it.
const nodes = 12

// meet looks for a solution that meets a goal with what is hidden now, and
// keeps it for every goal that it meets.
func (c *component) meet(i int) bool {
	g := c.goals[i]
	if c.reach(i, g.by) {
		return true
	}
	return g.either && c.reach(i, -g.by)
}

// reach looks for a solution on the island of a number, first close to it.
func (c *component) reach(i, by int) bool {
	at := c.at[c.goals[i].number]
	if c.islands[at] == nil {
		if g := c.islandOf(at, nearby); !g.all {
			if c.reachOn(g, i, by) {
				return true
			}
		}
	}
	return c.reachOn(c.islandOf(at, len(c.numbers)), i, by)
}

// nearby is how many numbers around one are looked at first.
const nearby = 40

func (c *component) reachOn(g *island, i, by int) bool {
	at := c.at[c.goals[i].number]
	v := g.at[at]
	low, high := g.solver.Limits(v)
	if float64(by) < low || float64(by) > high {
		return false
	}
	g.solver.Limit(v, float64(by), float64(by))
	defer g.solver.Limit(v, low, high)
	before := g.solver.Work()
	found := g.solver.MaximiseWhole(linear.Whole{Goal: c.others(g, i), Enough: math.Inf(-1), Nodes: nodes})
	c.work += g.solver.Work() - before
	if !found.Some && !found.Exact {
		if _, status := g.solver.Maximise(nil); status == linear.Optimal {
			found.Some, found.Solution = true, nil
			for k := range g.places {
				found.Solution = append(found.Solution, g.solver.Value(k))
			}
		}
	}
	if !found.Some {
		return false
	}
	step, back := make([]float64, len(c.numbers)), make([]float64, len(c.numbers))
	for k, place := range g.places {
		step[place], back[place] = found.Solution[k], -found.Solution[k]
	}
	c.keep(step)
	if c.possible(g, back) {
		c.keep(back)
	}
	return true
}

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

// met reports whether a number that is by more meets the goal.
func (g goal) met(by float64) bool {
	switch {
	case g.either:
		return by != 0
	case g.by > 0:
		return by >= float64(g.by)
	}
	return by <= float64(g.by)
}

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
	most, status := w.solver.Maximise(up)
	if status == linear.Infeasible || status == linear.Optimal && most < 1-1e-6 {
		return false
	}
	most = math.Min(math.Floor(most+1e-6), math.Abs(float64(g.by))-1)
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

// hideAll hides whatever can be hidden. It is the way out where numbers are so
// many, and so small, that to choose among them would take too long.
func (c *component) hideAll() {
	for at := range c.numbers {
		c.hidden[at] = c.hidden[at] || c.hideable(at)
	}
	c.work = math.MaxInt
}

// effort is how much work choosing may be, and tidying after it, a second or so
// each. What is left then stays hidden: no more is told, but perhaps more is
// hidden than has to be.
const effort = 300_000_000

// tidy shows again what is hidden for nothing.
func (c *component) tidy() {
	c.work = 0
	var more []int
	for at, i := range c.numbers {
		if n := &c.system.Numbers[i]; c.hidden[at] && n.State == Open && (n.Cost > 0) && !c.isGoal(i) {
			more = append(more, at)
		}
	}
	slices.SortFunc(more, func(a, b int) int {
		return cmp.Or(cmp.Compare(c.system.Numbers[c.numbers[b]].Cost, c.system.Numbers[c.numbers[a]].Cost), cmp.Compare(a, b))
	})
	for _, at := range more {
		if c.work < effort {
			c.show(at)
		}
	}
}

// isGoal reports whether a number is hidden for its own sake.
func (c *component) isGoal(number int) bool {
	return slices.ContainsFunc(c.goals, func(g goal) bool { return g.number == number })
}

// show prints a number again if every goal can be met without it.
func (c *component) show(at int) {
	c.hidden[at] = false
	c.moored()
	before := slices.Clone(c.seen)
	n := &c.system.Numbers[c.numbers[at]]
	for i, step := range before {
		if step != nil && (step[at] > float64(n.High-n.N) || -step[at] > float64(n.N-n.Low)) {
			c.seen[i] = nil
		}
	}
	again := func(i int) bool { return before[i] == nil || c.seen[i] != nil || c.meet(i) }
	safe := c.cause[at] < 0 || again(c.cause[at])
	for i := 0; safe && i < len(c.goals); i++ {
		safe = again(i)
	}
	if !safe {
		c.seen, c.hidden[at] = before, true
		c.moored()
	}
}
