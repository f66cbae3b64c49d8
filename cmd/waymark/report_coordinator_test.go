package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestReport_onACoordinatorsPCSaysWhatItCannotCount: it counts days that end with a month
// alone. Where a reader had a report on others, it said that they already had one on days on
// which there is none, and that it covers clients who are not seen there.
func TestReport_onACoordinatorsPCSaysWhatItCannotCount(t *testing.T) {
	room, _, folder := joined(t)
	coordinator := filepath.Join(t.TempDir(), "coordinator.db")
	words := sixWords.FindString(succeeds(t, "devices", "join", "--db", coordinator, "--store", folder))
	succeeds(t, "exchange", "--db", room)
	succeeds(t, "devices", "accept", "--db", room, "--words", words, "--name", "Office", "--role", "coordinator")
	succeeds(t, "exchange", "--db", room)
	for reader, days := range map[string][2]string{"Trustees": {"2025-09-01", "2026-01-15"}, "Council": {"2025-12-15", "2026-03-31"}} {
		succeeds(t, "report", "--db", room, "--from", days[0], "--to", days[1], "--reader", reader, "--new-reader", "--out", filepath.Join(t.TempDir(), "handed"))
	}
	for _, db := range []string{room, coordinator} {
		succeeds(t, "exchange", "--db", db)
	}
	for reader, want := range map[string][]string{
		"Trustees": {"already has a report on 1 September 2025 to 15 January 2026", "days that cannot be counted here"},
		"Council":  {"we must count 1 September 2025 to 14 December 2025"},
	} {
		code, _, errout := callProgram(t, "report", "--db", coordinator, "--from", "2025-09-01", "--to", "2026-03-31", "--reader", reader, "--json")
		for _, part := range append(want, "ask a manager") {
			if code != exitFailure || !strings.Contains(errout, part) {
				t.Errorf("%s: %d %s", reader, code, errout)
			}
		}
		succeeds(t, "report", "--db", room, "--from", "2025-09-01", "--to", "2026-03-31", "--reader", reader, "--json")
	}
}
