// Package linear finds the largest value that a sum of numbers can take while
// other sums of them stay within limits: linear programs, and those in whole
// numbers. It is written for the protection of small numbers, where programs
// are small, their coefficients are mostly 1 and −1, and the same one is
// solved for many goals in turn.
//
// The method is the simplex method on a dictionary, for variables with both
// limits: it starts wherever it is, first repairs what is out of its limits,
// then improves. Whole numbers come from branch and bound.
package linear

import "math"

// Term is a multiple of a variable.
type Term struct {
	Var  int
	Coef float64
}

// Row is a sum that stays within limits; they may be infinite.
type Row struct {
	Terms     []Term
	Low, High float64
}

// Infinity is the limit of what has none.
var Infinity = math.Inf(1)

const (
	tiny = 1e-9 // a number smaller than this is 0
	slip = 1e-7 // how far a limit may be missed
)

// Solver holds one program. Variables 0 to n − 1 are those given, and n + i is
// the sum of row i. It is not safe for concurrent use.
type Solver struct {
	n, m      int
	low, high []float64 // of variables and rows
	value     []float64
	dict      [][]float64 // of each basic variable, what a step of each free one adds
	basic     []int       // variable of each line of dict
	free      []int       // variable of each column of dict
	line      []int       // of a variable that is basic, its line; else −1
	column    []int       // of a variable that is free, its column; else −1
	steps     int
	rows      []Row // as they were given
	stale     int   // steps since dict was worked out from them
}

// New returns a solver for variables with these limits and rows.
func New(low, high []float64, rows []Row) *Solver {
	n, m := len(low), len(rows)
	s := &Solver{n: n, m: m, rows: rows, low: append([]float64(nil), low...), high: append([]float64(nil), high...), value: make([]float64, n+m),
		basic: make([]int, m), free: make([]int, n), line: make([]int, n+m), column: make([]int, n+m)}
	for _, r := range rows {
		s.low, s.high = append(s.low, r.Low), append(s.high, r.High)
	}
	flat := make([]float64, n*m)
	s.dict = make([][]float64, m)
	for i := range m {
		s.dict[i] = flat[i*n : (i+1)*n]
	}
	s.begin()
	s.settle()
	return s
}

// begin makes dict of the rows as they are: their sums are basic.
func (s *Solver) begin() {
	for j := range s.n {
		s.free[j], s.column[j], s.line[j] = j, j, -1
	}
	for i, r := range s.rows {
		clear(s.dict[i])
		for _, t := range r.Terms {
			s.dict[i][t.Var] += t.Coef
		}
		s.basic[i], s.line[s.n+i], s.column[s.n+i] = s.n+i, i, -1
	}
}

// refresh works dict out from the rows again, with the same basic variables. Every
// step leaves a little rounding in it, and after thousands the program is another.
func (s *Solver) refresh() {
	basic := append([]int(nil), s.basic...)
	wanted := make([]bool, s.n+s.m)
	for _, v := range basic {
		wanted[v] = true
	}
	s.begin()
	for _, v := range basic {
		j := s.column[v]
		if j < 0 {
			continue
		}
		at, most := -1, 1e-7
		for i, b := range s.basic {
			if size := math.Abs(s.dict[i][j]); !wanted[b] && size > most {
				at, most = i, size
			}
		}
		if at >= 0 { // else rounding had made it basic, and it is free again
			s.pivot(at, j)
		}
	}
	s.stale = 0
}

// settle puts every free variable on a limit and works the others out.
func (s *Solver) settle() {
	for _, v := range s.free {
		s.value[v] = nearest(s.value[v], s.low[v], s.high[v])
	}
	for i, v := range s.basic {
		sum := 0.0
		for j, c := range s.dict[i] {
			if c != 0 {
				sum += c * s.value[s.free[j]]
			}
		}
		s.value[v] = sum
	}
}

// nearest is the limit that is nearest to v, or v where there is none.
func nearest(v, low, high float64) float64 {
	switch {
	case math.IsInf(low, -1) && math.IsInf(high, 1):
		return v
	case math.IsInf(low, -1), !math.IsInf(high, 1) && high-v < v-low:
		return high
	}
	return low
}

// Limit sets the limits of a variable.
func (s *Solver) Limit(v int, low, high float64) { s.low[v], s.high[v] = low, high }

// Limits returns the limits of a variable.
func (s *Solver) Limits(v int) (low, high float64) { return s.low[v], s.high[v] }

// Value returns what a variable is in the last solution.
func (s *Solver) Value(v int) float64 { return s.value[v] }

// Work returns how many numbers all steps have gone through, as a measure of
// effort that is the same on every machine.
func (s *Solver) Work() int { return s.steps * s.n * s.m }

// Status says how a program ended.
type Status int

// How a program ends.
const (
	Optimal Status = iota
	Infeasible
	Unbounded
)

// Maximise returns the largest value of the goal.
func (s *Solver) Maximise(goal []Term) (float64, Status) {
	if s.stale > s.lasting() {
		s.refresh()
	}
	s.settle()
	if !s.repair() {
		return 0, Infeasible
	}
	gain := make([]float64, s.n)
	if !s.improve(func() []float64 { return s.gainOf(goal, gain) }, false) {
		return 0, Unbounded
	}
	sum := 0.0
	for _, t := range goal {
		sum += t.Coef * s.value[t.Var]
	}
	return sum, Optimal
}

// lasting is how many steps dict is good for. To work it out again costs as many steps
// as there are variables that were not basic at first, so a few times as many.
func (s *Solver) lasting() int { return 3*min(s.n, s.m) + 100 }

// gainOf is what a step of each free variable adds to the goal.
func (s *Solver) gainOf(goal []Term, gain []float64) []float64 {
	clear(gain)
	for _, t := range goal {
		if j := s.column[t.Var]; j >= 0 {
			gain[j] += t.Coef
			continue
		}
		for j, c := range s.dict[s.line[t.Var]] {
			gain[j] += t.Coef * c
		}
	}
	return gain
}

// repair brings every basic variable within its limits; false where that
// cannot be.
func (s *Solver) repair() bool {
	for v := range s.n + s.m {
		if s.low[v] > s.high[v]+slip {
			return false
		}
	}
	gain := make([]float64, s.n)
	out := func() []float64 {
		clear(gain)
		any := false
		for i, v := range s.basic {
			side := s.outside(v)
			if side == 0 {
				continue
			}
			any = true
			for j, c := range s.dict[i] {
				gain[j] -= side * c
			}
		}
		if !any {
			return nil
		}
		return gain
	}
	s.improve(out, true)
	return out() == nil
}

// outside is 1 above the limits, −1 below them, and 0 within.
func (s *Solver) outside(v int) float64 {
	switch {
	case s.value[v] > s.high[v]+slip:
		return 1
	case s.value[v] < s.low[v]-slip:
		return -1
	}
	return 0
}

// improve steps along the free variable that gains most until none gains; false
// where there is no end to it. After many steps without any progress it takes
// the first that gains, which cannot go round in circles (Bland's rule).
func (s *Solver) improve(gains func() []float64, repairing bool) bool {
	idle := 0
	for {
		gain := gains()
		if gain == nil {
			return true
		}
		j, up := s.entering(gain, idle > 2*(s.n+s.m)+50)
		if j < 0 {
			return true
		}
		step, i := s.room(j, up, idle > 2*(s.n+s.m)+50)
		if math.IsInf(step, 1) {
			return repairing // repairing always meets an end; rounding may hide it
		}
		if step > tiny {
			idle = 0
		} else if idle++; idle > 20*(s.n+s.m)+1000 {
			return true
		}
		s.move(j, up*step)
		if i >= 0 {
			s.pivot(i, j)
		}
		s.steps++
		s.stale++
	}
}

// entering is the column to step along, and in which direction; −1 for none.
func (s *Solver) entering(gain []float64, first bool) (int, float64) {
	best, most, dir := -1, tiny*10, 0.0
	for j, g := range gain {
		v := s.free[j]
		switch {
		case g > 0 && s.value[v] >= s.high[v]-tiny, g < 0 && s.value[v] <= s.low[v]+tiny:
			continue
		case math.Abs(g) <= most:
			continue
		}
		if first && best >= 0 && v > s.free[best] {
			continue
		}
		best, dir = j, math.Copysign(1, g)
		if !first {
			most = math.Abs(g)
		}
	}
	return best, dir
}

// room is how far column j can step before something meets a limit, and the
// line that does; −1 where it is the variable itself. Of several that meet one
// at once it takes the steadiest, or the first.
func (s *Solver) room(j int, up float64, first bool) (step float64, at int) {
	v := s.free[j]
	step, at = s.high[v]-s.value[v], -1
	if up < 0 {
		step = s.value[v] - s.low[v]
	}
	size := 0.0
	for i, b := range s.basic {
		rate := s.dict[i][j] * up
		if math.Abs(rate) < tiny {
			continue
		}
		most := math.Max(0, s.until(b, rate))
		if most > step+tiny {
			continue
		}
		if most >= step-tiny && at >= 0 && (first && b > s.basic[at] || !first && math.Abs(rate) <= size) {
			continue
		}
		step, at, size = math.Min(step, most), i, math.Abs(rate)
	}
	return step, at
}

// until is how far a basic variable moves at a rate before it meets the limit
// that stops it. One that is outside stops where it comes in.
func (s *Solver) until(b int, rate float64) float64 {
	v := s.value[b]
	if rate > 0 {
		if v < s.low[b]-slip {
			return (s.low[b] - v) / rate
		}
		if v > s.high[b]+slip {
			return Infinity // outside already; it is paid for by the gain
		}
		return (s.high[b] - v) / rate
	}
	if v > s.high[b]+slip {
		return (s.high[b] - v) / rate
	}
	if v < s.low[b]-slip {
		return Infinity
	}
	return (s.low[b] - v) / rate
}

func (s *Solver) move(j int, by float64) {
	if by == 0 {
		return
	}
	s.value[s.free[j]] += by
	for i, b := range s.basic {
		if c := s.dict[i][j]; c != 0 {
			s.value[b] += c * by
		}
	}
}

// pivot makes the free variable of column j basic and that of line i free.
func (s *Solver) pivot(i, j int) {
	row := s.dict[i]
	p := row[j]
	for k := range row {
		row[k] /= -p
	}
	row[j] = 1 / p
	for l, other := range s.dict {
		c := other[j]
		if l == i || c == 0 {
			continue
		}
		other[j] = 0
		for k, r := range row {
			if r == 0 {
				continue
			}
			if other[k] += c * r; math.Abs(other[k]) < tiny*1e-2 {
				other[k] = 0
			}
		}
	}
	in, out := s.free[j], s.basic[i]
	s.free[j], s.basic[i] = out, in
	s.column[out], s.line[out], s.line[in], s.column[in] = j, -1, i, -1
	// On its limit exactly, whatever rounding left of it.
	switch {
	case math.Abs(s.value[out]-s.low[out]) < slip:
		s.value[out] = s.low[out]
	case math.Abs(s.value[out]-s.high[out]) < slip:
		s.value[out] = s.high[out]
	}
}
