package rule_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/rule"
)

func TestAfterAttempt_proposesAnotherDayAndTime(t *testing.T) {
	h := data.NewHolidays(data.EnglandAndWales())
	tried := []data.Attempt{{On: data.MustDate("2026-04-07"), At: "09:30"}} // a Tuesday morning
	then := rule.AfterAttempt(tried, 3, h)
	if then.NextOn.Long() != "Thu 9 Apr 2026" || then.NextPart != data.CallAfternoon || then.Last {
		t.Errorf("after one: %+v", then)
	}
	tried = append(tried, data.Attempt{On: then.NextOn, At: "14:00"})
	then = rule.AfterAttempt(tried, 3, h)
	if then.NextOn.Long() != "Mon 13 Apr 2026" || then.NextPart != data.CallLate || then.Last {
		t.Errorf("after two: %+v", then)
	}
	tried = append(tried, data.Attempt{On: then.NextOn, At: "16:15"})
	if then = rule.AfterAttempt(tried, 3, h); then != (rule.Afterwards{Last: true}) {
		t.Errorf("after three: %+v", then)
	}
	for range 3 {
		tried = append(tried, tried[0])
	}
	if then = rule.AfterAttempt(tried, 3, h); !then.Last || !then.Final {
		t.Errorf("after six: %+v", then)
	}
	if then = rule.AfterAttempt(tried[:3], 0, h); !then.Last || then.Final {
		t.Errorf("without a setting: %+v", then)
	}
}

// Calls are spread: while there is a time of day, or a weekday within a week,
// that was not tried, the next attempt takes one.
func TestAfterAttempt_spreadsOverDaysAndTimes(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 7))
	h := data.NewHolidays(data.EnglandAndWales())
	for range 3000 {
		on := data.MustDate("2026-01-02").AddDays(r.IntN(700))
		var tried []data.Attempt
		days, times := map[time.Weekday]bool{}, map[data.CallTime]bool{}
		for range 1 + r.IntN(9) {
			a := data.Attempt{On: on, At: []string{"", "08:55", "12:00", "15:59", "16:00", "19:30"}[r.IntN(6)]}
			tried = append(tried, a)
			days[on.Weekday()], times[data.CallTimeOf(a.At)] = true, true
			r.Shuffle(len(tried), func(i, j int) { tried[i], tried[j] = tried[j], tried[i] })
			then := rule.AfterAttempt(tried, 99, h)
			delete(times, "")
			if times[then.NextPart] && len(times) < len(data.CallTimes()) {
				t.Fatalf("after %v, at %v again", tried, then.NextPart)
			}
			soonest := h.AttemptSoonest(on)
			if then.NextOn.Before(soonest) || then.NextOn.Sub(soonest) > 6 || !h.IsWorkingDay(then.NextOn) {
				t.Fatalf("after %v, on %v", on, then.NextOn)
			}
			if days[then.NextOn.Weekday()] {
				for d := soonest; d.Sub(soonest) < 7; d = d.AddDays(1) {
					if h.IsWorkingDay(d) && !days[d.Weekday()] {
						t.Fatalf("after %v, on %v and not on %v", tried, then.NextOn.Long(), d.Long())
					}
				}
			}
			on = then.NextOn
		}
	}
}

func TestKeptOf_countsWorkingDaysFromTheDayFirstDue(t *testing.T) {
	h := data.NewHolidays(data.EnglandAndWales())
	due := data.MustDate("2026-03-31") // Good Friday and Easter Monday are within the five days
	until := h.OnTimeUntil(due)
	if until.Long() != "Thu 9 Apr 2026" {
		t.Fatalf("on time until %v", until.Long())
	}
	day := data.MustDate
	for _, c := range []struct {
		status        data.FollowUpStatus
		closed, today string
		want          rule.Kept
	}{
		{data.FollowUpDone, "2026-03-20", "2026-06-01", rule.KeptOnTime}, // earlier than due
		{data.FollowUpDone, "2026-04-09", "2026-06-01", rule.KeptOnTime},
		{data.FollowUpDone, "2026-04-10", "2026-06-01", rule.KeptLate},
		{data.FollowUpOpen, "", "2026-04-09", rule.KeptNotYet},
		{data.FollowUpOpen, "", "2026-04-10", rule.KeptOpen},
		{data.FollowUpDeclined, "2026-04-01", "2026-06-01", rule.KeptDeclined},
		{data.FollowUpNotNeeded, "2026-04-01", "2026-06-01", rule.KeptNotNeeded},
		{data.FollowUpUnreached, "2026-04-20", "2026-06-01", rule.KeptUnreached},
	} {
		var closed data.Date
		if c.closed != "" {
			closed = day(c.closed)
		}
		got := rule.KeptOf(c.status, closed, until, day(c.today))
		if got != c.want {
			t.Errorf("%s, closed %s, on %s: %d, want %d", c.status, c.closed, c.today, got, c.want)
		}
		var n data.FollowUpFigures
		got.Count(&n)
		if n.Due+n.NotYet != 1 || n.OnTime+n.Late+n.Open+n.Declined+n.NotNeeded+n.Unreached != n.Due {
			t.Errorf("%s adds %+v", c.status, n)
		}
	}
	if !h.OnTimeUntil(data.Date{}).IsZero() {
		t.Error("a day that is not recorded has a last day to be on time")
	}
}

// Every follow-up that is due stands in the round once, with all of its client
// on one stop, the longest overdue first.
func TestRound_holdsAllThatIsDueOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 12))
	today := data.MustDate("2026-04-07")
	for range 500 {
		var rows []data.FollowUpRow
		want, later := map[data.ID]bool{}, map[data.ID]bool{}
		for i := range r.IntN(30) {
			client := data.ID(rune('a' + r.IntN(8)))
			f := data.FollowUpRow{ID: data.ID(rune('A' + i)), ClientID: client, Client: string(client), Status: data.FollowUpOpen,
				DueOn: today.AddDays(r.IntN(20) - 15), DuePart: []data.CallTime{"", data.CallMorning, data.CallLate}[r.IntN(3)]}
			if r.IntN(6) == 0 {
				f.Status = data.FollowUpDone
			}
			rows = append(rows, f)
			if f.Status == data.FollowUpOpen && !f.DueOn.After(today) {
				want[f.ID] = true
			}
			later[client] = r.IntN(4) == 0
		}
		seen, clients := 0, map[data.ID]bool{}
		stops := rule.Round(rows, today, later)
		for i, s := range stops {
			if clients[s.ClientID] || len(s.Due) == 0 || s.Later != later[s.ClientID] {
				t.Fatalf("stop %+v", s)
			}
			clients[s.ClientID] = true
			if i > 0 {
				before := stops[i-1]
				if before.Later && !s.Later || before.Later == s.Later && before.DueOn().After(s.DueOn()) {
					t.Fatalf("%v comes before %v", before.DueOn(), s.DueOn())
				}
			}
			for _, f := range s.Due {
				if f.ClientID != s.ClientID || !want[f.ID] || f.DueOn.Before(s.DueOn()) {
					t.Fatalf("stop %+v has %+v", s, f)
				}
				seen++
			}
		}
		if seen != len(want) {
			t.Fatalf("the round holds %d of %d", seen, len(want))
		}
	}
}
