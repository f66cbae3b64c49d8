package rule_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/data/rule"
)

// The exact sign test, as in printed tables: 35 against 33 says nothing, 8
// against 1 does (p = 0.039), 7 against 1 does not (p = 0.070).
func TestApart(t *testing.T) {
	for _, c := range []struct {
		a, b int
		want bool
	}{
		{35, 33, false}, {33, 35, false}, {35, 34, false}, {8, 1, true}, {7, 1, false}, {1, 8, true}, {6, 0, true}, {5, 0, false},
		{0, 0, false}, {19, 19, false}, {31, 18, false}, {32, 17, true}, {3000, 2900, false}, {3000, 2800, true}, {-1, 50, false}, {0, 6, true}, {0, 5, false}, {3, -1, false},
	} {
		if rule.Apart(c.a, c.b) != c.want {
			t.Errorf("%d against %d: want %v", c.a, c.b, c.want)
		}
	}
}

// Of people who may be in both counts only those in one of them tell the two
// apart, and it is not known who they are.
func TestApartOverlapping(t *testing.T) {
	for _, c := range []struct {
		a, b, whole int
		want        bool
	}{{19, 6, 69, true}, {12, 6, 69, false}, {65, 60, 69, false}, {69, 60, 69, true}} {
		if rule.ApartOverlapping(c.a, c.b, c.whole) != c.want {
			t.Errorf("%+v", c)
		}
	}
}

func TestMoreThanHalf(t *testing.T) {
	for _, c := range []struct {
		n, whole int
		want     bool
	}{{35, 69, false}, {47, 69, true}, {34, 69, false}, {10, 69, false}, {6, 6, true}, {3, 3, false}, {0, 0, false}} {
		if rule.MoreThanHalf(c.n, c.whole) != c.want {
			t.Errorf("%+v", c)
		}
	}
}

// Whatever the counts: neither order nor the smaller side matters, and what is
// apart stays so when it is moved further apart.
func FuzzApart(f *testing.F) {
	f.Add(uint16(35), uint16(33))
	f.Fuzz(func(t *testing.T, x, y uint16) {
		a, b := int(x%3000), int(y%3000)
		if rule.Apart(a, b) != rule.Apart(b, a) {
			t.Errorf("%d and %d depend on their order", a, b)
		}
		if a >= b && rule.Apart(a, b) && !rule.Apart(a+1, b) {
			t.Errorf("%d and %d are apart, and %d is not", a, b, a+1)
		}
	})
}

// The remission times of 21 patients on 6-MP (Freireich 1963), a worked example
// of every textbook: median 23 weeks, a quarter by week 13, three quarters not
// reached.
func TestWaited_textbook(t *testing.T) {
	got := []int{6, 6, 6, 7, 10, 13, 16, 22, 23}
	still := []int{6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}
	if day, ok := rule.Waited(got, still, 0.5); day != 23 || !ok {
		t.Errorf("median %d, %v", day, ok)
	}
	if day, ok := rule.Waited(got, still, 0.25); day != 13 || !ok {
		t.Errorf("lower quartile %d, %v", day, ok)
	}
	if day, ok := rule.Waited(got, still, 0.75); ok {
		t.Errorf("upper quartile %d, but it is not reached", day)
	}
}

func TestWaited_edges(t *testing.T) {
	for _, c := range []struct {
		got, still []int
		want       int
		ok         bool
	}{
		{nil, nil, 0, false}, {nil, []int{5}, 0, false}, {[]int{0}, nil, 0, true}, {[]int{4}, []int{4}, 4, true}, {[]int{4}, []int{9, 9}, 0, false},
		{[]int{1, 2, 3, 4}, nil, 2, true}, {[]int{1, 2, 3}, nil, 2, true},
		{[]int{1, 2, 3}, []int{90, 90, 90, 90}, 0, false}, // most still wait
	} {
		if day, ok := rule.Waited(c.got, c.still, 0.5); day != c.want || ok != c.ok {
			t.Errorf("%v and %v waiting: %d, %v", c.got, c.still, day, ok)
		}
	}
}

// No one who still waits makes the wait look shorter, and without them it is the
// plain median of those who got there.
func FuzzWaited(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		list := func() []int {
			days := make([]int, r.IntN(30))
			for i := range days {
				days[i] = r.IntN(60)
			}
			return days
		}
		got, still := list(), list()
		plain, some := rule.Waited(got, nil, 0.5)
		if sorted := slices.Sorted(slices.Values(got)); some && plain != sorted[(len(sorted)-1)/2] {
			t.Errorf("of %v: %d", sorted, plain)
		}
		if day, ok := rule.Waited(got, still, 0.5); ok && day < plain {
			t.Errorf("%v with %v waiting: %d, less than %d", got, still, day, plain)
		}
	})
}
