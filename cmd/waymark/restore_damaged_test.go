package main

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// spoil writes over a part of a file.
func spoil(t *testing.T, path string, from, to int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	noise := make([]byte, to-from)
	_, _ = rand.Read(noise)
	if _, err := f.WriteAt(noise, from); err != nil {
		t.Fatal(err)
	}
}

func copyFile(t *testing.T, from, to string) string {
	t.Helper()
	body, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// TestRestore_aDamagedDatabaseIsReplacedByAManagerOfTheBackup: anyone could replace it,
// or where pages in its middle were damaged no one could, and the sentence spoke of a
// disk that could not be saved to.
func TestRestore_aDamagedDatabaseIsReplacedByAManagerOfTheBackup(t *testing.T) {
	for name, at := range map[string][2]int64{"its first page": {0, 4096}, "its middle": {400_000, 600_000}} {
		db, boss, coordinator := signedDatabase(t)
		backup := copyFile(t, db, filepath.Join(filepath.Dir(db), "backup.db"))
		spoil(t, db, at[0], at[1])
		restore := func(who ...string) (int, string) {
			code, out, errout := callProgram(t, append(append([]string{"restore", "--db", db}, who...), backup)...)
			return code, out + errout
		}
		for _, who := range [][]string{nil, {"--as", "Cora", "--passphrase-file", coordinator}, {"--as", "Rosalind Achebe", "--passphrase-file", coordinator}} {
			if code, said := restore(who...); code == exitOK || !strings.Contains(said, "too damaged to say who may restore") {
				t.Errorf("%s, %v: %d %s", name, who, code, said)
			}
		}
		if code, said := restore("--as", "Rosalind Achebe", "--passphrase-file", boss); code != exitOK || !strings.Contains(said, "What was there is kept as") {
			t.Errorf("%s, a manager: %d %s", name, code, said)
		}
		succeeds(t, "check", "--db", db, "--as", "Rosalind Achebe", "--passphrase-file", boss)
	}
}

// TestRestore_aProtectedDatabaseAsksForItsPassphraseAsLongAsItCan: and says so if what
// takes its place is not protected.
func TestRestore_aProtectedDatabaseAsksForItsPassphraseAsLongAsItCan(t *testing.T) {
	db, boss, _ := signedDatabase(t)
	manager := []string{"--as", "Rosalind Achebe", "--passphrase-file", boss}
	backup := copyFile(t, db, filepath.Join(filepath.Dir(db), "plain.db"))
	succeeds(t, append([]string{"protect", "--db", db}, manager...)...)
	spoil(t, db, 400_000, 600_000)
	fails(t, "no terminal to ask", "restore", "--db", db, backup)
	fails(t, "the disk is damaged", append([]string{"check", "--db", db}, manager...)...)
	spoil(t, db, 12_288, 200_000) // its keys
	if out := succeeds(t, append(append([]string{"restore", "--db", db}, manager...), backup)...); !strings.Contains(out, "this backup is not") {
		t.Error("it does not say that nothing is protected any more:", out)
	}
}
