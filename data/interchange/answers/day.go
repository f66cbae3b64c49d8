package answers

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"waymark/data"
)

var (
	clock   = regexp.MustCompile(`(?i)[ t]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(z|[a-z]{3,4})?\s*([+-]\d{1,2}(:?\d{2})?)?$`)
	slashed = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$`)
)

// dayOf reads a day as lists have it: ISO, British, in words or as Excel counts
// them, with or without the time of day.
func dayOf(cell string, today data.Date) (data.Date, bool) {
	day, ok := plainDayOf(cell, today)
	if !ok {
		return day, false
	}
	return hereOn(day, cell), true
}

// plainDayOf is the day as it is written, whatever zone its time is in.
func plainDayOf(cell string, today data.Date) (data.Date, bool) {
	text := clock.ReplaceAllString(strings.TrimSpace(cell), "")
	if day, ok := data.SerialDay(text); ok {
		return day, true
	}
	digits := strings.IndexFunc(text, unicode.IsDigit)
	if digits < 0 || strings.HasPrefix(text, "+") || strings.HasPrefix(text, "-") || len(text) < 6 {
		return data.Date{}, false // "today", "+3" and a bare year say no day
	}
	day, err := data.ParseDateInput(text, today, data.DateHappened)
	return day, err == nil && !day.IsZero() && hasYear(text)
}

// hasYear is true when a date does not leave its year to be guessed.
func hasYear(text string) bool {
	groups := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
	return len(groups) >= 2 && (len(groups) > 2 || len(groups[1]) >= 2 || len(groups[0]) == 4) || len(groups) == 1 && len(groups[0]) >= 6
}

// american is true for a day that only exists with the month first.
func american(cell string) bool {
	first, second, ok := dayAndMonth(cell)
	return ok && first <= 12 && second > 12
}

func dayAndMonth(cell string) (first, second int, ok bool) {
	m := slashed.FindStringSubmatch(clock.ReplaceAllString(strings.TrimSpace(cell), ""))
	if m == nil {
		return 0, 0, false
	}
	first, _ = strconv.Atoi(m[1]) // one or two digits
	second, _ = strconv.Atoi(m[2])
	return first, second, true
}

// dayFirst writes a day with the month first as one with the day first.
func dayFirst(cell string) string {
	text := strings.TrimSpace(cell)
	bare := clock.ReplaceAllString(text, "")
	if m := slashed.FindStringSubmatch(bare); m != nil {
		return m[2] + "/" + m[1] + "/" + m[3] + text[len(bare):]
	}
	return text
}

// dayOf reads a day as this list writes them.
func (l *List) dayOf(cell string, monthFirst, turned bool) (data.Date, bool) {
	switch {
	case turned:
		cell = turnedBack(cell)
	case monthFirst:
		cell = dayFirst(cell)
	}
	day, ok := dayOf(cell, l.o.Today)
	if ok && l.file.From1904 && data.IsSerialDay(cell) {
		return day.AddDays(data.Days1904), true
	}
	return day, ok
}

// ask1904 says how days are read that are plain numbers in a workbook that counts
// them from 1904.
func (l *List) ask1904() {
	if !l.file.From1904 {
		return
	}
	columns := []int{l.columns.roles.of(roleDate), l.columns.roles.of(roleBirth)}
	for _, b := range l.columns.blocks {
		columns = append(columns, b.date)
	}
	for _, row := range l.file.Sample {
		if slices.ContainsFunc(columns, func(c int) bool { return data.IsSerialDay(cellAt(row, c)) }) {
			l.Questions = append(l.Questions, "This workbook counts its days from 1904, and some of its days are plain numbers. They were read so. Compare one with Excel.")
			return
		}
	}
}
