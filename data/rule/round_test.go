package rule

import (
	"strings"
	"testing"

	"waymark/data"
)

// One call for one person, the one due longest first; on one day by the part of the
// day and the name; who was put off comes last.
func TestRound(t *testing.T) {
	today := data.MustDate("2026-04-08")
	row := func(client, due string, part data.CallTime, status data.FollowUpStatus) data.FollowUpRow {
		return data.FollowUpRow{ID: data.ID(client + due), ClientID: data.ID(client), Client: client, DueOn: data.MustDate(due), DuePart: part, Status: status}
	}
	open := data.FollowUpOpen
	rows := []data.FollowUpRow{
		row("Zofia", "2026-04-08", data.CallMorning, open), row("Ann", "2026-04-08", data.CallLate, open), row("Carl", "2026-04-08", data.CallLate, open),
		row("Bea", "2026-04-08", data.CallAfternoon, open), row("Dev", "2026-04-08", "", open),
		row("Eve", "2026-04-07", "", open), row("Eve", "2026-03-30", "", open),
		row("Fay", "2026-03-01", "", open), // put off
		row("Gus", "2026-04-09", "", open), // not due yet
		row("Hal", "2026-04-01", "", data.FollowUpDone),
	}
	var got []string
	for _, s := range Round(rows, today, map[data.ID]bool{"Fay": true}) {
		got = append(got, string(s.ClientID)+" "+s.DueOn().String())
		if s.ClientID == "Eve" && (len(s.Due) != 2 || s.Due[1].DueOn != data.MustDate("2026-04-07")) {
			t.Errorf("Eve is rung about %v", s.Due)
		}
	}
	want := "Eve 2026-03-30, Dev 2026-04-08, Zofia 2026-04-08, Bea 2026-04-08, Ann 2026-04-08, Carl 2026-04-08, Fay 2026-03-01"
	if list := strings.Join(got, ", "); list != want {
		t.Errorf("the round is %s, want %s", list, want)
	}
}
