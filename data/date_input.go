package data

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// The sentences for a date that cannot be read. They do not repeat what was
// typed, since it may be a birth date.
const (
	dateUnread   = "This date cannot be read. Please type it as day, month, year, such as 7/4/2026 or 7 Apr 2026."
	dateNoMonth  = "There is no such month. Please type the day first, then the month, such as 7/4/2026."
	dateRange    = "The year must be between 1900 and 2199. Please check it."
	dateTooFar   = "That is more than ten years away. Please type the date in full, such as 7/4/2026."
	birthPlain   = "Please type the birth date in full, with its year, such as 7/4/1951."
	birthFuture  = "This date is in the future. Please check the year."
	birthTooLong = "That would make the person over 120. Please check the year."
)

const (
	earliestYear = 1900
	latestYear   = 2199
	farthestDays = 3660 // ten years, for +14 and the like
	yearsAhead   = 20   // how far ahead a year of two digits may be
	oldestAge    = 120
)

// ParseDateInput reads a date as people type it, day before month: 7/4/26,
// 07.04.2026, 7 Apr, 7th April 2026, Tue 7 Apr 2026, 070426, 20260407,
// 2026-04-07; today, tomorrow, yesterday; a day of the week, meaning the next
// one after today; +14, -3, +3w, +1m, counted from today in days, weeks or
// months. A year of two digits is taken to lie between 79 years ago and 20
// years ahead; a date without a year is the one nearest to today. An empty
// text is the zero Date. The error is a sentence to show beside the field.
func ParseDateInput(text string, today Date) (Date, error) {
	text = plainDateText(text)
	if text == "" {
		return Date{}, nil
	}
	if d, ok, err := relativeDate(text, today); ok {
		return d, err
	}
	t, err := readTyped(text)
	if err != nil {
		return Date{}, err
	}
	switch t.yearDigits {
	case 0:
		t.year = t.nearestYear(today)
	case 2:
		t.year += (today.Year + yearsAhead) / 100 * 100
		if t.year > today.Year+yearsAhead {
			t.year -= 100
		}
	}
	return t.date()
}

// ParseBirthDate reads a birth date as people type it, in the same ways as
// ParseDateInput but with its year. A year of two digits is the latest one
// that is not in the future. A birth in the future or more than 120 years ago
// is refused. An empty text is the zero Date.
func ParseBirthDate(text string, today Date) (Date, error) {
	text = plainDateText(text)
	if text == "" {
		return Date{}, nil
	}
	if _, ok, _ := relativeDate(text, today); ok {
		return Date{}, NewProblem(CodeInvalid, birthPlain)
	}
	t, err := readTyped(text)
	if err != nil {
		return Date{}, err
	}
	switch t.yearDigits {
	case 0:
		return Date{}, NewProblem(CodeInvalid, birthPlain)
	case 2:
		t.year += today.Year / 100 * 100
		if (Date{t.year, t.month, t.day}).After(today) {
			t.year -= 100
		}
	}
	born, err := t.date()
	switch {
	case err != nil:
		return Date{}, err
	case born.After(today):
		return Date{}, NewProblem(CodeInvalid, birthFuture)
	case Age(born, today) > oldestAge:
		return Date{}, NewProblem(CodeInvalid, birthTooLong)
	}
	return born, nil
}

// plainDateText lower-cases, turns every dash into "-" and collapses spaces.
func plainDateText(text string) string {
	return strings.ToLower(Tidy(dashes.Replace(text)))
}

var offset = regexp.MustCompile(`^([+-]) ?([0-9]{1,6}) ?(d|days?|w|weeks?|m|months?)?$`)

// relativeDate reads what is counted from today; ok is false when text is
// something else.
func relativeDate(text string, today Date) (d Date, ok bool, err error) {
	switch text {
	case "today", "now":
		return today, true, nil
	case "tomorrow":
		return today.AddDays(1), true, nil
	case "yesterday":
		return today.AddDays(-1), true, nil
	}
	if w, isDay := weekdayNamed(text); isDay {
		ahead := (int(w)-int(today.Weekday())+6)%7 + 1 // 1 to 7
		return today.AddDays(ahead), true, nil
	}
	part := offset.FindStringSubmatch(text)
	if part == nil {
		return Date{}, false, nil
	}
	n, _ := strconv.Atoi(part[1] + part[2]) // six digits at most, so no error
	switch {
	case strings.HasPrefix(part[3], "m"):
		d = today.AddMonths(n)
	case strings.HasPrefix(part[3], "w"):
		d = today.AddDays(7 * n)
	default:
		d = today.AddDays(n)
	}
	if away := d.Sub(today); away > farthestDays || away < -farthestDays {
		return Date{}, true, NewProblem(CodeInvalid, dateTooFar)
	}
	return d, true, nil
}

// weekdayNamed finds the day of the week whose name begins with the given
// three letters or more; "tues" and "thurs" are beginnings, too.
func weekdayNamed(name string) (time.Weekday, bool) {
	for w := time.Sunday; w <= time.Saturday; w++ {
		if len(name) >= 3 && strings.HasPrefix(strings.ToLower(w.String()), name) {
			return w, true
		}
	}
	return 0, false
}

// monthNamed finds the month whose name begins with three letters or more.
func monthNamed(name string) (time.Month, bool) {
	if name == "sept" {
		return time.September, true
	}
	for m := time.January; m <= time.December; m++ {
		if len(name) >= 3 && strings.HasPrefix(strings.ToLower(m.String()), name) {
			return m, true
		}
	}
	return 0, false
}
