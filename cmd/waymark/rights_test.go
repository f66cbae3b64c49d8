package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/reports/rightscopy"
)

// TestRights_fromTheRequestToTheCopy goes the whole way on the sample.
func TestRights_fromTheRequestToTheCopy(t *testing.T) {
	folder := t.TempDir()
	db := filepath.Join(folder, "waymark.db")
	ok := func(args ...string) string {
		t.Helper()
		code, out, errout := callProgram(t, args...)
		if code != exitOK {
			t.Fatalf("%v: %d, %s", args, code, errout)
		}
		return out
	}
	ok("sample", "--db", db, "--services", "20")
	ok("export", "all", "--db", db, "--out", filepath.Join(folder, "all"))
	b, err := os.ReadFile(filepath.Join(folder, "all", "tables", "client.csv"))
	if err != nil {
		entries, _ := os.ReadDir(filepath.Join(folder, "all"))
		t.Fatal(err, entries)
	}
	lines := strings.Split(string(b), "\n")
	at := -1
	for i, name := range strings.Split(strings.TrimSpace(strings.TrimPrefix(lines[0], "\ufeff")), ",") {
		if name == "id" {
			at = i
		}
	}
	client := strings.Split(lines[1], ",")[at]
	out := filepath.Join(folder, "copy")
	pack := []string{"rights", "pack", "--db", db, "--client", client, "--out", out}
	if code, _, errout := callProgram(t, pack...); code != exitFailure || !strings.Contains(errout, "no open subject access request") {
		t.Errorf("%d, %s", code, errout)
	}
	if said := ok("rights", "add", "--db", db, "--client", client); !strings.Contains(said, "Due ") {
		t.Error(said)
	}
	if code, _, errout := callProgram(t, pack...); code != exitFailure || !strings.Contains(errout, "still to be read") {
		t.Errorf("%d, %s", code, errout)
	}
	var made struct {
		Files []string `json:"files"`
	}
	if err := json.Unmarshal([]byte(ok(append(pack, "--leave-out-unread", "--json")...)), &made); err != nil || len(made.Files) != 2 {
		t.Errorf("%v %v", made, err)
	}
	if b, err := os.ReadFile(filepath.Join(out, rightscopy.JSONName)); err != nil || !strings.Contains(string(b), client) {
		t.Errorf("%v: %.200s", err, b)
	}
	var list struct {
		Requests []rightsLine `json:"requests"`
	}
	if err := json.Unmarshal([]byte(ok("rights", "list", "--db", db, "--json")), &list); err != nil || len(list.Requests) != 1 || string(list.Requests[0].Client) != client {
		t.Errorf("%+v %v", list, err)
	}
	if code, _, errout := callProgram(t, pack...); code != exitFailure {
		t.Errorf("a folder with files is written over: %d, %s", code, errout)
	}
}
