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
		p.Hide[i] = n.State == Open && n.N > 0 && (n.Must || n.Guarded && r.Small(n.N))
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
		if c.work > c.system.effort() {
			c.hideAll()
			break
		}
		if c.seen[i] != nil {
			continue
		}
		if c.meet(i) {
			continue
		}
		if c.repair(i) {
			continue
		}
		if c.lower(i) {
			_ = c.meet(i) || c.repair(i)
		} else if c.goals[i].either {
			p.Told = append(p.Told, c.goals[i].number)
		}
	}
	if c.work <= c.system.effort() {
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
	for most := nearby; c.islands[at] == nil && most < len(c.numbers); most *= 4 {
		if g := c.islandOf(at, most); !g.all {
			if c.reachOn(g, i, by) {
				return true
			}
			if most >= far {
				return false
			}
		}
	}
	return c.reachOn(c.islandOf(at, len(c.numbers)), i, by)
}

// nearby is how many numbers around one are looked at first, and far how many
// are where there are more: what is not found among so many counts as excluded.
const nearby, far = 40, 160

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

func (s *System) effort() int {
	if s.Series {
		return seriesEffort
	}
	return effort
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

// seriesEffort is the same for a report beside others, which hang together in many
// more ways: ten seconds or so.
const seriesEffort = 3_000_000_000

// tidy shows again what is hidden for nothing.
func (c *component) tidy() {
	c.work = 0
	var more []int
	for at, i := range c.numbers {
		if n := &c.system.Numbers[i]; c.hidden[at] && n.State == Open && n.Cost > 0 && !n.Must && !c.isGoal(i) {
			more = append(more, at)
		}
	}
	slices.SortFunc(more, func(a, b int) int {
		return cmp.Or(cmp.Compare(c.system.Numbers[c.numbers[b]].Cost, c.system.Numbers[c.numbers[a]].Cost), cmp.Compare(a, b))
	})
	for _, at := range more {
		if c.work < c.system.effort() {
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
