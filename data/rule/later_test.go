package rule_test

import (
	"testing"

	"waymark/data"
	"waymark/data/rule"
)

// A follow-up questionnaire that no one owes yet is not missing.
func TestLaterOf(t *testing.T) {
	day := data.MustDate
	open := func(due string) []data.FollowUp {
		return []data.FollowUp{{Number: 2, Status: data.FollowUpOpen, DueOn: day(due)}}
	}
	for _, c := range []struct {
		name      string
		followUps []data.FollowUp
		declined  bool
		want      rule.Later
	}{
		{"no follow-up is planned", nil, false, rule.LaterNotDue},
		{"due after the period", open("2026-04-01"), false, rule.LaterNotDue},
		{"due on its last day", open("2026-03-31"), false, rule.LaterMissing},
		{"due within two weeks of the first", open("2026-03-21"), false, rule.LaterNotDue},
		{"declined", open("2026-03-31"), true, rule.LaterDeclined},
		{"declined before it was due", open("2026-06-01"), true, rule.LaterDeclined},
		{"closed without it", []data.FollowUp{{Number: 1, Status: data.FollowUpUnreached, ClosedOn: day("2026-03-30")}}, false, rule.LaterMissing},
		{"put off", []data.FollowUp{{Number: 2, Status: data.FollowUpOpen, FirstDue: day("2026-03-01"), DueOn: day("2026-05-01")}}, false, rule.LaterNotDue},
	} {
		first := day("2026-01-10")
		if c.name == "due within two weeks of the first" {
			first = day("2026-03-20")
		}
		if got := rule.LaterOf(first, c.followUps, c.declined, day("2026-03-31")); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
