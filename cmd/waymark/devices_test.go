package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"waymark/cmd/waymark/instance"
	"waymark/data/store"
	"waymark/data/store/devices"
)

var sixWords = regexp.MustCompile(`(?m)^[a-z]+( [a-z]+){5}$`)

// joined is a service of two PCs over a folder: the paths of their databases.
func joined(t *testing.T) (room, laptop, folder string) {
	t.Helper()
	ownRuntime(t)
	dir := t.TempDir()
	room, laptop, folder = filepath.Join(dir, "room.db"), filepath.Join(dir, "laptop.db"), filepath.Join(dir, "shared")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	succeeds(t, "sample", "--db", room, "--services", "20", "--today", "2026-04-08")
	succeeds(t, "devices", "start", "--db", room, "--store", folder, "--name", "Room 4")
	words := sixWords.FindString(succeeds(t, "devices", "join", "--db", laptop, "--store", folder))
	if words == "" {
		t.Fatal("no six words")
	}
	if out := succeeds(t, "devices", "accept", "--db", room); !strings.Contains(out, words) {
		t.Errorf("who asks is not listed: %s", out)
	}
	if code, _, errout := callProgram(t, "devices", "accept", "--db", room, "--words", "puffin gravy tunnel pepper kettle summit", "--name", "Laptop", "--role", "prescriber"); code != exitFailure || !strings.Contains(errout, "No PC that asks to join has these words") {
		t.Fatalf("other words: %d %s", code, errout)
	}
	if out := succeeds(t, "exchange", "--db", laptop); !strings.Contains(out, "Waiting for a manager’s PC") {
		t.Error(out)
	}
	if out := succeeds(t, "exchange", "--db", room); !strings.Contains(out, words) {
		t.Errorf("no request in %s", out)
	}
	succeeds(t, "devices", "accept", "--db", room, "--words", words, "--name", "Laptop", "--role", "prescriber")
	succeeds(t, "exchange", "--db", laptop)
	return room, laptop, folder
}

func TestDevices_twoPCsBecomeOneServiceOverAFolder(t *testing.T) {
	room, laptop, folder := joined(t)
	counts := func(db string) string {
		out := succeeds(t, "check", "--db", db)
		records, _, _ := strings.Cut(out[strings.Index(out, "foreign keys"):], "audit") // each PC has its own trail
		return records
	}
	if a, b := counts(room), counts(laptop); a != b {
		t.Errorf("they differ:\n%s\n%s", a, b)
	}
	var list struct{ Devices []deviceJSON }
	succeeds(t, "exchange", "--db", room)
	if err := json.Unmarshal([]byte(succeeds(t, "devices", "list", "--db", room, "--json")), &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Devices) != 2 || !list.Devices[0].This || list.Devices[1].Name != "Laptop" || list.Devices[1].Other == nil || list.Devices[1].LastMet.IsZero() {
		t.Errorf("%+v", list)
	}
	var met exchangeJSON
	if err := json.Unmarshal([]byte(succeeds(t, "exchange", "--db", laptop, "--json")), &met); err != nil || met.Standing != "belongs" || met.Sentence != "Up to date" {
		t.Errorf("%v %+v", err, met)
	}

	if err := os.Rename(folder, folder+"-elsewhere"); err != nil {
		t.Fatal(err)
	}
	if code, _, errout := callProgram(t, "exchange", "--db", laptop); code != exitFailure || !strings.Contains(errout, "connected") {
		t.Errorf("without its folder: %d %s", code, errout)
	}
	succeeds(t, "exchange", "--db", laptop, "--store", folder+"-elsewhere")
	if err := os.Rename(folder+"-elsewhere", folder); err != nil {
		t.Fatal(err)
	}

	succeeds(t, "devices", "strike", "--db", room, "--device", "laptop")
	if out := succeeds(t, "exchange", "--db", laptop); !strings.Contains(out, "struck off") {
		t.Error(out)
	}
	if code, _, errout := callProgram(t, "exchange", "--db", laptop); code != exitFailure || !strings.Contains(errout, "was struck off") {
		t.Errorf("struck off: %d %s", code, errout)
	}
	if out := succeeds(t, "devices", "list", "--db", room); !strings.Contains(out, "struck off") {
		t.Error(out)
	}
}

func TestDevices_saysWhatIsMissing(t *testing.T) {
	ownRuntime(t)
	dir := t.TempDir()
	db := filepath.Join(dir, "waymark.db")
	succeeds(t, "sample", "--db", db, "--services", "1")
	for _, c := range []struct {
		code int
		want string
		args []string
	}{
		{exitFailure, "works alone", []string{"exchange", "--db", db}},
		{exitFailure, "works alone", []string{"devices", "list", "--db", db}},
		{exitUsage, "where the store is", []string{"devices", "start", "--db", db, "--name", "Room 4"}},
		{exitUsage, "--name", []string{"devices", "start", "--db", db, "--store", dir}},
		{exitFailure, "No service has begun", []string{"devices", "join", "--db", db, "--store", dir}},
		{exitFailure, "needs keys", []string{"devices", "start", "--db", db, "--name", "Room 4", "--store", "s3://bucket?endpoint=https://store.example.org"}},
		{exitUsage, "not both", []string{"exchange", "--db", db, "--once", "--every", "5m"}},
		{exitUsage, "at least 10 seconds", []string{"exchange", "--db", db, "--every", "1s"}},
		{exitFailure, "no Waymark database", []string{"exchange", "--db", filepath.Join(dir, "none.db")}},
		{exitFailure, "belongs to no service", []string{"devices", "leave", "--db", db}},
	} {
		if code, _, errout := callProgram(t, c.args...); code != c.code || !strings.Contains(errout, c.want) {
			t.Errorf("%v: %d %s", c.args, code, errout)
		}
	}
}

// TestExchange_asksTheWindowThatIsOpen: a database that is open is exchanged by its
// window, and the command says what came of it.
func TestExchange_asksTheWindowThatIsOpen(t *testing.T) {
	room, _, _ := joined(t)
	s, err := store.Open(t.Context(), room, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	path, err := placeOf(room)
	if err != nil {
		t.Fatal(err)
	}
	stop, err := instance.Listen(instance.Name(path), func(what instance.Request) {
		if what != instance.Meet {
			t.Errorf("asked to %s", what)
		}
		if err := devices.NewKeeper(s).Tried(t.Context(), &devices.Outcome{At: s.Clock().Now(), Sentence: "Up to date", Sent: 7}); err != nil {
			t.Error(err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	if out := succeeds(t, "exchange", "--db", room); !strings.Contains(out, "Up to date.\n7 changes sent") {
		t.Error(out)
	}
	if code, _, errout := callProgram(t, "exchange", "--db", room, "--store", t.TempDir()); code != exitFailure || !strings.Contains(errout, "Waymark is open") {
		t.Errorf("%d %s", code, errout)
	}
}
