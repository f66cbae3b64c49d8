package main

import (
	"context"
	"encoding/json"
	"path/filepath"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// asPartnership gives the surgeries and staff of a service to two partners by turns.
func asPartnership(t *testing.T, db string) {
	t.Helper()
	ctx := context.Background()
	s, err := office.Open(ctx, db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	partners := []data.Partner{{Name: "Thanet Mind"}, {Name: "Age Dover"}}
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range partners {
		must(s.Lists.SavePartner(ctx, &partners[i]))
	}
	surgeries, err := s.Lists.Surgeries(ctx, true)
	must(err)
	for i := range surgeries {
		surgeries[i].PartnerID = partners[i%2].ID
		must(s.Lists.SaveSurgery(ctx, &surgeries[i]))
	}
	staff, err := s.Lists.Staff(ctx, true)
	must(err)
	for i := range staff {
		staff[i].PartnerID = partners[i%2].ID
		must(s.Lists.SaveStaff(ctx, &staff[i]))
	}
}

// counted is what a report counts plainly.
type counted struct {
	Seen      int `json:"clients_seen"`
	Referrals int `json:"referrals_received"`
	Series    struct {
		Held []struct{ Partner string } `json:"held"`
	} `json:"series"`
}

func countedOf(t *testing.T, db string, args ...string) (c counted) {
	t.Helper()
	out := succeeds(t, append([]string{"report", "--db", db, "--from", "2025-09-01", "--to", "2026-03-31", "--json"}, args...)...)
	if err := json.Unmarshal([]byte(out), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestPartners_oneReportOverAllAndOneEach: the partners come to the whole on every PC,
// and what one PC handed over on a partner is known on another once they have met.
func TestPartners_oneReportOverAllAndOneEach(t *testing.T) {
	room, laptop, folder := joined(t)
	asPartnership(t, room)
	coordinator := filepath.Join(t.TempDir(), "coordinator.db")
	words := sixWords.FindString(succeeds(t, "devices", "join", "--db", coordinator, "--store", folder))
	succeeds(t, "exchange", "--db", room)
	succeeds(t, "devices", "accept", "--db", room, "--words", words, "--name", "Office", "--role", "coordinator")
	for _, db := range []string{room, coordinator, laptop} {
		succeeds(t, "exchange", "--db", db)
		whole := countedOf(t, db, "--unprotected")
		one, other := countedOf(t, db, "--unprotected", "--partner", "thanet mind"), countedOf(t, db, "--unprotected", "--partner", "Age Dover")
		if one.Seen == 0 || other.Seen == 0 || one.Seen+other.Seen != whole.Seen || one.Referrals+other.Referrals != whole.Referrals {
			t.Errorf("%s: %+v and %+v of %+v", filepath.Base(db), one, other, whole)
		}
	}
	succeeds(t, "report", "--db", room, "--from", "2025-09-01", "--to", "2026-03-31", "--partner", "Thanet Mind", "--reader", "Trustees", "--new-reader",
		"--out", filepath.Join(t.TempDir(), "handed"))
	succeeds(t, "exchange", "--db", room)
	for _, db := range []string{coordinator, laptop} {
		succeeds(t, "exchange", "--db", db)
		if held := countedOf(t, db, "--reader", "Trustees").Series.Held; len(held) != 1 || held[0].Partner != "Thanet Mind" {
			t.Errorf("%s protects against %+v", filepath.Base(db), held)
		}
	}
	if code, _, errout := callProgram(t, "report", "--db", room, "--json", "--unprotected", "--partner", "Elsewhere"); code != exitUsage || errout == "" {
		t.Errorf("a partner that there is not: %d %s", code, errout)
	}
}
