package reports

import (
	"math"
	"testing"
)

func pairsOf(before, after []float64) []scores {
	pairs := make([]scores, len(before))
	for i := range before {
		pairs[i] = scores{before[i], after[i]}
	}
	return pairs
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) { // NaN is not near
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// R's sleep data, as worked in the statistics literature: the second column is
// taken from the first.
func TestPairedOfSleep(t *testing.T) {
	first := []float64{.7, -1.6, -.2, -1.2, -.1, 3.4, 3.7, .8, 0, 2}
	second := []float64{1.9, .8, 1.1, .1, -.1, 4.4, 5.5, 1.6, 4.6, 3.4}
	r := pairedOf(pairsOf(second, first)) // change is first − second
	near(t, "mean difference", r.Change, -1.58, 1e-12)
	near(t, "sd", *r.ChangeSD, 1.229995, 5e-7)
	near(t, "t", r.Test.T, -4.062128, 5e-7)
	near(t, "p", r.Test.P, 0.002833, 5e-7)
	near(t, "low", r.Test.Low, -2.459886, 5e-7)
	near(t, "high", r.Test.High, -0.700114, 5e-7)
	near(t, "d_z", r.Test.DZ, -1.284558, 5e-7)
	if r.Test.DF != 9 || r.Test.PText() != "p = 0.003" {
		t.Errorf("df %d, %s", r.Test.DF, r.Test.PText())
	}
}

func TestPairedOfSix(t *testing.T) {
	r := pairedOf(pairsOf([]float64{28, 30, 32, 34, 36, 32}, []float64{40, 44, 41, 50, 47, 42}))
	near(t, "before", r.MeanBefore, 32, 0)
	near(t, "after", r.MeanAfter, 44, 0)
	near(t, "sd", *r.ChangeSD, 2.6077, 5e-5)
	near(t, "t", r.Test.T, 11.2720, 5e-5)
	near(t, "d_z", r.Test.DZ, 4.6018, 5e-5)
	near(t, "median before", r.MedianBefore, 32, 0)
	near(t, "median after", r.MedianAfter, 43, 0)
}

func TestPairedOfTooFewToTest(t *testing.T) {
	if pairedOf(nil) != nil {
		t.Error("figures of no one")
	}
	one := pairedOf(pairsOf([]float64{28}, []float64{42}))
	if one.Change != 14 || one.ChangeSD != nil || one.SDBefore != nil || one.Test != nil {
		t.Errorf("one pair: %+v", one)
	}
	// 0.1 + 0.2 is not 0.3: equal changes must still be found equal.
	same := pairedOf(pairsOf([]float64{20, 30, 41}, []float64{22, 32, 43}))
	if *same.ChangeSD != 0 || same.Test != nil {
		t.Errorf("all changes equal: sd %v, test %+v", *same.ChangeSD, same.Test)
	}
}

// Whatever the pairs, the interval holds the mean change, and p is a chance.
func FuzzPaired(f *testing.F) {
	f.Add(14.0, 20.0, 30.0, 25.0, 40.0, 41.0)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g float64) {
		for _, v := range []float64{a, b, c, d, e, g} {
			if !(v >= -1000 && v <= 1000) {
				return
			}
		}
		r := pairedOf([]scores{{a, b}, {c, d}, {e, g}})
		if r.Test == nil {
			return
		}
		if !(r.Test.Low <= r.Change && r.Change <= r.Test.High) || !(r.Test.P >= 0 && r.Test.P <= 1) {
			t.Errorf("change %v, %+v", r.Change, r.Test)
		}
	})
}
