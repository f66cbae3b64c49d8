package reports_test

import (
	"encoding/json"
	"math"
	"testing"

	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// sums counts the sums of n whole scores that a mean with this value may come of,
// when it may have been rounded to half a point or to a tenth.
func sums(mean float64, n int) int {
	half := 0.05
	if n < 20 {
		half = 0.25
	}
	first, last := math.Ceil((mean-half)*float64(n)-1e-9), math.Floor((mean+half)*float64(n)+1e-9)
	return int(last-first) + 1
}

// A mean that left with four decimals gave the exact sum of the scores away, in the
// JSON and behind the cells of the workbook. However many pairs there are, no mean of
// a report that is protected may.
func TestMeans_leaveOnlyAsExactlyAsTheirNumberAllows(t *testing.T) {
	for n := 10; n <= 41; n++ {
		f := fixture.Pilot()
		f.Outcomes[0].Pairs = f.Outcomes[0].Pairs[:n]
		r := buildWith(t, f, disclosure.Default)
		o := &r.Outcomes[0]
		if o.Pairs.Hidden || o.Before == nil {
			continue
		}
		check := func(what string, n int, means ...*float64) {
			for _, m := range means {
				if m == nil {
					continue
				}
				if steps := stepsOf(n); math.Abs(*m*steps-math.Round(*m*steps)) > 1e-9 {
					t.Errorf("%s of %d people is %v", what, n, *m)
				}
				if sums(*m, n) < 2 {
					t.Errorf("%s of %d people, %v, has one sum", what, n, *m)
				}
			}
		}
		check("the mean", n, o.Before, o.After)
		check("the mean of all", o.Baselines.N, o.AllBaselinesMean)
		for _, b := range o.Breakdowns {
			for _, row := range b.Rows {
				check(b.Key+" "+row.Label, row.Pairs.N, row.Before, row.After)
			}
		}
		var read struct {
			Outcomes []struct {
				Before float64 `json:"mean_baseline"`
			} `json:"outcomes"`
		}
		if body, err := r.JSON(); err != nil || json.Unmarshal(body, &read) != nil || read.Outcomes[0].Before != *o.Before {
			t.Errorf("the JSON has %v, the report %v: %v", read.Outcomes, *o.Before, err)
		}
	}
}

func stepsOf(n int) float64 {
	if n < 20 {
		return 2
	}
	return 10
}

// What stays inside the service is worked out in full.
func TestMeans_areExactWithoutProtection(t *testing.T) {
	f := fixture.Pilot()
	f.Outcomes[0].Pairs = f.Outcomes[0].Pairs[:37]
	o := buildWith(t, f, disclosure.Rule{}).Outcomes[0]
	if *o.Before == math.Round(*o.Before*10)/10 && *o.After == math.Round(*o.After*10)/10 && *o.Change == math.Round(*o.Change*10)/10 {
		t.Errorf("the means of 37 people are %v, %v and %v", *o.Before, *o.After, *o.Change)
	}
}

// A p below 0.001 is still below it, and never 0.
func TestP_roundedStaysBelow(t *testing.T) {
	o := buildWith(t, fixture.Pilot(), disclosure.Default).Outcomes[0]
	if p := o.Paired.Test.P; p <= 0 || p >= 0.001 {
		t.Errorf("p is %v", p)
	}
	for _, s := range o.Statistics() {
		if s.Key == "p" && s.Text() != "< 0.001" {
			t.Errorf("p is printed as %s", s.Text())
		}
	}
}
