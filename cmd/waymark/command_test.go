package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"
)

// callProgram runs the program as from a shell.
func callProgram(t *testing.T, args ...string) (code int, out, errout string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(context.Background(), args, &o, &e)
	return code, o.String(), e.String()
}

func sampleDB(t *testing.T, args ...string) string {
	t.Helper()
	db := filepath.Join(t.TempDir(), "sample.db")
	code, _, errout := callProgram(t, append([]string{"sample", "--db", db, "--today", "2026-04-08"}, args...)...)
	if code != exitOK {
		t.Fatalf("sample: %d, %s", code, errout)
	}
	return db
}

// Fewer than the pilot’s 69 people are as many as were asked for.
func TestSample_writesAsManyAsWereAskedFor(t *testing.T) {
	out := succeeds(t, "sample", "--db", filepath.Join(t.TempDir(), "few.db"), "--clients", "3")
	if !strings.HasPrefix(out, "The sample caseload of 3 clients was written to ") {
		t.Errorf("%q", out)
	}
}

func TestSameSeedAndDayGiveTheSameContent(t *testing.T) {
	first := digest(t, sampleDB(t, "--seed", "7"))
	if again := digest(t, sampleDB(t, "--seed", "7")); again != first {
		t.Error("the same seed gave other content")
	}
	if other := digest(t, sampleDB(t, "--seed", "8")); other == first {
		t.Error("another seed gave the same content")
	}
}

// digest is a hash of every row of every table of records.
func digest(t *testing.T, path string) string {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	h := sha256.New()
	for _, table := range []string{"surgery", "staff", "category", "service", "organisation", "client", "episode", "referral", "need", "contact",
		"offer", "prescription", "prescription_status", "follow_up", "attempt", "response", "answer", "questionnaire_refusal", "consent", "gap", "setting", "clinic", "absence", "appointment", "appointment_state"} {
		hashTable(t, h, db, table)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

func hashTable(t *testing.T, h io.Writer, db *sql.DB, table string) {
	t.Helper()
	rows, err := db.Query("SELECT * FROM " + table + " ORDER BY 1, 2")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	values, dest := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		dest[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			t.Fatal(err)
		}
		_, _ = fmt.Fprintln(h, table, values)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

func TestReportOnTheSampleIsThePilot(t *testing.T) {
	code, text, errout := callProgram(t, "report", "--db", sampleDB(t), "--from", "2025-08-09", "--to", "2026-04-08", "--json", "--unprotected")
	if code != exitOK {
		t.Fatalf("%d: %s", code, errout)
	}
	var r struct {
		N       int
		Reasons struct {
			Rows []struct {
				Label string
				N     int
			}
			NotRecorded int `json:"not_recorded"`
		}
		Outcomes []struct {
			Pairs    int      `json:"n_pairs"`
			Before   *float64 `json:"mean_baseline"`
			FollowUp *float64 `json:"mean_follow_up"`
		}
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	counts := []int{}
	for _, row := range r.Reasons.Rows {
		counts = append(counts, row.N)
	}
	if r.N != 69 || fmt.Sprint(counts[:8]) != "[19 19 11 6 5 4 2 2]" || r.Reasons.NotRecorded != 1 {
		t.Errorf("N %d, reasons %v, %d not recorded", r.N, counts, r.Reasons.NotRecorded)
	}
	if len(r.Outcomes) != 2 || *r.Outcomes[0].Before != 32 || *r.Outcomes[0].FollowUp != 44 || r.Outcomes[0].Pairs != 41 {
		t.Errorf("outcomes %s", text)
	}
}

func TestSearchCheckAndBackup(t *testing.T) {
	db := sampleDB(t)
	code, text, errout := callProgram(t, "search", "--db", db, "lun", "--json")
	var found struct {
		Total    int
		Services []struct{ Name string }
	}
	if err := json.Unmarshal([]byte(text), &found); code != exitOK || err != nil || found.Total == 0 || len(found.Services) != found.Total {
		t.Errorf("search: %d, %v, %s %s", code, err, text, errout)
	}
	if code, text, _ := callProgram(t, "check", "--db", db); code != exitOK || !strings.Contains(text, "integrity: ok") || !strings.Contains(text, "client         69") {
		t.Errorf("check: %d, %s", code, text)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if code, _, errout := callProgram(t, "backup", "--db", db, "--out", copied); code != exitOK {
		t.Errorf("backup: %d, %s", code, errout)
	}
	if code, _, _ := callProgram(t, "check", "--db", copied, "--json"); code != exitOK {
		t.Errorf("the copy does not pass its check: %d", code)
	}
}

// TestWrongUseAndWhatCannotBe: the exit status tells the two apart, and one
// sentence says what to do.
func TestWrongUseAndWhatCannotBe(t *testing.T) {
	db := sampleDB(t)
	missing := filepath.Join(t.TempDir(), "nothing.db")
	for _, c := range []struct {
		code int
		says string
		args []string
	}{
		{exitUsage, "no command", []string{"dance"}},
		{exitUsage, "--db FILE", []string{"sample"}},
		{exitUsage, "2026-04-07", []string{"report", "--db", db, "--from", "7/4/26", "--json"}},
		{exitUsage, "before its first", []string{"report", "--db", db, "--from", "2026-04-07", "--to", "2026-04-01", "--json"}},
		{exitUsage, "no surgery", []string{"report", "--db", db, "--surgery", "Nowhere", "--json"}},
		{exitUsage, "--out DIR", []string{"report", "--db", db}},
		{exitUsage, "--unprotected", []string{"report", "--db", db, "--json"}},
		{exitUsage, "--unprotected", []string{"report", "--db", db, "--json", "--minimum", "0"}},
		{exitUsage, "no option --nonsense", []string{"search", "--db", db, "--nonsense"}},
		{exitFailure, "no Waymark database", []string{"check", "--db", missing}},
		{exitFailure, "holds clients already", []string{"sample", "--db", db}},
	} {
		code, _, errout := callProgram(t, c.args...)
		if code != c.code || !strings.Contains(errout, c.says) || strings.Count(strings.TrimSpace(errout), "\n") > 0 {
			t.Errorf("%v: %d, %q", c.args, code, errout)
		}
	}
	if _, err := os.Stat(missing); !os.IsNotExist(err) {
		t.Error("looking at a database that is not there made one")
	}
}
