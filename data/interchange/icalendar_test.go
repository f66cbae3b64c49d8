package interchange

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"waymark/data"
	"waymark/data/agenda"
)

var stamp = time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC)

// written writes events, checks what holds for every file, and reads it again.
func written(t *testing.T, events ...Event) (string, *ics.Calendar) {
	t.Helper()
	var b bytes.Buffer
	if err := WriteCalendar(&b, events, stamp); err != nil {
		t.Fatal(err)
	}
	file := b.String()
	if strings.Count(file, "\n") != strings.Count(file, "\r\n") || strings.Count(file, "\r") != strings.Count(file, "\r\n") {
		t.Errorf("a line does not end with CRLF alone: %q", file)
	}
	for _, line := range strings.Split(file, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line of %d octets, or a character cut in two: %q", len(line), line)
		}
	}
	if strings.Count(file, "PRODID") != 1 || !strings.Contains(file, "PRODID:-//Waymark//Waymark//EN\r\n") {
		t.Errorf("the file does not say once what made it:\n%s", file)
	}
	back, err := ics.ParseCalendar(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return file, back
}

func text(v *ics.VEvent, p ics.ComponentProperty) string {
	if v.GetProperty(p) == nil {
		return ""
	}
	return v.GetProperty(p).Value
}

func TestWriteCalendar_readsBackAsWritten(t *testing.T) {
	long := strings.Repeat("Łódź, “ring after ten”; and then; ", 8) + "\nsecond line \\n end"
	file, back := written(t,
		Event{UID: "a@waymark", On: data.MustDate("2026-04-07"), Title: "First follow-up, Z. O’B.", Detail: long, Sequence: 3},
		Event{UID: "b@waymark", On: data.MustDate("2026-04-07"), At: "09:30", Minutes: 45, Title: "Clinic", Place: "Birchington",
			Modified: time.Date(2026, 3, 31, 12, 30, 0, 0, time.UTC)},
		Event{UID: "c@waymark", On: data.MustDate("2026-04-08"), At: "14:00", Title: "Visit", Cancelled: true},
		Event{UID: "d@waymark", On: data.MustDate("2026-04-09"), Last: data.MustDate("2026-04-17"), Title: "Leave"})
	for _, want := range []string{
		"DTSTART;VALUE=DATE:20260407\r\n", "DTEND;VALUE=DATE:20260408\r\n", "TRANSP:TRANSPARENT\r\n", "SEQUENCE:3\r\n",
		"DTSTART:20260407T083000Z\r\n", "DTEND:20260407T091500Z\r\n", "TRANSP:OPAQUE\r\n", "LAST-MODIFIED:20260331T123000Z\r\n", "DTSTAMP:20260331T123000Z\r\n",
		"STATUS:CANCELLED\r\n", "STATUS:CONFIRMED\r\n", "DTEND;VALUE=DATE:20260418\r\n", "UID:d@waymark\r\n", `SUMMARY:First follow-up\, Z. O’B.`,
	} {
		if !strings.Contains(file, want) {
			t.Errorf("missing %q in\n%s", want, file)
		}
	}
	if got := text(back.Events()[0], ics.ComponentPropertyDescription); got != long {
		t.Errorf("text came back as %q", got)
	}
}

func TestWriteCalendar_timesAreRightOverTheClockChange(t *testing.T) {
	for day, want := range map[string]string{
		"2026-03-28": "20260328T093000Z", "2026-03-29": "20260329T083000Z", "2026-03-30": "20260330T083000Z",
		"2026-10-24": "20261024T083000Z", "2026-10-25": "20261025T093000Z", "2026-10-26": "20261026T093000Z",
	} {
		if file, _ := written(t, Event{UID: "a", On: data.MustDate(day), At: "09:30"}); !strings.Contains(file, "DTSTART:"+want) {
			t.Errorf("09:30 on %s is not %s in\n%s", day, want, file)
		}
	}
}

func TestWriteCalendar_anyTextComesBack(t *testing.T) {
	pieces := []string{"a", " ", "  ", ",", ";", "\\", "\\n", "\n", "\r\n", "\r", "\t", "ł", "é", "日本", "👩‍👧", "\x00", "\x1b", ":", "\"", "END:VEVENT", "\u2028", "Featherstonehaugh", "<b>", "'"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		var b strings.Builder
		for range random.IntN(60) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		want := calendarText("x" + b.String() + "x")
		_, back := written(t, Event{UID: "a", On: data.MustDate("2026-04-07"), Title: "x" + b.String() + "x", Detail: "x" + b.String() + "x", Place: "x" + b.String() + "x"})
		if len(back.Events()) != 1 {
			t.Fatalf("%q makes %d events", b.String(), len(back.Events()))
		}
		for _, p := range []ics.ComponentProperty{ics.ComponentPropertySummary, ics.ComponentPropertyDescription, ics.ComponentPropertyLocation} {
			if got := text(back.Events()[0], p); got != want {
				t.Fatalf("%s: wrote %q, read %q", p, want, got)
			}
		}
	}
}

func TestCalendarEvents_namesOnlyWhereAskedFor(t *testing.T) {
	day := data.MustDate("2026-04-07")
	entries := []agenda.Entry{
		{Kind: agenda.Clinic, ID: "k", Day: day, From: 540, To: 750, Surgery: "Birchington", Room: "Room 4", Changes: 2, Slots: []agenda.Slot{
			{From: 540, To: 570, Booked: []agenda.Booking{{ID: "s1", Client: "Tomasz Łukaszewicz"}}},
			{From: 570, To: 600, Booked: []agenda.Booking{{ID: "s2", Client: "Ivy Clements", Mood: agenda.Cancelled, Changes: 1}, {ID: "s3", Client: "Edith Sørensen", WalkIn: true, At: 575, Minutes: 20}}},
		}},
		{Kind: agenda.Visit, ID: "v", Day: day, From: 840, To: 915, Client: "Walter Finch", Address: "9 Canute Road, Birchington", Note: "his daughter rang"},
		{Kind: agenda.FollowUp, ID: "f", Day: day, From: agenda.NoHour, To: agenda.NoHour, Client: "Ngozi Adeyemi", Number: 2, About: "Age UK"},
		{Kind: agenda.FollowUp, ID: "closed", Day: day, From: agenda.NoHour, To: agenda.NoHour, Client: "Ngozi Adeyemi", Closed: true},
		{Kind: agenda.Away, ID: "l", Day: day, Last: day.AddDays(3), From: agenda.NoHour, To: agenda.NoHour, Staff: "Yasmin Chowdhury", About: "Leave"},
	}
	for _, names := range []bool{false, true} {
		file, back := written(t, CalendarEvents(entries, names)...)
		if n := len(back.Events()); n != 7 {
			t.Errorf("names %t: %d events", names, n)
		}
		for _, name := range []string{"Tomasz", "Clements", "Walter", "Ngozi", "Yasmin", "Canute", "Age UK"} {
			if strings.Contains(file, name) != names {
				t.Errorf("names %t: %q in\n%s", names, name, file)
			}
		}
		for _, want := range []string{"UID:k-20260407@waymark", "UID:s3@waymark", "DTSTART:20260407T083500Z\r\nDTEND:20260407T085500Z"} {
			if !strings.Contains(file, want) {
				t.Errorf("missing %q in\n%s", want, file)
			}
		}
		if strings.Contains(file, "daughter") {
			t.Errorf("a note in\n%s", file)
		}
	}
}

// TestCalendarEvents_haveATitleWhateverTheyAre: an entry of a new kind, with no one,
// was an event without a name in the calendar of a phone.
func TestCalendarEvents_haveATitleWhateverTheyAre(t *testing.T) {
	day := data.MustDate("2026-04-07")
	for _, row := range append(agenda.Kinds, agenda.KindRow{Kind: "stranger"}) {
		for _, client := range []string{"", "Walter Finch"} {
			for _, names := range []bool{false, true} {
				for _, v := range CalendarEvents([]agenda.Entry{{Kind: row.Kind, ID: "x", Day: day, From: 540, To: 600, Client: client}}, names) {
					if strings.TrimSpace(v.Title) == "" {
						t.Errorf("a %s with %q has no title", row.Kind, client)
					}
				}
			}
		}
	}
}
