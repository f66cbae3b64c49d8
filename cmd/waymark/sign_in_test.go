package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/people"
)

// signedDatabase writes a sample to which a manager and a coordinator sign in, and
// the files with their passphrases.
func signedDatabase(t *testing.T) (db, boss, coordinator string) {
	t.Helper()
	ctx := context.Background()
	folder := t.TempDir()
	db = filepath.Join(folder, "sample.db")
	if code := run(ctx, []string{"sample", "--db", db, "--services", "40", "--today", "2026-04-08"}, &bytes.Buffer{}, &bytes.Buffer{}); code != exitOK {
		t.Fatal(code)
	}
	s, err := office.Open(ctx, db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	const bossPhrase, otherPhrase = "harbour velvet thimble", "orchard copper lantern"
	if err := s.SetUpSignIn(ctx, &people.Person{Name: "Rosalind Achebe"}, bossPhrase); err != nil {
		t.Fatal(err)
	}
	p := people.Person{Name: "Cora", Role: access.Coordinator}
	if err := s.People.Save(ctx, &p); err != nil {
		t.Fatal(err)
	}
	code, err := s.People.NewCode(ctx, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SignInWithCode(ctx, p.ID, code, otherPhrase); err != nil {
		t.Fatal(err)
	}
	boss, coordinator = filepath.Join(folder, "boss"), filepath.Join(folder, "cora")
	for path, phrase := range map[string]string{boss: bossPhrase + "\n", coordinator: otherPhrase} {
		if err := os.WriteFile(path, []byte(phrase), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return db, boss, coordinator
}

// Every command that opens a database asks who calls, holds to their role, and
// leaves a row in the audit trail.
func TestCommands_holdToTheRoleOfWhoeverCalls(t *testing.T) {
	db, boss, coordinator := signedDatabase(t)
	out := t.TempDir()
	commands := map[string]struct {
		args []string
		// allowed: a coordinator may
		allowed bool
	}{
		"search":          {[]string{"search", "--db", db, "lunch"}, true},
		"report":          {[]string{"report", "--db", db, "--from", "2026-01-01", "--to", "2026-03-31", "--json", "--unprotected"}, true},
		"export services": {[]string{"export", "services", "--db", db, "--out", filepath.Join(out, "services.json")}, true},
		"export calendar": {[]string{"export", "calendar", "--db", db, "--out", filepath.Join(out, "c.ics")}, false},
		"clinics":         {[]string{"clinics", "--db", db, "--from", "2026-04-06", "--to", "2026-04-10", "--names"}, false},
		"message":         {[]string{"message", "--db", db, "--surgery", "Birchington Medical Centre", "--from", "2026-01-01", "--to", "2026-03-31", "--json"}, false},
		"backup":          {[]string{"backup", "--db", db, "--out", filepath.Join(out, "b.db")}, false},
		"check":           {[]string{"check", "--db", db}, false},
		"check --repair":  {[]string{"check", "--db", db, "--repair"}, false},
		"restore":         {[]string{"restore", "--db", db, boss}, false},
		"holidays":        {[]string{"holidays", "--db", db, "--nation", "scotland"}, false},
	}
	call := func(args ...string) (int, string, string) {
		var stdout, stderr bytes.Buffer
		code := run(context.Background(), args, &stdout, &stderr)
		return code, stdout.String(), stderr.String()
	}
	for name, c := range commands {
		if code, said, err := call(c.args...); code != exitUsage || said != "" || !strings.Contains(err, "--as") {
			t.Errorf("%s without a name: %d %q %q", name, code, said, err)
		}
		code, said, err := call(append(c.args, "--as", "cora", "--passphrase-file", coordinator)...)
		if c.allowed != (code == exitOK) || !c.allowed && said != "" {
			t.Errorf("%s as a coordinator: %d %q %q", name, code, said, err)
		}
	}
	if code, said, err := call("search", "--db", db, "--as", "Nobody Known", "--passphrase-file", boss, "lunch"); code != exitFailure || said != "" {
		t.Errorf("someone unknown: %d %q %q", code, said, err)
	}
	code, said, err := call("check", "--db", db, "--as", "rosalind achebe", "--passphrase-file", boss)
	if code != exitOK || !strings.Contains(said, "integrity: ok") {
		t.Errorf("a manager checks: %d %q %q", code, said, err)
	}
	if code, said, err := call("search", "--db", db, "--as", "Cora", "--passphrase-file", boss, "lunch"); code != exitFailure || said != "" || !strings.Contains(err, "does not match") {
		t.Errorf("a wrong passphrase: %d %q %q", code, said, err)
	}
	// However slow this machine is, the wait is not over.
	setWrongAt(t, db, time.Now().Add(time.Hour))
	if code, said, err := call("search", "--db", db, "--as", "Cora", "--passphrase-file", coordinator, "lunch"); code != exitFailure || said != "" || !strings.Contains(err, "too early") {
		t.Errorf("too early: %d %q %q", code, said, err)
	}
}

// setWrongAt notes another time at which a wrong passphrase was entered.
func setWrongAt(t *testing.T, path string, at time.Time) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.Exec("UPDATE sign_in SET wrong_at = ? WHERE wrong > 0", store.Instant(at)); err != nil {
		t.Fatal(err)
	}
}

// A database without sign-in is as it was.
func TestCommands_withoutSignInAskNoName(t *testing.T) {
	db := filepath.Join(t.TempDir(), "sample.db")
	if code := run(context.Background(), []string{"sample", "--db", db, "--services", "10"}, &bytes.Buffer{}, &bytes.Buffer{}); code != exitOK {
		t.Fatal(code)
	}
	if code := run(context.Background(), []string{"search", "--db", db, "lunch"}, &bytes.Buffer{}, &bytes.Buffer{}); code != exitOK {
		t.Error(code)
	}
	var stderr bytes.Buffer
	if code := run(context.Background(), []string{"search", "--db", db, "--as", "Cora", "lunch"}, &bytes.Buffer{}, &stderr); code != exitUsage {
		t.Error(code, stderr.String())
	}
}

// A file of another version cannot be read beside a window. That is no way past the
// role of whoever calls: an older one is updated first, a newer one left as it is.
func TestCommands_anotherVersionIsNoWayPastTheRole(t *testing.T) {
	for name, version := range map[string]int{"older": store.LatestVersion() - 1, "newer": store.LatestVersion() + 1} {
		db, _, coordinator := signedDatabase(t)
		backup := filepath.Join(t.TempDir(), "backup.db")
		body, err := os.ReadFile(db)
		if err != nil {
			t.Fatal(err)
		}
		ofVersion(body, version)
		for _, path := range []string{db, backup} {
			if err := os.WriteFile(path, body, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for what, args := range map[string][]string{
			"protect":                  {"protect", "--db", db, "--passphrase-file", coordinator},
			"restore":                  {"restore", "--db", db, backup},
			"restore as a coordinator": {"restore", "--db", db, "--as", "Cora", "--passphrase-file", coordinator, backup},
		} {
			var stdout, stderr bytes.Buffer
			if code := run(context.Background(), args, &stdout, &stderr); code == exitOK || stdout.Len() > 0 {
				t.Errorf("%s, %s: %d %q", name, what, code, stdout.String())
			}
			if now, err := os.ReadFile(db); err != nil || !bytes.HasPrefix(now, []byte("SQLite format 3")) {
				t.Errorf("%s, %s: the file was changed: %v", name, what, err)
			}
		}
	}
}

// ofVersion has a plain database say that another version of the program wrote it, with
// the check value of its first page as that would be.
func ofVersion(database []byte, version int) {
	const userVersion, checked = 60, 4096 - 8 // where SQLite keeps it, and what has a check value
	binary.BigEndian.PutUint32(database[userVersion:], uint32(version))
	var a, b uint32
	for at := 0; at < checked; at += 8 {
		a += binary.LittleEndian.Uint32(database[at:]) + b
		b += binary.LittleEndian.Uint32(database[at+4:]) + a
	}
	binary.LittleEndian.PutUint32(database[checked:], a)
	binary.LittleEndian.PutUint32(database[checked+4:], b)
}

// The file of a database may open with another passphrase than a person signs in with.
func TestCommands_twoPassphrasesInOneFile(t *testing.T) {
	db, boss, _ := signedDatabase(t)
	both := filepath.Join(t.TempDir(), "both")
	if err := os.WriteFile(both, []byte("lantern meadow orbit\nharbour velvet thimble\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	secret, err := store.NewPassphrase([]byte("lantern meadow orbit"))
	if err != nil {
		t.Fatal(err)
	}
	key, err := store.Protect(ctx, db, store.Options{}, store.NewSlot{Secret: secret})
	if err != nil {
		t.Fatal(err)
	}
	key.Close()
	for file, want := range map[string]int{both: exitOK, boss: exitFailure} {
		var stderr bytes.Buffer
		if code := run(ctx, []string{"search", "--db", db, "--as", "Rosalind Achebe", "--passphrase-file", file, "lunch"}, &bytes.Buffer{}, &stderr); code != want {
			t.Errorf("%s: %d %s", filepath.Base(file), code, stderr.String())
		}
	}
}
