package reports_test

import (
	"encoding/json"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// withVisits are the pilot's figures with home visits to 20 people.
func withVisits() *data.Figures {
	f := fixture.Pilot()
	f.Visits = data.VisitFigures{Made: 22, People: 20, PeopleFound: 14, PeopleNeeds: 9,
		Found:     []data.Tally{{Key: "clutter", Label: "Hoarding or heavy clutter", N: 6}, {Key: "food", Label: "Little or no food", N: 10}, {Key: "damp", Label: "Bad damp", N: 2}},
		Clutter:   []data.Tally{{Key: "low", Label: "1 to 3", N: 8}, {Key: "middle", Label: "4 to 6", N: 5}, {Key: "high", Label: "7 to 9", N: 6}, {N: 1}},
		Needs:     []data.Tally{{Key: "h", Label: "Housing", N: 9}},
		Decisions: []data.Tally{{Key: "safeguarding_acted", Label: "Safeguarding: acted on", N: 5}, {Key: "safeguarding_open", Label: "Safeguarding: open", N: 7}}}
	return f
}

func TestVisits_areInEveryFormAndSaid(t *testing.T) {
	r := build(t, withVisits())
	var chapter *reports.Chapter
	for _, c := range r.Chapters() {
		if c.Key == "visits" {
			chapter = &c
		}
	}
	if chapter == nil || len(chapter.Parts) != 4 {
		t.Fatalf("the chapter is %+v", chapter)
	}
	if want := "7 of 12 decisions are still open"; chapter.Parts[3].Table.Finding != want {
		t.Errorf("%q, want %q", chapter.Parts[3].Table.Finding, want)
	}
	body, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Visits struct {
			Made   int `json:"visits_made"`
			People int `json:"people_visited"`
		} `json:"home_visits"`
		Definitions []struct{ Term string }
	}
	if err := json.Unmarshal(body, &read); err != nil || read.Visits.Made != 22 || read.Visits.People != 20 {
		t.Errorf("%+v, %v", read.Visits, err)
	}
	if !strings.Contains(string(body), `"Need found at a home visit"`) {
		t.Error("what a need found at a home visit is, is not defined")
	}
}

func TestVisits_withoutAnyThereIsNoChapter(t *testing.T) {
	r := build(t, fixture.Pilot())
	for _, c := range r.Chapters() {
		if c.Key == "visits" {
			t.Errorf("there is a chapter %+v", c)
		}
	}
	if body, err := r.JSON(); err != nil || strings.Contains(string(body), "home_visits") {
		t.Errorf("the JSON has home visits, %v", err)
	}
}

func TestVisits_smallNumbersAreHidden(t *testing.T) {
	f := withVisits()
	f.Visits.Made, f.Visits.People, f.Visits.PeopleFound, f.Visits.PeopleNeeds = 4, 3, 2, 0
	f.Visits.Found = []data.Tally{{Key: "clutter", Label: "Hoarding", N: 2}}
	f.Visits.Clutter = []data.Tally{{Key: "low", Label: "1 to 3", N: 1}, {Key: "high", Label: "7 to 9", N: 2}, {N: 0}}
	f.Visits.Needs, f.Visits.Decisions = nil, []data.Tally{{Key: "fire_open", Label: "Fire", N: 2}}
	r, err := reports.Build(f, reports.Options{AsAt: fixture.AsAt, Rule: disclosure.Default})
	if err != nil {
		t.Fatal(err)
	}
	v := &r.Visits
	if !v.Made.Hidden || !v.People.Hidden || !v.Found.Rows[0].Cell.Hidden || !v.Decisions.Rows[0].Cell.Hidden || !v.Clutter.N.Hidden {
		t.Errorf("shown are made %v, people %v, %+v", v.Made, v.People, v.Found.Rows)
	}
	if strings.Contains(v.Found.Note, "4 visits") || strings.Contains(v.Decisions.Finding, "2 of") {
		t.Errorf("the words tell: %q, %q", v.Found.Note, v.Decisions.Finding)
	}
}

func TestVisits_whatDoesNotAddUpIsRefused(t *testing.T) {
	f := withVisits()
	f.Visits.Clutter[0].N++
	if _, err := reports.Build(f, reports.Options{AsAt: fixture.AsAt}); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("made all the same: %v", err)
	}
}
