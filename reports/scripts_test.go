package reports_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/data/instrument"
	"waymark/reports"
	"waymark/reports/appointment"
	"waymark/reports/calendar"
	"waymark/reports/internal/typeset"
	"waymark/reports/offersheet"
	"waymark/reports/ownscores"
	"waymark/reports/rightscopy"
	"waymark/reports/visitsheet"
)

// A Chinese, a Georgian and an Amharic name, for which no font is bundled.
var unprintable = []string{"陈小明", "ნინო ბერიძე", "ሰላም ተስፋዬ"}

const tamil = "தமிழ்செல்வி"

// What a client takes home is refused before it is printed if the name on it would
// not be there: it is to be written by hand.
func TestNames_inOtherLettersAreRefusedOnWhatClientsGet(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.pdf")
	day := data.MustDate("2026-04-07")
	c := instrument.Standard()
	score := ownscores.Score{Points: []ownscores.Point{{On: day, Value: 40}}}
	score.Measure, _ = c.Measure("wemwbs")
	score.From, _ = c.ByID("wemwbs")
	for _, name := range append([]string{tamil}, unprintable...) {
		for what, err := range map[string]error{
			"sheet":  offersheet.Write(context.Background(), path, &data.OfferSheet{Person: name, On: day, Items: []data.OfferSheetItem{{Service: data.Service{Name: "Choir"}}}}, reports.Print{}),
			"scores": ownscores.Write(context.Background(), path, &ownscores.Sheet{Client: name, On: day, Scores: []ownscores.Score{score}}, reports.Print{}),
			"card":   appointment.WriteCard(context.Background(), path, &data.AppointmentCard{Client: name, On: day, At: "10:00"}, reports.Print{}),
		} {
			if refused := err != nil && strings.Contains(err.Error(), "We cannot print “"+name+"”"); refused != (name != tamil) {
				t.Errorf("%s for %s: %v", what, name, err)
			}
		}
	}
}

// What staff and a person who asks for a copy get has many names and texts. It is
// printed, and says in place of letters that no font has that they are not there.
func TestNames_inOtherLettersAreNeverBoxes(t *testing.T) {
	day := data.MustDate("2026-04-07")
	for _, name := range append([]string{tamil}, unprintable...) {
		pack := &data.RightsPack{Client: name, MadeOn: day, Request: data.RightsRequest{AskedOn: day}}
		var pdf bytes.Buffer
		if err := rightscopy.PDF(&pdf, pack); err != nil {
			t.Fatal(err)
		}
		week := &agenda.Agenda{From: day.AddDays(-1), To: day.AddDays(5), Holidays: &data.Holidays{}, Entries: []agenda.Entry{
			{Kind: agenda.Appointment, ID: "a", Day: day, From: 600, To: 630, Client: name}}}
		for what, write := range map[string]func(path string) error{
			"visits": func(path string) error {
				return visitsheet.WriteList(context.Background(), path, &data.VisitList{On: day, Printed: day, Visits: []data.VisitListItem{{Client: name, Where: "Margate"}}})
			},
			"week": func(path string) error {
				return calendar.WriteWeek(context.Background(), path, week, calendar.WeekOptions{Names: true, Now: time.Date(2026, 4, 6, 8, 0, 0, 0, time.UTC)})
			},
			"copy": func(path string) error { return os.WriteFile(path, pdf.Bytes(), 0o600) },
		} {
			path := filepath.Join(t.TempDir(), "x.pdf")
			if err := write(path); err != nil {
				t.Fatal(err)
			}
			text, err := exec.Command("pdftotext", "-raw", path, "-").Output()
			if err != nil {
				t.Fatalf("pdftotext (Debian package poppler-utils): %v", err)
			}
			if said := strings.Contains(strings.Join(strings.Fields(string(text)), " "), typeset.StandIn); said != (name != tamil) {
				t.Errorf("%s with %s: %s", what, name, text)
			}
		}
	}
}
