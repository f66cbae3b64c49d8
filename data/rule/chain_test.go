package rule_test

import (
	"math/rand/v2"
	"testing"

	"waymark/data"
	"waymark/data/rule"
)

func TestFollowingOn_countsTheSecondFromTheDayTheFirstWasDone(t *testing.T) {
	first := data.FollowUp{Number: 1, CountedFrom: data.MustDate("2026-03-17"), FirstDue: data.MustDate("2026-04-07"), DueOn: data.MustDate("2026-04-09")}
	number, from, ok := rule.FollowingOn(first, data.FollowUpDone, data.MustDate("2026-04-13"))
	if !ok || number != 2 || from != data.MustDate("2026-04-13") {
		t.Errorf("after the first comes number %d from %v, %v", number, from, ok)
	}
	for _, status := range []data.FollowUpStatus{data.FollowUpDeclined, data.FollowUpNotNeeded, data.FollowUpOpen} {
		if _, _, ok := rule.FollowingOn(first, status, data.MustDate("2026-04-13")); ok {
			t.Errorf("a follow-up that is %s leads to another", status)
		}
	}
}

// Whatever happens at each follow-up, a chain ends, with its days in order: also
// if no one is ever reached, and if someone decides on one more attempt whenever
// they may.
func TestFollowingOn_everyChainEnds(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 6))
	holidays := data.NewHolidays(data.EnglandAndWales())
	ways := []data.FollowUpStatus{data.FollowUpDone, data.FollowUpDeclined, data.FollowUpNotNeeded}
	stubborn := 0
	for range 2000 {
		number, from, going := 1, data.MustDate("2026-01-01").AddDays(r.IntN(500)), true
		for steps := 0; going; steps++ {
			if steps == 3 {
				t.Fatal("a chain does not end")
			}
			f := data.FollowUp{Number: number, CountedFrom: from}
			f.DueOn, _ = holidays.FollowUpDue(from)
			if f.DueOn.Sub(from) < data.FollowUpDays || !holidays.IsWorkingDay(f.DueOn) {
				t.Fatalf("counted from %v it is due on %v", from, f.DueOn)
			}
			done := f.DueOn.AddDays(r.IntN(40) - 10)
			status := ways[r.IntN(len(ways))]
			misses, most := r.IntN(30), r.IntN(6) // calls in a row that reach no one
			if last, ended := missed(t, r, holidays, done, misses, most); ended {
				status, done = data.FollowUpUnreached, last
				stubborn++
			} else {
				done = last
			}
			var then data.Date
			if number, then, going = rule.FollowingOn(f, status, done); going && (then != done || number != 2) {
				t.Fatalf("done on %v, number %d is counted from %v", done, number, then)
			}
			from = then
		}
	}
	if stubborn == 0 {
		t.Error("no chain ended without anyone reached, so the test says nothing about that")
	}
}

// missed makes attempts that reach no one, from a day on, and returns the day of
// the last and whether the follow-up had to be closed after it.
func missed(t *testing.T, r *rand.Rand, h *data.Holidays, on data.Date, misses, most int) (last data.Date, ended bool) {
	t.Helper()
	var tried []data.Attempt
	for range misses {
		tried = append(tried, data.Attempt{On: on, At: []string{"", "09:10", "13:00", "17:20"}[r.IntN(4)]})
		then := rule.AfterAttempt(tried, most, h)
		switch {
		case then.Final:
			if limit := 2 * max(most, 1); most > 0 && len(tried) != limit {
				t.Fatalf("with %d attempts allowed, the chain was cut off after %d", most, len(tried))
			}
			return on, true
		case then.Last && r.IntN(2) == 0:
			return on, true
		case then.Last: // someone decides on one more
			on = on.AddDays(r.IntN(9))
		default:
			if !then.NextOn.After(on) || !h.IsWorkingDay(then.NextOn) {
				t.Fatalf("after an attempt on %v the next is on %v", on, then.NextOn)
			}
			on = then.NextOn
		}
	}
	if limit := 2 * rule.MostAttempts; len(tried) > max(limit, 2*most) {
		t.Fatalf("%d attempts, and no end", len(tried))
	}
	return on, false
}

func TestOwnerOf_isThePrescriberBeforeTheActor(t *testing.T) {
	for _, c := range []struct{ prescriber, actor, want data.ID }{{"p", "a", "p"}, {"", "a", "a"}, {"p", "", "p"}, {"", "", ""}} {
		if got := rule.OwnerOf(c.prescriber, c.actor); got != c.want {
			t.Errorf("prescriber %q, actor %q: it is of %q", c.prescriber, c.actor, got)
		}
	}
}
