// Package disclosure decides which counts may leave a service. Small counts
// can point at people whom a reader knows, so they are hidden, and with them
// whatever would let a reader work them out.
//
// A count of 1 up to the minimum is small; 0 is not hidden, because it is
// about no one. Where parts add up to a whole that is shown, hiding one part
// hides nothing, so a second is hidden with it; what the hidden parts come to
// together may be shown, provided that it is not small itself.
package disclosure

// Rule is how small numbers are treated. The zero Rule hides nothing: it is
// for the service's own eyes.
type Rule struct {
	Minimum int `json:"minimum"`  // the smallest count that is shown; 0 or 1 shows all
	RoundTo int `json:"round_to"` // counts that are shown are rounded to multiples of this; 0 or 1 for none
}

// Default hides counts under 5. Strict hides those up to 7 and rounds the rest
// to 5, as national statistics on patients do.
var (
	Default = Rule{Minimum: 5}
	Strict  = Rule{Minimum: 8, RoundTo: 5}
)

// On reports whether the rule changes anything.
func (r Rule) On() bool { return r.Minimum > 1 || r.RoundTo > 1 }

// Small reports whether a count must be hidden for itself.
func (r Rule) Small(n int) bool { return n > 0 && n < r.Minimum }

// Round is a count as it may be shown, halves up.
func (r Rule) Round(n int) int {
	if r.RoundTo <= 1 {
		return n
	}
	return (2*n + r.RoundTo) / (2 * r.RoundTo) * r.RoundTo
}

// Parts says which of the parts of a whole to hide, given that the whole is
// shown. Those listed in shown stay, because they are known from elsewhere, or
// say nothing about anyone. When no choice of parts is enough, whole is true:
// then the whole is to be hidden with all parts that are not in shown.
func (r Rule) Parts(counts []int, shown ...int) (hide []bool, whole bool) {
	hide = make([]bool, len(counts))
	stays := make([]bool, len(counts))
	for _, i := range shown {
		stays[i] = true
	}
	cells, sum := 0, 0
	take := func(i int) { hide[i], cells, sum = true, cells+1, sum+counts[i] }
	for i, n := range counts {
		if !stays[i] && r.Small(n) {
			take(i)
		}
	}
	for cells > 0 && !r.covered(cells, sum) {
		next := smallest(counts, func(i int) bool { return !hide[i] && !stays[i] })
		if next < 0 {
			return hide, true
		}
		take(next)
	}
	return hide, false
}

// covered reports whether hidden cells whose sum is known keep each other's
// secret: one alone does not, nor a sum that is small, nor one that leaves
// each of them just 1, or 1 and one of them 2.
func (r Rule) covered(cells, sum int) bool {
	return cells > 1 && sum > cells+1 && sum >= r.Minimum
}

// Covered reports whether counts may be hidden while their sum is shown.
func (r Rule) Covered(counts ...int) bool {
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return r.covered(len(counts), sum)
}

// smallest is the index of the smallest count that is free, those of 0 last,
// since they help least; -1 when none is.
func smallest(counts []int, free func(int) bool) int {
	best := -1
	for i, n := range counts {
		switch {
		case !free(i):
		case best < 0, counts[best] == 0 && n > 0, n > 0 && n < counts[best]:
			best = i
		}
	}
	return best
}

// Rows says which lines of a table to hide when the columns' totals are shown:
// a line is hidden when one of its parts is small, and further ones, shortest
// first, until what is hidden is not small in any part. parts holds for each
// line the parts that its figures are made of. When that takes every line,
// whole is true: the totals are to be hidden, too.
func (r Rule) Rows(parts [][]int) (hide []bool, whole bool) {
	hide = make([]bool, len(parts))
	var together []int
	size := make([]int, len(parts))
	lines := 0
	take := func(i int) {
		hide[i], lines = true, lines+1
		for j, n := range parts[i] {
			for len(together) <= j {
				together = append(together, 0)
			}
			together[j] += n
		}
	}
	for i, line := range parts {
		small := false
		for _, n := range line {
			size[i] += n
			small = small || r.Small(n)
		}
		if small {
			take(i)
		}
	}
	for lines > 0 && (lines == 1 || r.anySmall(together)) {
		next := smallest(size, func(i int) bool { return !hide[i] })
		if next < 0 {
			return hide, true
		}
		take(next)
	}
	return hide, false
}

func (r Rule) anySmall(counts []int) bool {
	for _, n := range counts {
		if r.Small(n) {
			return true
		}
	}
	return false
}
