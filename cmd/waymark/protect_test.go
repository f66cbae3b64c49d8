package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func phraseFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "phrase.txt")
	if err := os.WriteFile(path, []byte(text+"\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// succeeds runs a command that has to succeed.
func succeeds(t *testing.T, args ...string) (out string) {
	t.Helper()
	code, out, errout := callProgram(t, args...)
	if code != exitOK {
		t.Fatalf("%v: %d, %s", args, code, errout)
	}
	return out
}

// fails runs a command that has to say something in particular, and no secret.
func fails(t *testing.T, said string, args ...string) {
	t.Helper()
	code, out, errout := callProgram(t, args...)
	if code != exitFailure || !strings.Contains(errout, said) || strings.Contains(out+errout, "plough") {
		t.Errorf("%v: %d, %s", args, code, errout)
	}
}

// whenMade is when a report was made.
var whenMade = regexp.MustCompile(`"as_at": "[^"]*"|produced on [^.]*\.`)

var recoveryWord = regexp.MustCompile(`(?m)^ +\d+  ([a-z]+)$`)

func wordsIn(out string) string {
	var words []string
	for _, m := range recoveryWord.FindAllStringSubmatch(out, -1) {
		words = append(words, m[1])
	}
	return strings.Join(words, " ")
}

// Everything that is done without a window is done with a protected database.
func TestProtectedDatabase_withoutAWindow(t *testing.T) {
	db := sampleDB(t, "--services", "20")
	folder := filepath.Dir(db)
	report := func(args ...string) string {
		out := succeeds(t, append([]string{"report", "--db", db, "--from", "2026-01-01", "--to", "2026-03-31", "--json", "--unprotected"}, args...)...)
		return whenMade.ReplaceAllString(out, "")
	}
	before := report()
	succeeds(t, "backup", "--db", db)
	right, wrong := phraseFile(t, "plough seven lantern"), phraseFile(t, "plough eight lantern")
	out := succeeds(t, "protect", "--db", db, "--passphrase-file", right)
	words := wordsIn(out)
	if strings.Count(words, " ") != 11 || !strings.Contains(out, "Protected these backups as well") {
		t.Fatalf("protect said %s", out)
	}
	noPlainDatabase(t, folder)
	if report("--passphrase-file", right) != before || report("--passphrase-file", phraseFile(t, words)) != before {
		t.Error("the report of the protected database differs")
	}
	fails(t, "does not open the database", "check", "--db", db, "--passphrase-file", wrong)
	fails(t, "no terminal to ask", "check", "--db", db)
	fails(t, "cannot be read", "check", "--db", db, "--passphrase-file", right+"-none")
	fails(t, "nothing in its first line", "check", "--db", db, "--passphrase-file", phraseFile(t, "\nplough seven"))
	succeeds(t, "check", "--db", db, "--passphrase-file", right)
	succeeds(t, "backup", "--db", db, "--passphrase-file", right, "--out", filepath.Join(folder, "usb.db"))
	noPlainDatabase(t, folder)
	changePassphrases(t, db, right, phraseFile(t, words))
	// The backup still has the passphrase of when it was made.
	third := phraseFile(t, "third plough of all")
	succeeds(t, "restore", "--db", db, "--passphrase-file", third, filepath.Join(folder, "usb.db"))
	if report("--passphrase-file", third) != before {
		t.Error("the report of the restored database differs")
	}
	if out := succeeds(t, "unprotect", "--db", db, "--passphrase-file", third); !strings.Contains(out, "plain file") || report() != before {
		t.Errorf("unprotect said %s", out)
	}
}

func changePassphrases(t *testing.T, db, right, words string) {
	t.Helper()
	second, third := phraseFile(t, "second plough of all"), phraseFile(t, "third plough of all")
	fails(t, "at least 12", "passphrase", "add", "--owner", "Tom", "--db", db, "--passphrase-file", right, "--new-passphrase-file", phraseFile(t, "short"))
	succeeds(t, "passphrase", "add", "--owner", "Tom", "--db", db, "--passphrase-file", right, "--new-passphrase-file", second)
	fails(t, "already", "passphrase", "add", "--owner", "Tom", "--db", db, "--passphrase-file", right, "--new-passphrase-file", third)
	if out := succeeds(t, "passphrase", "list", "--db", db, "--passphrase-file", second); strings.Count(out, "\n") != 3 || !strings.Contains(out, "passphrase of Tom") {
		t.Errorf("listed %s", out)
	}
	succeeds(t, "passphrase", "change", "--owner", "Tom", "--db", db, "--passphrase-file", words, "--new-passphrase-file", third)
	fails(t, "does not open", "passphrase", "list", "--db", db, "--passphrase-file", second)
	renewed := wordsIn(succeeds(t, "passphrase", "recovery", "--db", db, "--passphrase-file", third))
	fails(t, "do not open", "passphrase", "list", "--db", db, "--passphrase-file", words)
	succeeds(t, "passphrase", "remove", "--owner", "Tom", "--db", db, "--passphrase-file", phraseFile(t, renewed))
	fails(t, "does not open", "check", "--db", db, "--passphrase-file", third)
	fails(t, "last passphrase", "passphrase", "remove", "--db", db, "--passphrase-file", right)
	succeeds(t, "passphrase", "change", "--db", db, "--passphrase-file", right, "--new-passphrase-file", third)
	succeeds(t, "passphrase", "new-key", "--db", db, "--passphrase-file", third)
	fails(t, "do not open", "check", "--db", db, "--passphrase-file", phraseFile(t, renewed))
	// Old backups have the old key, so restoring one needs both to be the same secret.
	if err := os.Remove(filepath.Join(filepath.Dir(db), "usb.db")); err != nil {
		t.Fatal(err)
	}
	succeeds(t, "backup", "--db", db, "--passphrase-file", third, "--out", filepath.Join(filepath.Dir(db), "usb.db"))
}

func noPlainDatabase(t *testing.T, folder string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	more, _ := filepath.Glob(filepath.Join(folder, "copies", "*"))
	if err != nil || len(more) == 0 {
		t.Fatal(err)
	}
	for _, file := range append(files, more...) {
		content, err := os.ReadFile(file)
		if err != nil {
			continue // a folder
		}
		if bytes.Contains(content, []byte("SQLite format 3")) || bytes.Contains(content, []byte("CREATE TABLE")) {
			t.Errorf("%s is plain", file)
		}
	}
}
