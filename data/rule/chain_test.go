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

// Whatever happens at each follow-up, a chain ends, with its days in order.
func TestFollowingOn_everyChainEnds(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 6))
	holidays := data.NewHolidays(data.EnglandAndWales())
	ways := []data.FollowUpStatus{data.FollowUpDone, data.FollowUpDeclined, data.FollowUpNotNeeded}
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
			for range r.IntN(3) { // attempts that reached nobody
				next := holidays.AttemptNext(done)
				if !next.After(done) || !holidays.IsWorkingDay(next) {
					t.Fatalf("after an attempt on %v the next is on %v", done, next)
				}
				done = next
			}
			var then data.Date
			if number, then, going = rule.FollowingOn(f, ways[r.IntN(len(ways))], done); going && (then != done || number != 2) {
				t.Fatalf("done on %v, number %d is counted from %v", done, number, then)
			}
			from = then
		}
	}
}

func TestOwnerOf_isThePrescriberBeforeTheActor(t *testing.T) {
	for _, c := range []struct{ prescriber, actor, want data.ID }{{"p", "a", "p"}, {"", "a", "a"}, {"p", "", "p"}, {"", "", ""}} {
		if got := rule.OwnerOf(c.prescriber, c.actor); got != c.want {
			t.Errorf("prescriber %q, actor %q: it is of %q", c.prescriber, c.actor, got)
		}
	}
}
