package data

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// typedDate is a date in the parts that someone typed, before its year is
// made whole and before it is known to exist.
type typedDate struct {
	day        int
	month      time.Month
	year       int
	yearDigits int    // 0 if no year was typed, else 2 or 4
	weekday    string // as it was typed with the date, or ""
}

// readTyped takes lower-case text apart. The error is a sentence.
func readTyped(text string) (typedDate, error) {
	parts, ok := dateParts(text)
	if !ok {
		return typedDate{}, NewProblem(CodeInvalid, dateUnread)
	}
	weekday := ""
	if n := len(parts); n > 1 {
		if _, isDay := weekdayNamed(parts[0]); isDay {
			weekday, parts = parts[0], parts[1:]
		} else if _, isDay := weekdayNamed(parts[n-1]); isDay {
			weekday, parts = parts[n-1], parts[:n-1]
		}
	}
	if len(parts) == 1 {
		parts = splitRun(parts[0])
	}
	switch {
	case len(parts) < 2 || len(parts) > 3:
		return typedDate{}, NewProblem(CodeInvalid, dateUnread)
	case len(parts) == 3 && isDigits(parts[0]) && len(parts[0]) == 4: // year first
		parts = []string{parts[2], parts[1], parts[0]}
	}
	if _, isMonth := monthNamed(parts[0]); isMonth {
		parts[0], parts[1] = parts[1], parts[0]
	}
	return newTyped(weekday, parts)
}

// separators are what people put between the parts of a date.
const separators = " -/.,_\\'’"

// dateParts cuts text at its separators and where letters and digits meet, and
// leaves out what only sounds well: "7th of April". ok is false if there is
// anything else in the text.
func dateParts(text string) (parts []string, ok bool) {
	const none, digit, letter = 0, 1, 2
	last := none
	for _, r := range text {
		kind := none
		switch {
		case r >= '0' && r <= '9':
			kind = digit
		case r >= 'a' && r <= 'z':
			kind = letter
		case !strings.ContainsRune(separators, r):
			return nil, false
		}
		if kind != none {
			if kind != last {
				parts = append(parts, "")
			}
			parts[len(parts)-1] += string(r)
		}
		last = kind
	}
	kept := parts[:0]
	for i, p := range parts {
		ordinal := i > 0 && isDigits(parts[i-1]) && slices.Contains([]string{"st", "nd", "rd", "th"}, p)
		if p != "of" && p != "the" && !ordinal {
			kept = append(kept, p)
		}
	}
	return kept, true
}

// splitRun takes digits without anything between them apart: 070426, 07042026
// or 20260407. Eight digits are never both of the latter two, since a year from
// 1900 to 2199 cannot be split into a month and the beginning of a year.
func splitRun(run string) []string {
	switch {
	case !isDigits(run) || len(run) != 6 && len(run) != 8:
		return nil
	case len(run) == 6:
		return []string{run[:2], run[2:4], run[4:]}
	}
	year, _ := strconv.Atoi(run[:4])
	month, _ := strconv.Atoi(run[4:6])
	if year >= earliestYear && year <= latestYear && month >= 1 && month <= 12 {
		return []string{run[:4], run[4:6], run[6:]}
	}
	return []string{run[:2], run[2:4], run[4:]}
}

// newTyped reads a day, a month and perhaps a year.
func newTyped(weekday string, parts []string) (typedDate, error) {
	t := typedDate{weekday: weekday}
	if !isDigits(parts[0]) || len(parts[0]) > 2 {
		return typedDate{}, NewProblem(CodeInvalid, dateUnread)
	}
	t.day, _ = strconv.Atoi(parts[0]) // two digits at most, so no error
	if m, ok := monthNamed(parts[1]); ok {
		t.month = m
	} else if !isDigits(parts[1]) || len(parts[1]) > 2 {
		return typedDate{}, NewProblem(CodeInvalid, dateUnread)
	} else {
		n, _ := strconv.Atoi(parts[1])
		t.month = time.Month(n)
	}
	if t.month < time.January || t.month > time.December {
		return typedDate{}, NewProblem(CodeInvalid, dateNoMonth)
	}
	if len(parts) == 3 {
		year := parts[2]
		if !isDigits(year) || len(year) != 2 && len(year) != 4 {
			return typedDate{}, NewProblem(CodeInvalid, dateYear)
		}
		t.yearDigits = len(year)
		t.year, _ = strconv.Atoi(year)
	}
	return t, nil
}

func isDigits(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

// leapGap is the most years between two 29 Februaries.
const leapGap = 8

// completeYear fills in a year that was left out, or the century of one with
// two digits.
func (t *typedDate) completeYear(today Date, purpose DatePurpose) {
	switch t.yearDigits {
	case 0:
		t.year = today.Year
		step := -1
		if purpose == DatePlanned {
			step = 1
		}
		for n := range leapGap + 1 {
			d := Date{today.Year + step*n, t.month, t.day}
			if d.valid() && d.Compare(today)*step >= 0 {
				t.year = d.Year
				return
			}
		}
	case 2:
		ahead := map[DatePurpose]int{DatePlanned: yearsAhead, DateHappened: 1}[purpose]
		latest := today.Year + ahead
		t.year += latest / 100 * 100
		d := Date{t.year, t.month, t.day}
		if t.year > latest || purpose == DateBirth && d.After(today) {
			t.year -= 100
		}
	}
}

// date checks that the day exists, and that it is the weekday that was typed
// with it.
func (t typedDate) date() (Date, error) {
	if t.year < earliestYear || t.year > latestYear {
		return Date{}, NewProblem(CodeInvalid, dateRange)
	}
	if last := daysIn(t.year, t.month); t.day < 1 || t.day > last {
		return Date{}, NewProblem(CodeInvalid, t.dayRange(last))
	}
	d := Date{t.year, t.month, t.day}
	if t.weekday == "" {
		return d, nil
	}
	if w, _ := weekdayNamed(t.weekday); w != d.Weekday() {
		return Date{}, NewProblem(CodeInvalid, "That day is a "+d.Weekday().String()+", not a "+w.String()+". Check the date, or leave the weekday out.")
	}
	return d, nil
}

// dayRange says which days the month has.
func (t typedDate) dayRange(last int) string {
	if t.month == time.February && t.yearDigits > 0 {
		return fmt.Sprintf("February %d has %d days. Enter a day from 1 to %d.", t.year, last, last)
	}
	if t.month == time.February {
		last = 29
	}
	return fmt.Sprintf("%s has %d days. Enter a day from 1 to %d.", t.month, last, last)
}
