package attack_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// The means and medians of a short scale tell how many people are in its bands: with a
// mean of 3.2 of 10 hardly anyone can be in a high one.
func TestAttack_meansOfShortScalesTellNoBand(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 1))
	for i := range 40 {
		measure := []string{"ons4.satisfied", "ons4.anxious", "djg6", "wemwbs"}[i%4]
		f := scored(t, random, measure)
		for _, minimum := range []int{5, 3, 8} {
			p, truth := pageOf(t, f, disclosure.Rule{Minimum: minimum}), pageOf(t, f, disclosure.Rule{})
			list, _ := newReader(minimum, []*page{p}, []*page{truth}).solve()
			for _, one := range list {
				t.Errorf("%d: %d of %s, minimum %d: %v", i, len(f.Outcomes[0].Pairs), measure, minimum, one)
			}
		}
	}
}

// scored is the pilot with some pairs of another score, all somewhere on its scale.
func scored(t *testing.T, random *rand.Rand, measure string) *data.Figures {
	t.Helper()
	m, known := instrument.Standard().Measure(measure)
	if !known {
		t.Fatal("no measure " + measure)
	}
	f := fixture.Pilot()
	o := &f.Outcomes[0]
	n := 8 + random.IntN(len(o.Pairs)-8)
	o.Measure, o.InstrumentID, o.Pairs = m.ID, m.InstrumentID, o.Pairs[:n]
	o.Unpaired, o.Baselines, o.BaselinesIncomplete, o.FollowUps, o.FollowUpsIncomplete, o.Refused = nil, n, 0, n, 0, 0
	o.ByMode = []data.Tally{{Key: "alone", Label: "Alone", N: 2 * n}}
	around := random.Float64()
	score := func(shift float64) float64 {
		at := max(0, min(1, around+shift+0.15*random.NormFloat64()))
		return m.Scoring.Min + math.Round(at*(m.Scoring.Max-m.Scoring.Min))
	}
	for k := range o.Pairs {
		o.Pairs[k].Before, o.Pairs[k].After = score(0), score(0.2)
	}
	return f
}

func pageOf(t *testing.T, f *data.Figures, rule disclosure.Rule) *page {
	t.Helper()
	r, err := reports.Build(f, reports.Options{AsAt: fixture.AsAt, Rule: rule})
	if err != nil {
		t.Fatal(err)
	}
	body, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return read(f.Filter, body)
}

// The reader took how many people there are for how many changed by a size, because
// the two differ in the report by the case of a letter only, and so never tried them.
func TestReader_readsSizesOfChange(t *testing.T) {
	f := fixture.Pilot()
	r, err := reports.Build(f, reports.Options{AsAt: fixture.AsAt, Rule: disclosure.Rule{}})
	if err != nil {
		t.Fatal(err)
	}
	p := pageOf(t, f, disclosure.Rule{})
	for _, c := range r.Outcomes[0].Changes {
		place := "outcome." + r.Outcomes[0].Measure + ".changes/" + c.Key
		if n, shown := p.shown[place]; !shown || n != c.Cell.N {
			t.Errorf("%s is read as %d, not %d", place, n, c.Cell.N)
		}
	}
}
