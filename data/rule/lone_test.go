package rule

import (
	"testing"
	"time"

	"waymark/data"
)

func TestOverdue_beginsAtTheMinuteAndEndsWithBeingBack(t *testing.T) {
	due := time.Date(2026, 4, 7, 14, 15, 0, 0, time.UTC)
	c := &data.LoneCard{DueAt: due}
	if Overdue(c, due.Add(time.Hour)) {
		t.Error("overdue without having gone out")
	}
	c.OutAt = due.Add(-time.Hour)
	for _, x := range []struct {
		after   time.Duration
		overdue bool
		minutes int
	}{{-time.Second, false, 0}, {0, true, 0}, {16*time.Minute + 30*time.Second, true, 16}} {
		if got := Overdue(c, due.Add(x.after)); got != x.overdue || MinutesOverdue(c, due.Add(x.after)) != x.minutes {
			t.Errorf("%v after: overdue %v by %d", x.after, got, MinutesOverdue(c, due.Add(x.after)))
		}
	}
	c.BackAt = due
	if Overdue(c, due.Add(time.Hour)) {
		t.Error("overdue, though back")
	}
}

func TestLoneSteps_ringEachNumberOnce(t *testing.T) {
	due := time.Date(2026, 4, 7, 14, 15, 0, 0, time.UTC)
	c := &data.LoneCard{Staff: "Siân Prŷs-Okafor", Phone: "07700 900162", With: "Marcus", WithTel: "07700 900815", Buddy: "Gemma", BuddyTel: "01632 960155",
		DueAt: due, OutAt: due.Add(-time.Hour), Calls: []data.LoneCall{
			{Whom: "Gemma", Result: data.CallNoAnswer, At: due.Add(-time.Hour)}, // in an alarm that is over
			{Whom: "Siân", Result: data.CallNoAnswer, At: due.Add(7 * time.Minute)},
		}}
	s := &data.LoneSettings{Call: data.ReadLoneContacts("Gemma again, 01632 960155\nAnneliese Roy: 01632 960170\nThe out-of-hours desk\n")}
	steps := LoneSteps(c, s)
	var names []string
	for _, x := range steps {
		names = append(names, x.Whom)
	}
	want := []string{"Siân", "Marcus", "Gemma", "Anneliese Roy", "The out-of-hours desk"}
	if len(names) != len(want) {
		t.Fatalf("%q, want %q", names, want)
	}
	for i := range want {
		if names[i] != want[i] {
			t.Errorf("step %d is %q, want %q", i+1, names[i], want[i])
		}
	}
	if NextStep(steps) != 1 || steps[0].Called == nil || steps[2].Called != nil {
		t.Errorf("next is %d of %+v", NextStep(steps), steps)
	}
}
