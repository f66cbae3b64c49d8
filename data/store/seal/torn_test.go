package seal

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// A damaged log loses the saves behind the damage, and SQLite says nothing of it.
func TestLogEndsEarly_tellsDamageFromWhatWasGivenUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plain.db")
	db := connect(t, path, nil, "_cache_size", "10")
	do(t, db, schema, fill, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA cache_spill = 10")
	for range 6 {
		do(t, db, "INSERT INTO client (name, note) VALUES ('Ada', 'one')")
	}
	saves, err := os.ReadFile(path + "-wal")
	must(t, err)
	do(t, db, "BEGIN IMMEDIATE", fill, fill, "ROLLBACK", "INSERT INTO client (name, note) VALUES ('Bo', 'two')")
	givenUp, err := os.ReadFile(path + "-wal")
	must(t, err)
	if len(givenUp) < len(saves)+20*frameSize {
		t.Fatal("what was given up is not in the log")
	}
	do(t, db, "PRAGMA wal_checkpoint(RESTART)", "INSERT INTO client (name, note) VALUES ('Cy', 'three')")
	begunAnew, err := os.ReadFile(path + "-wal")
	must(t, err)
	flipped := func(at int) []byte {
		b := bytes.Clone(saves)
		b[at] ^= 4
		return b
	}
	for name, c := range map[string]struct {
		log  []byte
		want bool
	}{
		"whole": {saves, false}, "given up": {givenUp, false}, "begun anew": {begunAnew, false}, "empty": {nil, false},
		"the head alone": {saves[:logHeader], false}, "cut between frames": {saves[:logHeader+frameSize], false},
		"cut in a frame": {saves[:len(saves)-100], true}, "a page": {flipped(logHeader + headSize + 99), true},
		"a checksum": {flipped(logHeader + 18), true}, "the last page": {flipped(len(saves) - 7), true}, "its header": {flipped(17), true},
	} {
		file := filepath.Join(t.TempDir(), "x-wal")
		must(t, os.WriteFile(file, c.log, 0o600))
		if got, err := LogEndsEarly(file); err != nil || got != c.want {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
	if got, err := LogEndsEarly(path + "-none"); err != nil || got {
		t.Error("no log:", got, err)
	}
}
