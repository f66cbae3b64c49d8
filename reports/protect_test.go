package reports_test

import (
	"encoding/json"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

func buildWith(t *testing.T, f *data.Figures, rule disclosure.Rule) *reports.Report {
	t.Helper()
	r, err := reports.Build(f, reports.Options{ServiceName: "Thanet Social Prescribing", AsAt: fixture.AsAt, Rule: rule})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The pilot's reasons under 5 are 4, 2 and 2. None of the three is shown, and
// what they come to together is said in one row.
func TestThePilotsSmallReasonsAreHidden(t *testing.T) {
	r := buildWith(t, fixture.Pilot(), disclosure.Default)
	var texts []string
	for _, row := range r.Reasons.Rows {
		texts = append(texts, row.Cell.Text())
	}
	if got := strings.Join(texts, " "); got != "19 19 11 6 5 8 1" {
		t.Error(got)
	}
	if r.Reasons.Together.N != 8 || !strings.Contains(r.Reasons.Note, "3 rows (8 people in total) are hidden") {
		t.Errorf("together %v: %s", r.Reasons.Together, r.Reasons.Note)
	}
	if row := r.Reasons.Rows[5]; strings.Join(row.Parts, " ") != "k6 k7 k8" || row.Label != "Employability; Bereavement; Mental Health (together)" {
		t.Errorf("%+v", row)
	}
	for _, key := range []string{"k6", "k7", "k8"} {
		if row := r.Reasons.Row(key); !row.Cell.Hidden || row.Cell.N != 0 || row.Cell.Of != 0 {
			t.Errorf("%s still holds %+v", key, row.Cell)
		}
	}
}

// Whatever the figures, no count in a protected report is small, whichever
// way it is written, and a sentence holds no number that the tables hide.
func TestNoSmallCountIsInAProtectedReport(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		f := scattered(rng)
		rule := disclosure.Rule{Minimum: 2 + rng.IntN(9)}
		r := buildWith(t, f, rule)
		for _, fact := range r.Facts() {
			if strings.HasSuffix(fact.Key, "/not_recorded") || strings.HasPrefix(fact.Key, "outcome/") && !strings.HasSuffix(fact.Key, "pairs") {
				continue
			}
			if n, err := strconv.Atoi(strings.Fields(fact.Value)[0]); err == nil && n > 0 && n < rule.Minimum && !strings.Contains(fact.Key, "median") {
				t.Fatalf("%s, %s is %s at a minimum of %d", fact.Where, fact.What, fact.Value, rule.Minimum)
			}
		}
		partsKeepTheirSecret(t, r, rule)
	}
}

// partsKeepTheirSecret takes what is shown from the whole, as a reader would.
func partsKeepTheirSecret(t *testing.T, r *reports.Report, rule disclosure.Rule) {
	t.Helper()
	for _, table := range r.Tables() {
		if table.Overlaps || table.N.Hidden || table.Recorded.Hidden {
			continue
		}
		rest, cells := table.N.N, 0
		for _, row := range table.Rows {
			rest -= row.Cell.N
			if row.Cell.Hidden {
				cells++
			}
		}
		if cells == 1 || cells > 0 && rest < rule.Minimum {
			t.Fatalf("%s: %d in %d hidden rows follows from N %d", table.Title, rest, cells, table.N.N)
		}
	}
}

// scattered is a caseload of any size whose parts fall as they may.
func scattered(rng *rand.Rand) *data.Figures {
	f := fixture.Empty()
	f.Seen = rng.IntN(60)
	deal := func(list []data.Tally, n int) {
		for range n {
			list[rng.IntN(len(list))].N++
		}
	}
	for _, list := range [][]data.Tally{f.ByReason, f.BySex, f.ByAgeBand, f.BySurgery, f.BySource, f.ByPrescriber} {
		deal(list, f.Seen)
	}
	offers, chosen := rng.IntN(60), 0
	deal(f.OffersByDecision, offers)
	chosen = f.OffersByDecision[0].N
	deal(f.NotChosenBecause, offers-chosen)
	deal(f.Prescriptions, chosen)
	f.PeopleOffered = rng.IntN(offers + 1)
	f.PeopleChose = rng.IntN(min(f.PeopleOffered, chosen) + 1)
	f.PeopleStarted = rng.IntN(f.PeopleChose + 1)
	deal(f.ContactsByKind, 3*f.Seen)
	f.ContactsByOutcome[0].N = 3 * f.Seen
	f.ContactsByOutcome[1].N = rng.IntN(9)
	pairs := rng.IntN(f.Seen + 1)
	o := data.OutcomeFigures{Measure: "wemwbs", InstrumentID: "wemwbs", Baselines: f.Seen, FollowUps: pairs}
	for range pairs {
		o.Pairs = append(o.Pairs, data.Pair{Before: float64(14 + rng.IntN(57)), After: float64(14 + rng.IntN(57)), Who: data.Who{Sex: []string{"female", "male", ""}[rng.IntN(3)]}})
	}
	f.Outcomes = []data.OutcomeFigures{o}
	return f
}

// Lines of single people would let a reader count what is hidden.
func TestNoLinesBesideHiddenCounts(t *testing.T) {
	f := fixture.Pilot()
	for i := range 3 { // three who fell, and nothing else does
		f.Outcomes[0].Pairs[i].After = f.Outcomes[0].Pairs[i].Before - 9
	}
	protected, open := buildWith(t, f, disclosure.Default).Outcomes[0], buildWith(t, f, disclosure.Rule{}).Outcomes[0]
	if len(protected.Lines) != 0 || protected.Spread == nil {
		t.Errorf("%d lines, spread %v", len(protected.Lines), protected.Spread)
	}
	if len(open.Lines) != 40 {
		t.Errorf("%d lines for the service's own eyes", len(open.Lines))
	}
}

// The bands of a SWEMWBS are put together where few are in one, and it has no sizes of
// change. So nothing was called hidden, and the PDF and Word drew a line for each of 11
// people, two of them falling, and the workbook had their scores.
func TestNoLinesOfSinglePeopleBesideBandsCountedTogether(t *testing.T) {
	f := fixture.Pilot()
	short := f.Outcomes[0]
	short.Measure, short.InstrumentID, short.Other, short.Unpaired = "swemwbs", "swemwbs", "wemwbs", nil
	short.Baselines, short.FollowUps, short.Pairs, short.ByMode = 11, 11, nil, nil
	for i := range 11 {
		short.Pairs = append(short.Pairs, data.Pair{Before: 15 + float64(i)/2, After: 19.25 + float64(i%3)})
	}
	f.Outcomes = append(f.Outcomes, short)
	for name, r := range map[string]disclosure.Rule{"small": disclosure.Default, "strict": disclosure.Strict, "rounded": {RoundTo: 5}} {
		made, err := reports.Build(f, reports.Options{Rule: r, Scores: true, AsAt: fixture.AsAt})
		if err != nil {
			t.Fatal(err)
		}
		for i := range made.Outcomes {
			if o := &made.Outcomes[i]; len(o.Lines) != 0 || i > 0 && len(o.Scores) != 0 {
				t.Errorf("%s: %s has %d lines and %d scores of single people beside %+v", name, o.ShortName, len(o.Lines), len(o.Scores), o.Bands.Rows)
			}
		}
	}
	if o := buildWith(t, f, disclosure.Rule{}).Outcomes[1]; len(o.Lines) != 11 {
		t.Errorf("%d lines for the service's own eyes", len(o.Lines))
	}
}

func TestFewPairsAreHiddenWhole(t *testing.T) {
	f := fixture.Pilot()
	f.Outcomes[0].Pairs, f.Outcomes[0].Unpaired = f.Outcomes[0].Pairs[:4], nil
	o := buildWith(t, f, disclosure.Default).Outcomes[0]
	if !o.Pairs.Hidden || o.Before != nil || o.Paired != nil || len(o.Lines) != 0 || o.Spread != nil || len(o.Breakdowns) != 0 {
		t.Errorf("%+v", o)
	}
	if regexp.MustCompile(`\b4\b`).MatchString(o.Finding + o.SmallSample) {
		t.Errorf("%s %s", o.Finding, o.SmallSample)
	}
}

func TestStrictRuleRounds(t *testing.T) {
	r := buildWith(t, fixture.Pilot(), disclosure.Strict)
	if r.Seen.N != 70 || r.Reasons.Row("k1").Cell.N != 20 || !r.Reasons.Row("k4").Cell.Hidden || r.Outcomes[0].Paired.Test != nil {
		t.Errorf("seen %v, %+v", r.Seen, r.Reasons.Rows)
	}
}

// A frozen report has the same figures when it is made again, and says what
// has changed since.
func TestThaw_hasTheSameFigures(t *testing.T) {
	then := buildWith(t, fixture.Pilot(), disclosure.Default)
	seen := map[string]bool{}
	for _, fact := range then.Facts() {
		if seen[fact.Key] {
			t.Errorf("two figures are %s", fact.Key)
		}
		seen[fact.Key] = true
	}
	frozen, err := reports.Freeze(then, "Year 1", fixture.Pilot().Filter)
	if err != nil || len(frozen.Hash) != 64 {
		t.Fatal(err, frozen)
	}
	again, err := reports.Thaw(frozen, nil)
	if err != nil {
		t.Fatal(err)
	}
	if d := reports.Differences(then, again); len(d) != 0 || again.Hash() != then.Hash() {
		t.Errorf("differs: %v", d)
	}
	f := fixture.Pilot()
	f.FollowUps.OnTime++
	f.FollowUps.Due++
	now := buildWith(t, f, disclosure.Default)
	d := reports.Differences(again, now)
	if len(d) == 0 || d[0].Then == d[0].Now {
		t.Fatalf("%v", d)
	}
	found := false
	for _, one := range d {
		found = found || one.Where == "Follow-ups" && one.What == "Done on time" && one.Then == "112 (86%)" && one.Now == "113 (86%)"
	}
	if !found {
		t.Errorf("%+v", d)
	}
	frozen.Body = []byte(strings.Replace(string(frozen.Body), `"N":19`, `"N":20`, 1))
	if _, err := reports.Thaw(frozen, nil); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("a changed record was shown: %v", err)
	}
	if !json.Valid([]byte(strings.TrimSpace(string(frozen.Body)))) {
		t.Error("body is no JSON")
	}
}

// Six rose much and two a little, no one else is in it: that all eight rose
// follows from the zeros, and gives neither of the two away.
func TestWhatRoseAtAllIsShownWhereNothingFollows(t *testing.T) {
	f := fixture.Pilot()
	o := &f.Outcomes[0]
	o.Pairs, o.Unpaired = o.Pairs[:8], nil
	rose := func(by ...float64) (cells []string) {
		for i := range o.Pairs {
			o.Pairs[i].Before, o.Pairs[i].After = 30, 30+by[i]
		}
		for _, c := range buildWith(t, f, disclosure.Default).Outcomes[0].Changes {
			cells = append(cells, c.Cell.Text())
		}
		return cells
	}
	if got := strings.Join(rose(10, 10, 10, 10, 10, 10, 5, 5), " "); got != "8 hidden 0 0 0" {
		t.Error(got)
	}
	if got := strings.Join(rose(10, 10, 10, 10, 10, 5, 5, 0), " "); got != "hidden hidden hidden 0 0" {
		t.Error(got)
	}
}

// What follows was worked out of protected reports by someone who had not
// built them.

// Who is not recorded stands in one table; with the men it gave the four women
// away in another.
func TestTwoTablesOfTheSamePairsHideTheSame(t *testing.T) {
	f := fixture.Pilot()
	for i := range f.Outcomes[0].Pairs {
		f.Outcomes[0].Pairs[i].Who.Sex = "male"
	}
	for i := range 4 {
		f.Outcomes[0].Pairs[i].Who.Sex = "female"
	}
	f.Outcomes[0].Pairs[4].Who.Sex = ""
	o := buildWith(t, f, disclosure.Default).Outcomes[0]
	for _, part := range o.Breakdowns {
		for _, row := range part.Rows {
			if part.Key == "sex" && row.Key != "not_recorded" && !row.Pairs.Hidden {
				t.Errorf("%s: %d pairs", row.Label, row.Pairs.N)
			}
		}
	}
	for _, m := range o.Missing {
		for _, row := range m.Rows {
			if m.Key == "missing_sex" && row.Key != "not_recorded" && !row.Cells[0].Hidden {
				t.Errorf("%s: %d have both", row.Label, row.Cells[0].N)
			}
		}
	}
}

// Two scores of the same questionnaires: what one hid of those with answers
// missing, the numbers of the other gave.
func TestAnswersMissingAreShownUnlessFewAreComplete(t *testing.T) {
	f := fixture.Pilot()
	f.Outcomes[0].BaselinesIncomplete, f.Outcomes[0].FollowUpsIncomplete = 3, 2
	o := buildWith(t, f, disclosure.Default).Outcomes[0]
	if o.BaselinesIncomplete.Text() != "3" || o.FollowUpsIncomplete.Text() != "2" {
		t.Errorf("%s and %s", o.BaselinesIncomplete.Text(), o.FollowUpsIncomplete.Text())
	}
	f.Outcomes[0].FollowUps, f.Outcomes[0].Pairs, f.Outcomes[0].Unpaired = 4, f.Outcomes[0].Pairs[:4], nil
	f.Outcomes[0].ByMode[0].N, f.Outcomes[0].ByMode[1].N = 50, 14
	second := f.Outcomes[0]
	second.Measure, second.Baselines, second.BaselinesIncomplete, second.FollowUps, second.FollowUpsIncomplete = "swemwbs", 59, 4, 5, 1
	f.Outcomes = append(f.Outcomes, second)
	r := buildWith(t, f, disclosure.Default)
	if one := r.Outcomes[0]; !one.FollowUps.Hidden || !one.FollowUpsIncomplete.Hidden && !r.Outcomes[1].FollowUps.Hidden && !r.Outcomes[1].FollowUpsIncomplete.Hidden {
		t.Errorf("few complete: %s and %s beside %s and %s", one.FollowUps.Text(), one.FollowUpsIncomplete.Text(),
			r.Outcomes[1].FollowUps.Text(), r.Outcomes[1].FollowUpsIncomplete.Text())
	}
	// All questionnaires less the first ones are the few follow-ups.
	if one := r.Outcomes[0]; !one.ByMode.N.Hidden && !one.Baselines.Hidden {
		t.Errorf("%s questionnaires in all, %s of them first ones", one.ByMode.N.Text(), one.Baselines.Text())
	}
}

// How many have no follow-up follows from other numbers; of a few, a table with
// one row that is not 0 would say what they are.
func TestFewWithoutAFollowUpAreInNoTable(t *testing.T) {
	f := fixture.Pilot()
	f.Outcomes[0].Unpaired = f.Outcomes[0].Unpaired[:2]
	if m := buildWith(t, f, disclosure.Default).Outcomes[0].Missing; len(m) != 0 {
		t.Errorf("%d tables of two people", len(m))
	}
}

// Nine people with a further reason, of whom five for one: at least four had
// the only other one, which is hidden as at most four.
func TestWhatOverlapsDoesNotBindTheHidden(t *testing.T) {
	f := fixture.Pilot()
	f.FurtherReasons = f.FurtherReasons[:2]
	f.FurtherReasons[0].N, f.FurtherReasons[1].N, f.PeopleWithFurther = 5, 4, 9
	for _, row := range buildWith(t, f, disclosure.Default).FurtherReasons.Rows {
		if !row.Cell.Hidden {
			t.Errorf("%s: %d", row.Label, row.Cell.N)
		}
	}
}

// A mean with four decimals tells of how many people it is, which rounding hides.
func TestRoundedReportsHaveCoarseMeans(t *testing.T) {
	f := fixture.Pilot()
	f.Outcomes[0].Pairs = f.Outcomes[0].Pairs[:37]
	o := buildWith(t, f, disclosure.Strict).Outcomes[0]
	for _, v := range []float64{*o.Before, *o.After, *o.Change, *o.ChangeSD, o.Paired.MedianAfter} {
		if v != float64(int(v*10+0.5))/10 && v > 0 {
			t.Errorf("%v", v)
		}
	}
}

// What the one who is not recorded scored must not follow from the means of
// everyone, of the women and of the men.
func TestTheScoreOfOneNotRecordedDoesNotFollow(t *testing.T) {
	f := fixture.Pilot()
	f.Outcomes[0].Pairs[0].Who.Sex = ""
	o := buildWith(t, f, disclosure.Default).Outcomes[0]
	for _, part := range o.Breakdowns {
		means := 0
		for _, row := range part.Rows {
			if row.Change != nil {
				means++
			}
		}
		if part.Key == "sex" && means > 1 {
			t.Errorf("%d means by sex", means)
		}
	}
	for _, m := range o.Missing {
		for _, row := range m.Rows {
			if m.Key == "missing_sex" && (row.Cells[0].Hidden || row.Cells[1].Hidden) {
				t.Errorf("%s is hidden, though nothing is small", row.Label)
			}
		}
	}
}

// The mean of all first scores, beside the mean of the pairs and both n, gave the
// score of the one person who had no follow-up; and so it is for follow-ups.
func TestMeans_noneTellsTheScoreOfTheOneUnpaired(t *testing.T) {
	for name, c := range map[string]struct {
		unpaired int
		shown    bool
	}{"no one": {0, true}, "one person": {1, false}, "four people": {4, false}, "five people": {5, true}} {
		f := fixture.Pilot()
		o := &f.Outcomes[0]
		mean := 33.3
		o.Baselines, o.BaselineMean = len(o.Pairs)+c.unpaired, &mean
		o.FollowUps, o.FollowUpMean = len(o.Pairs)+c.unpaired, &mean
		out := buildWith(t, f, disclosure.Default).Outcomes[0]
		if (out.AllBaselinesMean != nil) != c.shown || (out.AllFollowUpsMean != nil) != c.shown {
			t.Errorf("%s without a pair: means of all %v and %v", name, out.AllBaselinesMean, out.AllFollowUpsMean)
		}
	}
}

// The mean, spread and middle one of five pairs gave every single score.
func TestFewPairsHaveNothingButMeans(t *testing.T) {
	f := fixture.Pilot()
	f.Outcomes[0].Pairs = f.Outcomes[0].Pairs[:7]
	o := buildWith(t, f, disclosure.Default).Outcomes[0]
	if o.Change == nil || o.ChangeSD != nil || o.Paired.Test != nil || len(o.Lines) != 0 || *o.Before != float64(int(*o.Before*10+0.5))/10 {
		t.Errorf("%+v, %+v", o.Paired, o.Lines)
	}
	for _, s := range o.Statistics() {
		if strings.HasPrefix(s.Key, "median") && s.Value != nil || strings.HasPrefix(s.Key, "sd") && s.Value != nil {
			t.Errorf("%s: %v", s.Label, *s.Value)
		}
	}
	if o := buildWith(t, f, disclosure.Rule{}).Outcomes[0]; o.ChangeSD == nil || len(o.Lines) != 7 {
		t.Error("the service's own eyes see less, too")
	}
}

func TestRoundingAloneIsSaidRightly(t *testing.T) {
	r := buildWith(t, fixture.Pilot(), disclosure.Rule{RoundTo: 5})
	if strings.Contains(r.Protection, "-1") || !strings.Contains(r.Protection, "Small numbers are not hidden") {
		t.Error(r.Protection)
	}
}

// What may still be done on time is no part of the whole, and hidden like any
// other small number.
func TestFollowUps_whatIsNotYetDueStandsApart(t *testing.T) {
	f := fixture.Pilot()
	f.FollowUps.NotYet = 3
	r := buildWith(t, f, disclosure.Default)
	if r.FollowUps.N.N != f.FollowUps.Due || !r.FollowUpsNotYet.Hidden || strings.Contains(r.FollowUps.Note, "3 more") {
		t.Errorf("N %+v, not yet %+v: %s", r.FollowUps.N, r.FollowUpsNotYet, r.FollowUps.Note)
	}
	f.FollowUps.NotYet = 12
	if r = buildWith(t, f, disclosure.Default); !strings.Contains(r.FollowUps.Note, "12 more are open and may still be done on time") {
		t.Error(r.FollowUps.Note)
	}
	f.FollowUps.Unreached++
	if _, err := reports.Build(f, reports.Options{AsAt: fixture.AsAt}); err == nil {
		t.Error("a report whose follow-ups do not add up was written")
	}
}

// “68 of 69 people” tells of the one as plainly as “1 of 69” does.
func TestProtect_allButAFewAreGuarded(t *testing.T) {
	for n, hidden := range map[int]bool{64: false, 66: true, 68: true} {
		f := fixture.Pilot()
		f.PeopleWithFurther, f.FurtherReasons = 69, []data.Tally{{Key: "k1", Label: "Housing", N: n}, {Key: "k2", Label: "Benefits/Financial", N: 30}}
		if got := buildWith(t, f, disclosure.Default).FurtherReasons.Row("k1").Cell; got.Hidden != hidden {
			t.Errorf("%d of 69: %+v", n, got)
		}
	}
}
