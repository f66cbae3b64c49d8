package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/offering"
	"waymark/data/store/office"
)

// derivedProblems returns what Check says of the derived tables.
func derivedProblems(t *testing.T, s *office.Office) []string {
	t.Helper()
	r, err := s.Soundness.Check(context.Background())
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
	names := []string{"Zoë", "Qi", "Ѳома", "Ὀδυσσεύς", "李", "Anne-Marie", "O", "X Æ A-12", "İpek", "ﬁona"}
	statuses := data.PrescriptionStatuses()
	done := map[int]int{}
	for n := range 160 {
		clients, total, err := s.Casework.Clients(ctx, data.ClientFilter{})
		must(t, err)
		if total == 0 {
			t.Fatal("no one is left")
		}
		rec, err := s.Overview.Record(ctx, clients[r.IntN(len(clients))].ID)
		must(t, err)
		what := r.IntN(9)
		switch {
		case what == 0 && n%4 == 0:
			_, err = s.Casework.EraseClient(ctx, rec.Client.ID)
		case what <= 2 && len(rec.Prescriptions) > 0:
			p := rec.Prescriptions[r.IntN(len(rec.Prescriptions))]
			err = s.Offering.SetPrescriptionStatus(ctx, p.ID, statuses[r.IntN(len(statuses))].Value, today.AddDays(-r.IntN(30)), "")
		case what == 3 && len(rec.FollowUps) > 0:
			_, err = s.Offering.CompleteFollowUp(ctx, rec.FollowUps[r.IntN(len(rec.FollowUps))].ID, offering.Completion{On: today.AddDays(-r.IntN(10))})
		case what == 4 && rec.Episode != nil:
			e := *rec.Episode
			e.Status, e.PausedOn = data.EpisodePaused, today
			if r.IntN(2) == 0 {
				e.Status, e.ClosedOn, e.CloseReason = data.EpisodeClosed, today, "completed"
			}
			err = s.Casework.SaveEpisode(ctx, &e)
		case what == 8:
			c := rec.Client
			c.GivenNames, c.Phone = names[r.IntN(len(names))], "07700 900"+fmt.Sprint(100+r.IntN(900))
			err = s.Casework.SaveClient(ctx, &c)
		case what == 5:
			services, _, found := s.Directory.Services(ctx, data.ServiceFilter{Closed: true})
			must(t, found)
			v, found := s.Directory.Service(ctx, services[r.IntN(len(services))].ID)
			must(t, found)
			v.Status, v.LastChecked = data.ServiceDefunct, today.AddDays(-r.IntN(200))
			if r.IntN(2) == 0 {
				v.Status = data.ServiceActive
			}
			err = s.Directory.SaveService(ctx, v)
		default:
			services, _, found := s.Directory.Services(ctx, data.ServiceFilter{})
			must(t, found)
			_, err = s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: rec.Client.ID, On: today.AddDays(-r.IntN(60)),
				Offers: []offering.SittingOffer{{ServiceID: services[r.IntN(len(services))].ID, Decision: data.Chosen}}})
		}
		if err == nil { // what the rules refuse is looked at all the same
			done[what]++
		}
		if p := derivedProblems(t, s); len(p) > 0 {
			t.Fatalf("step %d (%d): %v", n, what, p)
		}
	}
	for what := range 9 {
		if done[what] == 0 {
			t.Errorf("the change %d was never made: %v", what, done)
		}
	}
}

func TestRepair_mendsADerivedTableThatIsOutOfDate(t *testing.T) {
	ctx := context.Background()
	for _, spoil := range []string{
		"DELETE FROM silence", "UPDATE silence SET last_word = '2020-01-01'",
		"DELETE FROM in_use", "INSERT INTO in_use VALUES ('no one', '')",
		"DELETE FROM client_gram WHERE gram = 'a'", "UPDATE client_gram SET clients = clients + 1", "INSERT INTO client_gram VALUES ('ж', 1)",
	} {
		path := filepath.Join(t.TempDir(), "waymark.db")
		s, err := office.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
		must(t, err)
		must(t, caseload.Write(ctx, s, caseload.Options{Seed: 3, Today: d("2026-04-08")}))
		must(t, s.Close())
		execSQL(t, path, spoil)
		s, err = office.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
		must(t, err)
		if len(derivedProblems(t, s)) != 1 {
			t.Errorf("%s is not noticed", spoil)
		}
		_, err = s.Soundness.Repair(ctx)
		must(t, err)
		if p := derivedProblems(t, s); len(p) > 0 {
			t.Errorf("%s is not mended: %v", spoil, p)
		}
		must(t, s.Close())
	}
}

// One letter or two find whoever has them anywhere in what they are searched
// by, in the order of the list, however few or many these are.
func TestClients_findsAnyOneOrTwoLetters(t *testing.T) {
	ctx := context.Background()
	today := d("2026-04-08")
	path := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(ctx, path, store.Options{Clock: on(today.String())})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	must(t, caseload.Write(ctx, s, caseload.Options{Clients: 60, Seed: 6, Today: today}))
	for _, name := range []string{"Zoë Qi", "Ѳома Ж", "Ὀδυσσεύς Σ", "李 小龙", "X", "İpek ﬁona"} {
		must(t, s.Casework.SaveClient(ctx, &data.Client{GivenNames: name, FamilyName: "Q"}))
	}
	texts := texts(t, path)
	grams := map[string]bool{"qx": true}
	for _, text := range texts {
		letters := []rune(text.search)
		for i := range letters {
			grams[string(letters[i:i+1])], grams[string(letters[i:min(i+2, len(letters))])] = true, true
		}
	}
	asked := 0
	for g := range grams {
		if f := fold.Words(g); len(f) != 1 || f[0] != g {
			continue // no one searches for gaps, and hyphens part words
		}
		var want []string
		for _, text := range texts {
			if strings.Contains(text.search, g) {
				want = append(want, text.id)
			}
		}
		rows, total, err := s.Casework.Clients(ctx, data.ClientFilter{Words: g})
		must(t, err)
		var got []string
		for _, r := range rows {
			got = append(got, string(r.ID))
		}
		if total != len(want) || !slices.Equal(got, want) {
			t.Errorf("%q finds %d clients of %d, not %d", g, len(got), total, len(want))
		}
		asked++
	}
	if asked < 200 {
		t.Errorf("only %d letters were asked for", asked)
	}
}

type clientText struct{ id, search string }

// texts reads what clients are searched by, in the order of the list.
func texts(t *testing.T, path string) (list []clientText) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path)
	must(t, err)
	defer func() { _ = db.Close() }()
	rows, err := db.Query("SELECT id, search_text FROM client ORDER BY sort_name, seq")
	must(t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var c clientText
		must(t, rows.Scan(&c.id, &c.search))
		list = append(list, c)
	}
	must(t, rows.Err())
	return list
}
