package kit

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// DayRule is what a written date is read against.
type DayRule struct {
	// Today is the day it is now.
	Today Day
	// Past reads a year of two digits, or no year, as never in the future: a birth
	// in "38" was in 1938.
	Past bool
}

// sentence is an error that is shown to a person as it is.
type sentence string

// Error is the sentence.
func (s sentence) Error() string { return string(s) }

const (
	errNotDate = sentence("This is not a date. Write day, month and year, like 07/04/2026.")
	errOrder   = sentence("There is no such month. Write the day first, like 07/04/2026.")
)

const (
	firstYear = 1880
	lastYear  = 2199
)

var (
	relative = regexp.MustCompile(`^([+-])\s*(\d{1,4})\s*(d|days?|w|weeks?|m|months?)?$`)
	digits   = regexp.MustCompile(`^(\d{2})(\d{2})(\d{2}|\d{4})$`)
	splitter = regexp.MustCompile(`[^\p{L}\p{N}]+`)
	ordinal  = regexp.MustCompile(`^(\d{1,2})(st|nd|rd|th)$`)
)

// ParseDay reads a date as people write it: 7/4/26, 07.04.2026, 7 apr 2026,
// 7 April, Tue 7 Apr, 2026-04-07, today, tomorrow, yesterday, +14, +3w, -2m. The
// day stands before the month. A blank text is the blank Day. The error is a
// sentence to show beside the field.
func ParseDay(text string, rule DayRule) (Day, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return Day{}, nil
	}
	if day, ok := namedDay(text, rule.Today); ok {
		return inRange(day)
	}
	if parts := digits.FindStringSubmatch(text); parts != nil {
		return fromParts(parts[1:], rule)
	}
	var parts []string
	for _, part := range splitter.Split(text, -1) {
		if part != "" && part != "of" {
			parts = append(parts, ordinal.ReplaceAllString(part, "$1"))
		}
	}
	weekday, parts := takeWeekday(parts)
	day, err := fromParts(parts, rule)
	if err != nil {
		return Day{}, err
	}
	if weekday >= 0 && day.Weekday() != time.Weekday(weekday) {
		return Day{}, sentence(fmt.Sprintf("%s is a %s. Check the day.", day.time().Format("2 January 2006"), day.Weekday()))
	}
	return day, nil
}

func namedDay(text string, today Day) (Day, bool) {
	switch text {
	case "today", "now":
		return today, true
	case "tomorrow":
		return today.AddDays(1), true
	case "yesterday":
		return today.AddDays(-1), true
	}
	m := relative.FindStringSubmatch(text)
	if m == nil {
		return Day{}, false
	}
	n, _ := strconv.Atoi(m[2]) // at most four digits
	if m[1] == "-" {
		n = -n
	}
	switch {
	case strings.HasPrefix(m[3], "w"):
		return today.AddDays(7 * n), true
	case strings.HasPrefix(m[3], "m"):
		return today.AddMonths(n), true
	}
	return today.AddDays(n), true
}

// takeWeekday takes a leading name of a weekday away; -1 is none.
func takeWeekday(parts []string) (int, []string) {
	if len(parts) == 0 {
		return -1, parts
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		name := strings.ToLower(day.String())
		if len(parts[0]) >= 3 && strings.HasPrefix(name, parts[0]) {
			return int(day), parts[1:]
		}
	}
	return -1, parts
}

// fromParts puts day, month and year together, in the orders people use.
func fromParts(parts []string, rule DayRule) (Day, error) {
	if len(parts) != 2 && len(parts) != 3 {
		return Day{}, errNotDate
	}
	if len(parts) == 3 && len(parts[0]) == 4 && isNumber(parts[0]) {
		parts = []string{parts[2], parts[1], parts[0]}
	}
	if _, ok := monthNamed(parts[0]); ok {
		parts = append([]string{parts[1], parts[0]}, parts[2:]...)
	}
	if !isNumber(parts[0]) || len(parts[0]) > 2 {
		return Day{}, errNotDate
	}
	day, _ := strconv.Atoi(parts[0])
	month, err := readMonth(parts[1])
	if err != nil {
		return Day{}, err
	}
	if len(parts) == 2 {
		return inRange(withoutYear(day, month, rule))
	}
	year, err := readYear(parts[2], day, month, rule)
	if err != nil {
		return Day{}, err
	}
	return inRange(Day{year, month, day})
}

func isNumber(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

func monthNamed(s string) (int, bool) {
	if len(s) < 3 {
		return 0, false
	}
	if s == "sept" {
		return 9, true
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), s) {
			return int(m), true
		}
	}
	return 0, false
}

func readMonth(s string) (int, error) {
	if m, ok := monthNamed(s); ok {
		return m, nil
	}
	if !isNumber(s) || len(s) > 2 {
		return 0, errNotDate
	}
	m, _ := strconv.Atoi(s)
	if m < 1 || m > 12 {
		return 0, errOrder
	}
	return m, nil
}

func withoutYear(day, month int, rule DayRule) Day {
	d := Day{rule.Today.Year, month, day}
	if rule.Past && rule.Today.Before(d) {
		d.Year--
	}
	return d
}

func readYear(s string, day, month int, rule DayRule) (int, error) {
	if !isNumber(s) || (len(s) != 2 && len(s) != 4) {
		return 0, sentence("Write the year with four digits, like 2026.")
	}
	year, _ := strconv.Atoi(s)
	if len(s) == 4 {
		return year, nil
	}
	year += rule.Today.Year / 100 * 100
	switch {
	case rule.Past && rule.Today.Before(Day{year, month, day}):
		year -= 100
	case !rule.Past && year > rule.Today.Year+20:
		year -= 100
	}
	return year, nil
}

func inRange(d Day) (Day, error) {
	switch {
	case d.Year < firstYear || d.Year > lastYear:
		return Day{}, sentence(fmt.Sprintf("The year %d cannot be right. Use a year from %d to %d.", d.Year, firstYear, lastYear))
	case !d.Valid():
		return Day{}, sentence(fmt.Sprintf("%s %d has %d days. Check the day.", time.Month(d.Month), d.Year, daysIn(d.Year, d.Month)))
	}
	return d, nil
}
