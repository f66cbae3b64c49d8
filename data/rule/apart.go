package rule

import (
	"math"
	"slices"
)

// chance is how likely a difference may be to come about by chance alone before
// it is told as one: two-sided, so that the 95% interval of a difference that is
// told leaves out none.
const chance = 0.05

// Apart reports whether two counts of people of one whole, each person in one of
// the two at most, differ by more than chance would explain: the exact sign test
// of a against b.
//
// It holds for the largest count of several against the second largest, although
// the data chose them (Hung and Fithian, Rank verification for exponential
// families, Annals of Statistics 2019). It is for people only: counts of offers
// or contacts, of which one person has several, vary more than it supposes.
func Apart(a, b int) bool { return signTest(a, b) < chance }

// ApartOverlapping is Apart for counts of people who may be in both, of whom
// there are whole. It supposes that as few are in both as can be, which makes a
// difference hardest to tell.
func ApartOverlapping(a, b, whole int) bool {
	both := max(0, a+b-whole)
	return Apart(a-both, b-both)
}

// MoreThanHalf reports whether n of whole people are more than half of them by
// more than chance would explain.
func MoreThanHalf(n, whole int) bool { return 2*n > whole && Apart(n, whole-n) }

// signTest is the chance of two counts at least as far apart as a and b where
// either is as likely for everyone; 1 where there is no one.
func signTest(a, b int) float64 {
	n, least := a+b, min(a, b)
	if a < 0 || b < 0 || n == 0 {
		return 1
	}
	all, _ := math.Lgamma(float64(n + 1))
	p := 0.0
	for k := 0; k <= least; k++ {
		in, _ := math.Lgamma(float64(k + 1))
		out, _ := math.Lgamma(float64(n - k + 1))
		p += math.Exp(all - in - out - float64(n)*math.Ln2)
	}
	return min(1, 2*p)
}

// Waited is the day count by which a share of people, from 0 to 1, had got
// there, of whom those of waiting had not after so many days: the Kaplan–Meier
// estimate, which counts everyone for as long as they are known to have waited.
// Someone known to have waited until the very day on which another got there
// was still waiting then. It returns false where that share is not reached
// while anyone is known to be waiting.
func Waited(days, waiting []int, share float64) (int, bool) {
	got, still := slices.Sorted(slices.Values(days)), slices.Sorted(slices.Values(waiting))
	left, gone := 1.0, 0 // the share still waiting; of still, how many are out of sight
	for i := 0; i < len(got); {
		day := got[i]
		for gone < len(still) && still[gone] < day {
			gone++
		}
		atRisk := len(got) - i + len(still) - gone
		same := 0
		for i < len(got) && got[i] == day {
			i, same = i+1, same+1
		}
		left *= 1 - float64(same)/float64(atRisk)
		if left <= 1-share+tiny {
			return day, true
		}
	}
	return 0, false
}

// tiny keeps a product of shares from missing a half by the rounding of binary
// fractions.
const tiny = 1e-9
