package retention_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

var (
	bg = context.Background()
	d  = data.MustDate
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func opened(t *testing.T, path, day string) *office.Office {
	t.Helper()
	at := d(day)
	store.Templates()
	s, err := office.Open(bg, path, store.Options{Clock: func() time.Time { return time.Date(at.Year, at.Month, at.Day, 12, 0, 0, 0, time.UTC) }})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// person adds someone whose case was opened and closed; seen: with a contact between.
func person(t *testing.T, s *office.Office, name, from, closed string, seen bool) data.ID {
	t.Helper()
	c := data.Client{FamilyName: name}
	must(t, s.Casework.SaveClient(bg, &c))
	must(t, s.Casework.AddReferral(bg, &data.Referral{ClientID: c.ID, ReceivedOn: d(from)}))
	if seen {
		must(t, s.Casework.SaveContact(bg, &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: d(from).AddDays(10)}))
	}
	if closed == "" {
		return c.ID
	}
	rec, err := s.Overview.Record(bg, c.ID)
	must(t, err)
	e := *rec.Episode
	e.Status, e.ClosedOn, e.CloseReason = data.EpisodeClosed, d(closed), "goals_met"
	must(t, s.Casework.SaveEpisode(bg, &e))
	return c.ID
}

func namesOf(list []data.RetentionDue) string {
	var names []string
	for _, d := range list {
		names = append(names, d.Name+" "+string(d.Kind)+" "+d.DueOn.String())
	}
	return strings.Join(names, ", ")
}

func TestDue_listsWhatHasBeenKeptAsLongAsItsRuleSays(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "waymark.db"), "2026-11-29")
	person(t, s, "Longago", "2017-01-10", "2018-03-01", true)
	person(t, s, "Recent", "2020-01-10", "2021-03-01", true)
	person(t, s, "Unseen", "2023-01-10", "2023-03-01", false)
	person(t, s, "Open", "2010-01-10", "", true)
	person(t, s, "Monthend", "2024-01-10", "2024-11-15", false) // due on 15 November, after this month's list
	person(t, s, "Edge", "2024-01-10", "2024-11-01", false)
	due, kept, err := s.Retention.Due(bg)
	must(t, err)
	if got, want := namesOf(due), "Unseen contact 2025-03-01, Longago case 2026-03-01, Edge contact 2026-11-01"; got != want || len(kept) != 0 {
		t.Errorf("due: %s; want: %s; kept: %s", got, want, namesOf(kept))
	}
	if n, err := s.Retention.DueCount(bg); err != nil || n != 3 {
		t.Errorf("%d are due, %v", n, err)
	}
	must(t, s.Lists.SetSetting(bg, data.SettingContactYears, "0"))
	must(t, s.Lists.SetSetting(bg, data.SettingCaseYears, "5"))
	if due, _, err = s.Retention.Due(bg); err != nil || namesOf(due) != "Longago case 2023-03-01, Recent case 2026-03-01" {
		t.Errorf("by other rules: %s, %v", namesOf(due), err)
	}
}

func TestKeep_takesARecordOffTheListUntilItsDay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	s := opened(t, path, "2026-11-29")
	id := person(t, s, "Longago", "2017-01-10", "2018-03-01", true)
	for _, wrong := range []data.RetentionKept{{}, {Because: " ", Until: d("2027-01-01")}, {Because: "x"}, {Because: "x", Until: d("2026-11-29")}} {
		wrong.ClientID = id
		if err := s.Retention.Keep(bg, &wrong); data.FieldErrorsOf(err) == nil {
			t.Errorf("kept with %+v: %v", wrong, err)
		}
	}
	k := data.RetentionKept{ClientID: id, Because: "A complaint is not settled", Until: d("2027-02-01")}
	must(t, s.Retention.Keep(bg, &k))
	due, kept, err := s.Retention.Due(bg)
	if err != nil || len(due) != 0 || len(kept) != 1 || kept[0].Kept.Because != k.Because {
		t.Fatalf("due %s, kept %+v, %v", namesOf(due), kept, err)
	}
	if n, err := s.Retention.DueCount(bg); err != nil || n != 0 {
		t.Errorf("%d are due, %v", n, err)
	}
	if _, _, err := s.Retention.Erase(bg, []data.ID{id}, nil); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("a kept record was erased: %v", err)
	}
	must(t, s.Close())
	s = opened(t, path, "2027-02-03")
	if due, kept, err = s.Retention.Due(bg); err != nil || len(due) != 1 || len(kept) != 0 || due[0].Kept == nil {
		t.Errorf("after its day: due %s, kept %s, %v", namesOf(due), namesOf(kept), err)
	}
	must(t, s.Close())
	s = opened(t, path, "2026-12-01")
	must(t, s.Retention.Release(bg, k.ID))
	if due, kept, err = s.Retention.Due(bg); err != nil || len(due) != 1 || len(kept) != 0 {
		t.Errorf("released: due %s, kept %s, %v", namesOf(due), namesOf(kept), err)
	}
}

func TestErase_leavesACertificateThatNamesNoOne(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "waymark.db"), "2026-11-29")
	var ids []data.ID
	for i := range 30 { // more than one transaction takes
		name := "Zyxwold" + strings.Repeat("a", i)
		ids = append(ids, person(t, s, name, "2017-01-10", "2018-03-01", i%2 == 0))
	}
	open := person(t, s, "Open", "2026-01-10", "", true)
	if _, _, err := s.Retention.Erase(bg, append([]data.ID{open}, ids...), nil); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("an open case was erased: %v", err)
	}
	if _, n, _ := s.Casework.Clients(bg, data.ClientFilter{}); n != 31 {
		t.Fatalf("%d are left after a refusal", n)
	}
	_, err := s.DailyCopy(bg)
	must(t, err)
	told := 0
	c, left, err := s.Retention.Erase(bg, ids, func(n int) { told = n })
	must(t, err)
	if told != 30 || left.People != 30 || left.Certificate != c.ID {
		t.Errorf("told of %d, %+v", told, left)
	}
	stored, err := s.Retention.Certificate(bg, c.ID)
	must(t, err)
	kinds := stored.Body.Kinds
	if stored.People != 30 || len(kinds) != 2 || kinds[0].People != 15 || kinds[1].People != 15 || kinds[1].Rule != "8 years after the case ended" {
		t.Errorf("%+v", stored)
	}
	until, forever := stored.Body.HeldUntil()
	if len(stored.Body.Backups) != 1 || until != d("2026-11-29").AddDays(90) || forever {
		t.Errorf("held until %s (%t) in %+v", until, forever, stored.Body.Backups)
	}
}
