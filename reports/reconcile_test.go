package reports_test

import (
	"math"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/internal/fixture"
)

// Figures whose parts do not add up are refused with a sentence that names
// the parts and says by how much.
func TestPartsThatDoNotAddUp(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*data.Figures)
		want  string
	}{
		"reasons": {func(f *data.Figures) { f.ByReason[0].N-- }, "people by reason add up to 68, but the number of people seen is 69 (1 too few)"},
		"sex":     {func(f *data.Figures) { f.BySex[0].N += 2 }, "people by sex add up to 71, but the number of people seen is 69 (2 too many)"},
		"age":     {func(f *data.Figures) { f.ByAgeBand[1].N++ }, "people by age band add up to 70"},
		"surgery": {func(f *data.Figures) { f.BySurgery = f.BySurgery[1:] }, "people by surgery add up to 45"},
		"source":  {func(f *data.Figures) { f.BySource[0].N++ }, "people by source add up to 70"},
		"contacts": {func(f *data.Figures) { f.ContactsByKind[0].N++ },
			"contacts by kind add up to 241, but the number of contacts attended is 240 (1 too many)"},
		"follow-ups": {func(f *data.Figures) { f.FollowUps.Open = 0 }, "add up to 127, but the number due is 130 (3 too few)"},
		"passed on":  {func(f *data.Figures) { f.Prescriptions[0].N += 2 }, "the number of referrals and signposts is 96, but the number of offers chosen is only 95"},
		"started":    {func(f *data.Figures) { f.PeopleStarted = 62 }, "the number of people who chose one is only 61 (1 too many)"},
		"needs":      {func(f *data.Figures) { f.NeedsFound[0].N = 37 }, "one row of needs found later is 37, but the number of people with any is only 36"},
		"pairs":      {func(f *data.Figures) { f.Outcomes[0].FollowUps = 39 }, "the number of WEMWBS pairs is 40, but the number of people with a complete later one is only 39"},
		"modes":      {func(f *data.Figures) { f.Outcomes[0].ByMode[0].N = 10 }, "is 102, but the number of those by how they were filled in is only 24"},
		"negative":   {func(f *data.Figures) { f.ByReason[0].N, f.ByReason[1].N = -1, 39 }, "people by reason contain a negative count (-1)"},
		"score":      {func(f *data.Figures) { f.Outcomes[0].Pairs[3].After = math.NaN() }, "a WEMWBS score is not a number"},
	} {
		f := fixture.Pilot()
		c.spoil(f)
		r, err := reports.Build(f, reports.Options{AsAt: fixture.AsAt})
		if r != nil || data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%s: report %v, error %v", name, r != nil, err)
			continue
		}
		if !strings.Contains(data.Sentence(err), c.want) {
			t.Errorf("%s: %s", name, data.Sentence(err))
		}
	}
}

func TestPeriodIsChecked(t *testing.T) {
	for _, filter := range []data.FigureFilter{
		{}, {From: data.MustDate("2024-01-01")}, {From: data.MustDate("2024-01-02"), To: data.MustDate("2024-01-01")},
	} {
		if _, err := reports.Build(&data.Figures{Filter: filter}, reports.Options{}); data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%+v: %v", filter, err)
		}
	}
}
