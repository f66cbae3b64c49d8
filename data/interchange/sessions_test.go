package interchange

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
)

// told are the services of a list and why rows were left out, each by its row.
func told(t *testing.T, list string) (services map[int]*data.SourceEntry, skipped map[int]string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "timetable.csv")
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(t.Context(), path, Options{Today: data.MustDate("2026-11-30")})
	if err != nil {
		t.Fatal(err)
	}
	services, skipped = map[int]*data.SourceEntry{}, map[int]string{}
	for e, err := range f.Entries(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Skip != "" {
			skipped[e.At.Row] = e.Skip
			continue
		}
		services[e.At.Row] = e
	}
	return services, skipped
}

// A timetable has a row for each session, and became several doubtful services of one
// name.
func TestEntries_sessionsOfATimetableAreOneService(t *testing.T) {
	services, skipped := told(t, `Activity,Venue,Postcode,Day,Start time,End time,Cost
Chair yoga,Town Hall,LS1 1AA,Monday,10:00,11:00,£3
Knit and natter,Town Hall,LS1 1AA,Tuesday,10:00,12:00,Free
Chair yoga,Library,LS2 2AA,Friday,10:00,11:00,£3
Knit and natter,Town Hall,LS1 1AA,Thursday,10:00,12:00,£1
Chair yoga,Town Hall,LS1 1AA,Wednesday,14:00,15:00,£3
Chair yoga,Town Hall,LS1 1AA,Monday,10:00,11:00,£3
`)
	for row, want := range map[int]string{2: "Monday 10:00 to 11:00; Wednesday 14:00 to 15:00", 3: "Tuesday 10:00 to 12:00", 4: "Friday 10:00 to 11:00", 5: "Thursday 10:00 to 12:00"} {
		if e := services[row]; e == nil || e.Service.Days != want || len(e.Doubts) > 0 {
			t.Errorf("row %d: %+v, want %q", row, e, want)
		}
	}
	if len(services) != 4 || len(skipped) != 2 || !strings.Contains(skipped[6], "one more time of the service in row 2") || skipped[7] != "It is the same as row 2." {
		t.Errorf("%d services; left out are %v", len(services), skipped)
	}
}

func TestEntries_sessionsOnDays(t *testing.T) {
	services, skipped := told(t, `Event,Event date,Start time,Venue
Choir,09/11/2026,18:00,Library
Choir,07/12/2026,18:00,Library
Quiz,05/11/2026,19:00,Pub
Choir,14/12/2026,18:00,Library
Quiz,12/11/2026,19:00,Pub
`)
	choir, quiz := services[2], services[4]
	if choir == nil || quiz == nil || len(skipped) != 3 {
		t.Fatalf("services are %v; left out are %v", services, skipped)
	}
	if v := choir.Service; v.Status != data.ServiceActive || v.Days != "18:00 (on 7 Dec 2026); 18:00 (on 14 Dec 2026)" || len(choir.Doubts) > 0 {
		t.Errorf("%s: %s, %q, %v", v.Name, v.Status, v.Days, choir.Doubts)
	}
	if v := quiz.Service; v.Status != data.ServiceDefunct || len(quiz.Doubts) == 0 {
		t.Errorf("%s: %s, %v", v.Name, v.Status, quiz.Doubts)
	}
}

func TestEntries_sessionsWithIdsOfTheirOwnAreAskedAbout(t *testing.T) {
	services, _ := told(t, `ID,Activity,Venue,Day
101,Chair yoga,Town Hall,Monday
102,Chair yoga,Town Hall,Tuesday
103,Choir,Town Hall,Tuesday
`)
	if len(services) != 3 || len(services[2].Doubts) > 0 || len(services[3].Doubts) != 1 || len(services[4].Doubts) > 0 {
		t.Errorf("services are %v", services)
	}
}
