package data

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// typedDate is a date in the parts that somebody typed, before its year is
// made whole and before it is known to exist.
type typedDate struct {
	day        int
	month      time.Month
	year       int
	yearDigits int // 0 when no year was typed, else 2 or 4
	weekday    string
}

const (
	inWeekday  = `(?:([a-z]{3,9})\.?,? ?)?` // Tue, as Date.Long writes it
	inDay      = `([0-9]{1,2})(?:st|nd|rd|th)?`
	inMonth    = `([a-z]{3,9}|[0-9]{1,2})`
	inYear     = `([0-9]{2}|[0-9]{4})`
	inSep      = ` ?[-/., ] ?`
	inSepLoose = ` ?[-/., ]? ?` // 7apr2026
)

var (
	dayFirst   = regexp.MustCompile(`^` + inWeekday + inDay + `(?: of)?` + inSep + inMonth + `\.?(?:` + inSep + inYear + `)?\.?$`)
	dayMonth   = regexp.MustCompile(`^` + inWeekday + inDay + inSepLoose + `([a-z]{3,9})\.?(?:` + inSepLoose + inYear + `)?$`)
	monthFirst = regexp.MustCompile(`^` + inWeekday + `([a-z]{3,9})\.?` + inSepLoose + inDay + `(?:` + inSep + inYear + `)?$`)
	yearFirst  = regexp.MustCompile(`^([0-9]{4})` + inSep + `([0-9]{1,2})` + inSep + `([0-9]{1,2})$`)
	inOneRun   = regexp.MustCompile(`^[0-9]{6}$|^[0-9]{8}$`)
)

// readTyped takes lower-case text apart. The error is a sentence.
func readTyped(text string) (typedDate, error) {
	if inOneRun.MatchString(text) {
		return readRun(text)
	}
	if p := yearFirst.FindStringSubmatch(text); p != nil {
		return newTyped("", p[3], p[2], p[1])
	}
	if p := dayFirst.FindStringSubmatch(text); p != nil {
		return newTyped(p[1], p[2], p[3], p[4])
	}
	if p := dayMonth.FindStringSubmatch(text); p != nil {
		return newTyped(p[1], p[2], p[3], p[4])
	}
	if p := monthFirst.FindStringSubmatch(text); p != nil {
		return newTyped(p[1], p[3], p[2], p[4])
	}
	return typedDate{}, NewProblem(CodeInvalid, dateUnread)
}

// readRun reads digits without anything between them: 070426, 07042026 or
// 20260407. Eight digits are never both of the latter two, since a year from
// 1900 to 2199 cannot be split into a month and the beginning of a year.
func readRun(text string) (typedDate, error) {
	if len(text) == 6 {
		return newTyped("", text[:2], text[2:4], text[4:])
	}
	year, _ := strconv.Atoi(text[:4])
	month, _ := strconv.Atoi(text[4:6])
	if year >= earliestYear && year <= latestYear && month >= 1 && month <= 12 {
		return newTyped("", text[6:], text[4:6], text[:4])
	}
	return newTyped("", text[:2], text[2:4], text[4:])
}

func newTyped(weekday, day, month, year string) (typedDate, error) {
	t := typedDate{weekday: weekday, yearDigits: len(year)}
	t.day, _ = strconv.Atoi(day) // digits by the patterns above, as is the year
	t.year, _ = strconv.Atoi(year)
	if n, err := strconv.Atoi(month); err == nil {
		t.month = time.Month(n)
	} else if m, ok := monthNamed(month); ok {
		t.month = m
	} else {
		return typedDate{}, NewProblem(CodeInvalid, dateUnread)
	}
	if t.month < time.January || t.month > time.December {
		return typedDate{}, NewProblem(CodeInvalid, dateNoMonth)
	}
	return t, nil
}

// nearestYear is the year in which the day and month come nearest to today,
// the coming one where two are as near.
func (t typedDate) nearestYear(today Date) int {
	best, bestAway := today.Year, -1
	for year := today.Year + 1; year >= today.Year-1; year-- {
		d := Date{year, t.month, t.day}
		if !d.valid() {
			continue
		}
		away := d.Sub(today)
		if away < 0 {
			away = -away
		}
		if bestAway < 0 || away < bestAway {
			best, bestAway = year, away
		}
	}
	return best
}

// date checks that the day exists, and that it is the day of the week that
// was typed with it.
func (t typedDate) date() (Date, error) {
	if t.year < earliestYear || t.year > latestYear {
		return Date{}, NewProblem(CodeInvalid, dateRange)
	}
	if last := daysIn(t.year, t.month); t.day < 1 || t.day > last {
		sentence := fmt.Sprintf("%s has %d days. Please type a day from 1 to %d.", t.month, last, last)
		if t.month == time.February {
			sentence = fmt.Sprintf("February has %d days in that year. Please type a day from 1 to %d.", last, last)
		}
		return Date{}, NewProblem(CodeInvalid, sentence)
	}
	d := Date{t.year, t.month, t.day}
	if t.weekday == "" {
		return d, nil
	}
	w, ok := weekdayNamed(t.weekday)
	if !ok {
		return Date{}, NewProblem(CodeInvalid, dateUnread)
	}
	if w != d.Weekday() {
		return Date{}, NewProblem(CodeInvalid, "That day is a "+d.Weekday().String()+", not a "+w.String()+". Please check it, or leave the day of the week out.")
	}
	return d, nil
}
