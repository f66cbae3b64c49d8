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

// orderOf decides for the columns of days by the first rows of a list.
func (m *Mapping) orderOf(header []string, sample [][]string) dayOrder {
	british, american := false, false
	for i, f := range m.fields(header) {
		if !dayFields[f] {
			continue
		}
		for _, row := range sample {
			if i >= len(row) {
				continue
			}
			if first, second, ok := slashed(row[i]); ok {
				british = british || first > 12 && second <= 12
				american = american || first <= 12 && second > 12
			}
		}
	}
	switch {
	case american && british:
		return unclear
	case american:
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

// DayQuestion says how the days of a list are read where it does not write them as
// is usual here; "" for other lists.
func (m *Mapping) DayQuestion(header []string, sample [][]string) string {
	switch m.orderOf(header, sample) {
	case monthFirst:
		return "Some days in this list exist only with the month first, so that all were read in that way, as Americans write them. Is that right?"
	case unclear:
		return "Some days in this list exist only with the month first, and some only with the day first. Those that may be either were left out. Write the day first everywhere, and import the list again."
	default:
		return ""
	}
}

// Look decides by the first rows of the list which way round its days are.
func (l *Rows) Look(m *Mapping, sample [][]string) { l.order = m.orderOf(l.header, sample) }

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
