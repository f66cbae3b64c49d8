package rule_test

import (
	"testing"

	"waymark/data"
	"waymark/data/rule"
)

func TestAfterMissed_byTheServicesSetting(t *testing.T) {
	for _, c := range []struct {
		n       int
		setting string
		want    rule.MissedStep
	}{
		{0, "", ""}, {1, "", rule.MissedBook}, {2, "", rule.MissedWrite}, {3, "", rule.MissedClose}, {9, "", rule.MissedClose},
		{1, "call, write", rule.MissedCall}, {2, "call,write", rule.MissedWrite}, {3, "call,write", rule.MissedWrite},
		{1, "nonsense", rule.MissedBook}, {2, "nonsense,close,book", rule.MissedBook},
	} {
		if got, ok := rule.AfterMissed(c.n, c.setting); got != c.want || ok != (c.want != "") {
			t.Errorf("%d by %q: got %q, want %q", c.n, c.setting, got, c.want)
		}
	}
	if got := rule.MissedSetting(rule.ReadMissedSteps("call, close")); got != "call,close" {
		t.Error(got)
	}
}

func TestMissedInARow_countsSinceTheyWereLastMet(t *testing.T) {
	const missed, seen, cancelled, booked = data.AppointmentMissed, data.AppointmentSeen, data.AppointmentCancelled, data.AppointmentBooked
	for want, list := range map[int][]data.AppointmentState{
		0: {missed, missed, seen},
		1: {missed, seen, cancelled, missed, booked},
		2: {seen, missed, cancelled, missed},
	} {
		if got := rule.MissedInARow(list); got != want {
			t.Errorf("%v: got %d, want %d", list, got, want)
		}
	}
}
