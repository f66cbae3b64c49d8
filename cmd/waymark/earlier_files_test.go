package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// The databases in testdata/earlier are samples written by Waymark 0.1 and 0.2
// (seed 3, as of 1 September 2026). The JSON beside each is the numbers of the
// report that the same program made of it. People have such files: they open,
// and no number of an old report changes.
func TestEarlierFiles_openAndGiveTheSameReport(t *testing.T) {
	for _, version := range []string{"0.1", "0.2"} {
		t.Run(version, func(t *testing.T) {
			db := unpack(t, filepath.Join("testdata", "earlier", version+".db.gz"))
			if code, _, errout := callProgram(t, "check", "--repair", "--db", db); code != 0 {
				t.Fatalf("the file does not open: %s", errout)
			}
			code, printed, errout := callProgram(t, "report", "--db", db, "--from", "2025-09-01", "--to", "2026-09-01", "--json", "--unprotected")
			if code != 0 {
				t.Fatal(errout)
			}
			now := numbers(t, []byte(printed))
			then := keptNumbers(t, filepath.Join("testdata", "earlier", version+".json"))
			if len(then) < 200 {
				t.Fatalf("only %d numbers were kept", len(then))
			}
			const onTime, late = "/follow_ups/rows/on_time/n", "/follow_ups/rows/late/n"
			if then[onTime]+then[late] != now[onTime]+now[late] || now[onTime] < then[onTime] {
				t.Errorf("%v on time and %v late, and %v and %v in %s", now[onTime], now[late], then[onTime], then[late], version)
			}
			for path, want := range then {
				if got, ok := now[path]; !countedAnew[path] && (!ok || got != want) {
					t.Errorf("%s: %v (found: %t), and %v in %s", path, got, ok, want, version)
				}
			}
		})
	}
}

// countedAnew are the numbers that are meant to differ: up to 0.4 a follow-up was
// on time within 5 days, and since 0.5 within 5 working days.
var countedAnew = map[string]bool{
	"/follow_ups/on_time":              true,
	"/follow_ups/rows/on_time/n":       true,
	"/follow_ups/rows/on_time/percent": true,
	"/follow_ups/rows/late/n":          true,
	"/follow_ups/rows/late/percent":    true,
}

// unpack writes a gzipped database into a folder of the test.
func unpack(t *testing.T, path string) string {
	t.Helper()
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	z, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "earlier.db")
	if err := os.WriteFile(db, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return db
}

// keptNumbers reads the numbers of an earlier report, by their path.
func keptNumbers(t *testing.T, path string) map[string]float64 {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]float64{}
	if err := json.Unmarshal(b, &kept); err != nil {
		t.Fatal(err)
	}
	return kept
}

// numbers are the numbers of a report's JSON by their path. An entry of a list
// goes by its key where it has one, so that a new row moves no other.
func numbers(t *testing.T, report []byte) map[string]float64 {
	t.Helper()
	var v any
	if err := json.Unmarshal(report, &v); err != nil {
		t.Fatal(err)
	}
	found := map[string]float64{}
	collectNumbers("", v, found)
	return found
}

func collectNumbers(path string, v any, found map[string]float64) {
	switch v := v.(type) {
	case float64:
		found[path] = v
	case map[string]any:
		for k, inner := range v {
			collectNumbers(path+"/"+k, inner, found)
		}
	case []any:
		for i, inner := range v {
			name := fmt.Sprint(i)
			if row, ok := inner.(map[string]any); ok && row["key"] != nil {
				name = fmt.Sprint(row["key"])
			}
			collectNumbers(path+"/"+name, inner, found)
		}
	}
}
