package plain

import (
	"strconv"
	"strings"
	"time"
)

// Here is what clocks in Britain show at a moment of world time.
func Here(utc time.Time) time.Time {
	if summerHere(utc) {
		return utc.Add(time.Hour)
	}
	return utc
}

// Offset reads how far ahead of world time a zone is: +1, +01:00 or -0500. ok is false
// for "".
func Offset(text string) (ahead time.Duration, ok bool) {
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
