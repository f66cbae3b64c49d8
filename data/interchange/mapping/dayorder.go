package mapping

import (
	"regexp"
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

// DaySigns are what tells over a whole list which way round its days are: one row at
// its end may be the only one that does.
type DaySigns struct {
	columns           []int
	told              string
	british, american bool // a day that only exists with the day, or the month, first
	open              int  // days that exist both ways, and are two different ones
}

// DaySigns is for a list with these headings, before its rows were looked at.
func (m *Mapping) DaySigns(header []string) *DaySigns {
	s := &DaySigns{told: m.Days}
	for i, f := range m.fields(header) {
		if dayFields[f] {
			s.columns = append(s.columns, i)
		}
	}
	return s
}

// Needed reports whether the list has columns of days, so that its rows can tell.
func (s *DaySigns) Needed() bool { return len(s.columns) > 0 && s.told == "" }

// Add looks at a row.
func (s *DaySigns) Add(cells []string) {
	for _, i := range s.columns {
		if i >= len(cells) {
			continue
		}
		first, second, ok := slashed(cells[i])
		switch {
		case !ok:
		case first > 12:
			s.british = s.british || second <= 12
		case second > 12:
			s.american = true
		case first != second:
			s.open++
		}
	}
}

func (s *DaySigns) order() dayOrder {
	switch {
	case s.told == DaysMonthFirst:
		return monthFirst
	case s.told == DaysDayFirst:
		return dayFirst
	case s.american && s.british:
		return unclear
	case s.american:
		return monthFirst
	}
	return dayFirst
}

func slashed(text string) (first, second int, ok bool) {
	m := slashedDay.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return 0, 0, false
	}
	first, _ = strconv.Atoi(m[1]) // one or two digits
	second, _ = strconv.Atoi(m[3])
	return first, second, true
}

// Question says how the days of a list are read where that is not plain to see; ""
// for other lists.
func (s *DaySigns) Question() string {
	switch order := s.order(); {
	case s.told != "":
	case order == monthFirst:
		return `Some days in this list exist only with the month first, so that all were read in that way, as Americans write them. Is that right? If not, say {"days": "day_first"} with --map.`
	case order == unclear:
		return "Some days in this list exist only with the month first, and some only with the day first. Those that may be either were left out. Write the day first everywhere, and import the list again."
	case s.open > 0 && !s.british:
		return `The days in this list can be read with the day or the month first, and were read with the day first. Is that right? If not, write the months in words in the list, or say {"days": "month_first"} with --map.`
	}
	return ""
}

// Look takes over what the whole list tells of its days.
func (l *Rows) Look(s *DaySigns) { l.order = s.order() }

// day reads a day as the list writes them.
func (r *row) day(text string) (data.Date, bool) {
	first, second, ok := slashed(text)
	switch {
	case !ok:
	case r.order == monthFirst:
		text = slashedDay.ReplaceAllString(strings.TrimSpace(text), "$3$2$1$2$4")
	case r.order == unclear && first <= 12 && second <= 12 && first != second:
		return data.Date{}, false
	case r.order == unclear && first <= 12 && second > 12:
		text = slashedDay.ReplaceAllString(strings.TrimSpace(text), "$3$2$1$2$4")
	}
	return readDate(text)
}
