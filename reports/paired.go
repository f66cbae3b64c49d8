package reports

import (
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"waymark/data"
)

// Paired is what the scores of the same people before and after say. The
// distributions come from gonum.
type Paired struct {
	N                         int
	MeanBefore, MeanAfter     float64
	MedianBefore, MedianAfter float64
	Change                    float64 // mean change
	// Sample standard deviations, over n − 1; nil for one pair.
	SDBefore, SDAfter, ChangeSD *float64
	Test                        *PairedTest // nil where no change varies from another
	// Few leaves out what would tell the scores of single people: of so few,
	// the spread and the middle one do.
	Few bool
}

// few leaves only the means, of so few people that the rest would tell of one.
func (p *Paired) few() {
	p.Few, p.SDBefore, p.SDAfter, p.ChangeSD, p.Test = true, nil, nil, nil, nil
	p.MedianBefore, p.MedianAfter = 0, 0
}

// PairedTest is the paired t-test of the mean change against none.
type PairedTest struct {
	Low, High float64 // the 95% confidence interval for the mean change
	T         float64
	DF        int     // degrees of freedom, n − 1
	P         float64 // two-sided
	DZ        float64 // mean change in standard deviations of the change (Cohen's d_z)
}

// scores are one person's, without who they are: the parts of a large caseload
// are made of these.
type scores struct{ before, after float64 }

func scoresOf(pairs []data.Pair) []scores {
	list := make([]scores, len(pairs))
	for i := range pairs {
		list[i] = scores{pairs[i].Before, pairs[i].After}
	}
	return list
}

// pairedOf works the figures out; nil without a pair.
func pairedOf(pairs []scores) *Paired {
	if len(pairs) == 0 {
		return nil
	}
	before, after, change := make([]float64, len(pairs)), make([]float64, len(pairs)), make([]float64, len(pairs))
	for i, p := range pairs {
		before[i], after[i], change[i] = p.before, p.after, p.after-p.before
	}
	r := &Paired{N: len(pairs), MedianBefore: median(before), MedianAfter: median(after)}
	var sdBefore, sdAfter, sd float64
	r.MeanBefore, sdBefore = stat.MeanStdDev(before, nil)
	r.MeanAfter, sdAfter = stat.MeanStdDev(after, nil)
	r.Change, sd = stat.MeanStdDev(change, nil)
	if r.N == 1 {
		return r
	}
	if slices.Max(change) == slices.Min(change) {
		sd = 0 // exactly, whatever rounding left of it
	}
	r.SDBefore, r.SDAfter, r.ChangeSD = &sdBefore, &sdAfter, &sd
	if sd > 0 {
		r.Test = pairedTest(r.Change, sd, r.N)
	}
	return r
}

// leastP is what p is given as where it is so small that a float has it as 0: no p is.
const leastP = 1e-300

func pairedTest(change, sd float64, n int) *PairedTest {
	student := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(n - 1)}
	off := sd / math.Sqrt(float64(n))
	half := student.Quantile(0.975) * off
	t := change / off
	return &PairedTest{Low: change - half, High: change + half, T: t, DF: n - 1, P: max(2*student.CDF(-math.Abs(t)), leastP), DZ: change / sd}
}

// median is the middle value, or the mean of the two in the middle.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// PText is a p value as it is printed: "p = 0.003", "p < 0.001".
func (t *PairedTest) PText() string {
	if t.P < 0.001 {
		return "p < 0.001"
	}
	return "p = " + strconv.FormatFloat(t.P, 'f', 3, 64)
}

// spreadShares are the shares of people who scored no more than a Spread says.
var spreadShares = [4]float64{0.1, 0.25, 0.75, 0.9}

// spreadOf reads the tenths and quarters off the scores before and after.
func spreadOf(pairs []data.Pair) *Spread {
	before, after := make([]float64, len(pairs)), make([]float64, len(pairs))
	for i, p := range pairs {
		before[i], after[i] = p.Before, p.After
	}
	slices.Sort(before)
	slices.Sort(after)
	s := &Spread{}
	for i, q := range spreadShares {
		s.Before[i] = stat.Quantile(q, stat.LinInterp, before, nil)
		s.After[i] = stat.Quantile(q, stat.LinInterp, after, nil)
	}
	return s
}
