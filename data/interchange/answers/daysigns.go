package answers

import (
	"fmt"
	"regexp"
	"strings"

	"waymark/data"
)

// daySigns are what tells over a whole list whether the day or the month comes
// first. A cell alone never does.
type daySigns struct {
	american, british bool // a day that only exists with the month, or the day, first
	open              int  // cells that exist both ways, and are two different days
	halves            int  // with AM or PM
	short             int  // as 5/1/26, without zeros and century, before a time of day
	dotted, parted    int  // as 05.01.2026, which no one writes with the month first; and in another way
	pairs             int  // of days one under the other
	whole, low        int  // days as a spreadsheet has them, and those of them whose day could be a month
	// falls count where a day is before that of the row above, and future those
	// to come: with the day first, and with the month first.
	falls, future [2]int
	last          map[int][2]data.Date // by column
}

// wholeDay is a day as a workbook keeps those that it understood.
var wholeDay = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)

// turned is true where a spreadsheet of an American PC seems to have understood those
// days whose day could be a month, and left the others as text.
func (s *daySigns) turned() bool {
	const few = 5
	return s.whole >= few && s.low == s.whole && s.british && !s.american && s.open == 0
}

// turnedBack is a whole day with its day and month the other way round.
func turnedBack(cell string) string {
	text := strings.TrimSpace(cell)
	bare := clock.ReplaceAllString(text, "")
	if m := wholeDay.FindStringSubmatch(bare); m != nil && m[3] <= "12" {
		return m[1] + "-" + m[3] + "-" + m[2] + text[len(bare):]
	}
	return cell
}

var half = regexp.MustCompile(`(?i)\d\s*[ap]\.?m\.?\b`)

// add notes a cell of a column.
func (s *daySigns) add(column int, cell string, today data.Date) {
	text := strings.TrimSpace(cell)
	bare := clock.ReplaceAllString(text, "")
	if m := wholeDay.FindStringSubmatch(bare); m != nil {
		s.whole++
		if m[3] <= "12" {
			s.low++
		}
		return
	}
	first, second, ok := dayAndMonth(bare)
	if !ok {
		return
	}
	s.american = s.american || first <= 12 && second > 12
	s.british = s.british || first > 12 && second <= 12
	if half.MatchString(text) {
		s.halves++
	}
	if m := slashed.FindStringSubmatch(bare); len(m[3]) == 2 && (len(m[1]) == 1 || len(m[2]) == 1) && bare != text {
		s.short++
	}
	if first > 12 || second > 12 {
		return
	}
	s.countOpen(bare, first != second)
	s.follow(column, [2]string{bare, dayFirst(bare)}, today)
}

// countOpen counts a day of which either part may be the month.
func (s *daySigns) countOpen(bare string, differ bool) {
	if strings.Contains(bare, ".") {
		s.dotted++
	} else {
		s.parted++
	}
	if differ {
		s.open++
	}
}

// follow notes the order of the days under both readings.
func (s *daySigns) follow(column int, readings [2]string, today data.Date) {
	if s.last == nil {
		s.last = map[int][2]data.Date{}
	}
	var days [2]data.Date
	for i, text := range readings {
		days[i], _ = dayOf(text, data.MustDate("2999-12-31"))
		if days[i].After(today) {
			s.future[i]++
		}
	}
	if before, ok := s.last[column]; ok {
		s.pairs++
		for i := range days {
			if days[i].Before(before[i]) {
				s.falls[i]++
			}
		}
	}
	s.last[column] = days
}

// forMonth are the signs that the month comes first, as clauses.
func (s *daySigns) forMonth(program string) []string {
	var signs []string
	if program != "" && (s.halves > 0 || s.short > 0) {
		signs = append(signs, program+" writes it so")
	}
	if s.halves > 0 {
		signs = append(signs, "the times have AM and PM")
	}
	if s.short > 0 {
		signs = append(signs, "the days have no zeros and two digits for the year")
	}
	const few = 3
	if s.pairs >= few && s.falls[1]*2 < s.falls[0] {
		signs = append(signs, "the rows are then in the order of their days")
	}
	if s.future[0] > 0 && s.future[1] == 0 {
		signs = append(signs, "no day is then in the future")
	}
	return signs
}

// forDay is true where the order or today speaks for the day first.
func (s *daySigns) forDay() bool {
	return s.falls[0]*2 < s.falls[1] || s.future[1] > 0 && s.future[0] == 0
}

// program is the survey program that writes the headings of a list, where its
// days have the month first.
func program(header []string) string {
	has := func(keys ...string) bool {
		for _, key := range keys {
			found := false
			for _, h := range header {
				found = found || headingKey(h) == key
			}
			if !found {
				return false
			}
		}
		return true
	}
	switch {
	case has("respondent id", "collector id"):
		return "SurveyMonkey"
	case has("start time", "completion time"):
		return "Microsoft Forms"
	}
	return ""
}

// settleDays decides whether the day or the month comes first in the days of
// answers, and in birth dates, which people type as they are used to.
func (l *List) settleDays(s *survey) {
	l.monthFirst = !l.askTurned(&s.days, l.o.Map.Days, "days") && l.settleOrder(&s.days, l.o.Map.Days, "days")
	l.dayWhy = s.days.why(l.o.Map.Days)
	b := &s.births
	told := l.o.Map.BirthDays
	if told == "" && b.fits(l.o.Map.Days) {
		told = l.o.Map.Days
	}
	l.turned, l.birthTurned = l.o.Map.Days == swapped, told == swapped
	l.birthMonthFirst = told == monthFirst
	switch {
	case told != "", l.askTurned(b, told, "birth_days"):
	case b.american || b.british:
		l.birthMonthFirst = l.settleOrder(b, "", "birth_days")
	case l.monthFirst && b.open > 0:
		l.ask("birth_days", "The days of the answers have the month first, and the dates of birth can be read both ways.", `{"birth_days": "day_first"}`, `{"birth_days": "month_first"}`)
	}
}

// fits is false for what a person said of other days, where these themselves tell
// otherwise: nothing turned them, or one of them exists the other way only.
func (s *daySigns) fits(told string) bool {
	switch told {
	case swapped:
		return s.turned()
	case monthFirst:
		return !s.british || s.american
	case dayFirstWord:
		return !s.american || s.british
	}
	return true
}

// askTurned asks whether a spreadsheet turned days round, where it seems so.
func (l *List) askTurned(s *daySigns, told, key string) bool {
	if told != "" || !s.turned() {
		return false
	}
	l.ask(key, fmt.Sprintf("%d dates were understood by a spreadsheet, and in all of them the day could be a month. Others were left as text. A spreadsheet of an American PC does so: it takes 4 March for 3 April. The dates were read as they stand.", s.whole),
		fmt.Sprintf(`{%q: %q}`, key, dayFirstWord), fmt.Sprintf(`{%q: %q}`, key, swapped))
	return true
}

// why says in a few words why the day or the month is first, "" where every day
// can be read in one way only.
func (s *daySigns) why(told string) string {
	switch {
	case told != "":
		return "you chose it"
	case s.american != s.british:
		return "some dates in the list can only be read so"
	case s.open > 0:
		return "that is usual here, and both are possible"
	}
	return ""
}

// settleOrder decides for one kind of days. What is not certain is asked.
func (l *List) settleOrder(s *daySigns, told, key string) bool {
	if told != "" {
		return told == monthFirst
	}
	day, month := fmt.Sprintf(`{%q: "day_first"}`, key), fmt.Sprintf(`{%q: "month_first"}`, key)
	what := "days"
	if key == "birth_days" {
		what = "dates of birth"
	}
	signs := s.forMonth(program(l.file.Header))
	switch {
	case s.american && s.british:
		l.ask(key, fmt.Sprintf("Some %s in this list exist only with the month first, and some only with the day first. The others may be either.", what), day, month)
	case s.american:
		l.question("Some %s in this list exist only with the month first, so that all were read in that way, as Americans write them. Is that right? If not, say %s with --map.", what, day)
		return true
	case s.british || s.open == 0 || s.dotted > 0 && s.parted == 0:
	case len(signs) > 0 && s.forDay():
		l.ask(key, fmt.Sprintf("The %s in this list can be read with the day or the month first, and the signs differ.", what), day, month)
	case len(signs) > 0:
		l.ask(key, fmt.Sprintf("The %s in this list can be read with the day or the month first. The month first is likely: %s.", what, strings.Join(signs, "; ")), month, day)
		return true
	case key == "days":
		l.question("The %s in this list can be read with the day or the month first, and were read with the day first. Is that right? If not, say %s with --map.", what, month)
	}
	return false
}
