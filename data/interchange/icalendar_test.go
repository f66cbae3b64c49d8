package interchange

import (
	"bytes"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"waymark/data"
)

func TestCalendarFileKeepsToTheStandard(t *testing.T) {
	long := strings.Repeat("Łódź, “ring after ten”; and then; ", 8) + "\nsecond line \\ end"
	var b bytes.Buffer
	err := WriteCalendar(&b, []Event{
		{ID: "a", On: data.MustDate("2026-04-07"), Title: "First follow-up, Z. O’B.", Detail: long},
		{ID: "b", On: data.MustDate("2026-04-07"), At: "09:30", Minutes: 45, Title: "Clinic", Place: "Birchington"},
	}, time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	file := b.String()
	if strings.Count(file, "\n") != strings.Count(file, "\r\n") {
		t.Error("a line does not end with CRLF")
	}
	for _, line := range strings.Split(file, "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	for _, want := range []string{"DTSTART;VALUE=DATE:20260407", "DTEND;VALUE=DATE:20260408", "DTSTART:20260407T093000\r\n", "DTEND:20260407T101500\r\n", `SUMMARY:First follow-up\, Z. O’B.`} {
		if !strings.Contains(file, want) {
			t.Errorf("missing %q in\n%s", want, file)
		}
	}
	back, err := ics.ParseCalendar(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if got := ics.FromText(back.Events()[0].GetProperty(ics.ComponentPropertyDescription).Value); got != long && back.Events()[0].GetProperty(ics.ComponentPropertyDescription).Value != long {
		t.Errorf("text came back as %q", got)
	}
}
