package data_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"waymark/data"
)

func holidaysOf(days ...string) *data.Holidays {
	list := data.EnglandAndWales()
	for _, d := range days {
		list = append(list, data.Holiday{On: data.MustDate(d), Title: "Closed on " + d})
	}
	return data.NewHolidays(list)
}

// scheduled is an open follow-up as the rule makes it.
func scheduled(h *data.Holidays, from string) data.FollowUp {
	f := data.FollowUp{Number: 1, CountedFrom: data.MustDate(from), Status: data.FollowUpOpen}
	f.FirstDue, f.MovedBecause = h.FollowUpDue(f.CountedFrom)
	f.DueOn = f.FirstDue
	return f
}

var reworkToday = data.MustDate("2026-08-10")

func TestRework_movesWhatTheRuleGaveAndBackAgain(t *testing.T) {
	before, now := holidaysOf(), holidaysOf("2026-08-28")
	f := scheduled(before, "2026-08-07") // due on Friday 28 August
	moved := now.Rework(f, nil, before, reworkToday)
	// Monday 31 August is the summer bank holiday.
	if moved.DueOn.String() != "2026-09-01" || moved.FirstDue != moved.DueOn || !strings.HasPrefix(moved.MovedBecause, "moved past Closed on 2026-08-28, the weekend and ") {
		t.Errorf("moved to %v (first due %v) because %q", moved.DueOn, moved.FirstDue, moved.MovedBecause)
	}
	if back := before.Rework(moved, nil, now, reworkToday); back != f {
		t.Errorf("after the holiday is removed it is %+v, want %+v", back, f)
	}
}

func TestRework_leavesADayThatAPersonChose(t *testing.T) {
	before, now := holidaysOf(), holidaysOf("2026-08-28")
	f := scheduled(before, "2026-08-05")
	f.DueOn, f.MovedBecause = data.MustDate("2026-08-28"), "Away until then"
	if got := now.Rework(f, nil, before, reworkToday); got.DueOn != f.DueOn || got.MovedBecause != f.MovedBecause {
		t.Errorf("it moved to %v because %q", got.DueOn, got.MovedBecause)
	}
	f = scheduled(before, "2026-08-07")
	f.MovedBecause = "They asked for this very day"
	if got := now.Rework(f, nil, before, reworkToday); got.DueOn != f.DueOn || got.MovedBecause != f.MovedBecause {
		t.Errorf("it moved to %v because %q", got.DueOn, got.MovedBecause)
	}
}

func TestRework_movesTheNextAttemptUnlessAPersonChoseIt(t *testing.T) {
	before, now := holidaysOf(), holidaysOf("2026-08-13")
	f := scheduled(before, "2026-07-20")
	last := []data.Attempt{{On: data.MustDate("2026-08-11")}}
	last[0].NextOn = before.AttemptSoonest(last[0].On) // Thursday 13 August
	f.DueOn, f.MovedBecause, f.Attempts = last[0].NextOn, "", 1
	got := now.Rework(f, last, before, reworkToday)
	if got.DueOn.String() != "2026-08-14" || got.MovedBecause != "moved past Closed on 2026-08-13" || got.FirstDue != f.FirstDue {
		t.Errorf("it moved to %v because %q, first due %v", got.DueOn, got.MovedBecause, got.FirstDue)
	}
	if back := before.Rework(got, last, now, reworkToday); back != f {
		t.Errorf("after the holiday is removed it is %+v, want %+v", back, f)
	}
	last[0].NextOn = data.MustDate("2026-08-17")
	f.DueOn = last[0].NextOn
	if got := holidaysOf("2026-08-17").Rework(f, last, before, reworkToday); got.DueOn != f.DueOn {
		t.Errorf("a day that was typed moved to %v", got.DueOn)
	}
}

func TestRework_neverMovesADayToComeIntoThePast(t *testing.T) {
	before, now := holidaysOf("2026-08-28"), holidaysOf()
	f := scheduled(before, "2026-08-07") // moved to Tuesday 1 September
	if got := now.Rework(f, nil, before, data.MustDate("2026-08-31")); got != f {
		t.Errorf("it moved back to %v, which is past", got.DueOn)
	}
}

// Whatever days are added or removed, a follow-up that only the rule has touched
// stands where it would stand if it had been scheduled with the new list.
func TestRework_equalsSchedulingAnew(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	day := func() string { return data.MustDate("2026-09-01").AddDays(r.IntN(60)).String() }
	for range 2000 {
		var a, b []string
		for range r.IntN(6) {
			a = append(a, day())
		}
		for range r.IntN(6) {
			b = append(b, day())
		}
		before, now := holidaysOf(a...), holidaysOf(b...)
		from := data.MustDate("2026-08-15").AddDays(r.IntN(60)).String()
		f := scheduled(before, from)
		if got, want := now.Rework(f, nil, before, reworkToday), scheduled(now, from); got != want {
			t.Fatalf("from %v, %v to %v: %+v, want %+v", from, a, b, got, want)
		}
	}
}
