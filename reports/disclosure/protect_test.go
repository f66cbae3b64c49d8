package disclosure_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"waymark/reports/disclosure"
	"waymark/reports/disclosure/attack"
)

// printed is a system as a reader sees it after protection, and what may be
// known of each number.
func printed(s *disclosure.System, hide []bool) *attack.Puzzle {
	p := &attack.Puzzle{}
	for i, n := range s.Numbers {
		name := fmt.Sprint(i)
		switch {
		case n.State == disclosure.Secret:
			p.Number(name, 0, -1)
		case hide[i] || n.State == disclosure.Hidden:
			p.Number(name, 1, -1)
		default:
			p.Number(name, n.Low, n.High)
		}
	}
	for _, sum := range s.Sums {
		var terms []attack.Term
		for _, t := range sum.Terms {
			terms = append(terms, attack.Term{Var: t.Number, Coef: float64(t.Times)})
		}
		p.Sum(sum.Low, sum.High, terms...)
	}
	return p
}

// narrowed lists what a reader knows better than the rule says.
func narrowed(r disclosure.Rule, s *disclosure.System, hide []bool) []string {
	p, nothing := printed(s, hide), printed(s, nothingPrinted(s))
	var list []string
	for i, n := range s.Numbers {
		if !n.Guarded || n.State == disclosure.Fixed {
			continue
		}
		v := p.Interval(i)
		if !v.Exact || v.None {
			list = append(list, fmt.Sprintf("number %d: not worked out: %+v", i, v))
		}
		least := nothing.Interval(i) // what no one hides says that much
		small := r.Small(n.N)
		if small && (v.Low > math.Max(1, least.Low) || v.High < math.Min(least.High, float64(r.Minimum-1))) ||
			(hide[i] || n.State == disclosure.Hidden) && v.Low == v.High && least.Low < least.High {
			list = append(list, fmt.Sprintf("number %d is %d and must lie from %v to %v", i, n.N, v.Low, v.High))
		}
	}
	return list
}

// nothingPrinted hides all that can be hidden.
func nothingPrinted(s *disclosure.System) []bool {
	hide := make([]bool, len(s.Numbers))
	for i, n := range s.Numbers {
		hide[i] = n.State == disclosure.Open && n.N > 0
	}
	return hide
}

// grid is a table of rows and columns with all totals.
func grid(rng *rand.Rand, rows, columns, most int) (*disclosure.System, [][]int) {
	s := &disclosure.System{}
	cells := make([][]int, rows+1)
	counts := make([][]int, rows+1)
	for i := range cells {
		cells[i], counts[i] = make([]int, columns+1), make([]int, columns+1)
	}
	for i := range rows {
		for j := range columns {
			n := rng.IntN(most)
			if rng.IntN(3) == 0 {
				n = rng.IntN(5)
			}
			counts[i][j] = n
			counts[rows][j] += n
			counts[i][columns] += n
			counts[rows][columns] += n
		}
	}
	for i := range cells {
		for j := range cells[i] {
			cost := 1 + math.Log2(float64(1+counts[i][j]))
			if i == rows || j == columns {
				cost *= 5
			}
			cells[i][j] = s.Add(disclosure.Number{N: counts[i][j], Guarded: true, Cost: cost})
		}
	}
	for i := range cells {
		sum := []disclosure.Part{{Number: cells[i][columns], Times: -1}}
		for j := range columns {
			sum = append(sum, disclosure.Part{Number: cells[i][j], Times: 1})
		}
		s.Equal(sum...)
	}
	for j := range columns + 1 {
		sum := []disclosure.Part{{Number: cells[rows][j], Times: -1}}
		for i := range rows {
			sum = append(sum, disclosure.Part{Number: cells[i][j], Times: 1})
		}
		s.Equal(sum...)
	}
	return s, counts
}

// In tables of any size a reader who solves for every hidden number learns no
// more than the rule says.
func TestProtect_noSmallNumberIsNarrowed(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	tables, told, hidden, cells := 0, 0, 0, 0
	for range 400 {
		rule := disclosure.Rule{Minimum: 2 + rng.IntN(7)}
		s, counts := grid(rng, 1+rng.IntN(6), 1+rng.IntN(5), 3+rng.IntN(30))
		plan := rule.Protect(s)
		tables++
		cells += len(s.Numbers)
		for _, h := range plan.Hide {
			if h {
				hidden++
			}
		}
		if len(plan.Told) > 0 {
			told++
			continue
		}
		if list := narrowed(rule, s, plan.Hide); len(list) > 0 {
			t.Fatalf("minimum %d, %v: %v, hidden %v", rule.Minimum, counts, list, plan.Hide)
		}
	}
	t.Logf("%d tables, %d of %d cells hidden, %d tables with numbers that cannot be kept", tables, hidden, cells, told)
	if told > 0 {
		t.Errorf("%d of %d tables have numbers that follow", told, tables)
	}
}
