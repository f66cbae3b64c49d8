package disclosure

import "math"

// System is all the numbers that one reader may come to hold, and how they
// hang together.
type System struct {
	Numbers []Number
	Sums    []Sum
	Series  bool // it has more than one report, and is worth more work
}

// State says what a reader sees of a number.
type State int

// What a reader sees of a number.
const (
	Open   State = iota // it is printed, and may be hidden
	Fixed               // it is printed, and stays so
	Hidden              // it is in a table and not printed
	Secret              // it is in no table, but follows from others
)

// Number is one of the numbers of a System.
type Number struct {
	N     int
	State State
	// Guarded is true for a number about people that must not be told where it
	// is small; one that is hidden already must not be told whatever it is.
	Guarded bool
	// Must is true for a number that is hidden whatever it is.
	Must bool
	// Cost is what hiding it loses.
	Cost  float64
	Blank bool // no one knows whether it is 0
	// Low and High are where a reader puts it at best when it is printed:
	// rounded numbers are not exact. Both are N without rounding.
	Low, High int
}

// Sum says that multiples of numbers come to something between Low and High.
type Sum struct {
	Terms     []Part
	Low, High float64
}

// Part is a multiple of a number of a System.
type Part struct{ Number, Times int }

// Add adds a number that is printed as it is, and returns its place.
func (s *System) Add(n Number) int {
	if n.Low == 0 && n.High == 0 {
		n.Low, n.High = n.N, n.N
	}
	s.Numbers = append(s.Numbers, n)
	return len(s.Numbers) - 1
}

// Equal says that a sum is 0. Where it is not, no one can hold that it is,
// and nothing is said.
func (s *System) Equal(terms ...Part) {
	if len(terms) > 0 && s.come(terms) == 0 {
		s.Sums = append(s.Sums, Sum{Terms: terms})
	}
}

// AtMost says that a sum comes to so much at most, if it does.
func (s *System) AtMost(most int, terms ...Part) {
	if len(terms) > 0 && s.come(terms) <= most {
		s.Sums = append(s.Sums, Sum{Terms: terms, Low: math.Inf(-1), High: float64(most)})
	}
}

// Rest adds what a sum comes to as a number that no table has. A reader knows
// that it is not below 0, if it is not.
func (s *System) Rest(guarded bool, terms ...Part) int {
	n := s.come(terms)
	rest := s.Add(Number{N: n, State: Secret, Guarded: guarded && n > 0})
	s.Equal(append(terms[:len(terms):len(terms)], Part{rest, -1})...)
	return rest
}

func (s *System) come(terms []Part) int {
	sum := 0
	for _, t := range terms {
		sum += t.Times * s.Numbers[t.Number].N
	}
	return sum
}

// least is what a reader knows a number to be at least, whatever is printed:
// nothing is hidden that is 0, because 0 is about no one.
func (n *Number) least() int {
	switch {
	case n.State == Secret && n.N < 0:
		return math.MinInt32 // differences may be below 0
	case n.State == Secret, n.N == 0, n.Blank:
		return 0
	}
	return 1
}

// moves reports whether a reader could take the number for another, if it were
// hidden.
func (n *Number) moves() bool {
	return n.State == Hidden || n.State == Secret || n.State == Open && n.N > 0 || n.Low < n.High
}

// goal is what a reader must hold possible of a number: that it is By more, or
// for exact ones either that or By less.
type goal struct {
	number, by int
	either     bool
}

// goals lists what must stay possible: a small number may be any of those that
// the rule names, 1 up to the minimum, and one that is hidden is not certain.
func (s *System) goals(r Rule) []goal {
	var list []goal
	for i := range s.Numbers {
		n := &s.Numbers[i]
		if !n.Guarded || n.State == Fixed {
			continue
		}
		switch {
		case r.Small(n.N):
			if n.N > 1 {
				list = append(list, goal{number: i, by: 1 - n.N})
			}
			if n.N < r.Minimum-1 {
				list = append(list, goal{number: i, by: r.Minimum - 1 - n.N})
			}
			list = append(list, goal{number: i, by: 1, either: true})
		case r.Small(-n.N):
			list = append(list, goal{number: i, by: 1, either: true})
		case n.State == Hidden:
			list = append(list, goal{number: i, by: 1, either: true})
		}
	}
	return list
}
