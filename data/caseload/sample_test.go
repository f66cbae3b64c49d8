package caseload_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/office"
)

func write(t *testing.T, o caseload.Options) *office.Office {
	t.Helper()
	clock := data.Clock(func() time.Time { return o.Today.Time().Add(12 * time.Hour) })
	s, err := office.Open(context.Background(), filepath.Join(t.TempDir(), "sample.db"),
		store.Options{Clock: clock, NewID: caseload.NewIDs(o.Seed, o.Today)})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	must(t, caseload.Write(context.Background(), s, o))
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// days are days on which a sample may be written: a working day, a weekend, a
// leap day, a bank holiday, the turn of a year.
var days = []string{"2026-04-08", "2026-11-22", "2028-02-29", "2026-12-25", "2027-01-01", "2026-08-31"}

func TestReproducesThePilotExactly(t *testing.T) {
	for i, day := range days {
		t.Run(day, func(t *testing.T) {
			today := data.MustDate(day)
			s := write(t, caseload.Options{Seed: uint64(i + 1), Today: today}) // a small number
			f, err := s.Figures.Figures(context.Background(), data.FigureFilter{From: today.AddMonths(-8), To: today})
			must(t, err)
			if f.Seen != 69 || f.ReferralsReceived != 69 {
				t.Errorf("seen %d of %d referrals", f.Seen, f.ReferralsReceived)
			}
			for i, want := range []int{19, 19, 11, 6, 5, 4, 2, 2, 1} {
				if got := f.ByReason[i]; got.N != want {
					t.Errorf("%s: %d, want %d", got.Label, got.N, want)
				}
			}
			for i, want := range []int{33, 35, 0, 1} {
				if got := f.BySex[i]; got.N != want {
					t.Errorf("%s: %d, want %d", got.Label, got.N, want)
				}
			}
			if f.ByAgeBand[0].N != 0 {
				t.Errorf("%d people under 50", f.ByAgeBand[0].N)
			}
			checkMeans(t, f.Outcomes[0])
		})
	}
}

func checkMeans(t *testing.T, o data.OutcomeFigures) {
	t.Helper()
	if o.Baselines != 62 || *o.BaselineMean != 32 || o.FollowUps != 41 || *o.FollowUpMean != 44 || len(o.Pairs) != 41 {
		t.Errorf("baselines %d mean %v, follow-ups %d mean %v, pairs %d", o.Baselines, *o.BaselineMean, o.FollowUps, *o.FollowUpMean, len(o.Pairs))
	}
	var before, after float64
	fell := 0
	for _, p := range o.Pairs {
		before, after = before+p.Before, after+p.After
		if p.After < p.Before {
			fell++
		}
	}
	if before != 32*41 || after != 44*41 {
		t.Errorf("the same people: %v, then %v", before/41, after/41)
	}
	if o.BaselinesIncomplete == 0 || o.FollowUpsIncomplete == 0 || fell == 0 {
		t.Errorf("too good to be true: %d and %d incomplete, %d fell", o.BaselinesIncomplete, o.FollowUpsIncomplete, fell)
	}
}

func TestHasWorkInIt(t *testing.T) {
	ctx := context.Background()
	for _, day := range days {
		today := data.MustDate(day)
		s := write(t, caseload.Options{Seed: 1, Today: today})
		overdue, err := s.Offering.FollowUps(ctx, data.FollowUpFilter{To: today.AddDays(-1), OpenOnly: true})
		must(t, err)
		coming, err := s.Offering.FollowUps(ctx, data.FollowUpFilter{From: today, OpenOnly: true})
		must(t, err)
		half, err := s.Measure.UnfinishedResponses(ctx)
		must(t, err)
		if len(overdue) < 3 || len(overdue) > 8 || len(coming) < 3 || len(half) != 1 {
			t.Errorf("%s: %d overdue, %d to come, %d halfway", day, len(overdue), len(coming), len(half))
		}
		_, closed, err := s.Casework.Clients(ctx, data.ClientFilter{Status: data.EpisodeClosed})
		must(t, err)
		if closed < 20 || closed > 55 {
			t.Errorf("%s: %d closed", day, closed)
		}
		_, services, err := s.Directory.Services(ctx, data.ServiceFilter{})
		must(t, err)
		if services < 60 {
			t.Errorf("%s: %d services", day, services)
		}
		check, err := s.Soundness.Check(ctx)
		must(t, err)
		if len(check.Problems) > 0 {
			t.Errorf("%s: %v", day, check.Problems)
		}
	}
}

func TestNothingHappensInTheFutureOrOnAHoliday(t *testing.T) {
	ctx := context.Background()
	holidays := data.NewHolidays(data.EnglandAndWales())
	for _, day := range days {
		today := data.MustDate(day)
		s := write(t, caseload.Options{Seed: 3, Today: today})
		rows, err := s.Offering.FollowUps(ctx, data.FollowUpFilter{From: today.AddMonths(-12), To: today.AddMonths(3), Limit: 5000})
		must(t, err)
		for _, r := range rows {
			if !holidays.IsWorkingDay(r.FirstDue) || r.ClosedOn.After(today) {
				t.Errorf("%s: due %s, closed %s", day, r.FirstDue, r.ClosedOn)
			}
		}
		contacts, err := s.Casework.Contacts(ctx, data.ContactFilter{From: today.AddMonths(-12), To: today.AddMonths(3), Limit: 5000})
		must(t, err)
		for _, c := range contacts {
			if c.On.After(today) || !holidays.IsWorkingDay(c.On) {
				t.Errorf("%s: a contact on %s, %s", day, c.On, c.Outcome)
			}
		}
	}
}

func TestNew_everyScaleIsSound(t *testing.T) {
	today := data.MustDate("2026-04-08")
	s := write(t, caseload.Options{Seed: 1, Today: today, Clients: 400, Services: 300})
	_, clients, err := s.Casework.Clients(context.Background(), data.ClientFilter{Limit: 1})
	must(t, err)
	_, services, err := s.Directory.Services(context.Background(), data.ServiceFilter{Limit: 1, Closed: true})
	must(t, err)
	if clients != 400 || services != 300 {
		t.Errorf("%d clients, %d services", clients, services)
	}
	if err := caseload.Write(context.Background(), s, caseload.Options{Seed: 1, Today: today}); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("a second sample in one database: %v", err)
	}
}

// The week of the sample runs: clinics at each surgery, people who were seen, who did
// not come, who walked in and who are booked, and leave. No one is booked twice.
func TestNew_theSampleHasADiary(t *testing.T) {
	ctx := context.Background()
	for i, day := range days {
		today := data.MustDate(day)
		s := write(t, caseload.Options{Seed: uint64(i + 1), Today: today}) // a small number
		clinics, err := s.Diary.Clinics(ctx)
		must(t, err)
		rows, err := s.Diary.Appointments(ctx, data.AppointmentFilter{Cancelled: true})
		must(t, err)
		count := map[data.AppointmentState]int{}
		walkIns, inClinics, coming := 0, 0, 0
		for _, a := range rows {
			count[a.State]++
			if a.Kind == data.WalkIn {
				walkIns++
			}
			if a.ClinicID != "" {
				inClinics++
			}
			if a.On.After(today) && a.State == data.AppointmentBooked {
				coming++
			}
		}
		if len(clinics) != 4 || count[data.AppointmentSeen] < 50 || count[data.AppointmentMissed] < 3 || walkIns < 1 || inClinics < 5 || coming < 3 {
			t.Errorf("%s: %d clinics, %v, %d walk-ins, %d in clinics, %d to come", day, len(clinics), count, walkIns, inClinics, coming)
		}
		sessions, err := s.Diary.Sessions(ctx, data.SessionFilter{From: today, To: today.AddDays(27)})
		must(t, err)
		holds := map[string]bool{}
		for _, v := range sessions {
			if key := v.Staff + v.Day.String(); holds[key] {
				t.Errorf("%s: someone holds two clinics on %v", day, v.Day)
			} else {
				holds[key] = true
			}
		}
		clashes, err := s.Diary.Clashes(ctx, today.AddMonths(-9), today.AddMonths(2))
		must(t, err)
		away, err := s.Diary.Absences(ctx, today, today.AddMonths(2))
		must(t, err)
		free, err := s.Diary.NextFree(ctx, data.FreeFilter{From: today, Limit: 5})
		must(t, err)
		if len(clashes) > 0 || len(away) != 2 || len(free) != 5 {
			t.Errorf("%s: %d collide, %d absences, %d free slots", day, len(clashes), len(away), len(free))
		}
	}
}

// A report that was kept on the sample's own day seemed to have had late
// entries and corrections since: some were signed in its afternoon.
func TestNothingIsSignedLaterThanTheMorning(t *testing.T) {
	ctx := context.Background()
	for i, day := range days {
		today := data.MustDate(day)
		s := write(t, caseload.Options{Seed: uint64(i + 1), Today: today}) // a small number
		since, err := s.Figures.SinceFrozen(ctx, &data.Frozen{AsAt: day + "T00:00:01Z", Filter: data.FigureFilter{From: today.AddMonths(-8), To: today}})
		must(t, err)
		if since != (data.SinceFrozen{}) {
			t.Errorf("%s: %+v", day, since)
		}
	}
}

// Fewer people than the pilot’s are the first of them, and not all 69 in silence.
func TestFewerThanThePilotAreTheFirstOfIt(t *testing.T) {
	for _, n := range []int{1, 2, 20} {
		s := write(t, caseload.Options{Seed: 1, Today: data.MustDate("2026-04-08"), Only: n})
		if _, total, err := s.Casework.Clients(context.Background(), data.ClientFilter{Limit: 1}); err != nil || total != n {
			t.Errorf("%d were asked for, and there are %d: %v", n, total, err)
		}
	}
}
