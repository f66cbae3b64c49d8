package calendar

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/agenda"
)

// printed writes a week and returns what can be read on it, page after page.
func printed(t *testing.T, a *agenda.Agenda, names bool) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "week.pdf")
	if err := WriteWeek(context.Background(), path, a, WeekOptions{Whose: "Siân Prŷs-Okafor, all surgeries", Names: names, Now: time.Date(2026, 4, 6, 8, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v %v", info.Mode(), err)
	}
	out, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext (Debian package poppler-utils): %v", err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

func week(slots int) *agenda.Agenda {
	monday := data.MustDate("2026-04-06")
	clinic := agenda.Entry{Kind: agenda.Clinic, ID: "k", Day: monday.AddDays(1), From: 540, To: 540 + 10*slots, Staff: "Siân Prŷs-Okafor", Surgery: "Birchington Medical Centre"}
	for i := range slots {
		s := agenda.Slot{From: 540 + 10*i, To: 550 + 10*i}
		if i%2 == 0 {
			s.Booked = []agenda.Booking{{ID: "a", Client: fmt.Sprintf("Tomasz Łukaszewicz-%d Featherstonehaugh", i), State: "Booked"}}
		}
		clinic.Slots = append(clinic.Slots, s)
	}
	return &agenda.Agenda{From: monday, To: monday.AddDays(6), Holidays: data.NewHolidays(data.EnglandAndWales()), Entries: []agenda.Entry{
		clinic,
		{Kind: agenda.Visit, Day: monday.AddDays(2), From: 840, To: 900, Client: "Walter Finch", Address: "9 Canute Road", Staff: "Siân"},
		{Kind: agenda.Away, Day: monday.AddDays(3), Last: monday.AddDays(4), From: agenda.NoHour, To: agenda.NoHour, Staff: "Yasmin Chowdhury", About: "Leave"},
	}}
}

func TestWriteWeek_everyoneIsOnIt(t *testing.T) {
	pages := printed(t, week(6), true)
	text := strings.Join(strings.Fields(strings.Join(pages, " ")), " ")
	for _, want := range []string{"6 April to 10 April 2026", "Easter Monday", "Tomasz Łukaszewicz-4 Featherstonehaugh", "9:10 free", "Walter Finch", "9 Canute Road", "Yasmin Chowdhury: leave", "keep it safe"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on it:\n%s", want, text)
		}
	}
	if len(pages) != 1 {
		t.Errorf("%d pages", len(pages))
	}
}

func TestWriteWeek_withoutNamesNobodyIsNamed(t *testing.T) {
	text := strings.Join(printed(t, week(6), false), " ")
	for _, unwanted := range []string{"Tomasz", "Walter", "Finch", "Canute"} {
		if strings.Contains(text, unwanted) {
			t.Errorf("%q is on it", unwanted)
		}
	}
	if !strings.Contains(text, "W.F.") {
		t.Errorf("no initials:\n%s", text)
	}
}

func TestWriteWeek_aLongDayGoesOnOnTheNextPage(t *testing.T) {
	pages := printed(t, week(80), true)
	text := strings.Join(strings.Fields(strings.Join(pages, " ")), " ")
	for i := 0; i < 80; i += 2 {
		if want := fmt.Sprintf("Łukaszewicz-%d ", i); strings.Count(text, want) != 1 {
			t.Errorf("%q is %d times on it", want, strings.Count(text, want))
		}
	}
	if len(pages) < 2 || !strings.Contains(text, "Page 2 of") {
		t.Errorf("%d pages", len(pages))
	}
}

// TestEntryBlock_saysWhatItIs: an entry of a new kind, with no one, was an hour and
// nothing else on paper.
func TestEntryBlock_saysWhatItIs(t *testing.T) {
	p := &page{o: WeekOptions{Names: true}}
	for _, row := range append(agenda.Kinds, agenda.KindRow{Kind: "stranger"}) {
		for _, client := range []string{"", "Walter Finch"} {
			e := agenda.Entry{Kind: row.Kind, Day: data.MustDate("2026-04-07"), From: 540, To: 600, Number: 1, Client: client}
			if row.Kind == agenda.Clinic {
				continue // it has blocks of its own
			}
			b := p.entryBlock(&e)
			words := ""
			if len(b.lines) > 0 {
				words = strings.Trim(b.lines[0].text, "0123456789:– ")
			}
			if words == "" {
				t.Errorf("a %s with %q is %+v", row.Kind, client, b.lines)
			}
		}
	}
}
