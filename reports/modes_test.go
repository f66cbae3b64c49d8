package reports_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// howCompleted builds a report of how the pilot's 102 questionnaires were completed,
// by “” for those of which that is not recorded.
func howCompleted(t *testing.T, n map[string]int) *reports.Report {
	t.Helper()
	f := fixture.Pilot()
	o := &f.Outcomes[0]
	o.ByMode = nil
	for _, m := range data.AnswerModes() {
		o.ByMode = append(o.ByMode, data.Tally{Key: string(m.Value), Label: m.Label, N: n[string(m.Value)]})
	}
	o.ByMode = append(o.ByMode, data.Tally{Label: "Not recorded", N: n[""]})
	return buildWith(t, f, disclosure.Default)
}

// Answers of lists that do not say how they were given counted as given alone: the
// report had 102 of 102 alone where that was known of 40. What share was not completed
// alone is of those of which it is known, and the report says of how many it is not.
func TestReport_howQuestionnairesWereCompletedIsOfWhatIsRecorded(t *testing.T) {
	for _, c := range []struct {
		n      map[string]int
		title  string
		alone  string
		says   []string
		silent string
	}{
		{map[string]int{"alone": 88, "read_aloud": 14}, "Completed questionnaires, by how they were completed (102 complete questionnaires)", "86%",
			[]string{"WEMWBS: 14 of 102 complete questionnaires were not completed alone. Answers given to another person tend to be more positive."}, "completed is not recorded"},
		{map[string]int{"alone": 26, "read_aloud": 14, "": 62}, "How more than half were completed is not recorded (62 of 102 complete questionnaires)", "65%",
			[]string{"WEMWBS: how the questionnaire was completed is not recorded for 62 of 102 complete questionnaires.",
				"WEMWBS: 14 of 40 complete questionnaires for which this is recorded were not completed alone. Answers given to another person tend to be more positive."}, "88 of"},
		{map[string]int{"": 102}, "How questionnaires were completed is not recorded (102 complete questionnaires)", "",
			[]string{"WEMWBS: how the questionnaire was completed is not recorded for 102 of 102 complete questionnaires."}, "completed alone"},
	} {
		r := howCompleted(t, c.n)
		o := &r.Outcomes[0]
		if o.ByMode.Finding != c.title {
			t.Errorf("%v: the title is %q", c.n, o.ByMode.Finding)
		}
		if share := o.ByMode.Row("alone").Cell.Percent(0); c.alone != "" && share != c.alone {
			t.Errorf("%v: %q alone", c.n, share)
		}
		text := strings.Join(r.Quality, "\n")
		for _, s := range c.says {
			if !slices.Contains(r.Quality, s) {
				t.Errorf("%v: the report does not say %q:\n%s", c.n, s, text)
			}
		}
		if strings.Contains(text, c.silent) {
			t.Errorf("%v: the report says %q", c.n, c.silent)
		}
	}
}
