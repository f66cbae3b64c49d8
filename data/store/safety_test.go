package store_test

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// TestKilledInTheMiddleOfSaves starts this test binary again as a program that
// saves 200 clients and says so after each; it is killed halfway, and every
// client it had acknowledged must be there.
func TestKilledInTheMiddleOfSaves(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	child := exec.Command(os.Args[0], "-test.run=TestSaverChild$") // this test binary
	child.Env = append(os.Environ(), "WAYMARK_SAVER_DB="+path)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	var acknowledged []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if name, ok := strings.CutPrefix(lines.Text(), "saved "); ok {
			acknowledged = append(acknowledged, name)
		}
		if len(acknowledged) == 97 {
			must(t, child.Process.Kill())
		}
	}
	_ = child.Wait()
	if len(acknowledged) < 97 || len(acknowledged) == 200 {
		t.Fatalf("%d were acknowledged: the program was not killed in the middle", len(acknowledged))
	}

	s, err := office.Open(context.Background(), path, store.Options{})
	must(t, err)
	defer func() { _ = s.Close() }()
	rows, total, err := s.Casework.Clients(context.Background(), data.ClientFilter{Limit: 500})
	must(t, err)
	there := map[string]bool{}
	for _, r := range rows {
		there[r.Name] = true
	}
	for _, name := range acknowledged {
		if !there[name] {
			t.Errorf("%s was acknowledged and is lost", name)
		}
	}
	check, err := s.Soundness.Check(context.Background())
	must(t, err)
	if len(check.Problems) > 0 || total < len(acknowledged) {
		t.Errorf("after the kill: %d clients, %v", total, check.Problems)
	}
}

// TestSaverChild is the program that TestKilledInTheMiddleOfSaves kills.
func TestSaverChild(t *testing.T) {
	path := os.Getenv("WAYMARK_SAVER_DB")
	if path == "" {
		t.Skip("only runs as the child of another test")
	}
	s, err := office.Open(context.Background(), path, store.Options{})
	must(t, err)
	for i := range 200 {
		c := data.Client{FamilyName: "Person " + strings.Repeat("x", i+1)}
		must(t, s.Casework.SaveClient(context.Background(), &c))
		_, err := os.Stdout.WriteString("saved " + c.Name() + "\n")
		must(t, err)
	}
}

func TestFilesThatAreNotOursAreLeftAlone(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole.db")
	s, err := office.Open(context.Background(), whole, store.Options{})
	must(t, err)
	must(t, s.Casework.SaveClient(context.Background(), &data.Client{FamilyName: "Ellis"}))
	must(t, s.Close())
	ours, err := os.ReadFile(whole)
	must(t, err)

	for name, c := range map[string]struct {
		make func(t *testing.T, path string)
		code data.Code
	}{
		"a text file": {func(t *testing.T, p string) {
			must(t, os.WriteFile(p, []byte("Dear diary, "+strings.Repeat("x", 5000)), 0o600))
		}, data.CodeForeign},
		"another database": {func(t *testing.T, p string) { execSQL(t, p, "CREATE TABLE shopping (item TEXT)") }, data.CodeForeign},
		"a newer Waymark": {func(t *testing.T, p string) {
			must(t, os.WriteFile(p, ours, 0o600))
			execSQL(t, p, "PRAGMA user_version = 999")
		}, data.CodeNewer},
		"a torn file": {func(t *testing.T, p string) { must(t, os.WriteFile(p, ours[:4096*3+100], 0o600)) }, data.CodeDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "waymark.db")
			c.make(t, path)
			before, err := os.ReadFile(path)
			must(t, err)
			s, err := office.Open(context.Background(), path, store.Options{})
			if err == nil {
				_ = s.Close()
				t.Fatal("it was opened")
			}
			if data.CodeOf(err) != c.code || !strings.HasSuffix(data.Sentence(err), ".") {
				t.Errorf("code %q, sentence %q (%v)", data.CodeOf(err), data.Sentence(err), err)
			}
			after, err := os.ReadFile(path)
			must(t, err)
			if !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func execSQL(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	_, err = db.Exec(statement)
	must(t, err)
	must(t, db.Close())
}

func TestSecondCopyIsRefusedButMayLook(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-07"))
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Ellis"}))
	if second, err := office.Open(ctx, s.Path(), store.Options{}); data.CodeOf(err) != data.CodeInUse {
		_ = second.Close()
		t.Fatalf("second copy: %v", err)
	}
	look, err := office.Open(ctx, s.Path(), store.Options{ReadOnly: true})
	must(t, err)
	defer func() { _ = look.Close() }()
	if _, total, err := look.Casework.Clients(ctx, data.ClientFilter{}); err != nil || total != 1 {
		t.Errorf("looking: %d, %v", total, err)
	}
	if err := look.Casework.SaveClient(ctx, &data.Client{FamilyName: "No one"}); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("writing while looking: %v", err)
	}
}

func TestDailyCopyIsMadeOnceCheckedAndThinned(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	for i := range 17 {
		day := data.MustDate("2026-04-01").AddDays(i)
		s, err := office.Open(ctx, filepath.Join(dir, "waymark.db"), store.Options{Clock: on(day.String())})
		must(t, err)
		must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Person " + day.String()}))
		made, err := s.DailyCopy(ctx)
		must(t, err)
		if made == "" {
			t.Errorf("%s: no copy", day)
		}
		if again, err := s.DailyCopy(ctx); err != nil || again != "" {
			t.Errorf("%s: a second copy %q, %v", day, again, err)
		}
		must(t, s.Close())
	}
	copies, err := filepath.Glob(filepath.Join(dir, "copies", "*"))
	must(t, err)
	if len(copies) != 14 || !strings.HasSuffix(copies[0], "waymark-2026-04-04.db") {
		t.Fatalf("kept %v", copies)
	}
	s, err := office.Open(ctx, copies[13], store.Options{ReadOnly: true})
	must(t, err)
	defer func() { _ = s.Close() }()
	if _, total, err := s.Casework.Clients(ctx, data.ClientFilter{}); err != nil || total != 17 {
		t.Errorf("the newest copy holds %d clients, %v", total, err)
	}
}

// TestCopyByHandIsKept: the copy just made once counted as older than the
// day's own, and with few kept it was removed at once.
func TestCopyByHandIsKept(t *testing.T) {
	ctx := context.Background()
	s, err := office.Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: on("2026-04-07"), KeepCopies: 1})
	must(t, err)
	defer func() { _ = s.Close() }()
	daily, err := s.DailyCopy(ctx)
	must(t, err)
	byHand, err := s.BackupNow(ctx)
	must(t, err)
	copies, err := s.Copies()
	must(t, err)
	if len(copies) != 2 || copies[0] != byHand || copies[1] != daily {
		t.Errorf("copies %v", copies)
	}
}

func TestForeignKeysHoldOnEveryConnection(t *testing.T) {
	s := open(t, on("2026-04-07"))
	err := s.Casework.SaveContact(context.Background(), &data.Contact{ClientID: "no one", EpisodeID: "nothing", Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-07")})
	if err == nil {
		t.Error("a contact of no one was stored")
	}
	client := data.Client{FamilyName: "Ellis", SurgeryID: "no such surgery"}
	if err := s.Casework.SaveClient(context.Background(), &client); err == nil {
		t.Error("a client of no surgery was stored")
	}
}

func TestSomebodyElsesChangeIsNotOverwritten(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-07"))
	client := data.Client{FamilyName: "Ellis"}
	must(t, s.Casework.SaveClient(ctx, &client))
	stale := client
	stale.UpdatedAt = stale.UpdatedAt.AddDate(0, 0, -1)
	stale.FamilyName = "Overwritten"
	if err := s.Casework.SaveClient(ctx, &stale); data.CodeOf(err) != data.CodeConflict {
		t.Fatalf("a stale record was saved: %v", err)
	}
	if c, err := s.Casework.Client(ctx, client.ID); err != nil || c.FamilyName != "Ellis" {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestEveryWriteLeavesOneTraceWithoutItsContents(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-07"))
	client := data.Client{FamilyName: "Secretname", Phone: "01632 960123"}
	must(t, s.Casework.SaveClient(ctx, &client))
	client.Phone = "01632 960999"
	must(t, s.Casework.SaveClient(ctx, &client))
	path := s.Path()
	must(t, s.Close())
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	defer func() { _ = db.Close() }()
	rows, err := db.Query("SELECT action, record, fields FROM audit WHERE client_id = ? OR record_id = ? ORDER BY seq", client.ID, client.ID)
	must(t, err)
	defer func() { _ = rows.Close() }()
	var trace []string
	for rows.Next() {
		var action, record, fields string
		must(t, rows.Scan(&action, &record, &fields))
		trace = append(trace, action+" "+record+" "+fields)
	}
	must(t, rows.Err())
	if len(trace) != 2 || trace[0] != "add client " || trace[1] != "change client phone search_text" {
		t.Errorf("trace %q", trace)
	}
}

func TestDraft_survivesTheProgram(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-07"))
	must(t, s.Lists.SaveDraft(ctx, "client:new", []byte(`{"a":1}`)))
	must(t, s.Lists.SaveDraft(ctx, "client:new", []byte(`{"a":2}`)))
	if body, at, ok, err := s.Lists.Draft(ctx, "client:new"); err != nil || !ok || string(body) != `{"a":2}` || at.IsZero() {
		t.Errorf("%q, %v, %t, %v", body, at, ok, err)
	}
	must(t, s.Lists.DropDraft(ctx, "client:new"))
	if _, _, ok, err := s.Lists.Draft(ctx, "client:new"); ok || err != nil {
		t.Errorf("a dropped draft: %t, %v", ok, err)
	}
}
