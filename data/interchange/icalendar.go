package interchange

import (
	"fmt"
	"io"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no time zones that Go can read
	"unicode"

	ics "github.com/arran4/golang-ical"

	"waymark/data"
)

// Event is one entry of a calendar file. What it is called is the caller's
// choice: a calendar program may show it on a phone's lock screen.
type Event struct {
	UID     string // the same in every file that holds the event
	On      data.Date
	Last    data.Date // the last day of what takes whole days; zero: On
	At      string    // "HH:MM" local time; empty: whole days
	Minutes int       // 0: half an hour, when At is given
	Title   string
	Detail  string
	Place   string
	// Sequence is how often its day, hour or state was changed. A program that
	// has the event with a lower one takes this in its place.
	Sequence  int
	Modified  time.Time // of the last change; zero: when the file is written
	Cancelled bool
}

// The zone in which "HH:MM" is meant, whatever the zone of the PC.
const zone = "Europe/London"

// WriteCalendar writes events as an iCalendar file (RFC 5545): CRLF line ends,
// lines of at most 75 octets, text escaped, times in UTC. Whole days do not
// make anyone busy. now stamps events of which no change is known; the same
// events otherwise give the same file.
func WriteCalendar(w io.Writer, events []Event, now time.Time) error {
	london, err := time.LoadLocation(zone)
	if err != nil {
		return fmt.Errorf("reading the time zone: %w", err)
	}
	c := ics.NewCalendar()
	c.SetProductId("-//Waymark//Waymark//EN")
	c.SetCalscale("GREGORIAN")
	c.SetName("Waymark")
	for _, e := range events {
		v := c.AddEvent(calendarText(e.UID))
		modified := e.Modified
		if modified.IsZero() {
			modified = now
		}
		v.SetDtStampTime(modified)
		v.SetLastModifiedAt(modified)
		v.SetSequence(max(0, e.Sequence))
		v.SetSummary(calendarText(e.Title))
		if e.Detail != "" {
			v.SetDescription(calendarText(e.Detail))
		}
		if e.Place != "" {
			v.SetLocation(calendarText(e.Place))
		}
		v.SetStatus(ics.ObjectStatusConfirmed)
		if e.Cancelled {
			v.SetStatus(ics.ObjectStatusCancelled)
		}
		setWhen(v, e, london)
	}
	return c.SerializeTo(w, ics.WithNewLineWindows)
}

func setWhen(v *ics.VEvent, e Event, london *time.Location) {
	start, err := time.Parse("15:04", e.At)
	if err != nil {
		last := e.Last
		if last.Before(e.On) {
			last = e.On
		}
		v.SetAllDayStartAt(e.On.Time())
		v.SetAllDayEndAt(last.AddDays(1).Time())
		v.SetTimeTransparency(ics.TransparencyTransparent)
		return
	}
	minutes := e.Minutes
	if minutes <= 0 {
		minutes = 30
	}
	from := time.Date(e.On.Year, e.On.Month, e.On.Day, start.Hour(), start.Minute(), 0, 0, london)
	v.SetStartAt(from)
	v.SetEndAt(from.Add(time.Duration(minutes) * time.Minute))
	v.SetTimeTransparency(ics.TransparencyOpaque)
	if e.Cancelled {
		v.SetTimeTransparency(ics.TransparencyTransparent)
	}
}

// calendarText makes a text fit for the file: the library escapes line feeds,
// but writes a carriage return as it is, which ends a line for some readers,
// and other control characters are forbidden.
func calendarText(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
}
