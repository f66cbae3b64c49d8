package governance_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/governance"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/data/store/people"
)

var bg = context.Background()

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func opened(t *testing.T, path string) *office.Office {
	t.Helper()
	s, err := office.Open(bg, path, store.Options{Clock: func() time.Time { return time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC) }})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// words is the whole page as text.
func words(t *testing.T, s *office.Office) string {
	t.Helper()
	page, err := s.Governance.Page(bg)
	must(t, err)
	var b strings.Builder
	for _, part := range page.Sections {
		b.WriteString(part.Heading + "\n" + part.Intro + "\n")
		for _, f := range part.Facts {
			b.WriteString(f.Name + ": " + f.Value + "\n")
		}
	}
	return b.String()
}

func says(t *testing.T, page string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(page, w) {
			t.Errorf("%q is not in\n%s", w, page)
		}
	}
}

// Every table with something of a client has its place on the page, and once.
func TestKinds_coverEveryTableOfClients(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "waymark.db"))
	tables, err := store.Collect(bg, s.For(s.Session, access.Soundness), func(n *string) []any { return []any{n} },
		`SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = 'client_id' AND t.name NOT IN ('audit', 'audit_elsewhere')`)
	must(t, err)
	listed := map[string]int{}
	for _, table := range governance.Listed() {
		listed[table]++
	}
	for _, table := range append(tables, "client") {
		if listed[table] != 1 {
			t.Errorf("%s is on the page %d times", table, listed[table])
		}
		delete(listed, table)
	}
	for table := range listed {
		t.Errorf("%s is on the page and has no client", table)
	}
}

func TestPage_saysWhatStandsNow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	s := opened(t, path)
	c := data.Client{FamilyName: "Zyxwvutsky"}
	must(t, s.Casework.SaveClient(bg, &c))
	before := words(t, s)
	says(t, before, "1 client, the first added on 29 Nov 2026", "No one signs in to this database", "Off. This file is plain", "None yet. Waymark makes one each day",
		"8 years after the case ended", "This PC works alone", "Open: the file is plain", "Counts of 1 to 4 are hidden")
	if strings.Contains(before, "Zyxw") {
		t.Error("the page names a client")
	}

	must(t, s.Lists.SetSetting(bg, lists.SettingMinimumCell, "0"))
	must(t, s.Lists.SetSetting(bg, data.SettingCaseYears, "0"))
	must(t, s.Lists.SetSetting(bg, lists.SettingLockAfter, "0"))
	_, err := s.DailyCopy(bg)
	must(t, err)
	_, err = s.Casework.EraseClient(bg, c.ID)
	must(t, err)
	sian := data.Staff{Name: "Siân", Role: data.RoleCoordinator}
	must(t, s.Lists.SaveStaff(bg, &sian))
	must(t, s.People.Begin(bg, &people.Person{ID: sian.ID, Name: sian.Name, Role: access.Manager}, "four words of a passphrase"))
	s.Session.SignIn(access.Identity{Person: sian.ID, Role: access.Manager})
	must(t, s.Governance.SaveOwnWords(bg, governance.Own{Controller: "Thanet Living Well CIC"}))
	must(t, s.NoteExport(bg, "export", "report, PDF", ""))
	after := words(t, s)
	says(t, after, "No clients yet", "Thanet Living Well CIC", "Manager: 1", "1 export or print in the last year: report, PDF 1", "1 backup in ",
		"Open: the window never locks by itself", "Open: a kind of record is kept without end", "Open: small numbers are shown", "1 record, with 1 certificate",
		"On a plain file this guards the window only")
	must(t, s.Close())

	key, err := store.Protect(bg, path, store.Options{}, store.NewSlot{Owner: string(sian.ID), Secret: secretOf(t)})
	must(t, err)
	defer key.Close()
	s = opened(t, path)
	s.Session.SignIn(access.Identity{Person: sian.ID, Role: access.Manager})
	says(t, words(t, s), "On: AES-256-GCM", "1 passphrase opens it. It has no recovery words", "1 of them is not encrypted", "Not readable without a passphrase")
}

func secretOf(t *testing.T) store.Secret {
	t.Helper()
	secret, err := store.NewPassphrase([]byte("four words of a passphrase"))
	must(t, err)
	return secret
}
