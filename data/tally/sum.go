package tally

import "math"

// sum adds up scores so that their order makes no difference, not in the last digit
// either: nearly all have two decimals at most.
type sum struct {
	hundredths int64
	rest       float64
}

func (s *sum) add(v float64) {
	if n := math.Round(v * hundredths); math.Abs(n) < 1<<36 && n/hundredths == v {
		s.hundredths += int64(n)
	} else {
		s.rest += v
	}
}

// mean is nil where there are none.
func (s *sum) mean(n int) *float64 {
	if n == 0 {
		return nil
	}
	mean := (float64(s.hundredths)/hundredths + s.rest) / float64(n)
	return &mean
}
