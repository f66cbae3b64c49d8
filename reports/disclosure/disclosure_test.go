package disclosure_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/reports/disclosure"
)

// The pilot's reasons: 4, 2 and 2 are hidden, and their sum of 8 follows from
// the 68, which is allowed.
func TestThePilotsReasons(t *testing.T) {
	hide, whole := disclosure.Default.Parts([]int{19, 19, 11, 6, 5, 4, 2, 2, 1}, 8)
	if want := []bool{false, false, false, false, false, true, true, true, false}; whole || !slices.Equal(hide, want) {
		t.Errorf("%v, %v", hide, whole)
	}
}

func TestPartsAreHiddenWithASecond(t *testing.T) {
	for _, c := range []struct {
		name   string
		rule   disclosure.Rule
		counts []int
		shown  []int
		hide   []bool
		whole  bool
	}{
		{"nothing small", disclosure.Default, []int{5, 60, 0}, nil, []bool{false, false, false}, false},
		{"one small takes the next smallest", disclosure.Default, []int{40, 3, 20, 0}, nil, []bool{false, true, true, false}, false},
		{"two whose sum is small take a third", disclosure.Default, []int{40, 1, 2, 20}, nil, []bool{false, true, true, true}, false},
		{"five ones of five", disclosure.Default, []int{1, 1, 1, 1, 1}, nil, []bool{true, true, true, true, true}, true},
		{"five ones and a 0", disclosure.Default, []int{1, 1, 1, 1, 1, 0}, nil, []bool{true, true, true, true, true, true}, true},
		{"ones and a two take another", disclosure.Default, []int{1, 1, 2, 1, 9}, nil, []bool{true, true, true, true, true}, false},
		{"a whole that is small", disclosure.Default, []int{3, 0}, nil, []bool{true, true}, true},
		{"nothing else to take", disclosure.Default, []int{240, 3, 0}, []int{0}, []bool{false, true, true}, true},
		{"strict", disclosure.Strict, []int{7, 8, 30}, nil, []bool{true, true, false}, false},
		{"off", disclosure.Rule{}, []int{1, 2}, nil, []bool{false, false}, false},
	} {
		if hide, whole := c.rule.Parts(c.counts, c.shown...); whole != c.whole || !slices.Equal(hide, c.hide) {
			t.Errorf("%s: %v, %v", c.name, hide, whole)
		}
	}
}

// Whatever the counts, a reader who adds up what is shown and takes it from
// the whole learns no small number.
func TestNoHiddenPartCanBeWorkedOut(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 5))
	for range 20000 {
		rule := disclosure.Rule{Minimum: 2 + rng.IntN(9)}
		counts := make([]int, 1+rng.IntN(8))
		for i := range counts {
			counts[i] = rng.IntN(3 * rule.Minimum)
		}
		hide, whole := rule.Parts(counts)
		cells, sum := 0, 0
		for i, n := range counts {
			if hide[i] {
				cells, sum = cells+1, sum+n
			} else if rule.Small(n) {
				t.Fatalf("%v at %d: %d is shown", counts, rule.Minimum, n)
			}
		}
		if !whole && cells > 0 && (cells == 1 || sum < rule.Minimum || sum == cells) {
			t.Fatalf("%v at %d: %v leaves %d in %d cells", counts, rule.Minimum, hide, sum, cells)
		}
	}
}

func TestRowsAreHiddenTogether(t *testing.T) {
	// given: offers not chosen, chosen but not begun, begun
	parts := [][]int{{10, 9, 3}, {20, 30, 9}, {6, 5, 5}, {40, 40, 40}}
	// when: the first has a small part, and the shortest is its cover
	hide, whole := disclosure.Default.Rows(parts)
	if want := []bool{true, false, true, false}; whole || !slices.Equal(hide, want) {
		t.Errorf("%v, %v", hide, whole)
	}
	if hide, whole := disclosure.Default.Rows([][]int{{9, 2}}); !whole || !hide[0] {
		t.Errorf("one line: %v, %v", hide, whole)
	}
	if hide, whole := disclosure.Default.Rows([][]int{{9, 0}, {7, 8}}); whole || hide[0] || hide[1] {
		t.Errorf("nothing small: %v, %v", hide, whole)
	}
}

func TestRule_rounding(t *testing.T) {
	for n, want := range map[int]int{0: 0, 2: 0, 3: 5, 8: 10, 12: 10, 13: 15, 69: 70} {
		if got := disclosure.Strict.Round(n); got != want {
			t.Errorf("%d becomes %d, want %d", n, got, want)
		}
		if got := disclosure.Default.Round(n); got != n {
			t.Errorf("%d becomes %d without rounding", n, got)
		}
	}
}
