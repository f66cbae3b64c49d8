package kit

import (
	"fmt"
	"time"
)

// Day is a day of the calendar, without a time or a zone. The zero Day is blank.
type Day struct{ Year, Month, Day int }

// DayOf is the day of an instant in the instant's own zone.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{y, int(m), d}
}

// IsZero says whether the day is blank.
func (d Day) IsZero() bool { return d == Day{} }

// Valid says whether the day exists in the calendar.
func (d Day) Valid() bool {
	return d.Year >= 1 && d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

// Before says whether the day is earlier than the other.
func (d Day) Before(other Day) bool { return d.time().Before(other.time()) }

// AddDays is so many days later, or earlier when n is negative.
func (d Day) AddDays(n int) Day { return DayOf(d.time().AddDate(0, 0, n)) }

// AddMonths is the same day so many months later, or the month's last day when it
// is shorter.
func (d Day) AddMonths(n int) Day {
	first := time.Date(d.Year, time.Month(d.Month+n), 1, 0, 0, 0, 0, time.UTC)
	y, m := first.Year(), int(first.Month())
	return Day{y, m, min(d.Day, daysIn(y, m))}
}

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.time().Weekday() }

// String is the day as 07/04/2026, or "" when blank.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.Day, d.Month, d.Year)
}

// Long is the day as Tue 7 Apr 2026, or "" when blank.
func (d Day) Long() string {
	if d.IsZero() {
		return ""
	}
	return d.time().Format("Mon 2 Jan 2006")
}

func (d Day) time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
