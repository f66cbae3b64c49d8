package people

import (
	"fmt"
	"regexp"
	"strconv"

	"waymark/data"
	"waymark/data/interchange/answers"
)

// day reads a cell of a column of days. why is a sentence if it cannot be read.
func (l *List) day(c *Column, cell string) (day data.Date, why string) {
	text := data.Tidy(cell)
	if c.order == swapped && isoDay.MatchString(text) {
		if m, err := strconv.Atoi(text[8:10]); err == nil && m <= 12 {
			text = text[:5] + text[8:10] + "-" + text[5:7] + text[10:]
		}
	}
	day, ok := c.counted(text)
	if !ok {
		day, ok = answers.ReadDay(text, l.o.Today, c.order == monthFirst)
	}
	switch {
	case ok && day.After(l.o.Today):
		return data.Date{}, "This date is in the future. Check it and enter it by hand."
	case ok:
		return day, ""
	}
	return data.Date{}, c.unread(text)
}

const noDay = "This is not a whole date with day, month and year."

// unread says why a cell is no day in this column.
func (c *Column) unread(text string) string {
	first, second, numbers := answers.DayAndMonth(text)
	switch {
	case numbers && first <= 12 && second > 12 && c.order != monthFirst:
		return "This date has the month first, and the others have the day first."
	case numbers && second <= 12 && first > 12 && c.order == monthFirst:
		return "This date has the day first, and the others have the month first."
	}
	return noDay
}

var (
	twoDigitYear = regexp.MustCompile(`[\s/.-](\d{2})$`)
	midnight     = regexp.MustCompile(`\s+0?0:00(:00)?$`) // as Access writes days
	serialDay    = regexp.MustCompile(`^\d{5}(\.\d+)?$`)
)

// counted reads a day that a spreadsheet counts, with or without the time of day, as
// its workbook counts them. A birth may be of 1927, before what data.SerialDay reads.
func (c *Column) counted(text string) (data.Date, bool) {
	if !serialDay.MatchString(text) {
		return data.Date{}, false
	}
	n, err := strconv.Atoi(text[:5])
	if err != nil {
		return data.Date{}, false
	}
	if c.from1904 {
		n += data.Days1904
	}
	return data.MustDate("1899-12-30").AddDays(n), true
}

// tell1904 says that days which are plain numbers were read as the workbook counts
// them.
func (l *List) tell1904() {
	for _, c := range l.columns {
		if c.days != nil && c.from1904 && c.days.counted > 0 {
			l.Doubts = append(l.Doubts, "This workbook counts its days from 1904, and some of its days are plain numbers. They were read so. Compare one with Excel.")
			return
		}
	}
}

// yearAlone is true for a birth date of which only the year is known.
func yearAlone(text string) bool {
	n, err := strconv.Atoi(text)
	return err == nil && len(text) == 4 && n >= 1900 && n < 2100
}

// birth reads a cell of a column of birth dates. An age or a year alone is kept as
// it is said and never made into a date.
func (l *List) birth(c *Column, cell string) (day data.Date, note, why string) {
	text := data.Tidy(cell)
	if age, ok := readAge(text); ok {
		return day, fmt.Sprintf("Age %d", age), "This is an age. Ask for the date of birth."
	}
	switch {
	case yearAlone(text):
		return day, "Born in " + text, "This is only a year. Ask for the date of birth."
	case c.days != nil && text == c.days.common && of(l.o.Map.StandIn, c) != "real":
		return day, "", "Many rows have this date, so it stands for an unknown one. Ask for the date of birth."
	case serialDay.MatchString(text):
		day, _ = c.counted(text)
	case c.order == swapped && isoDay.MatchString(text):
		day, why = l.day(c, text)
	default:
		day, why = l.birthText(c, text)
	}
	switch {
	case why != "":
		return data.Date{}, "", why
	case day.After(l.o.Today):
		return data.Date{}, "", "This date is in the future. Check the year."
	case data.Age(day, l.o.Today) > 120:
		return data.Date{}, "", "This date would make them over 120. Check the year."
	}
	return day, "", ""
}

func (l *List) birthText(c *Column, text string) (data.Date, string) {
	if why := c.unread(text); why != noDay {
		return data.Date{}, why
	}
	if c.order == monthFirst {
		text = answers.MonthFirst(text)
	}
	if isoDay.MatchString(text) {
		text = text[:10]
	}
	text = midnight.ReplaceAllString(text, "")
	day, err := data.ParseDateInput(text, l.o.Today, data.DateBirth)
	if err != nil || day.IsZero() {
		return data.Date{}, noDay
	}
	if m := twoDigitYear.FindStringSubmatch(text); m != nil && !isoDay.MatchString(text) {
		y, _ := strconv.Atoi(m[1]) // two digits
		early, late := 1900+y, 2000+y
		if late <= l.o.Today.Year && l.o.Today.Year-early <= 120 {
			return data.Date{}, fmt.Sprintf("This year can be %d or %d. Ask for the date of birth.", early, late)
		}
	}
	return day, ""
}
