package store_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/people"
	"waymark/data/store/trail"
)

func trailFault(t *testing.T, s *office.Office) string {
	t.Helper()
	r, err := s.Soundness.Check(context.Background())
	must(t, err)
	return strings.Join(r.Problems, " ")
}

// The chain holds over writes, reads, erasures and another opening of the file.
func TestTrail_wholeAfterErasure(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	must(t, caseload.Write(ctx, s, caseload.Options{Seed: 3, Clients: 20, Services: 30, Today: d("2026-04-08")}))
	rows, _, err := s.Casework.Clients(ctx, data.ClientFilter{})
	must(t, err)
	s.Session.SignIn(access.Identity{Person: "01900000-0000-7000-8000-00000000dddd", Role: access.Manager})
	for _, row := range rows[:3] {
		r, err := s.Overview.Record(ctx, row.ID)
		must(t, err)
		c := r.Client
		c.Matters = "walks"
		must(t, s.Casework.SaveClient(ctx, &c))
	}
	must(t, s.FlushNotes(ctx))
	gone := rows[1].ID
	if n := countRows(t, s, "audit WHERE client_id = '"+string(gone)+"'"); n < 1 {
		t.Fatal("nothing is noted of a client who was opened and changed")
	}
	before := countRows(t, s, "audit")
	_, err = s.Casework.EraseClient(ctx, gone)
	must(t, err)
	if fault := trailFault(t, s); fault != "" {
		t.Error(fault)
	}
	if n := countRows(t, s, "audit WHERE client_id = '"+string(gone)+"' OR record_id = '"+string(gone)+"'"); n != 0 {
		t.Errorf("%d rows still name who was erased", n)
	}
	if n := countRows(t, s, "audit"); n < before {
		t.Errorf("%d rows are left of %d", n, before)
	}
}

// Each way to change the trail by hand is found.
func TestTrail_findsEachChange(t *testing.T) {
	ctx := context.Background()
	for _, change := range []string{
		"UPDATE audit SET actor = 'x' WHERE seq = (SELECT max(seq) - 2 FROM audit)",
		"UPDATE audit SET at = '2026-01-01T00:00:00.000Z' WHERE seq = (SELECT max(seq) FROM audit)",
		"UPDATE audit SET client_id = 'x' WHERE seq = (SELECT max(seq) - 1 FROM audit)",
		"UPDATE audit SET fields = 'alert' WHERE seq = (SELECT max(seq) - 1 FROM audit)",
		"UPDATE audit SET client_id = 'x', salt = NULL WHERE seq = (SELECT max(seq) - 1 FROM audit)",
		"UPDATE audit SET hash = x'00' WHERE seq = (SELECT max(seq) - 1 FROM audit)",
		"DELETE FROM audit WHERE seq = (SELECT max(seq) - 1 FROM audit)",
		"DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
		"DELETE FROM audit WHERE seq > (SELECT max(seq) - 3 FROM audit)",
		"DELETE FROM audit WHERE action = 'first link'",
		"UPDATE audit SET record = 'x' WHERE seq = 3",
		"DELETE FROM audit WHERE seq = 2",
		"UPDATE audit SET hash = NULL",
	} {
		s := open(t, on("2026-04-08"))
		for _, name := range []string{"Ada", "Bo", "Cy", "Di"} {
			must(t, s.Casework.SaveClient(ctx, &data.Client{GivenNames: name, FamilyName: "Hart"}))
		}
		if fault := trailFault(t, s); fault != "" {
			t.Fatal(fault)
		}
		path := s.Path()
		must(t, s.Close())
		execSQL(t, path, change)
		db, err := sql.Open("sqlite3", path)
		must(t, err)
		fault, err := store.CheckTrail(ctx, db)
		must(t, err)
		if fault == "" {
			t.Errorf("not found: %s", change)
		}
		must(t, db.Close())
	}
}

// What an update writes is linked, and a second opening adds nothing.
func TestTrail_linksWhatAnUpdateWrote(t *testing.T) {
	s := open(t, on("2026-04-08"))
	path := s.Path()
	must(t, s.Close())
	execSQL(t, path, "INSERT INTO audit (at, actor, action, record, record_id, client_id, fields) VALUES ('2026-04-08T09:00:00.000Z', '', 'migrate', 'database', '0099', '', ''), ('2026-04-08T09:00:00.000Z', '', 'migrate', 'database', '0100', '', '')")
	s, err := office.Open(context.Background(), path, store.Options{Clock: on("2026-04-09")})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	if fault := trailFault(t, s); fault != "" {
		t.Error(fault)
	}
	n := countRows(t, s, "audit")
	must(t, s.Close())
	s, err = office.Open(context.Background(), path, store.Options{Clock: on("2026-04-09")})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	if again := countRows(t, s, "audit"); again != n {
		t.Errorf("%d rows, then %d", n, again)
	}
}

// Whoever signs in leaves a trace of what they read, and a manager finds it.
func TestTrail_saysWhoReadWhat(t *testing.T) {
	ctx := context.Background()
	s, err := office.Open(ctx, filepath.Join(t.TempDir(), "w.db"), store.Options{Clock: on("2026-04-08")})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	ada := data.Client{GivenNames: "Ada", FamilyName: "Hart"}
	must(t, s.Casework.SaveClient(ctx, &ada))
	boss := people.Person{Name: "Rosalind Achebe"}
	must(t, s.SetUpSignIn(ctx, &boss, "harbour velvet thimble"))
	worker := people.Person{Name: "Siân Prŷs", Role: access.Prescriber}
	must(t, s.People.Save(ctx, &worker))
	code, err := s.People.NewCode(ctx, worker.ID)
	must(t, err)
	must(t, s.SignInWithCode(ctx, worker.ID, strings.ToLower(code), "orchard copper lantern"))
	for range 3 {
		_, err = s.Overview.Record(ctx, ada.ID)
		must(t, err)
	}
	must(t, s.NoteExport(ctx, "print", "record", ada.ID))
	if _, _, err := s.Trail.Find(ctx, trail.Filter{}); data.CodeOf(err) != data.CodeRefused {
		t.Error("a prescriber reads the trail:", err)
	}
	must(t, s.SignIn(ctx, boss.ID, "harbour velvet thimble"))
	rows, total, err := s.Trail.Find(ctx, trail.Filter{Client: ada.ID, Person: worker.ID})
	must(t, err)
	if total != 2 || rows[0].Action != "print" || rows[1].Action != "open" || rows[1].Person != "Siân Prŷs" || rows[1].Client != "Ada Hart" {
		t.Errorf("%d rows: %+v", total, rows)
	}
	if len(rows) == 2 && (len(rows[1].Marks) != 1 || rows[1].Marks[0] != trail.NotTheirs) {
		t.Errorf("marked as %v", rows[1].Marks)
	}
	unusual, n, err := s.Trail.Find(ctx, trail.Filter{Unusual: true})
	must(t, err)
	if n != 1 || len(unusual) != 1 || unusual[0].Seq != rows[1].Seq {
		t.Errorf("%d unusual: %+v", n, unusual)
	}
	if fault := trailFault(t, s); fault != "" {
		t.Error(fault)
	}
}

// Rows that went missing at the end of the trail stay missing, also once more was
// written after them.
func TestTrail_keepsTheGapAtItsEnd(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
	must(t, err)
	for _, name := range []string{"Pett", "Ellis", "Ash"} {
		must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: name}))
	}
	if fault := trailFault(t, s); fault != "" {
		t.Fatal(fault)
	}
	must(t, s.Close())
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	_, err = db.Exec("DELETE FROM audit WHERE seq > (SELECT max(seq) - 2 FROM audit)")
	must(t, err)
	must(t, db.Close())
	s, err = office.Open(ctx, path, store.Options{Clock: on("2026-04-09")})
	must(t, err)
	if fault := trailFault(t, s); !strings.Contains(fault, "rows at its end are missing") {
		t.Errorf("opened again: %q", fault)
	}
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Birch"}))
	if fault := trailFault(t, s); !strings.Contains(fault, "rows before it are missing") {
		t.Errorf("after another save: %q", fault)
	}
	must(t, s.Close())
}
