package reports_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// few is a service of ten people with eight reasons: the rule hides that they are
// ten, though ten is not small, because then no reason could have had four.
func few() *data.Figures {
	f := fixture.Empty()
	f.Seen = 10
	f.ByReason = tallied(8, 2, 2, 1, 1, 1, 1, 1, 1)
	for _, list := range []*[]data.Tally{&f.BySex, &f.ByAgeBand, &f.BySurgery, &f.BySource, &f.ByPrescriber} {
		*list = tallied(1, 10)
	}
	return f
}

func tallied(rows int, counts ...int) []data.Tally {
	list := make([]data.Tally, rows)
	for i := range list {
		name := string(rune('A' + i))
		list[i] = data.Tally{Key: "k" + name, Label: "Row " + name, N: counts[i]}
	}
	return list
}

// A number may be hidden because a small one would follow from it. No sentence says
// that it is small itself.
func TestHidden_isNotCalledSmall(t *testing.T) {
	r := buildWith(t, few(), disclosure.Default)
	if !r.Seen.Hidden {
		t.Fatal("it is not hidden, so that nothing is tried")
	}
	list := append(sentences(t, r), titles(r)...)
	for _, k := range r.KeyFigures {
		list = append(list, k.Note, k.Sentence())
	}
	for _, m := range r.Matrices() {
		list = append(list, m.Note)
	}
	for _, s := range list {
		if strings.Contains(s, "too small") || strings.Contains(s, "is small") || strings.Contains(s, "Too few") {
			t.Errorf("%q", s)
		}
	}
	if got := r.KeyFigures[0].Note; got != "Hidden because it could help to identify someone." {
		t.Error(got)
	}
}

// People whose scores are hidden have them. That they have none is another thing.
func TestOutcome_hiddenScoresAreNotMissingOnes(t *testing.T) {
	f := fixture.Pilot()
	f.Outcomes[0].Pairs = f.Outcomes[0].Pairs[:3]
	f.Outcomes[0].FollowUps = 3
	r := buildWith(t, f, disclosure.Default)
	if o := &r.Outcomes[0]; !o.Pairs.Hidden || strings.Contains(o.Text, "There is no mean") || !strings.HasPrefix(o.Text, "The mean is hidden") {
		t.Errorf("%v %q", o.Pairs, o.Text)
	}
}

// Before the first referral everything says the same, and nothing is of 0 people.
func TestEmptyPeriod_saysThatNoOneWasSeen(t *testing.T) {
	f := fixture.Empty()
	f.Loneliness = data.LonelinessFigures{Reason: "Isolation"}
	r := build(t, f)
	for _, title := range titles(r) {
		if strings.Contains(title, "(0 ") {
			t.Errorf("%q has a base of no one", title)
		}
	}
	for name, got := range map[string]string{"isolation": r.Loneliness.Finding, "needs": r.ReasonNeeds.Finding, "by reason": r.Loneliness.ByReason.Finding, "other needs": r.Loneliness.Needs.Finding} {
		if got != "No one was seen in this period" {
			t.Errorf("%s: %q", name, got)
		}
	}
	if list := r.Summary(); len(list) == 0 || strings.Count(strings.Join(list, "\n"), "No one was seen") != 1 {
		t.Errorf("the summary is %q", list)
	}
}

// What is known of half the people does not say what is most common among all.
func TestFindings_unrecordedMayBeOfTheSecondRow(t *testing.T) {
	f := fixture.Pilot()
	f.BySex = []data.Tally{{Key: "female", Label: "Female", N: 5}, {Key: "male", Label: "Male", N: 30}, {N: 34}}
	if got := build(t, f).Sex.Finding; got != "People seen, by sex (69 people)" {
		t.Errorf("%q", got)
	}
	f.BySex = []data.Tally{{Key: "female", Label: "Female", N: 6}, {Key: "male", Label: "Male", N: 33}, {Key: "other", Label: "Self-described", N: 6}, {N: 24}}
	if got := build(t, f).Sex.Finding; !strings.HasPrefix(got, "More people are recorded as male") {
		t.Errorf("%q: 33 are more than 6 and 24", got)
	}
	f.BySex = []data.Tally{{Key: "female", Label: "Female", N: 2}, {Key: "male", Label: "Male", N: 4}, {N: 63}}
	if got := buildWith(t, f, disclosure.Default).Sex.Finding; got != "Sex is not recorded for more than half (63 of 69 people)" {
		t.Errorf("%q, where the rows are hidden", got)
	}
}

// No one waits: then no one who still waits is counted. The JSON has the median
// that the text has.
func TestWaits_noOneStillWaiting(t *testing.T) {
	f := fixture.Empty()
	f.ReferralsReceived = 6
	f.ToFirstContact = data.Waits{Days: []int{3, 3, 4, 4, 9, 9}}
	f.ToFirstService = data.Waits{Days: []int{10, 11, 12, 12}, Waiting: []int{30, 40}, NotYet: 2}
	r := build(t, f)
	if got := r.ToFirstContact.Finding; got != "Median wait for a first contact was 4 days (6 referrals)" || strings.Contains(r.ToFirstContact.Note, "waiting") {
		t.Errorf("%q, %q", got, r.ToFirstContact.Note)
	}
	if got := r.ToFirstService.Finding; !strings.Contains(got, "counting those still waiting") {
		t.Error(got)
	}
	body, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var j struct {
		Waits struct {
			Contact struct {
				Median  *float64 `json:"median_days"`
				Quarter *float64 `json:"quarter_within_days"`
			} `json:"to_first_contact"`
		} `json:"waits"`
	}
	if err := json.Unmarshal(body, &j); err != nil {
		t.Fatal(err)
	}
	if c := j.Waits.Contact; c.Median == nil || *c.Median != 4 || c.Quarter == nil || *c.Quarter != 3 {
		t.Errorf("the JSON has %+v", c)
	}
}

// Of many people who all changed by nearly the same, p is too small for a float.
func TestOutcome_surestChangeHasAP(t *testing.T) {
	f := fixture.Pilot()
	o := &f.Outcomes[0]
	f.Seen, o.People, o.Baselines, o.FollowUps, o.BaselinesIncomplete, o.FollowUpsIncomplete, o.Refused, o.Unpaired, o.Pairs = 600, 600, 600, 600, 0, 0, 0, nil, nil
	for i := range 600 {
		o.Pairs = append(o.Pairs, data.Pair{Before: 30, After: 40 + float64(i%2)})
	}
	for _, rule := range []disclosure.Rule{{}, disclosure.Default} {
		r, err := reports.Build(onlyScores(f), reports.Options{AsAt: fixture.AsAt, Rule: rule})
		if err != nil {
			t.Fatal(err)
		}
		p := r.Outcomes[0].Paired
		if p == nil || p.Test == nil || p.Test.P <= 0 || math.IsNaN(p.Test.P) || p.Test.PText() != "p < 0.001" {
			t.Fatalf("%+v", p)
		}
		if _, err := r.JSON(); err != nil {
			t.Error(err)
		}
	}
}

// onlyScores is a period of which nothing is known but people and their scores.
func onlyScores(f *data.Figures) *data.Figures {
	g := fixture.Empty()
	g.Seen, g.Outcomes = f.Seen, f.Outcomes[:1]
	g.Outcomes[0].ByMode = nil
	for _, list := range []*[]data.Tally{&g.ByReason, &g.BySex, &g.ByAgeBand, &g.BySurgery, &g.BySource, &g.ByPrescriber} {
		*list = []data.Tally{{N: f.Seen}}
	}
	return g
}

// Two scores of one set of answers are one result, and their bands as well.
func TestBands_ofTheSameAnswersAreNoFinding(t *testing.T) {
	f := fixture.Pilot()
	short := f.Outcomes[0]
	short.Measure, short.InstrumentID, short.Other = "swemwbs", "swemwbs", "wemwbs"
	short.Pairs = nil
	for range f.Outcomes[0].Pairs {
		short.Pairs = append(short.Pairs, data.Pair{Before: 15, After: 25})
	}
	f.Outcomes = append(f.Outcomes[:1:1], short)
	r := build(t, f)
	if got := r.Outcomes[1].Bands.Finding; r.Outcomes[1].SameAnswers == "" || strings.Contains(got, "were in the band") {
		t.Errorf("%q", got)
	}
	if got := r.Outcomes[0].Bands.Finding; !strings.Contains(got, "were in the band") {
		t.Errorf("%q", got)
	}
}

// Reports that were saved when a minus was an en dash have checksums of that, and
// are not taken for damaged.
func TestFacts_areFiledWithTheDashOfEarlierReports(t *testing.T) {
	f := fixture.Pilot()
	for i := range f.Outcomes[0].Pairs {
		p := &f.Outcomes[0].Pairs[i]
		p.Before, p.After = p.After, p.Before
	}
	dashes := 0
	for _, fact := range build(t, f).Facts() {
		if strings.Contains(fact.Value, "−") {
			t.Errorf("%s is filed as %q", fact.Key, fact.Value)
		}
		if strings.HasPrefix(fact.Value, "–1") {
			dashes++
		}
	}
	if dashes == 0 {
		t.Error("no number is below 0, so that nothing is tried")
	}
}

// One person is no “1 people”, in any text of the report.
func TestReport_ofOnePersonIsInTheSingular(t *testing.T) {
	body, err := build(t, fixture.One()).JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"1 people", "1 follow-ups", "1 contacts", "1 offers", "1 referrals", "1 gaps", "1 appointments"} {
		if at := strings.Index(string(body), " "+wrong); at >= 0 {
			t.Errorf("%q", string(body)[max(0, at-60):at+30])
		}
	}
}
