package interchange

import (
	"io"
	"time"

	ics "github.com/arran4/golang-ical"

	"waymark/data"
)

// Event is one entry of a calendar file. What it is called is the caller's
// choice: a calendar program may show it on a phone's lock screen.
type Event struct {
	ID      data.ID
	On      data.Date
	At      string // "HH:MM" local time; empty: the whole day
	Minutes int    // 0: half an hour, when At is given
	Title   string
	Detail  string
	Place   string
}

// WriteCalendar writes events as an iCalendar file (RFC 5545): CRLF line ends,
// lines of at most 75 octets, text escaped. Times are "floating", which every
// calendar program shows as the local time that was meant. now stamps the file.
func WriteCalendar(w io.Writer, events []Event, now time.Time) error {
	c := ics.NewCalendarFor("-//Waymark//Waymark//EN")
	c.SetMethod(ics.MethodPublish)
	c.SetName("Waymark")
	for _, e := range events {
		v := c.AddEvent(string(e.ID) + "@waymark")
		v.SetDtStampTime(now)
		v.SetSummary(e.Title)
		if e.Detail != "" {
			v.SetDescription(e.Detail)
		}
		if e.Place != "" {
			v.SetLocation(e.Place)
		}
		setWhen(v, e)
	}
	return c.SerializeTo(w, ics.WithNewLineWindows)
}

func setWhen(v *ics.VEvent, e Event) {
	start, err := time.Parse("15:04", e.At)
	if err != nil {
		v.SetAllDayStartAt(e.On.Time())
		v.SetAllDayEndAt(e.On.AddDays(1).Time())
		return
	}
	minutes := e.Minutes
	if minutes <= 0 {
		minutes = 30
	}
	from := e.On.Time().Add(time.Duration(start.Hour())*time.Hour + time.Duration(start.Minute())*time.Minute)
	const floating = "20060102T150405"
	v.SetProperty(ics.ComponentPropertyDtStart, from.Format(floating))
	v.SetProperty(ics.ComponentPropertyDtEnd, from.Add(time.Duration(minutes)*time.Minute).Format(floating))
}
