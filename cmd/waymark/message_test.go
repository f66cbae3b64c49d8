package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMessage_writesLettersAndListAndRecordsThem(t *testing.T) {
	db := sampleDB(t)
	folder := filepath.Join(t.TempDir(), "out")
	args := []string{"message", "--db", db, "--surgery", "Westgate Surgery", "--from", "2025-08-09", "--to", "2026-04-08", "--json"}
	var got messageJSON
	read := func(more ...string) {
		t.Helper()
		code, out, errout := callProgram(t, append(args, more...)...)
		if code != exitOK {
			t.Fatalf("%d: %s", code, errout)
		}
		got = messageJSON{}
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatal(err)
		}
	}
	read()
	if len(got.Messages) == 0 || len(got.LeftOut) == 0 || len(got.Files) != 0 {
		t.Fatalf("%d messages, %d left out, files %q", len(got.Messages), len(got.LeftOut), got.Files)
	}
	for _, m := range got.Messages {
		if strings.Contains(m.Text, "WEMWBS") || strings.Contains(strings.ToLower(m.Text), "conform") {
			t.Error(m.Text)
		}
	}
	first := len(got.Messages)
	read("--out", folder)
	if len(got.Files) != 2 {
		t.Fatalf("%q", got.Files)
	}
	for _, f := range got.Files {
		for _, m := range got.Messages {
			for _, word := range strings.Fields(m.Client) {
				if strings.Contains(strings.ToLower(filepath.Base(f)), strings.ToLower(word)) {
					t.Errorf("%s names someone", f)
				}
			}
		}
	}
	file, err := os.Open(got.Files[1])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) != len(got.Rows)+1 {
		t.Errorf("%d lines for %d rows, %v", len(rows), len(got.Rows), err)
	}
	read()
	if len(got.Messages) != 0 {
		t.Errorf("%d of %d are told again", len(got.Messages), first)
	}
	read("--again")
	if len(got.Messages) != first {
		t.Errorf("%d of %d are told when asked for again", len(got.Messages), first)
	}
}

func TestMessage_saysWhatIsMissing(t *testing.T) {
	db := sampleDB(t)
	for _, args := range [][]string{
		{"message", "--db", db}, {"message", "--db", db, "--surgery", "Nowhere", "--from", "2026-01-01", "--to", "2026-02-01", "--json"},
	} {
		if code, _, errout := callProgram(t, args...); code != exitUsage || errout == "" {
			t.Errorf("%v: %d %s", args, code, errout)
		}
	}
}
