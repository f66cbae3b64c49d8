package mapping

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
)

// dayOrder is which way round a list writes its days in numbers. It holds for the
// whole list: one cell alone never tells.
type dayOrder int

const (
	dayFirst   dayOrder = iota // as is usual in Britain
	monthFirst                 // some days of the list exist only so
	unclear                    // some exist only the one way, and some only the other
)

var slashedDay = regexp.MustCompile(`^(\d{1,2})([/-])(\d{1,2})[/-](\d{2}|\d{4})\b`)

// dayFields are the fields that hold a day.
var dayFields = map[Field]bool{Checked: true, ClosedUntil: true, From: true, Until: true, On: true}

// HoldsDay reports whether a field is a day.
func HoldsDay(f Field) bool { return dayFields[f] }

// HasDays reports whether a column of a list with these headings holds days, so that
// its rows have to tell which way round they are.
func (m *Mapping) HasDays(header []string) bool {
	return slices.ContainsFunc(m.fields(header), HoldsDay)
}

// DaySigns are what tells over a whole list which way round the days of each of its
// columns are: one row at its end may be the only one that does.
type DaySigns struct {
	today   data.Date
	columns []columnDays
}

// columnDays are the signs of one column.
type columnDays struct {
	british, american bool // a day that only exists with the day, or the month, first
	open              int  // days that exist both ways, and are two different ones
	ahead             bool // a day that has not come, however it is read
	review            bool // the heading may be of a day to come
}

// reviewHeadings are of the day of the last review, or of the next one.
var reviewHeadings = []string{"review date", "date of review", "review"}

// NewDaySigns is for a list with these headings, before its rows were looked at.
func NewDaySigns(header []string, today data.Date) *DaySigns {
	s := &DaySigns{today: today, columns: make([]columnDays, len(header))}
	for i, h := range header {
		s.columns[i].review = slices.Contains(reviewHeadings, headingKey(h))
	}
	return s
}

// Add looks at a row.
func (s *DaySigns) Add(cells []string) {
	for i := range s.columns[:min(len(s.columns), len(cells))] {
		c := &s.columns[i]
		if c.review && !c.ahead {
			day, ok := readDate(cells[i])
			other, ok2 := readDate(turned(cells[i]))
			c.ahead = (ok || ok2) && (!ok || day.After(s.today)) && (!ok2 || other.After(s.today))
		}
		first, second, ok := slashed(cells[i])
		switch {
		case !ok:
		case first > 12:
			c.british = c.british || second <= 12
		case second > 12:
			c.american = true
		case first != second:
			c.open++
		}
	}
}

// DropDue leaves out columns that were guessed to say when a service was checked, and
// say when it is to be reviewed: some of their days have not come.
func (m *Mapping) DropDue(header []string, s *DaySigns) {
	for i, f := range m.fields(header) {
		if f == Checked && s.columns[i].ahead {
			delete(m.Columns, header[i])
		}
	}
}

// DayOrder is how a list with a mapping reads its days in numbers.
type DayOrder struct {
	told  string
	signs columnDays // of all columns of days
}

// DayOrder decides which way round the days of a list are, by all of its rows. s is
// nil for a list without columns of days.
func (m *Mapping) DayOrder(header []string, s *DaySigns) DayOrder {
	o := DayOrder{told: m.Days}
	if s == nil {
		return o
	}
	for i, f := range m.fields(header) {
		if c := s.columns[i]; dayFields[f] {
			o.signs.british = o.signs.british || c.british
			o.signs.american = o.signs.american || c.american
			o.signs.open += c.open
		}
	}
	return o
}

func (o DayOrder) order() dayOrder {
	switch {
	case o.told == DaysMonthFirst:
		return monthFirst
	case o.told == DaysDayFirst:
		return dayFirst
	case o.signs.american && o.signs.british:
		return unclear
	case o.signs.american:
		return monthFirst
	}
	return dayFirst
}

// Taken is the way in which the days are read, as Mapping.Days names it; "" where
// those that may be either are left out.
func (o DayOrder) Taken() string {
	return map[dayOrder]string{dayFirst: DaysDayFirst, monthFirst: DaysMonthFirst}[o.order()]
}

// Matters reports whether some days of the list would be others with the day and the
// month the other way round, and someone may say which is right.
func (o DayOrder) Matters() bool { return o.Question() != "" || o.told != "" && o.signs.open > 0 }

// Question says how the days are read where that is not plain to see, or not as the
// list has them; "" for other lists.
func (o DayOrder) Question() string {
	s := o.signs
	switch order := o.order(); {
	case o.told == DaysMonthFirst && s.british:
		return "The days are read with the month first, as was chosen, but some days in this list exist only with the day first. Is that right?"
	case o.told == DaysDayFirst && s.american:
		return "The days are read with the day first, as was chosen, but some days in this list exist only with the month first. Is that right?"
	case o.told != "":
	case order == monthFirst:
		return "Some days in this list exist only with the month first, so that all were read in that way, as Americans write them. Is that right?"
	case order == unclear:
		return "Some days in this list exist only with the month first, and some only with the day first. Those that may be either were left out. Which is right for them?"
	case s.open > 0 && !s.british:
		return "The days in this list can be read with the day or the month first, and were read with the day first. Is that right?"
	}
	return ""
}

// ForCommand is the question with what to write into a file for --map; "" for none.
func (o DayOrder) ForCommand() string {
	question := o.Question()
	switch {
	case question == "":
		return ""
	case o.order() == unclear:
		return question + ` Say {"days": "day_first"} or {"days": "month_first"} with --map, or write the day first everywhere in the list.`
	case o.order() == monthFirst:
		return question + ` If not, say {"days": "day_first"} with --map.`
	}
	return question + ` If not, write the months in words in the list, or say {"days": "month_first"} with --map.`
}

func slashed(text string) (first, second int, ok bool) {
	text = strings.TrimSpace(text)
	if text == "" || text[0] < '0' || text[0] > '9' { // most cells of a list
		return 0, 0, false
	}
	m := slashedDay.FindStringSubmatch(text)
	if m == nil {
		return 0, 0, false
	}
	first, _ = strconv.Atoi(m[1]) // one or two digits
	second, _ = strconv.Atoi(m[3])
	return first, second, true
}

// turned is a day in numbers with its first two numbers the other way round.
func turned(text string) string {
	return slashedDay.ReplaceAllString(strings.TrimSpace(text), "$3$2$1$2$4")
}

// Look takes over what the whole list tells of its days.
func (l *Rows) Look(o DayOrder) { l.order = o.order() }

// day reads a day as the list writes them.
func (r *row) day(text string) (data.Date, bool) {
	first, second, ok := slashed(text)
	switch {
	case !ok:
	case r.order == monthFirst:
		text = turned(text)
	case r.order == unclear && first <= 12 && second <= 12 && first != second:
		return data.Date{}, false
	case r.order == unclear && first <= 12 && second > 12:
		text = turned(text)
	}
	return readDate(text)
}
