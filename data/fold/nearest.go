package fold

import "slices"

// Costs of the slips that people make, as a part of one wrong letter. Writing
// by ear costs less than hitting the wrong key.
const (
	costLetter  = 1.0
	costVowel   = 0.5  // one vowel for another
	costSound   = 0.5  // letters that sound alike
	costDouble  = 0.3  // a letter doubled, or not
	costSwap    = 0.7  // two neighbours the wrong way round
	costGoingOn = 0.05 // a letter of the word that is not typed yet
	costSilent  = 0.6  // an h that is not heard
)

var soundAlike = []string{"ck", "cs", "sz", "gj", "fv", "kq", "iy", "td", "mn", "pb", "xs"}

// Distance is how far a typed word is from a known one, in wrong letters: 0
// for the same, less than 1 for a slip of the ear. typed may be the beginning
// of the word. Both are folded.
func Distance(typed, word string) float64 {
	a, b := []rune(typed), []rune(word)
	// before, last and now are rows of the table: the cost of a[:i] for b[:j].
	before, last, now := make([]float64, len(b)+1), make([]float64, len(b)+1), make([]float64, len(b)+1)
	for j := range last {
		last[j] = insertCost(b, j, last)
	}
	for i := 1; i <= len(a); i++ {
		now[0] = float64(i)
		for j := 1; j <= len(b); j++ {
			best := last[j-1] + replaceCost(a[i-1], b[j-1])
			best = min(best, last[j]+dropCost(a, i-1), now[j-1]+dropCost(b, j-1))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] && a[i-1] != a[i-2] {
				best = min(best, before[j-2]+costSwap)
			}
			now[j] = best
		}
		before, last, now = last, now, before
	}
	best := last[len(b)]
	for j := range last {
		best = min(best, last[j]+costGoingOn*float64(len(b)-j)+0.2)
	}
	return best
}

func insertCost(b []rune, j int, row []float64) float64 {
	if j == 0 {
		return 0
	}
	return row[j-1] + dropCost(b, j-1)
}

// dropCost is the cost of a letter that only one of the two words has.
func dropCost(word []rune, i int) float64 {
	switch {
	case i > 0 && word[i] == word[i-1]:
		return costDouble
	case word[i] == 'h' && i > 0:
		return costSilent
	}
	return costLetter
}

func replaceCost(x, y rune) float64 {
	switch {
	case x == y:
		return 0
	case isVowel(x) && isVowel(y):
		return costVowel
	}
	for _, pair := range soundAlike {
		if rune(pair[0]) == x && rune(pair[1]) == y || rune(pair[0]) == y && rune(pair[1]) == x {
			return costSound
		}
	}
	return costLetter
}

func isVowel(r rune) bool { return slices.Contains([]rune("aeiouy"), r) }

// Tolerance is how far a known word may be from a typed one to be taken for
// it: short words must be nearly right, since they have many neighbours.
func Tolerance(typed string) float64 {
	switch n := len([]rune(typed)); {
	case n < 3:
		return 0
	case n < 5:
		return 1
	case n < 8:
		return 1.6
	default:
		return 2.4
	}
}
