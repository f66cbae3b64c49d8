package data

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// DatePurpose says what a typed date is for, which decides what a date means
// that leaves its year out or writes it with two digits.
type DatePurpose int

// The purposes.
const (
	// DateHappened is for something that has happened: without a year it is the
	// most recent such day, today included.
	DateHappened DatePurpose = iota
	// DatePlanned is for something still to come: without a year it is the next
	// such day, today included.
	DatePlanned
	// DateBirth is for a birth: the year must be given, and is never in the future.
	DateBirth
)

// The sentences for a date that cannot be read. They do not repeat what was
// typed, since it may be a birth date.
const (
	dateUnread   = "Enter a date as day, month and year, like 07/04/2026 or 7 Apr 2026."
	dateNoMonth  = "There is no such month. Enter the day first, then the month, like 07/04/2026."
	dateYear     = "Enter the year with four digits, like 07/04/2026."
	dateRange    = "Enter a year from 1900 to 2199."
	dateTooFar   = "That is more than 10 years away. Enter the date in full, like 07/04/2026."
	birthPlain   = "Enter the date of birth in full, with its year, like 07/04/1951."
	birthFuture  = "This date is in the future. Check the year."
	birthTooLong = "That would make the client over 120. Check the year."
)

const (
	earliestYear = 1900
	latestYear   = 2199
	farthestDays = 3660 // ten years, for +14 and the like
	yearsAhead   = 20   // how far ahead a planned year of two digits may be
	oldestAge    = 120
)

// ParseDateInput reads a date as people type it, day before month: 7/4/26,
// 07.04.2026, 7 Apr, 7th of April 2026, Tue 7 Apr 2026, April 7, 2026, 070426,
// 20260407, 2026-04-07; today, tomorrow, yesterday; a weekday, or next, this or
// last with one; +14, -3, +3w, +1m, in 2 weeks, 3 days ago. Digits of any script
// are read. An empty text is the zero Date. The error is a sentence to show
// beside the field.
//
// What is left out is filled in by purpose. A weekday alone is the last such day
// up to today for DateHappened, and the first one after today for DatePlanned;
// “next Tuesday” is the Tuesday of next week, which begins on Monday. A year of
// two digits is at most 20 years ahead for DatePlanned, at most next year for
// DateHappened (so that a wrong day is refused as future, not moved back a
// century), and never in the future for DateBirth.
//
// Every Date it returns is read back as itself from Numeric, Long, Short and
// String, for any purpose that allows it.
func ParseDateInput(text string, today Date, purpose DatePurpose) (Date, error) {
	text = plainDateText(text)
	if text == "" {
		return Date{}, nil
	}
	if d, ok, err := relativeDate(text, today, purpose); ok {
		if purpose == DateBirth {
			return Date{}, NewProblem(CodeInvalid, birthPlain)
		}
		return d, err
	}
	t, err := readTyped(text)
	if err != nil {
		return Date{}, err
	}
	if t.yearDigits == 0 && purpose == DateBirth {
		return Date{}, NewProblem(CodeInvalid, birthPlain)
	}
	t.completeYear(today, purpose)
	d, err := t.date()
	switch {
	case err != nil:
		return Date{}, err
	case purpose != DateBirth:
		return d, nil
	case d.After(today):
		return Date{}, NewProblem(CodeInvalid, birthFuture)
	case Age(d, today) > oldestAge:
		return Date{}, NewProblem(CodeInvalid, birthTooLong)
	}
	return d, nil
}

// plainDateText lower-cases, turns every dash into "-" and every digit into an
// ASCII one, and collapses spaces. Invisible marks, which come along when a
// date is pasted, are dropped.
func plainDateText(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r < firstBeyondASCII:
			return r
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return asciiDigit(r)
	}, dashes.Replace(text))
	return strings.ToLower(Tidy(text))
}

const firstBeyondASCII = 0x80

// asciiDigit turns a decimal digit of any script into the ASCII one and leaves
// other runes alone. Unicode keeps the ten digits of a script together, from 0.
func asciiDigit(r rune) rune {
	for _, run := range unicode.Nd.R16 {
		if r >= rune(run.Lo) && r <= rune(run.Hi) {
			return '0' + (r-rune(run.Lo))%10
		}
	}
	for _, run := range unicode.Nd.R32 {
		if r >= rune(run.Lo) && r <= rune(run.Hi) {
			return '0' + (r-rune(run.Lo))%10
		}
	}
	return r
}

var (
	offset = regexp.MustCompile(`^([+-]) ?([0-9]{1,6}) ?(d|days?|w|weeks?|m|months?)?$`)
	inDays = regexp.MustCompile(`^(?:in )([0-9]{1,6}) (days?|weeks?|months?)$`)
	ago    = regexp.MustCompile(`^([0-9]{1,6}) (days?|weeks?|months?) ago$`)
)

// relativeDate reads what is counted from today; ok is false if text is
// something else.
func relativeDate(text string, today Date, purpose DatePurpose) (d Date, ok bool, err error) {
	switch text {
	case "today", "now":
		return today, true, nil
	case "tomorrow":
		return today.AddDays(1), true, nil
	case "yesterday":
		return today.AddDays(-1), true, nil
	}
	if d, ok := namedWeekday(text, today, purpose); ok {
		return d, true, nil
	}
	var sign, count, unit string
	if m := offset.FindStringSubmatch(text); m != nil {
		sign, count, unit = m[1], m[2], m[3]
	} else if m := inDays.FindStringSubmatch(text); m != nil {
		sign, count, unit = "+", m[1], m[2]
	} else if m := ago.FindStringSubmatch(text); m != nil {
		sign, count, unit = "-", m[1], m[2]
	} else {
		return Date{}, false, nil
	}
	n, _ := strconv.Atoi(sign + count) // six digits at most, so no error
	switch {
	case strings.HasPrefix(unit, "m"):
		d = today.AddMonths(n)
	case strings.HasPrefix(unit, "w"):
		d = today.AddDays(7 * n)
	default:
		d = today.AddDays(n)
	}
	if away := d.Sub(today); away > farthestDays || away < -farthestDays {
		return Date{}, true, NewProblem(CodeInvalid, dateTooFar)
	}
	return d, true, nil
}

// namedWeekday reads a weekday, alone or after next, this or last.
func namedWeekday(text string, today Date, purpose DatePurpose) (Date, bool) {
	which, name, two := strings.Cut(text, " ")
	if !two {
		which, name = "", text
	}
	w, ok := weekdayNamed(strings.TrimSuffix(name, "."))
	if !ok {
		return Date{}, false
	}
	monday := today.AddDays(-daysSinceMonday(today.Weekday()))
	ahead := (int(w)-int(today.Weekday())+6)%7 + 1 // 1 to 7
	switch {
	case which == "next":
		return monday.AddDays(7 + daysSinceMonday(w)), true
	case which == "this":
		return monday.AddDays(daysSinceMonday(w)), true
	case which == "last":
		return today.AddDays(ahead%7 - 7), true
	case which != "":
		return Date{}, false
	case purpose == DatePlanned:
		return today.AddDays(ahead), true
	case ahead == 7:
		return today, true
	default:
		return today.AddDays(ahead - 7), true
	}
}

func daysSinceMonday(w time.Weekday) int { return (int(w) + 6) % 7 }

// weekdayNamed finds the weekday whose name begins with the given three letters
// or more.
func weekdayNamed(name string) (time.Weekday, bool) {
	for w := time.Sunday; w <= time.Saturday; w++ {
		if len(name) >= 3 && strings.HasPrefix(strings.ToLower(w.String()), name) {
			return w, true
		}
	}
	return 0, false
}

// monthNamed finds the month whose name begins with the given three letters or
// more.
func monthNamed(name string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if len(name) >= 3 && strings.HasPrefix(strings.ToLower(m.String()), name) {
			return m, true
		}
	}
	return 0, false
}
