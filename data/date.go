package data

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a day of the calendar with no time and no time zone, so that a
// birthday never moves when a laptop does. The zero Date means "not
// recorded". Dates can be compared with ==.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

const isoDate = "2006-01-02"

// NewDate makes a Date of the years 1 to 9999. A day that does not exist, such
// as 30 February, is an error; it is never rolled into the next month.
func NewDate(year int, month time.Month, day int) (Date, error) {
	d := Date{year, month, day}
	if !d.valid() {
		return Date{}, NewProblem(CodeInvalid, "There is no such day in the calendar. Check the day and the month.")
	}
	return d, nil
}

// MustDate reads an ISO date and panics when it is not one. It is for tests
// and for embedded data.
func MustDate(iso string) Date {
	d, err := ParseDate(iso)
	if err != nil {
		panic("data: " + iso + " is not an ISO date")
	}
	return d
}

// ParseDate reads a date written exactly as 2006-01-02 (ISO 8601), as files
// and the database hold it. What people type goes to ParseDateInput.
func ParseDate(iso string) (Date, error) {
	t, err := time.Parse(isoDate, iso)
	if err != nil || t.Year() < 1 {
		return Date{}, NewProblem(CodeInvalid, "A date in a file is written as year-month-day, such as 2026-04-07.")
	}
	return DateOf(t), nil
}

// DateOf is the day that t falls on in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

func (d Date) valid() bool {
	return d.Year >= 1 && d.Year <= 9999 && d.Month >= time.January && d.Month <= time.December &&
		d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

// daysIn uses that day 0 of a month is the last day of the one before it.
func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// IsZero is true when the date is not recorded.
func (d Date) IsZero() bool { return d == Date{} }

// Time is midnight UTC at the beginning of the day, or the zero time when the
// date is not recorded.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// AddDays is the date n days later, or earlier when n is negative. A date that
// is not recorded stays so.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
}

// AddMonths is the same day n months later, or the last day of that month
// where it is shorter: one month after 31 January is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	if d.IsZero() {
		return d
	}
	first := DateOf(time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC))
	first.Day = min(d.Day, daysIn(first.Year, first.Month))
	return first
}

// Sub is the number of days from e to d: negative when d is earlier, 0 when
// either is not recorded.
func (d Date) Sub(e Date) int {
	if d.IsZero() || e.IsZero() {
		return 0
	}
	const secondsADay = 24 * 60 * 60
	// Unix seconds, because a time.Duration overflows after 292 years.
	return int((d.Time().Unix() - e.Time().Unix()) / secondsADay)
}

// Compare is -1 when d is earlier than e, 0 when they are the same day and +1
// when d is later. A date that is not recorded comes before every other.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before is true when d is earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After is true when d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// Weekday is the day of the week. It means nothing for a date that is not
// recorded.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// String is the date as 2006-01-02, or "" when it is not recorded.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// Long is the date as "Tue 7 Apr 2026", or "" when it is not recorded.
func (d Date) Long() string { return d.format("Mon 2 Jan 2006") }

// LongAt is the date with a time of day, such as “Thu 2 Apr 2026 at 9:30”, and
// the date alone if at is "".
func (d Date) LongAt(at string) string {
	if at == "" {
		return d.Long()
	}
	return fmt.Sprintf("%s at %s", d.Long(), Hour(at))
}

// Short is the date as "7 Apr 2026", or "" when it is not recorded.
func (d Date) Short() string { return d.format("2 Jan 2006") }

// Numeric is the date as "07/04/2026", day first, or "" when it is not
// recorded.
func (d Date) Numeric() string { return d.format("02/01/2006") }

func (d Date) format(layout string) string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(layout)
}

// MarshalText writes the date as String does, for JSON and the like.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote; an empty text is a date that is
// not recorded.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	read, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = read
	return nil
}

// Value is what the database stores: NULL when not recorded, else the ISO
// date. A Date that is no day of the calendar is an error.
func (d Date) Value() (driver.Value, error) {
	switch {
	case d.IsZero():
		return nil, nil
	case !d.valid():
		return nil, NewProblem(CodeInvalid, "There is no such day in the calendar. Check the day and the month.")
	default:
		return d.String(), nil
	}
}

// Scan reads what Value stored: NULL, or an ISO date as text or bytes.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	default:
		return fmt.Errorf("data: a date cannot be read from a %T", src)
	}
}
