package answers

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"waymark/data"
)

// clockParts takes the time of day behind a date apart: hour, minute, second,
// half of the day, zone and offset.
var clockParts = regexp.MustCompile(`(?i)[ t]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?(?:\.?m\.?)?\s*(z|[a-z]{3,4})?\s*([+-]\d{1,2}(?::?\d{2})?)?$`)

// hereOn is the day here of a time that a cell gives with its zone; day where
// it gives none, or is of here.
func hereOn(day data.Date, cell string) data.Date {
	m := clockParts.FindStringSubmatch(strings.TrimSpace(cell))
	if m == nil {
		return day
	}
	zone := strings.ToLower(m[5])
	offset, ok := offsetOf(m[6])
	if !ok && zone != "z" && zone != "utc" && zone != "gmt" {
		return day
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	if hour > 23 || minute > 59 {
		return day // no time of day
	}
	if half := strings.ToLower(m[4]); half != "" {
		hour %= 12
		if half == "p" {
			hour += 12
		}
	}
	utc := day.Time().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute - offset)
	if summerHere(utc) {
		utc = utc.Add(time.Hour)
	}
	return data.DateOf(utc)
}

// offsetOf reads +1, +01:00 or -0500.
func offsetOf(text string) (time.Duration, bool) {
	if text == "" {
		return 0, false
	}
	digits := strings.ReplaceAll(text[1:], ":", "")
	hours, minutes := digits, "0"
	if len(digits) > 2 {
		hours, minutes = digits[:len(digits)-2], digits[len(digits)-2:]
	}
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(minutes)
	offset := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	if text[0] == '-' {
		offset = -offset
	}
	return offset, true
}

// summerHere is true in British Summer Time: from the last Sunday of March to
// that of October, at one o'clock UTC, as it has been since 1996.
func summerHere(utc time.Time) bool {
	lastSunday := func(month time.Month) time.Time {
		end := time.Date(utc.Year(), month, 31, 1, 0, 0, 0, time.UTC)
		return end.AddDate(0, 0, -int(end.Weekday()))
	}
	return !utc.Before(lastSunday(time.March)) && utc.Before(lastSunday(time.October))
}

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
