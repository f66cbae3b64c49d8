package reports_test

import (
	"fmt"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// A heading states what the counts show, and nothing that they do not.
func TestHeadingsAreTrue(t *testing.T) {
	labels := []string{"Housing", "Money", "Loneliness", "Work"}
	for _, c := range []struct {
		counts  [4]int
		missing int
		want    string
	}{
		{[4]int{}, 0, "No one was seen in this period"},
		{[4]int{}, 3, "No reason is recorded for anyone seen (3 people)"},
		{[4]int{1, 0, 0, 0}, 0, "The one person seen came for Housing"},
		{[4]int{0, 7, 0, 0}, 0, "Everyone came for Money (7 people)"},
		{[4]int{0, 7, 0, 0}, 1, "Money was the most common reason (7 of 7 people, 1 not recorded)"},
		{[4]int{0, 7, 0, 0}, 8, "No reason is recorded for more than half (8 of 15 people)"},
		{[4]int{3, 2, 2, 1}, 0, "People seen, by main reason (8 people)"},
		{[4]int{3, 3, 1, 0}, 0, "People seen, by main reason (7 people)"},
		{[4]int{2, 2, 2, 2}, 0, "People seen, by main reason (8 people)"},
		{[4]int{19, 19, 11, 19}, 1, "People seen, by main reason (69 people)"},
		{[4]int{35, 33, 0, 0}, 1, "People seen, by main reason (69 people)"}, // the interval of the difference includes none
		{[4]int{30, 12, 12, 11}, 4, "Housing was the most common reason (30 of 65 people, 4 not recorded)"},
		{[4]int{24, 13, 12, 10}, 10, "People seen, by main reason (69 people)"},
		{[4]int{45, 12, 6, 6}, 0, "More than half came for Housing (45 of 69 people)"},
		{[4]int{38, 31, 0, 0}, 0, "People seen, by main reason (69 people)"}, // more than half, but not more than chance
	} {
		f := fixture.Empty()
		f.ByReason = []data.Tally{{Label: "Not recorded", N: c.missing}}
		f.Seen = c.missing
		for i, n := range c.counts {
			f.ByReason = append(f.ByReason, data.Tally{Key: labels[i], Label: labels[i], N: n})
			f.Seen += n
		}
		f.BySex, f.ByAgeBand = []data.Tally{{N: f.Seen}}, []data.Tally{{N: f.Seen}}
		f.BySurgery, f.BySource = []data.Tally{{N: f.Seen}}, []data.Tally{{N: f.Seen}}
		f.ByPrescriber = nil
		r := build(t, f)
		if r.Reasons.Finding != c.want {
			t.Errorf("%v and %d: %q, want %q", c.counts, c.missing, r.Reasons.Finding, c.want)
		}
		if last := r.Reasons.Rows[len(r.Reasons.Rows)-1]; !last.NotRecorded || last.Cell.N != c.missing {
			t.Errorf("%v: last row %+v", c.counts, last)
		}
	}
}

// A small count hides a second one with it, and that one may be as large as the
// largest that is shown: no title then says which was the most common.
func TestFinding_saysNothingAboutHiddenRows(t *testing.T) {
	for _, c := range []struct {
		counts []int
		want   string
	}{
		{[]int{6, 6, 2}, "People seen, by main reason (14 people)"},
		{[]int{3, 2, 1}, "People seen, by main reason (6 people)"},
		{[]int{20, 6, 2}, "More than half came for Reason 1 (20 of 28 people)"},
	} {
		f := fixture.Empty()
		f.ByReason, f.Seen = nil, 0
		for i, n := range c.counts {
			label := fmt.Sprintf("Reason %d", i+1)
			f.ByReason = append(f.ByReason, data.Tally{Key: label, Label: label, N: n})
			f.Seen += n
		}
		f.BySex, f.ByAgeBand = []data.Tally{{N: f.Seen}}, []data.Tally{{N: f.Seen}}
		f.BySurgery, f.BySource = []data.Tally{{N: f.Seen}}, []data.Tally{{N: f.Seen}}
		f.ByPrescriber = nil
		r := buildWith(t, f, disclosure.Rule{Minimum: 5})
		if r.Reasons.Finding != c.want {
			t.Errorf("%v: %q, want %q; %+v", c.counts, r.Reasons.Finding, c.want, r.Reasons.Rows)
		}
	}
}

func TestComparatorsMayBeChosen(t *testing.T) {
	for name, c := range map[string]struct {
		list []data.Comparator
		want int
	}{
		"none given":     {nil, 1},
		"none wanted":    {[]data.Comparator{}, 0},
		"two, one other": {[]data.Comparator{{InstrumentID: "wemwbs", Source: "A"}, {InstrumentID: "ucla3"}, {InstrumentID: "wemwbs", Source: "B"}}, 2},
	} {
		r, err := reports.Build(fixture.Pilot(), reports.Options{AsAt: fixture.AsAt, Comparators: c.list})
		if err != nil || len(r.Outcomes[0].Comparators) != c.want {
			t.Errorf("%s: %v, %v", name, r.Outcomes[0].Comparators, err)
		}
	}
}
