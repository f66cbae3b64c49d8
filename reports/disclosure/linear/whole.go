package linear

import "math"

// Whole is a search for the largest value of a goal in whole numbers.
type Whole struct {
	Goal []Term
	// Enough ends the search once a solution is this good.
	Enough float64
	// Nodes is how many programs it may solve.
	Nodes int
}

// Found is what such a search found.
type Found struct {
	Value float64 // of the best solution
	Some  bool    // there is a solution
	Bound float64 // no solution is better than this
	// Exact is true where the search came to its end: then Value is Bound, or
	// there is no solution.
	Exact    bool
	Solution []float64
}

// MaximiseWhole looks for the largest value of a goal, whose coefficients are
// whole, with every variable a whole number.
func (s *Solver) MaximiseWhole(w Whole) Found {
	f := Found{Value: math.Inf(-1), Bound: math.Inf(-1), Exact: true}
	top, status := s.Maximise(w.Goal)
	switch status {
	case Infeasible:
		return f
	case Unbounded:
		f.Bound = Infinity
		f.Exact = false
		return f
	}
	f.Bound = math.Floor(top + 1e-6)
	nodes := w.Nodes
	s.branch(&w, &f, &nodes)
	if f.Exact {
		f.Bound = f.Value
	}
	return f
}

// branch takes the program apart at a variable that is not whole.
func (s *Solver) branch(w *Whole, f *Found, nodes *int) {
	if *nodes--; *nodes < 0 {
		f.Exact = false
		return
	}
	top, status := s.Maximise(w.Goal)
	if status == Unbounded {
		f.Exact = false
		return
	}
	if status == Infeasible || math.Floor(top+1e-6) <= f.Value {
		return
	}
	v := s.broken()
	if v < 0 {
		f.Value, f.Some = math.Round(top), true
		f.Solution = f.Solution[:0]
		for i := range s.n {
			f.Solution = append(f.Solution, math.Round(s.value[i]))
		}
		return
	}
	low, high, at := s.low[v], s.high[v], s.value[v]
	for side := range 2 {
		// The nearer side first.
		if (side == 0) == (at-math.Floor(at) < 0.5) {
			s.low[v], s.high[v] = low, math.Floor(at)
		} else {
			s.low[v], s.high[v] = math.Ceil(at), high
		}
		s.branch(w, f, nodes)
		s.low[v], s.high[v] = low, high
		if f.Some && f.Value >= w.Enough || *nodes < 0 {
			if f.Value < w.Enough {
				f.Exact = false
			}
			return
		}
	}
}

// broken is the variable that is furthest from a whole number; −1 where all
// are whole.
func (s *Solver) broken() int {
	worst, most := -1, 1e-6
	for v := range s.n {
		if off := math.Abs(s.value[v] - math.Round(s.value[v])); off > most {
			worst, most = v, off
		}
	}
	return worst
}
