package pdf_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// The report of the pilot took 21 pages, of which one said little but "hidden".
func TestPages_few(t *testing.T) {
	const most = 12 // the sample caseload, with home visits and stories, takes 13
	for _, rule := range []disclosure.Rule{own, safe, disclosure.Strict} {
		path := write(t, buildWith(t, fixture.Pilot(), reports.Options{ServiceName: "Thanet", AsAt: fixture.AsAt, Rule: rule}))
		if n := len(pagesOf(t, path)); n > most {
			t.Errorf("%d pages, want %d at most", n, most)
		}
	}
}

func pagesOf(t *testing.T, path string) []string {
	t.Helper()
	return strings.Split(strings.TrimRight(poppler(t, "pdftotext", "-layout", path, "-"), "\f"), "\f")
}

// What is nothing but hidden is named in a line, so that no page consists of
// the word.
func TestPages_noneIsNothingButHidden(t *testing.T) {
	for name, f := range fixtures() {
		for _, rule := range []disclosure.Rule{safe, disclosure.Strict, {Minimum: 60}} {
			path := write(t, build(t, f(), "Thanet", rule))
			for i, page := range pagesOf(t, path) {
				hidden, words := len(hiddenAlone.FindAllString(page, -1)), len(strings.Fields(page))
				if hidden > 12 && hidden*8 > words {
					t.Errorf("%s, minimum %d: page %d says hidden %d times in %d words", name, rule.Minimum, i+1, hidden, words)
				}
			}
		}
	}
}

var hiddenAlone = regexp.MustCompile(`\bhidden\b`)

// A note of several reports on the same questionnaire said the same under each
// chart, and the rule for small numbers stood in three places.
func TestNotes_noneTwice(t *testing.T) {
	for seed := range uint64(4) {
		r := buildWith(t, figures(rand.New(rand.NewPCG(seed, 4))), reports.Options{ServiceName: "Thanet", AsAt: fixture.AsAt, Rule: safe})
		noneTwice(t, fmt.Sprintf("seed %d", seed), r)
	}
	noneTwice(t, "pilot", build(t, fixture.Pilot(), "Thanet", safe))
}

func noneTwice(t *testing.T, name string, r *reports.Report) {
	t.Helper()
	got := oneLine(poppler(t, "pdftotext", "-raw", write(t, r), "-"))
	if n := strings.Count(got, oneLine(r.Protection)); n != 1 {
		t.Errorf("%s: the rule for small numbers is said %d times", name, n)
	}
	var seen []string
	for _, m := range r.Matrices() {
		seen = append(seen, m.Note)
	}
	for i := range r.Outcomes {
		seen = append(seen, r.Outcomes[i].Rights)
		for _, b := range r.Outcomes[i].Breakdowns {
			seen = append(seen, b.Note)
		}
	}
	slices.Sort(seen)
	for _, note := range slices.Compact(seen) {
		note = strings.TrimSpace(note)
		if n := strings.Count(got, oneLine(note)); note != "" && !strings.HasPrefix(note, "n ") && n > 1 {
			t.Errorf("%s: %d times: %s", name, n, note)
		}
	}
}

// A table that goes on in another column or on another page says so there, and
// loses no row.
func TestTable_partsSayWhatTheyGoOnWith(t *testing.T) {
	const surgeries = 130
	f := fixture.Empty()
	f.Seen, f.BySurgery = surgeries, named("Surgery", surgeries)
	for i := range surgeries {
		f.BySurgery[i].N = 1
	}
	for _, list := range [][]data.Tally{f.ByReason, f.BySex, f.ByAgeBand, f.BySource, f.ByPrescriber} {
		if len(list) > 0 {
			list[0].N = surgeries
		}
	}
	path := write(t, build(t, f, "Thanet", own))
	inside(t, "many surgeries", path)
	got := oneLine(poppler(t, "pdftotext", "-raw", path, "-"))
	if n := strings.Count(got, "Surgery, continued"); n < 2 {
		t.Errorf("a long table says %d times that it goes on", n)
	}
	for i := range surgeries {
		if !strings.Contains(got, fmt.Sprintf("Surgery %d 1%% 1", i+1)) {
			t.Errorf("surgery %d is missing", i+1)
		}
	}
}
