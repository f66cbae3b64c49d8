package reports_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/rule"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// Every title goes through one gate, so that a new one cannot forget what may be
// said: nothing is put into a field Finding but what claim.title returns.
func TestFindings_allGoThroughTheGate(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 20 {
		t.Fatal(err, files)
	}
	gated := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			assign, ok := n.(*ast.AssignStmt)
			if !ok {
				return true
			}
			for i, left := range assign.Lhs {
				field, ok := left.(*ast.SelectorExpr)
				if !ok || field.Sel.Name != "Finding" || i >= len(assign.Rhs) {
					continue
				}
				if call, ok := assign.Rhs[i].(*ast.CallExpr); ok {
					if f, ok := call.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "title" {
						gated++
						continue
					}
				}
				t.Errorf("%s: a title is written past claim.title", set.Position(assign.Pos()))
			}
			return true
		})
	}
	if gated < 15 {
		t.Errorf("only %d titles were found", gated)
	}
}

// titles are the titles of everything in a report.
func titles(r *reports.Report) (list []string) {
	for _, c := range r.Chapters() {
		for _, p := range c.Parts {
			switch {
			case p.Table != nil:
				list = append(list, p.Table.Finding)
			case p.Wait != nil:
				list = append(list, p.Wait.Finding)
			case p.Matrix != nil:
				list = append(list, p.Matrix.Finding)
			case p.Outcome != nil:
				list = append(list, p.Outcome.Finding)
			case p.Comparison != nil:
				list = append(list, p.Comparison.Finding)
			case p.Loneliness != nil:
				list = append(list, p.Loneliness.Finding)
			}
		}
	}
	return list
}

var (
	trend  = regexp.MustCompile(`(?i)the more|the surer|worth|beneath|proved|believe|stood out|largest group is|equally|somebody|nobody|anybody|because of|thanks to`)
	base   = regexp.MustCompile(`\d|^(No|Nothing|Every|Fewer|None)\b`)
	glued  = regexp.MustCompile(`(?i)hidden (people|person|contacts?|referrals?|offers?|follow-ups?|appointments?|pairs?|of)|of hidden|  |\( |\(\)|%!|: \.|, \.`)
	staffs = regexp.MustCompile(`Ana Prescriber|Ben Prescriber`)
)

// Whatever the counts and whatever is hidden: no title tells a trend, each says
// what it is of, and one that says that a row is the largest has a difference
// that chance does not explain.
func TestTitles_claimNoMoreThanTheCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	compared := 0
	for range 80 {
		f := fixture.Pilot()
		shake(r, f)
		for _, rule := range []disclosure.Rule{{}, disclosure.Default, disclosure.Strict} {
			report, err := reports.Build(f, reports.Options{AsAt: fixture.AsAt, Rule: rule, Before: fixture.Pilot(), Staff: r.IntN(2) == 0})
			if err != nil {
				t.Fatal(err)
			}
			for _, title := range titles(report) {
				if trend.MatchString(title) || staffs.MatchString(title) || glued.MatchString(title) {
					t.Errorf("%q", title)
				}
				if !rule.On() && !base.MatchString(title) {
					t.Errorf("%q has no base", title)
				}
			}
			for _, table := range report.Tables() {
				compared += supported(t, table)
			}
		}
	}
	if compared < 40 {
		t.Errorf("only %d titles compared anything", compared)
	}
}

// shake changes the sizes of the parts of the people.
func shake(r *rand.Rand, f *data.Figures) {
	for _, list := range [][]data.Tally{f.ByReason, f.BySex, f.ByAgeBand, f.BySurgery, f.BySource, f.ByPrescriber} {
		for i := range list {
			list[i].N = 0
		}
		weight := r.IntN(3)
		for range f.Seen {
			at := r.IntN(len(list))
			for range weight {
				at = min(at, r.IntN(len(list)))
			}
			list[at].N++
		}
	}
}

func supported(t *testing.T, table *reports.Table) int {
	t.Helper()
	if !strings.Contains(table.Finding, "most common") && !strings.Contains(table.Finding, "largest") && !strings.Contains(table.Finding, "than in any other group") {
		return 0
	}
	var counts []int
	for _, row := range table.Rows {
		if !row.NotRecorded {
			counts = append(counts, row.Cell.N)
		}
	}
	slices.Sort(counts)
	top, second := counts[len(counts)-1], max(counts[len(counts)-2], table.Together.N)
	if table.Unit != "people" || !table.Overlaps && !rule.Apart(top, second) || table.Overlaps && !rule.ApartOverlapping(top, second, table.N.N) {
		t.Errorf("%q of %v", table.Finding, table.Rows)
	}
	return 1
}

// sentences are all texts of a report that a reader sees.
func sentences(t *testing.T, r *reports.Report) (list []string) {
	t.Helper()
	body, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			list = append(list, v)
		case []any:
			for _, one := range v {
				walk(one)
			}
		case map[string]any:
			for _, one := range v {
				walk(one)
			}
		}
	}
	walk(v)
	for _, k := range r.KeyFigures {
		list = append(list, k.Sentence())
	}
	for i := range r.Outcomes {
		list = append(list, r.Outcomes[i].Text, r.Outcomes[i].Note, r.Outcomes[i].Interval)
	}
	list = append(list, r.Loneliness.Note)
	return list
}

// A service with three clients has everything hidden. No sentence is then about
// hidden people, and none has a gap where a number would be.
func TestSentences_readWellWhereEverythingIsHidden(t *testing.T) {
	few := fixture.One()
	few.Seen, few.ReferralsReceived = 3, 3
	for _, list := range [][]data.Tally{few.ByReason, few.BySex, few.ByAgeBand, few.BySurgery, few.BySource, few.ByPrescriber, few.ContactsByKind,
		few.ContactsByOutcome, few.OffersByDecision, few.Prescriptions} {
		for i := range list {
			list[i].N *= 3
		}
	}
	few.PeopleOffered, few.PeopleChose, few.PeopleStarted = 3, 3, 3
	few.ByConfidence[0].Offers, few.ByConfidence[0].Chosen, few.ByConfidence[0].Started = 3, 3, 3
	few.Services[0].Offered, few.Services[0].Chosen, few.Services[0].Started = 3, 3, 3
	few.ToFirstContact.Days, few.ToFirstService.Days = []int{1, 2, 3}, []int{4, 5, 6}
	few.FollowUps = data.FollowUpFigures{Due: 3, OnTime: 3, NotYet: 2}
	few.Loneliness = data.LonelinessFigures{Reason: "Isolation", Asked: 1, Found: 1, ByReason: few.ByReason, Needs: []data.Tally{{Key: "k", Label: "Money", N: 1}}}
	few.Unmet = data.Unmet{Referrals: 1, Offers: 1, Responses: 2, FollowUps: 1}
	few.Visits = data.VisitFigures{Made: 2, People: 2, Found: []data.Tally{{Key: "damp", Label: "Damp", N: 2}}, PeopleFound: 2,
		Clutter: []data.Tally{{Key: "low", Label: "Low", N: 2}}, Decisions: []data.Tally{{Key: "fire_open", Label: "Fire: open", N: 2}}}
	for _, f := range []*data.Figures{few, fixture.One(), fixture.Empty()} {
		r, err := reports.Build(f, reports.Options{ServiceName: "Small", AsAt: fixture.AsAt, Rule: disclosure.Default, Before: few, Staff: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range append(sentences(t, r), titles(r)...) {
			if glued.MatchString(s) {
				t.Errorf("%q", s)
			}
		}
	}
}

// The same with every single cell of a full report hidden in turn by a rule that
// lets nothing through.
func TestSentences_readWellUnderAnyRule(t *testing.T) {
	for _, least := range []int{2, 5, 8, 20, 40, 60, 100, 1000} {
		r, err := reports.Build(fixture.Pilot(), reports.Options{AsAt: fixture.AsAt, Rule: disclosure.Rule{Minimum: least}, Before: fixture.Pilot()})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range append(sentences(t, r), titles(r)...) {
			if glued.MatchString(s) || trend.MatchString(s) && !strings.Contains(s, "No ") {
				t.Errorf("under %d: %q", least, s)
			}
		}
	}
}

// No finding counts offers as people, and none tells whether surer people went
// more often.
func TestTitles_offersAreNotPeople(t *testing.T) {
	r := build(t, fixture.Pilot())
	if got := r.Offers.Confidence.Finding; got != "Offers, by how confident the person was (172 offers)" {
		t.Error(got)
	}
	if got := r.Offers.Services.Finding; got != "Offers, by service (172 offers)" {
		t.Error(got)
	}
	if got := r.Sex.Finding; got != "People seen, by sex (69 people)" { // 35 against 33
		t.Error(got)
	}
	if got := r.Loneliness.Finding; got != "Befriending/Isolation was the main reason for 6 of 69 people, and a further reason or later need for 31 more" {
		t.Error(got)
	}
}

// Staff are in a report only where the service chose it, and are never in a title.
func TestStaff_onlyWhereChosen(t *testing.T) {
	for _, chosen := range []bool{false, true} {
		f := fixture.Pilot()
		f.ByPrescriber[0].N, f.ByPrescriber[1].N = 66, 2
		r, err := reports.Build(f, reports.Options{AsAt: fixture.AsAt, Staff: chosen})
		if err != nil {
			t.Fatal(err)
		}
		body, err := r.JSON()
		if err != nil {
			t.Fatal(err)
		}
		if named := staffs.Match(body); named != chosen {
			t.Errorf("chosen %v, named %v", chosen, named)
		}
		for _, title := range titles(r) {
			if staffs.MatchString(title) {
				t.Error(title)
			}
		}
	}
}

// A score of the same answers is said to be one, once, and is no finding.
func TestOutcome_sameAnswersAreNoSecondFinding(t *testing.T) {
	f := fixture.Pilot()
	short := f.Outcomes[0]
	short.Measure, short.InstrumentID, short.Other = "swemwbs", "swemwbs", "wemwbs"
	f.Outcomes = append(f.Outcomes, short)
	r := build(t, f)
	if long := r.Outcomes[0]; long.SameAnswers != "" || !strings.Contains(long.Finding, "12.0 points higher") {
		t.Errorf("%q", long.Finding)
	}
	o := r.Outcomes[1]
	if o.Finding != "SWEMWBS scores, from the same answers (40 of 69 people)" || strings.Count(o.Text, "not a second result") != 1 {
		t.Errorf("%q: %s", o.Finding, o.Text)
	}
	// More people have the short score than the long one, and a reader asks why.
	if !strings.Contains(o.Text, "It needs only 7 of the 14 answers, so more people can have this score.") {
		t.Errorf("it is not said why the numbers of people differ: %s", o.Text)
	}
	for _, s := range r.Summary() {
		if strings.Contains(s, "SWEMWBS") {
			t.Errorf("in short: %q", s)
		}
	}
	for _, s := range r.Quality {
		if strings.HasPrefix(s, "SWEMWBS") {
			t.Errorf("said twice: %q", s)
		}
	}
}

// A rise and a fall of one size are told alike.
func TestOutcome_fallsAreToldAsRisesAre(t *testing.T) {
	turned := fixture.Pilot()
	for i, p := range turned.Outcomes[0].Pairs {
		turned.Outcomes[0].Pairs[i].Before, turned.Outcomes[0].Pairs[i].After = p.After, p.Before
	}
	up, down := build(t, fixture.Pilot()).Outcomes[0], build(t, turned).Outcomes[0]
	swap := strings.NewReplacer("higher", "lower", "lower", "higher")
	if swap.Replace(up.Finding) != down.Finding {
		t.Errorf("%q and %q", up.Finding, down.Finding)
	}
	count := func(o *reports.Outcome) map[string]int {
		n := map[string]int{}
		for _, g := range o.Changes {
			n[g.Key] = g.Cell.N
		}
		return n
	}
	a, b := count(&up), count(&down)
	if a["rose_small"] != b["fell"] || a["rose_large"] != b["fell_large"] || a["fell"] != b["rose_small"] || a["same"] != b["same"] {
		t.Errorf("%v and %v", a, b)
	}
	for _, o := range []*reports.Outcome{&up, &down} {
		if !strings.Contains(o.Text, "went up by 3 points or more") || !strings.Contains(o.Text, "went down by as much") || !strings.Contains(o.Text, "Maheswaran") {
			t.Error(o.Text)
		}
	}
	if !reflect.DeepEqual(labels(up.Changes), labels(down.Changes)) {
		t.Error("other words for the same sizes")
	}
}

func labels(list []reports.ChangeGroup) (words []string) {
	for _, g := range list {
		words = append(words, g.Label)
	}
	return words
}

// A change whose interval includes none is no finding, however large it looks.
func TestOutcome_noFindingWithinChance(t *testing.T) {
	f := fixture.Pilot()
	for i := range f.Outcomes[0].Pairs {
		f.Outcomes[0].Pairs[i] = data.Pair{Before: 30, After: 31 + float64(20*(i%2)-10)}
	}
	o := build(t, f).Outcomes[0]
	if o.Finding != "WEMWBS scores, first and follow-up (40 of 69 people)" || o.Paired.Test.Low > 0 || o.Paired.Test.High < 0 {
		t.Errorf("%q, %+v", o.Finding, o.Paired.Test)
	}
}

// Those still waiting are counted.
func TestWaits_countThoseStillWaiting(t *testing.T) {
	f := fixture.Pilot()
	f.ToFirstService = data.Waits{Days: []int{10, 20, 30, 40, 50, 60}, NotYet: 8, Waiting: []int{5, 70, 70, 70, 70, 70, 70, 70}}
	r := build(t, f)
	if r.ToFirstService.Finding != "Fewer than half have reached a first service so far (14 referrals)" || !strings.Contains(r.ToFirstService.Note, "the median is not reached") {
		t.Errorf("%q: %s", r.ToFirstService.Finding, r.ToFirstService.Note)
	}
	f.ToFirstService.Waiting, f.ToFirstService.NotYet = []int{5, 35}, 2
	if r = build(t, f); r.ToFirstService.Finding != "Median wait for a first service was 40 days, counting those still waiting (8 referrals)" {
		t.Errorf("%q", r.ToFirstService.Finding)
	}
}

// Missing is what was due, and neither answered nor declined.
func TestLater_missingIsNotNotYetDue(t *testing.T) {
	f := fixture.Pilot()
	o := &f.Outcomes[0]
	o.Unpaired, o.NotDue, o.Declined = o.Unpaired[:9], 7, 6
	r := build(t, f)
	later := r.Outcomes[0].Later
	if later == nil || later.Finding != "The follow-up score is missing for 9 of 62 people with a first score" || later.Row("not_due").Cell.N != 7 || later.Row("declined").Cell.N != 6 {
		t.Fatalf("%+v", later)
	}
	if r = buildWith(t, f, disclosure.Rule{Minimum: 7}); !r.Outcomes[0].Later.Row("declined").Cell.Hidden {
		t.Errorf("%+v", r.Outcomes[0].Later.Rows)
	}
}
