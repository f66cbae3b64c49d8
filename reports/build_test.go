package reports_test

import (
	"math"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/internal/fixture"
)

func build(t *testing.T, f *data.Figures) *reports.Report {
	t.Helper()
	r, err := reports.Build(f, reports.Options{ServiceName: "Thanet Social Prescribing", AsAt: fixture.AsAt})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The pilot's published shares are of the 68 people whose reason is recorded.
func TestPilotReasonsAndSex(t *testing.T) {
	r := build(t, fixture.Pilot())
	if r.Reasons.N.N != 69 || r.Reasons.Recorded.N != 68 || r.Reasons.NotRecorded.N != 1 {
		t.Errorf("n %v of %v, %v not recorded", r.Reasons.Recorded, r.Reasons.N, r.Reasons.NotRecorded)
	}
	want := []struct {
		n       int
		percent string
	}{{19, "28%"}, {19, "28%"}, {11, "16%"}, {6, "9%"}, {5, "7%"}, {4, "6%"}, {2, "3%"}, {2, "3%"}, {1, ""}}
	if len(r.Reasons.Rows) != len(want) {
		t.Fatalf("%d rows", len(r.Reasons.Rows))
	}
	for i, w := range want {
		c := r.Reasons.Rows[i].Cell
		if c.N != w.n || c.Percent(r.Reasons.Decimals) != w.percent {
			t.Errorf("%s: %d, %q", r.Reasons.Rows[i].Label, c.N, c.Percent(r.Reasons.Decimals))
		}
	}
	if last := r.Reasons.Rows[8]; !last.NotRecorded || last.Label != "Not recorded" {
		t.Errorf("last row %+v", last)
	}
	if got := r.Sex.Row("female").Cell.Percent(r.Sex.Decimals) + ", " + r.Sex.Row("male").Cell.Percent(r.Sex.Decimals); got != "48.5%, 51.5%" {
		t.Error(got)
	}
	if !strings.Contains(r.Reasons.Note, "n = 68 of 69 people; 1 not recorded") {
		t.Error(r.Reasons.Note)
	}
}

func TestBuild_outcomeOfThePilot(t *testing.T) {
	o := build(t, fixture.Pilot()).Outcomes[0]
	if *o.Before != 32 || *o.After != 44 || *o.Change != 12 || o.Pairs.N != 40 {
		t.Errorf("%v then %v, change %v, pairs %d", *o.Before, *o.After, *o.Change, o.Pairs.N)
	}
	want := map[string]int{"rose_small": 32, "rose_large": 24, "same": 8, "fell": 0, "fell_large": 0}
	for _, g := range o.Changes {
		if g.Cell.N != want[g.Key] || g.Cell.Of != 40 {
			t.Errorf("%s: %d of %d", g.Key, g.Cell.N, g.Cell.Of)
		}
	}
	if o.SmallSample != "" {
		t.Errorf("40 pairs are not few: %q", o.SmallSample)
	}
	if len(o.Comparators) != 1 || o.Comparators[0].Value != 51.6 || !strings.Contains(o.Note, "51.6 (Health Survey for England 2011, adults)") {
		t.Errorf("comparator %+v in %q", o.Comparators, o.Note)
	}
	if o.Finding != "Mean WEMWBS score was 12.0 points higher at follow-up (40 of 69 people)" {
		t.Error(o.Finding)
	}
}

// The worked values of a published example: mean change 12, sd 2.6077.
func TestStandardDeviationOfChange(t *testing.T) {
	pairs := []data.Pair{{Before: 28, After: 40}, {Before: 30, After: 44}, {Before: 32, After: 41}, {Before: 34, After: 50}, {Before: 36, After: 47}, {Before: 32, After: 42}}
	o := outcomeOf(t, pairs)
	if *o.Before != 32 || *o.After != 44 || math.Abs(*o.ChangeSD-2.6077) > 0.00005 {
		t.Errorf("%v, %v, sd %v", *o.Before, *o.After, *o.ChangeSD)
	}
	if !strings.Contains(o.SmallSample, "6 people") {
		t.Errorf("small sample note %q", o.SmallSample)
	}
}

func TestFewPairs(t *testing.T) {
	for name, c := range map[string]struct {
		pairs   []data.Pair
		finding string
		sd      *float64
	}{
		"none":      {nil, "No one has completed WEMWBS both times yet", nil},
		"one":       {[]data.Pair{{Before: 28, After: 42}}, "WEMWBS scores, first and follow-up (1 of 69 people)", nil},
		"equal":     {[]data.Pair{{Before: 28, After: 30}, {Before: 40, After: 42}}, "WEMWBS scores, first and follow-up (2 of 69 people)", new(float64)},
		"fell":      {[]data.Pair{{Before: 30, After: 28}, {Before: 40, After: 40}}, "WEMWBS scores, first and follow-up (2 of 69 people)", ptr(math.Sqrt2)},
		"unchanged": {[]data.Pair{{Before: 30, After: 32}, {Before: 40, After: 38}}, "WEMWBS scores, first and follow-up (2 of 69 people)", ptr(math.Sqrt(8))},
	} {
		o := outcomeOf(t, c.pairs)
		if o.Finding != c.finding {
			t.Errorf("%s: %q", name, o.Finding)
		}
		if (o.ChangeSD == nil) != (c.sd == nil) || c.sd != nil && math.Abs(*o.ChangeSD-*c.sd) > 1e-9 {
			t.Errorf("%s: sd %v", name, o.ChangeSD)
		}
		if strings.Contains(o.Text, "NaN") {
			t.Errorf("%s: %s", name, o.Text)
		}
	}
}

func outcomeOf(t *testing.T, pairs []data.Pair) reports.Outcome {
	t.Helper()
	f := fixture.Pilot()
	f.Outcomes[0].Pairs, f.Outcomes[0].Unpaired = pairs, nil
	return build(t, f).Outcomes[0]
}

func ptr(v float64) *float64 { return &v }

func TestPercentRoundsHalfUp(t *testing.T) {
	for _, c := range []struct {
		n, whole, decimals int
		want               string
	}{
		{19, 68, 0, "28%"}, {1, 8, 0, "13%"}, {1, 200, 0, "1%"}, {1, 201, 0, "0%"}, {33, 68, 1, "48.5%"},
		{1, 2000, 1, "0.1%"}, {5, 5, 1, "100.0%"}, {0, 5, 0, "0%"}, {0, 0, 0, "–"},
	} {
		if got := reports.Percent(c.n, c.whole, c.decimals); got != c.want {
			t.Errorf("%d of %d: %q, want %q", c.n, c.whole, got, c.want)
		}
	}
	if reports.Count(1234567) != "1,234,567" || reports.Count(999) != "999" {
		t.Error(reports.Count(1234567))
	}
	if reports.Signed(-3.5) != "−3.5" || reports.Signed(-0.01) != "0.0" || reports.Signed(12) != "+12.0" {
		t.Error(reports.Signed(-3.5), reports.Signed(-0.01), reports.Signed(12))
	}
}

func TestBuild_emptyPeriod(t *testing.T) {
	r := build(t, fixture.Empty())
	if r.Seen.N != 0 || r.Reasons.Finding != "No one was seen in this period" {
		t.Errorf("%d seen: %q", r.Seen.N, r.Reasons.Finding)
	}
	for _, k := range r.KeyFigures {
		if strings.Contains(k.Value, "NaN") || strings.Contains(k.Value, "%") {
			t.Errorf("%s is %q of nothing", k.Key, k.Value)
		}
	}
	if len(r.Quality) == 0 || len(r.Definitions) == 0 {
		t.Error("an empty period has definitions and notes, too")
	}
}

func TestPeriodInWords(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2018-10-01", "2019-05-31", "October 2018 to May 2019"},
		{"2024-02-01", "2024-02-29", "February 2024"},
		{"2024-02-01", "2024-02-28", "1 February 2024 to 28 February 2024"},
		{"2024-02-03", "2024-02-03", "3 February 2024"},
	} {
		r := reports.Report{From: data.MustDate(c.from), To: data.MustDate(c.to)}
		if got := r.PeriodText(); got != c.want {
			t.Errorf("%s to %s: %q", c.from, c.to, got)
		}
	}
}
