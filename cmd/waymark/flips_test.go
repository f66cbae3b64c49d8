package main

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// madeAt is when a report says that it was made.
var madeAt = regexp.MustCompile(` on \d+ \w+ \d{4} at \d+:\d\d`)

// figuresOf are the figures of a year's report, without the minute in which it was made.
func figuresOf(t *testing.T, db string) (string, error) {
	t.Helper()
	code, out, errout := callProgram(t, "report", "--db", db, "--from", "2025-09-01", "--to", "2026-03-31", "--json", "--unprotected")
	var r map[string]any
	if err := json.Unmarshal([]byte(out), &r); code != exitOK || err != nil {
		return "", errors.Join(err, errors.New(errout))
	}
	delete(r, "as_at")
	figures, err := json.Marshal(r)
	return madeAt.ReplaceAllString(string(figures), ""), err
}

// A bit that flips on the disk is found when the file is opened or checked,
// wherever in the file it is.
func TestCheck_findsFlippedBits(t *testing.T) {
	flips := 25 // WAYMARK_FLIPS has it try more
	if n, err := strconv.Atoi(os.Getenv("WAYMARK_FLIPS")); err == nil {
		flips = n
	}
	db := sampleDB(t, "--services", "20")
	want, err := figuresOf(t, db)
	if err != nil {
		t.Fatal(err)
	}
	if code, out, errout := callProgram(t, "check", "--db", db); code != exitOK {
		t.Fatal("before any flip:", out, errout)
	}
	body, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2)) // the same bits each time
	path := filepath.Join(t.TempDir(), "flipped.db")
	changed := 0
	for range flips {
		at, bit := random.IntN(len(body)), random.IntN(8)
		body[at] ^= 1 << bit
		err := os.WriteFile(path, body, 0o600)
		body[at] ^= 1 << bit
		if err != nil {
			t.Fatal(err)
		}
		if figures, err := figuresOf(t, path); err != nil {
			changed++
		} else if figures != want {
			t.Errorf("bit %d of byte %d: the report is another, without an error", bit, at)
		}
		if code, _, _ := callProgram(t, "check", "--db", path); code == exitOK {
			t.Errorf("bit %d of byte %d: check found nothing", bit, at)
		}
	}
	t.Logf("%d of %d bits kept the report from being made", changed, flips)
}
