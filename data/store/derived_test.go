package store_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
)

// derivedProblems returns what Check says of the derived tables.
func derivedProblems(t *testing.T, s *store.Store) []string {
	t.Helper()
	r, err := s.Check(context.Background())
	must(t, err)
	return slices.DeleteFunc(r.Problems, func(p string) bool { return !strings.Contains(p, "out of date") })
}

// Whatever is done to prescriptions, follow-ups, episodes, services and people,
// the derived tables hold what a count of everything gives.
func TestDerivedTables_equalAFullCountAfterAnyChange(t *testing.T) {
	ctx := context.Background()
	today := d("2026-04-08")
	s := open(t, on(today.String()))
	must(t, caseload.Write(ctx, s, caseload.Options{Clients: 30, Services: 40, Seed: 5, Today: today}))
	if p := derivedProblems(t, s); len(p) > 0 {
		t.Fatal(p)
	}
	r := rand.New(rand.NewPCG(1, 2))
	statuses := data.PrescriptionStatuses()
	done := map[int]int{}
	for n := range 160 {
		clients, total, err := s.Clients(ctx, data.ClientFilter{})
		must(t, err)
		if total == 0 {
			t.Fatal("nobody is left")
		}
		rec, err := s.Record(ctx, clients[r.IntN(len(clients))].ID)
		must(t, err)
		what := r.IntN(8)
		switch {
		case what == 0 && n%4 == 0:
			_, err = s.EraseClient(ctx, rec.Client.ID)
		case what <= 2 && len(rec.Prescriptions) > 0:
			p := rec.Prescriptions[r.IntN(len(rec.Prescriptions))]
			err = s.SetPrescriptionStatus(ctx, p.ID, statuses[r.IntN(len(statuses))].Value, today.AddDays(-r.IntN(30)), "")
		case what == 3 && len(rec.FollowUps) > 0:
			_, err = s.CompleteFollowUp(ctx, rec.FollowUps[r.IntN(len(rec.FollowUps))].ID, store.Completion{On: today.AddDays(-r.IntN(10))})
		case what == 4 && rec.Episode != nil:
			e := *rec.Episode
			e.Status, e.PausedOn = data.EpisodePaused, today
			if r.IntN(2) == 0 {
				e.Status, e.ClosedOn, e.CloseReason = data.EpisodeClosed, today, "completed"
			}
			err = s.SaveEpisode(ctx, &e)
		case what == 5:
			services, _, found := s.Services(ctx, data.ServiceFilter{Closed: true})
			must(t, found)
			v, found := s.Service(ctx, services[r.IntN(len(services))].ID)
			must(t, found)
			v.Status, v.LastChecked = data.ServiceDefunct, today.AddDays(-r.IntN(200))
			if r.IntN(2) == 0 {
				v.Status = data.ServiceActive
			}
			err = s.SaveService(ctx, v)
		default:
			services, _, found := s.Services(ctx, data.ServiceFilter{})
			must(t, found)
			_, err = s.SaveSitting(ctx, store.Sitting{ClientID: rec.Client.ID, On: today.AddDays(-r.IntN(60)),
				Offers: []store.SittingOffer{{ServiceID: services[r.IntN(len(services))].ID, Decision: data.Chosen}}})
		}
		if err == nil { // what the rules refuse is looked at all the same
			done[what]++
		}
		if p := derivedProblems(t, s); len(p) > 0 {
			t.Fatalf("step %d (%d): %v", n, what, p)
		}
	}
	for what := range 8 {
		if done[what] == 0 {
			t.Errorf("the change %d was never made: %v", what, done)
		}
	}
}

func TestRepair_mendsADerivedTableThatIsOutOfDate(t *testing.T) {
	ctx := context.Background()
	for _, spoil := range []string{
		"DELETE FROM silence", "UPDATE silence SET last_word = '2020-01-01'",
		"DELETE FROM in_use", "INSERT INTO in_use VALUES ('nobody', '')",
	} {
		path := filepath.Join(t.TempDir(), "waymark.db")
		s, err := store.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
		must(t, err)
		must(t, caseload.Write(ctx, s, caseload.Options{Seed: 3, Today: d("2026-04-08")}))
		must(t, s.Close())
		execSQL(t, path, spoil)
		s, err = store.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
		must(t, err)
		if len(derivedProblems(t, s)) != 1 {
			t.Errorf("%s is not noticed", spoil)
		}
		_, err = s.Repair(ctx)
		must(t, err)
		if p := derivedProblems(t, s); len(p) > 0 {
			t.Errorf("%s is not mended: %v", spoil, p)
		}
		must(t, s.Close())
	}
}
