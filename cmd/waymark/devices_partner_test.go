package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDevicesAccept_letsALaptopInForOnePartner(t *testing.T) {
	ownRuntime(t)
	dir := t.TempDir()
	room, laptop, folder := filepath.Join(dir, "room.db"), filepath.Join(dir, "laptop.db"), filepath.Join(dir, "shared")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	succeeds(t, "sample", "--db", room, "--services", "5", "--partners", "2", "--today", "2026-04-08")
	succeeds(t, "devices", "start", "--db", room, "--store", folder, "--name", "Room 4")
	words := sixWords.FindString(succeeds(t, "devices", "join", "--db", laptop, "--store", folder))
	for _, c := range []struct{ want, role, partner string }{
		{"Only a prescriber’s PC", "manager", "Thanet Neighbours"}, {"There is no partner", "prescriber", "None"},
	} {
		if code, _, errout := callProgram(t, "devices", "accept", "--db", room, "--words", words, "--name", "Laptop", "--role", c.role, "--partner", c.partner); code != exitUsage || !strings.Contains(errout, c.want) {
			t.Errorf("%v: %d %s", c, code, errout)
		}
	}
	succeeds(t, "devices", "accept", "--db", room, "--words", words, "--name", "Laptop", "--role", "prescriber", "--partner", "Thanet Neighbours")
	succeeds(t, "exchange", "--db", laptop)
	succeeds(t, "exchange", "--db", room)
	var list struct{ Devices []deviceJSON }
	if err := json.Unmarshal([]byte(succeeds(t, "devices", "list", "--db", room, "--json")), &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Devices) != 2 || list.Devices[1].Partner != "Thanet Neighbours" || list.Devices[0].Partner != "" {
		t.Errorf("%+v", list)
	}
	if code, _, errout := callProgram(t, "report", "--db", laptop, "--from", "2026-01-01", "--to", "2026-03-31", "--json", "--unprotected"); code != exitFailure || !strings.Contains(errout, "only the records of Thanet Neighbours") {
		t.Errorf("a report on all partners: %d %s", code, errout)
	}
	if out := succeeds(t, "report", "--db", laptop, "--from", "2026-01-01", "--to", "2026-03-31", "--partner", "Thanet Neighbours", "--json", "--unprotected"); !strings.Contains(out, "people who have since moved to another partner are not included") {
		t.Error("the report does not say who is not in it")
	}
}

// A PC asked to join, and “devices accept” on a prescriber’s PC said that none does.
func TestDevicesAccept_isForAManagersPC(t *testing.T) {
	ownRuntime(t)
	dir := t.TempDir()
	room, laptop, third, folder := filepath.Join(dir, "room.db"), filepath.Join(dir, "laptop.db"), filepath.Join(dir, "third.db"), filepath.Join(dir, "shared")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	succeeds(t, "sample", "--db", room, "--services", "5", "--today", "2026-04-08")
	succeeds(t, "devices", "start", "--db", room, "--store", folder, "--name", "Room 4")
	words := sixWords.FindString(succeeds(t, "devices", "join", "--db", laptop, "--store", folder))
	succeeds(t, "devices", "accept", "--db", room, "--words", words, "--name", "Laptop", "--role", "prescriber")
	succeeds(t, "exchange", "--db", laptop)
	if code, _, errout := callProgram(t, "devices", "accept", "--db", room); code != exitFailure || !strings.Contains(errout, "No PC asks to join") {
		t.Errorf("at the manager’s PC: %d %s", code, errout)
	}
	words = sixWords.FindString(succeeds(t, "devices", "join", "--db", third, "--store", folder))
	for _, db := range []string{laptop, third} { // the third is where the words are
		if code, _, errout := callProgram(t, "devices", "accept", "--db", db, "--words", words, "--name", "Third", "--role", "prescriber"); code != exitFailure || !strings.Contains(errout, "Only a manager’s PC can let another PC in") {
			t.Errorf("at %s: %d %s", filepath.Base(db), code, errout)
		}
	}
	succeeds(t, "devices", "accept", "--db", room, "--words", words, "--name", "Third", "--role", "prescriber")
}
