package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// reportOf is the report of a database as JSON, without the time it was made, which
// one of its sentences says to the minute.
func reportOf(t *testing.T, db string, args ...string) map[string]any {
	t.Helper()
	code, out, errout := callProgram(t, append([]string{"report", "--db", db, "--from", "2025-09-01", "--to", "2026-03-31", "--json"}, args...)...)
	if code != exitOK {
		t.Fatalf("report: %d, %s", code, errout)
	}
	var r map[string]any
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	if r["as_at"] == nil || len(out) < 10_000 {
		t.Fatalf("this is no report: %.200s", out)
	}
	delete(r, "as_at")
	quality, _ := r["data_quality"].([]any)
	made := slices.IndexFunc(quality, func(s any) bool { return strings.HasPrefix(s.(string), "These figures were produced on ") })
	if made < 0 {
		t.Fatalf("it does not say when it was made: %v", quality)
	}
	r["data_quality"] = slices.Delete(quality, made, made+1)
	return r
}

// No one is kept by what they cannot take along: a database that was made of an
// export gives the same report to the last digit, knows what was handed over, and
// is sound.
func TestExportAll_comesBackWithTheSameReports(t *testing.T) {
	db := sampleDB(t)
	folder := t.TempDir()
	if code, _, errout := callProgram(t, "report", "--db", db, "--from", "2025-09-01", "--to", "2025-12-31", "--reader", "PCN board", "--new-reader", "--out", filepath.Join(folder, "handed")); code != exitOK {
		t.Fatal(errout)
	}
	for _, out := range []string{filepath.Join(folder, "all.zip"), filepath.Join(folder, "all")} {
		code, said, errout := callProgram(t, "export", "all", "--db", db, "--out", out)
		if code != exitOK || !strings.Contains(said, "personal data") {
			t.Fatalf("%d, %s%s", code, said, errout)
		}
		again := filepath.Join(t.TempDir(), "new.db")
		if code, _, errout := callProgram(t, "import", "all", "--db", again, out); code != exitOK {
			t.Fatalf("%d, %s", code, errout)
		}
		if code, said, errout := callProgram(t, "check", "--db", again); code != exitOK {
			t.Errorf("%s%s", said, errout)
		}
		for _, args := range [][]string{{"--unprotected"}, {"--reader", "PCN board"}, {"--compare", "--unprotected"}} {
			if was, is := reportOf(t, db, args...), reportOf(t, again, args...); !reflect.DeepEqual(was, is) {
				t.Errorf("%v: the report differs", args)
			}
		}
		code, _, errout = callProgram(t, "import", "all", "--db", again, out)
		if code != exitFailure || !strings.Contains(errout, "already has records") {
			t.Errorf("over records: %d, %s", code, errout)
		}
		code, _, errout = callProgram(t, "export", "all", "--db", db, "--out", out)
		if code != exitFailure || !strings.Contains(errout, "left as") {
			t.Errorf("over an export: %d, %s", code, errout)
		}
	}
}

func TestExportAll_makesNoDatabase(t *testing.T) {
	db := filepath.Join(t.TempDir(), "nowhere.db")
	code, _, errout := callProgram(t, "export", "all", "--db", db, "--out", filepath.Join(t.TempDir(), "all.zip"))
	if code != exitFailure || !strings.Contains(errout, "no Waymark database") {
		t.Errorf("%d, %s", code, errout)
	}
	if _, err := os.Stat(db); !os.IsNotExist(err) {
		t.Error("a database was made", err)
	}
	for _, args := range [][]string{{"export", "all"}, {"import", "all"}, {"import", "all", "a", "b"}} {
		if code, _, errout := callProgram(t, args...); code != exitUsage || strings.Count(errout, "\n") != 1 {
			t.Errorf("%v: %d, %s", args, code, errout)
		}
	}
}
