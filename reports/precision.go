package reports

import (
	"math"
	"strconv"
	"strings"
)

// Means leave the service no more exactly than the number of people behind them
// allows. A mean in full, times its number, is the sum of their scores: the sums of
// two reports that differ by one person tell that person's score, and a fraction
// alone tells how many people it is of. So a mean is rounded until at least two
// sums are possible, in the report itself, and no writer has more of it.

// manyScores is the number of people from which a tenth of a point leaves two sums
// of whole scores possible: 0.1 × 20 = 2. Of fewer, half a point leaves two from
// five people on, and of fewer than five there is no mean.
const manyScores = 20

// toPrecision rounds a mean of n people, or a deviation of their scores: to a tenth
// of a point, and to half a point below twenty people.
func toPrecision(v float64, n int) float64 {
	steps := 10.0
	if n < manyScores {
		steps = 2
	}
	return math.Round(v*steps) / steps
}

// roundedApart reports whether a mean change as it is printed is not the difference
// between the means as they are printed, because each is rounded by itself.
func roundedApart(before, after, change float64) bool {
	tenths := func(v float64) float64 { return math.Round(10 * v) }
	return tenths(after)-tenths(before) != tenths(change)
}

// eachRounded says so.
const eachRounded = "Each figure is rounded by itself, so the change can differ from the difference between the means."

// toPrecision rounds everything that the pairs come to.
func (p *Paired) toPrecision(n int) {
	values := []*float64{&p.MeanBefore, &p.MeanAfter, &p.MedianBefore, &p.MedianAfter, &p.Change, p.SDBefore, p.SDAfter, p.ChangeSD}
	if t := p.Test; t != nil {
		values = append(values, &t.Low, &t.High)
		t.toPrecision(n)
	}
	for _, v := range values {
		if v != nil {
			*v = toPrecision(*v, n)
		}
	}
}

// toPrecision rounds how the scores of n people lie, which their single scores tell.
func (s *Spread) toPrecision(n int) {
	for i := range s.Before {
		s.Before[i], s.After[i] = toPrecision(s.Before[i], n), toPrecision(s.After[i], n)
	}
}

// onlyQuarters leaves out the tenths.
func (s *Spread) onlyQuarters() {
	s.Quarters = true
	for _, of := range []*[4]float64{&s.Before, &s.After} {
		of[0], of[3] = of[1], of[2]
	}
}

// surely is p below which it is said to be below, and not how far.
const surely = 0.001

// toPrecision rounds the test. t and d_z are a mean by a deviation, and in full
// they would tell both more exactly; p follows from t.
func (t *PairedTest) toPrecision(n int) {
	steps := 100.0
	if n < manyScores {
		steps = 10
	}
	t.T, t.DZ = math.Round(t.T*steps)/steps, math.Round(t.DZ*steps)/steps
	if t.P >= surely {
		t.P = math.Round(t.P/surely) * surely
		return
	}
	t.P = min(upToDigit(t.P), 0.9*surely)
}

// upToDigit rounds a small p up to one digit that is not 0. One that is too small
// for a float is 0, and stays so.
func upToDigit(p float64) float64 {
	digit, exponent, _ := strings.Cut(strconv.FormatFloat(p, 'e', 0, 64), "e")
	d, err := strconv.Atoi(digit)
	if err != nil {
		return p
	}
	for ; d <= 10; d++ {
		if up, err := strconv.ParseFloat(strconv.Itoa(d)+"e"+exponent, 64); err == nil && up >= p {
			return up
		}
	}
	return p
}
