package linear_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"

	"waymark/reports/disclosure/linear"
)

// random is a program in whole numbers from 0 to 6 at most.
func random(rng *rand.Rand) (low, high []float64, rows []linear.Row) {
	n := 2 + rng.IntN(5)
	for range n {
		a := float64(rng.IntN(3))
		low, high = append(low, a), append(high, a+float64(rng.IntN(5)))
	}
	for range 1 + rng.IntN(4) {
		r := linear.Row{Low: -linear.Infinity, High: linear.Infinity}
		for v := range n {
			if c := rng.IntN(4) - 1; c != 0 {
				r.Terms = append(r.Terms, linear.Term{Var: v, Coef: float64(c)})
			}
		}
		at := float64(rng.IntN(12))
		switch rng.IntN(4) {
		case 0:
			r.High = at
		case 1:
			r.Low = at
		case 2:
			r.Low, r.High = at, at+float64(rng.IntN(3))
		default:
			r.Low, r.High = at, at
		}
		rows = append(rows, r)
	}
	return low, high, rows
}

// each calls do with every solution in whole numbers.
func each(low, high []float64, rows []linear.Row, do func([]float64)) {
	at := append([]float64(nil), low...)
	for {
		fits := true
		for _, r := range rows {
			sum := 0.0
			for _, t := range r.Terms {
				sum += t.Coef * at[t.Var]
			}
			fits = fits && sum >= r.Low && sum <= r.High
		}
		if fits {
			do(at)
		}
		i := 0
		for ; i < len(at); i++ {
			if at[i]++; at[i] <= high[i] {
				break
			}
			at[i] = low[i]
		}
		if i == len(at) {
			return
		}
	}
}

func TestMaximiseWhole_findsWhatTryingAllFinds(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	feasible := 0
	for range 4000 {
		low, high, rows := random(rng)
		s := linear.New(low, high, rows)
		for range 3 { // one solver, several goals
			var goal []linear.Term
			for v := range low {
				goal = append(goal, linear.Term{Var: v, Coef: float64(rng.IntN(5) - 2)})
			}
			best := math.Inf(-1)
			each(low, high, rows, func(at []float64) {
				sum := 0.0
				for _, g := range goal {
					sum += g.Coef * at[g.Var]
				}
				best = math.Max(best, sum)
			})
			f := s.MaximiseWhole(linear.Whole{Goal: goal, Enough: linear.Infinity, Nodes: 1000})
			if !f.Exact || f.Some == math.IsInf(best, -1) || f.Some && f.Value != best {
				t.Fatalf("found %+v, trying all finds %v: %v %v %+v, goal %v", f, best, low, high, rows, goal)
			}
			if f.Some {
				feasible++
			}
		}
	}
	if feasible < 3000 {
		t.Errorf("only %d programs have a solution", feasible)
	}
}

// Larger programs agree with another solver, one that takes equations only.
func TestMaximise_agreesWithAnotherSolver(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	compared := 0
	for range 300 {
		n, m := 8+rng.IntN(12), 3+rng.IntN(4)
		a := mat.NewDense(m, n, nil)
		point, b, cost := make([]float64, n), make([]float64, m), make([]float64, n)
		for j := range n {
			point[j], cost[j] = float64(rng.IntN(9)), float64(1+rng.IntN(9))
		}
		rows := make([]linear.Row, m)
		for i := range m {
			for j := range n {
				if c := float64(rng.IntN(3) - 1); c != 0 {
					a.Set(i, j, c)
					b[i] += c * point[j]
					rows[i].Terms = append(rows[i].Terms, linear.Term{Var: j, Coef: c})
				}
			}
			rows[i].Low, rows[i].High = b[i], b[i]
		}
		want, _, err := lp.Simplex(cost, a, b, 1e-10, nil)
		if err != nil {
			continue // it wants rows that do not depend on each other
		}
		high := make([]float64, n)
		goal := make([]linear.Term, n)
		for j := range high {
			high[j], goal[j] = linear.Infinity, linear.Term{Var: j, Coef: -cost[j]}
		}
		got, status := linear.New(make([]float64, n), high, rows).Maximise(goal)
		if status != linear.Optimal || math.Abs(got+want) > 1e-6 {
			t.Fatalf("%v, status %d; the other says %v", -got, status, want)
		}
		compared++
	}
	if compared < 200 {
		t.Errorf("only %d compared", compared)
	}
}

func TestMaximise_saysWhatHasNoEnd(t *testing.T) {
	s := linear.New([]float64{0, 0}, []float64{linear.Infinity, linear.Infinity}, []linear.Row{{Terms: []linear.Term{{Var: 0, Coef: 1}, {Var: 1, Coef: -1}}, Low: 2, High: 2}})
	if _, status := s.Maximise([]linear.Term{{Var: 0, Coef: 1}}); status != linear.Unbounded {
		t.Error(status)
	}
	if v, status := s.Maximise([]linear.Term{{Var: 0, Coef: -1}}); status != linear.Optimal || v != -2 {
		t.Error(v, status)
	}
	s.Limit(0, 0, 1)
	if _, status := s.Maximise(nil); status != linear.Infeasible {
		t.Error(status)
	}
}

// After thousands of goals the rounding of every step had made another program of it:
// what was possible was excluded, and what was excluded seemed possible.
func TestMaximise_isAsGoodAfterManyGoals(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	low, high, rows := ofScores(rng)
	s := linear.New(low, high, rows)
	for k := range 3000 {
		goal := []linear.Term{{Var: rng.IntN(len(low)), Coef: 1 - 2*float64(rng.IntN(2))}}
		v := rng.IntN(len(low))
		s.Limit(v, 0, float64(rng.IntN(3)))
		s.Maximise(goal)
		s.Limit(v, low[v], high[v])
		got, status := s.Maximise(goal)
		if k%100 != 0 {
			continue
		}
		want, fresh := linear.New(low, high, rows).Maximise(goal)
		if status != fresh || math.Abs(got-want) > 1e-6 {
			t.Fatalf("goal %d comes to %v (%v), and to %v (%v) at first", k, got, status, want, fresh)
		}
	}
}

// ofScores is people in the bands of scores, by several descriptions, of which the
// means are known.
func ofScores(rng *rand.Rand) (low, high []float64, rows []linear.Row) {
	const scores, bands = 20, 6
	for range scores {
		var whole, mean linear.Row
		for range bands {
			v, n := len(low), float64(rng.IntN(9))
			low, high = append(low, 0), append(high, 40)
			at := float64(70 + rng.IntN(600))
			whole.Terms, mean.Terms = append(whole.Terms, linear.Term{Var: v, Coef: 1}), append(mean.Terms, linear.Term{Var: v, Coef: at})
			whole.Low += n
			mean.Low += at * n
		}
		whole.High, mean.High = whole.Low, mean.Low+90
		mean.Low -= 90
		rows = append(rows, whole, mean)
	}
	for range 2 * scores { // one band has no more people than some others together
		var r linear.Row
		r.Low, r.High = -linear.Infinity, 20
		for range 5 {
			r.Terms = append(r.Terms, linear.Term{Var: rng.IntN(len(low)), Coef: float64(3 - rng.IntN(7))})
		}
		rows = append(rows, r)
	}
	return low, high, rows
}
