package answers

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/interchange/plain"
)

// clockParts takes the time of day behind a date apart: hour, minute, second,
// half of the day, zone and offset.
var clockParts = regexp.MustCompile(`(?i)[ t]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?(?:\.?m\.?)?\s*(z|[a-z]{3,4})?\s*([+-]\d{1,2}(?::?\d{2})?)?$`)

// timeOfDay is the time of day behind a date.
type timeOfDay struct {
	hour, minute int
	zone         string // in lower case; "" for none
	offset       time.Duration
	hasOffset    bool
}

// timeIn finds the time of day in a cell; ok is false if there is none.
func timeIn(cell string) (t timeOfDay, ok bool) {
	m := clockParts.FindStringSubmatch(strings.TrimSpace(cell))
	if m == nil {
		return t, false
	}
	t.zone = strings.ToLower(m[5])
	t.offset, t.hasOffset = plain.Offset(m[6])
	t.hour, _ = strconv.Atoi(m[1])
	t.minute, _ = strconv.Atoi(m[2])
	if half := strings.ToLower(m[4]); half != "" {
		t.hour %= 12
		if half == "p" {
			t.hour += 12
		}
	}
	return t, t.hour <= 23 && t.minute <= 59
}

// hereOn is the day here of a time that a cell gives with its zone; day where
// it gives none, or is of here.
func hereOn(day data.Date, cell string) data.Date {
	t, ok := timeIn(cell)
	if !ok || !t.hasOffset && t.zone != "z" && t.zone != "utc" && t.zone != "gmt" {
		return day
	}
	return dayHere(day.Time().Add(time.Duration(t.hour)*time.Hour + time.Duration(t.minute)*time.Minute - t.offset))
}

// hereFrom is the day here of a time that is written in a zone which the list names
// for the whole column; day where the cell says its own, or has no time.
func hereFrom(day data.Date, cell string, zone *time.Location) data.Date {
	t, ok := timeIn(cell)
	if !ok || t.hasOffset || t.zone != "" {
		return day
	}
	return dayHere(time.Date(day.Year, day.Month, day.Day, t.hour, t.minute, 0, 0, zone).UTC())
}

func dayHere(utc time.Time) data.Date { return data.DateOf(plain.Here(utc)) }

// standIns are days that programs write where they have none: the first day of
// a clock, and the one of anonymous surveys.
func standIn(day data.Date) bool {
	const firstLikely = 1990 // no questionnaire of the catalogue is older
	return !day.IsZero() && day.Before(data.MustDate(strconv.Itoa(firstLikely)+"-01-01"))
}

// isBlank is true for a cell that says that there is nothing, in brackets or not.
func isBlank(cell string) bool {
	key := cellKey(cell)
	return blanks[key] || blanks[strings.Trim(key, "[]()<>")]
}
