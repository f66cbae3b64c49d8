package reports_test

import (
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// What to do about it is for staff, and not for the reader of a report.
func TestUnmet_reportWithoutContactsSaysWhatThereIs(t *testing.T) {
	f := fixture.Empty()
	f.ReferralsReceived, f.Unmet = 3, data.Unmet{Referrals: 3, Responses: 1}
	f.ToFirstContact.NotYet, f.ToFirstService.NotYet = 3, 3
	r := build(t, f)
	if !strings.HasPrefix(r.Unmet.Sentence, "3 referrals and 1 questionnaire, but no attended contact in this period") ||
		strings.Contains(r.Unmet.Sentence, "Record") {
		t.Error(r.Unmet.Sentence)
	}
	if !strings.Contains(strings.Join(r.Quality, "\n"), r.Unmet.Sentence) {
		t.Errorf("data quality does not say so: %q", r.Quality)
	}
	if !strings.HasSuffix(r.KeyFigures[0].Note, ": no attended contact") {
		t.Error(r.KeyFigures[0].Note)
	}
	body, err := r.JSON()
	if err != nil || !strings.Contains(string(body), `"without_contact": {`) || !strings.Contains(string(body), `"referrals": 3`) {
		t.Errorf("%v: %s", err, body)
	}
}

func TestUnmet_smallNumbersAreHiddenInIt(t *testing.T) {
	f := fixture.Pilot()
	f.Unmet = data.Unmet{Referrals: f.ReferralsReceived - 2, Responses: 2}
	r, err := reports.Build(f, reports.Options{AsAt: fixture.AsAt, Rule: disclosure.Default})
	if err != nil {
		t.Fatal(err)
	}
	if r.Unmet.Sentence != "People with no attended contact in the period have some referrals and some questionnaires in it. They are not counted as seen." {
		t.Error(r.Unmet.Sentence)
	}
	if !r.Unmet.Referrals.Hidden || r.Unmet.Referrals.N != 0 || !r.Unmet.Questionnaires.Hidden {
		t.Errorf("%+v", r.Unmet)
	}
}

func TestUnmet_nothingIsSaidWhereEveryoneWasSeen(t *testing.T) {
	if r := build(t, fixture.Pilot()); r.Unmet != (reports.Unmet{}) {
		t.Errorf("%+v", r.Unmet)
	}
}
