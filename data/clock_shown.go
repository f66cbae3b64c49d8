package data

import (
	"strings"
	"time"
)

// Hour returns a stored time of day as staff read it: "9:30" for "09:30".
func Hour(at string) string { return strings.TrimPrefix(at, "0") }

// HourOf returns the time of day of an instant, on the clock that it is of, as staff
// read it.
func HourOf(t time.Time) string { return Hour(t.Format("15:04")) }

// DayAndHour returns an instant, on the clock that it is of, as staff read it: its day
// by a layout of package time, and the hour: "2 January 2006 at 9:30".
func DayAndHour(t time.Time, day string) string { return t.Format(day) + " at " + HourOf(t) }
