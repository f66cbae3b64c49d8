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
	solver  *linear.Solver
}

// components takes the system apart, and drops what no goal needs.
func (s *System) components(goals []goal, hide []bool) []*component {
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
		for _, t := range sum.Terms {
			if s.Numbers[t.Number].moves() {
				if c := parts[find(t.Number)]; c != nil {
					sums[c] = append(sums[c], sum)
				}
				break
			}
		}
	}
	for _, c := range list {
		c.prepare(sums[c])
	}
	return list
}

// prepare makes the program of a component. Its variables are by how much each
// number is more, and by how much less, than it is.
func (c *component) prepare(sums []Sum) {
	n := len(c.numbers)
	var rows []linear.Row
	for _, sum := range sums {
		row := linear.Row{}
		now := 0.0
		for _, t := range sum.Terms {
			now += float64(t.Times * c.system.Numbers[t.Number].N)
			if at, moves := c.at[t.Number]; moves {
				row.Terms = append(row.Terms, linear.Term{Var: at, Coef: float64(t.Times)}, linear.Term{Var: n + at, Coef: -float64(t.Times)})
			}
		}
		row.Low, row.High = sum.Low-now, sum.High-now
		rows = append(rows, row)
	}
	c.solver = linear.New(make([]float64, 2*n), make([]float64, 2*n), rows)
	for at := range n {
		c.limit(at, c.hidden[at])
	}
	c.seen = make([][]float64, len(c.goals))
}

// limit says how far a number may move: one that is printed, as far as it is
// rounded.
func (c *component) limit(at int, hidden bool) {
	n := &c.system.Numbers[c.numbers[at]]
	more, less := float64(n.High-n.N), float64(n.N-n.Low)
	if hidden {
		more, less = linear.Infinity, float64(max(0, n.N-n.least()))
		if n.least() == math.MinInt32 {
			less = linear.Infinity
		}
	}
	c.solver.Limit(at, 0, more)
	c.solver.Limit(len(c.numbers)+at, 0, less)
}

func (c *component) protect(p *Plan) {
	slices.SortStableFunc(c.goals, func(a, b goal) int {
		return cmp.Compare(math.Abs(float64(b.by)), math.Abs(float64(a.by)))
	})
	for i := range c.goals {
		if c.seen[i] != nil || c.meet(i) || c.repair(i) {
			continue
		}
		if c.lower(i) {
			_ = c.meet(i) || c.repair(i)
		} else if c.goals[i].either {
			p.Told = append(p.Told, c.goals[i].number)
		}
	}
	c.tidy()
	for at, i := range c.numbers {
		p.Hide[i] = c.hidden[at] && c.system.Numbers[i].State == Open
	}
}

// nodes is how many programs a search for whole numbers may take. Where it ends
// without a solution, the goal counts as not met.
const nodes = 60

// meet looks for a solution that meets a goal with what is hidden now, and
// keeps it for every goal that it meets.
func (c *component) meet(i int) bool {
	g := c.goals[i]
	if c.reach(i, g.by) {
		return true
	}
	return g.either && c.reach(i, -g.by)
}

func (c *component) reach(i, by int) bool {
	if !c.force(c.at[c.goals[i].number], by) {
		return false
	}
	defer c.limit(c.at[c.goals[i].number], c.hidden[c.at[c.goals[i].number]])
	found := c.solver.MaximizeWhole(linear.Whole{Goal: c.others(i), Enough: math.Inf(-1), Nodes: nodes})
	if !found.Some {
		return false
	}
	c.keep(found.Solution)
	return true
}

// others pulls the numbers of other goals that are not met yet the right way,
// so that one solution meets several.
func (c *component) others(i int) []linear.Term {
	var terms []linear.Term
	n := len(c.numbers)
	pulled := map[int]bool{c.at[c.goals[i].number]: true}
	for j, g := range c.goals {
		at := c.at[g.number]
		if c.seen[j] != nil || pulled[at] || g.either || g.by > 0 {
			continue // what is more has no end, and to be less is to be less than something else is more
		}
		pulled[at] = true
		terms = append(terms, linear.Term{Var: n + at, Coef: 1}, linear.Term{Var: at, Coef: -1})
	}
	return terms
}

// force makes a number be by more; false where it cannot be.
func (c *component) force(at, by int) bool {
	more, less := float64(max(0, by)), float64(max(0, -by))
	n := len(c.numbers)
	_, high := c.solver.Limits(at)
	_, low := c.solver.Limits(n + at)
	if more > high || less > low {
		return false
	}
	c.solver.Limit(at, more, more)
	c.solver.Limit(n+at, less, less)
	return true
}

// keep takes a solution for every goal that it meets.
func (c *component) keep(solution []float64) {
	n := len(c.numbers)
	step := make([]float64, n)
	for at := range n {
		step[at] = solution[at] - solution[n+at]
	}
	for j, g := range c.goals {
		if c.seen[j] != nil {
			continue
		}
		if g.met(step[c.at[g.number]]) {
			c.seen[j] = step
		}
	}
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
		c.hidden[at] = true
		c.limit(at, true)
	}
	return c.meet(i)
}

// lower takes back a goal that cannot be met whatever is hidden, because what
// nobody hides says so: of a whole whose two parts are not nought, everybody
// knows that it is 2 at least. It becomes what is left of it; false where that
// is nothing.
func (c *component) lower(i int) bool {
	g := &c.goals[i]
	if g.either {
		return false
	}
	at, n := c.at[g.number], len(c.numbers)
	defer c.unlock()()
	up := []linear.Term{{Var: at, Coef: 1}, {Var: n + at, Coef: -1}}
	if g.by < 0 {
		up[0].Coef, up[1].Coef = -1, 1
	}
	most, status := c.solver.Maximize(up)
	if status != linear.Optimal || most < 1-1e-6 {
		return false
	}
	most = math.Min(math.Floor(most+1e-6), math.Abs(float64(g.by))-1)
	if most < 1 {
		return false
	}
	g.by = int(math.Copysign(most, float64(g.by)))
	return true
}

// unlock lets everything move that could be hidden, and returns what undoes it.
func (c *component) unlock() func() {
	for at, i := range c.numbers {
		if number := &c.system.Numbers[i]; !c.hidden[at] && number.State == Open && number.N > 0 {
			c.limit(at, true)
		}
	}
	return func() {
		for at := range c.numbers {
			c.limit(at, c.hidden[at])
		}
	}
}

// dearest finds the cheapest numbers to hide for a number to be able to be by
// more; nil where there are none.
func (c *component) dearest(at, by int) (float64, []int) {
	n := len(c.numbers)
	var cost []linear.Term
	for other, i := range c.numbers {
		if number := &c.system.Numbers[i]; !c.hidden[other] && number.State == Open && number.N > 0 {
			cost = append(cost, linear.Term{Var: other, Coef: -number.Cost}, linear.Term{Var: n + other, Coef: -number.Cost})
		}
	}
	defer c.unlock()()
	if !c.force(at, by) {
		return 0, nil
	}
	least, status := c.solver.Maximize(cost)
	if status != linear.Optimal {
		return 0, nil
	}
	list := []int{}
	for other, i := range c.numbers {
		if c.hidden[other] || c.system.Numbers[i].State != Open {
			continue
		}
		if c.solver.Value(other) > 1e-6 || c.solver.Value(n+other) > 1e-6 {
			list = append(list, other)
		}
	}
	return -least, list
}

// tidy shows again what is hidden for nothing.
func (c *component) tidy() {
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
		c.show(at)
	}
}

// isGoal reports whether a number is hidden for its own sake.
func (c *component) isGoal(number int) bool {
	return slices.ContainsFunc(c.goals, func(g goal) bool { return g.number == number })
}

// show prints a number again if every goal can be met without it.
func (c *component) show(at int) {
	c.hidden[at] = false
	c.limit(at, false)
	before := slices.Clone(c.seen)
	n := &c.system.Numbers[c.numbers[at]]
	for i, step := range before {
		if step != nil && (step[at] > float64(n.High-n.N) || -step[at] > float64(n.N-n.Low)) {
			c.seen[i] = nil
		}
	}
	for i := range c.goals {
		if before[i] != nil && c.seen[i] == nil && !c.meet(i) {
			c.seen, c.hidden[at] = before, true
			c.limit(at, true)
			return
		}
	}
}
