package reports_test

import (
	"regexp"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// notesOf are the titles and notes of a report, by what they belong to.
func notesOf(r *reports.Report) map[string]string {
	list := map[string]string{}
	for _, t := range r.Tables() {
		list[t.Key] = t.Finding + ". " + t.Note
	}
	for _, m := range r.Matrices() {
		list[m.Key] = m.Finding + ". " + m.Note
	}
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		list[o.Measure] = strings.Join([]string{o.Finding, o.Text, o.Note, o.SmallSample}, " ")
		for _, b := range o.Breakdowns {
			list[o.Measure+" by "+b.Key] = b.Note
		}
	}
	list["quality"] = strings.Join(r.Quality, "\n")
	return list
}

// A period in which nothing happened has no share of nothing: “0 of 0 people have
// at least one”, “percentages are of the 0 people”, “n = 0 people”.
func TestNotes_nothingIsNoShare(t *testing.T) {
	for key, note := range notesOf(build(t, fixture.Empty())) {
		if shareOfNothing.MatchString(note) {
			t.Errorf("%s: %s", key, note)
		}
	}
}

var shareOfNothing = regexp.MustCompile(`of 0\b|the 0 |n = 0|of all 0`)

// One is told as one.
func TestNotes_agreeWithOne(t *testing.T) {
	f := fixture.Pilot()
	f.PeopleWithFurther, f.FurtherReasons = 1, []data.Tally{{Key: "k1", Label: "Housing", N: 1}}
	for key, note := range notesOf(build(t, f)) {
		if bad := manyOfOne.FindString(note); bad != "" {
			t.Errorf("%s says %q in %s", key, bad, note)
		}
	}
}

var manyOfOne = regexp.MustCompile(`\b1 (people|referrals|offers|contacts|scores|rows|days)\b|\b1 of [\w, ]{1,30}? (have|were|are|do)\b`)

// How many have no answer may be hidden because another number would follow. That
// is no reason to say that few have one.
func TestNotes_hiddenUnrecordedIsNotFewRecorded(t *testing.T) {
	said := 0
	for minimum := range 60 {
		for key, note := range notesOf(buildWith(t, fixture.Pilot(), disclosure.Rule{Minimum: minimum})) {
			if strings.Contains(note, "too few are recorded") {
				t.Errorf("%s: %s", key, note)
			}
			said += strings.Count(note, "; how many of them ")
		}
	}
	if said == 0 {
		t.Error("nothing was tried")
	}
}

// A change whose interval leaves out none is not explained by chance, however few
// people it is of.
func TestSmallSample_claimsNoChanceAgainstTheTest(t *testing.T) {
	r := buildWith(t, fixture.Pilot(), disclosure.Rule{})
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		if p := o.Paired; p != nil && p.Test != nil && p.Test.P < 0.05 && strings.Contains(o.SmallSample, "hance could explain") {
			t.Errorf("%s with p = %g: %s", o.Measure, p.Test.P, o.SmallSample)
		}
	}
}

// The median wait of one person is their own wait.
func TestWait_ofOneHasNoMedian(t *testing.T) {
	f := fixture.Pilot()
	f.ReferralsReceived = 1
	f.ToFirstContact, f.ToFirstService = data.Waits{Days: []int{7}}, data.Waits{NotYet: 1, Waiting: []int{9}}
	r := buildWith(t, f, disclosure.Rule{})
	if w := r.ToFirstContact; w.Lengths != nil || w.Finding != "From referral to first contact (1 referral)" {
		t.Errorf("%q with %+v", w.Finding, w.Lengths)
	}
}

// The names of what is counted together have commas of their own.
func TestTogether_namesArePartedClearly(t *testing.T) {
	f := fixture.Pilot()
	f.FollowUps = data.FollowUpFigures{Due: 65, OnTime: 60, Open: 3, NotNeeded: 2}
	r := buildWith(t, f, disclosure.Default)
	for _, row := range r.FollowUps.Rows {
		if len(row.Parts) == 2 && row.Label != "Not done yet, and late; No longer needed (together)" {
			t.Error(row.Label)
		}
	}
}

// A table says 70–79, a sentence 70 to 79.
func TestFinding_spansAreWordsInSentences(t *testing.T) {
	f := fixture.Pilot()
	f.ByAgeBand = []data.Tally{{Key: "60", Label: "60–69", N: 9}, {Key: "70", Label: "70–79", N: 60}}
	if got := build(t, f).AgeBands.Finding; !strings.Contains(got, "70 to 79") {
		t.Error(got)
	}
}
