package people

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/interchange/answers"
)

// order is which way round the days of a column are written.
type order string

const (
	dayFirst   order = "day_first"
	monthFirst order = "month_first"
	// swapped: those that a spreadsheet understood as days have day and month the
	// wrong way round, and the others have the day first.
	swapped order = "swapped"
)

// dayStats are what tells over a whole column which way round its days are. One
// cell alone never does.
type dayStats struct {
	filled                     int
	open, dayOnly, monthOnly   int // written in numbers: both ways, and one way only
	iso, isoLow                int // whole days, and those whose day could be a month
	ages, years                int
	counted                    int // as a spreadsheet counts days
	futureDay, futureMonth     int // open ones that would be in the future
	example                    string
	openRows, dayRows, monRows []data.ListPlace
	ageRows                    []data.ListPlace
	ageExample, monExample     string
	dayExample, common         string
	seen                       map[string]int // days by how often, to find stand-ins
}

const mostRowsKept = 2000 // of each sign of a column

var isoDay = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)

func (s *dayStats) add(cell string, at data.ListPlace, birth bool, today data.Date) {
	text := data.Tidy(cell)
	if isBlank(text) {
		return
	}
	s.filled++
	if len(s.seen) < mostRowsKept {
		if s.seen == nil {
			s.seen = map[string]int{}
		}
		s.seen[text]++
	} else if _, ok := s.seen[text]; ok {
		s.seen[text]++
	}
	if birth {
		if _, ok := readAge(text); ok {
			s.ages++
			s.ageRows, s.ageExample = append(s.ageRows, at), text
			return
		}
		if yearAlone(text) {
			s.years++
			return
		}
	}
	if serialDay.MatchString(text) {
		s.counted++
		return
	}
	if isoDay.MatchString(text) {
		s.iso++
		if d, err := strconv.Atoi(text[8:10]); err == nil && d <= 12 {
			s.isoLow++
		}
		return
	}
	s.addNumbers(text, at, today)
}

func (s *dayStats) addNumbers(text string, at data.ListPlace, today data.Date) {
	first, second, ok := answers.DayAndMonth(text)
	if !ok {
		return
	}
	keep := func(rows *[]data.ListPlace) {
		if len(*rows) < mostRowsKept {
			*rows = append(*rows, at)
		}
	}
	switch {
	case first <= 12 && second > 12:
		s.monthOnly++
		s.monExample = text
		keep(&s.monRows)
	case first > 12 && second <= 12:
		s.dayOnly++
		s.dayExample = text
		keep(&s.dayRows)
	case first <= 12 && second <= 12 && first != second:
		s.open++
		if s.example == "" {
			s.example = text
		}
		keep(&s.openRows)
		s.follow(text, today)
	}
}

// follow notes what both readings of a day would mean.
func (s *dayStats) follow(text string, today data.Date) {
	far := data.MustDate("2199-12-31")
	day, ok := answers.ReadDay(text, far, false)
	month, ok2 := answers.ReadDay(text, far, true)
	if !ok || !ok2 {
		return
	}
	if day.After(today) {
		s.futureDay++
	}
	if month.After(today) {
		s.futureMonth++
	}
}

// with is what was counted in two columns together.
func (s *dayStats) with(o *dayStats) *dayStats {
	sum := dayStats{
		filled: s.filled + o.filled, open: s.open + o.open, dayOnly: s.dayOnly + o.dayOnly, monthOnly: s.monthOnly + o.monthOnly, iso: s.iso + o.iso,
		monRows: slices.Concat(s.monRows, o.monRows), seen: maps.Clone(s.seen),
		example: cmp.Or(s.example, o.example), dayExample: cmp.Or(s.dayExample, o.dayExample), monExample: cmp.Or(s.monExample, o.monExample),
	}
	for day, times := range o.seen {
		sum.seen[day] += times
	}
	return &sum
}

// american is true where the column alone shows that the month comes first.
func (s *dayStats) american() bool { return s.monthOnly > 0 && s.dayOnly == 0 }

// fewSigns is true where the order of many days hangs on one or two: three in five days
// of a year show that the month comes first, where it does.
func (s *dayStats) fewSigns() bool {
	return s.open > 0 && (s.monthOnly == 1 && s.open > 1 || s.monthOnly*4 < s.open)
}

// british is true where the column alone shows that the day comes first.
func (s *dayStats) british() bool { return s.dayOnly > 0 && s.monthOnly == 0 }

// turnedByExcel is true where a spreadsheet of an American PC seems to have
// understood those days whose day could be a month, and left the others as text.
func (s *dayStats) turnedByExcel() bool {
	const few = 5
	return s.iso >= few && s.isoLow == s.iso && s.dayOnly > 0 && s.monthOnly == 0 && s.open == 0
}

// settleDays decides for every column of days which way round they are, and asks
// where nothing in the list tells.
func (l *List) settleDays() {
	british, american := 0, 0
	for _, c := range l.columns {
		if s := c.days; s != nil {
			british += s.dayOnly
			american += s.monthOnly
		}
	}
	for _, c := range l.columns {
		if c.days != nil {
			l.settleColumn(c, british, american)
		}
	}
}

func (l *List) settleColumn(c *Column, british, american int) {
	s := c.days
	c.order = dayFirst
	if told := of(l.o.Map.Days, c); told != "" {
		c.order = order(told)
		c.Sign = orderWords(c.order)
		return
	}
	switch {
	case s.turnedByExcel():
		l.askSwapped(c)
	case s.dayOnly > 0 && s.monthOnly > 0:
		l.askDays(c, "Both orders in one column", func(s *dayStats) string {
			return fmt.Sprintf("%s can be read both ways. %d can only be day first (%s). %d can only be month first (%s): %s.",
				countExample(s.open, s.example), s.dayOnly, s.dayExample, s.monthOnly, s.monExample, rowsText(s.monRows))
		})
	case s.american():
		l.settleAmerican(c, british)
	case s.british():
		if s.open > 0 {
			c.Sign = fmt.Sprintf("Day first: %s can only be read so", data.Count(s.dayOnly))
		}
	case s.open == 0:
	case british > 0 && american == 0:
		c.Sign = "Day first, as other columns"
	case s.futureMonth > 0 && s.futureDay == 0:
		c.Sign = fmt.Sprintf("Day first: %d would else be to come", s.futureMonth)
	default:
		l.askDays(c, "Nothing shows which order", func(s *dayStats) string {
			return fmt.Sprintf("%s can be read both ways, and nothing in the list shows which is meant.", countExample(s.open, s.example))
		})
	}
}

// settleAmerican reads a column of which some days exist only with the month first so, or
// asks where little says that it is not a slip.
func (l *List) settleAmerican(c *Column, british int) {
	s := c.days
	if s.open > 0 && british > 0 || s.fewSigns() {
		sign := "Hardly anything shows which order"
		if !s.fewSigns() {
			sign = "Other columns have the day first"
		}
		l.askDays(c, sign, func(s *dayStats) string {
			return fmt.Sprintf("%s can be read both ways. Only %s can only be month first (%s): %s. It may be a slip.",
				countExample(s.open, s.example), data.Count(s.monthOnly), s.monExample, rowsText(s.monRows))
		})
		return
	}
	c.order = monthFirst
	c.Sign = fmt.Sprintf("Month first: %s can only be read so", data.Count(s.monthOnly))
	if s.open > 0 {
		l.Doubts = append(l.Doubts, fmt.Sprintf("The dates in “%s” were read with the month first, because some exist only so. Is that right?", c.Heading))
	}
}

// DayOrder is which way round the dates of the column are read, “day_first” or
// “month_first” as a Map has it; "" where that makes no difference, or Excel turned some
// of them round.
func (c *Column) DayOrder() string {
	if s := c.days; s == nil || s.open+s.monthOnly == 0 || c.order == swapped {
		return ""
	}
	return string(c.order)
}

func countExample(n int, example string) string {
	if n == 0 {
		return "No date"
	}
	return fmt.Sprintf("%s, such as %s,", data.Plural(n, "date", "dates"), example)
}

func orderWords(o order) string {
	switch o {
	case monthFirst:
		return "Month first, as you said"
	case swapped:
		return "Turned back, as you said"
	default:
		return "Day first, as you said"
	}
}

// askDays asks which way round the days of a column are. The evidence is said of what was
// counted there, or in the columns of several sheets with the same sign.
func (l *List) askDays(c *Column, sign string, evidence func(*dayStats) string) {
	s := c.days
	c.asked, c.Sign = true, sign
	l.ask(Ask{
		Key: "days/" + c.key(), Column: c.Heading, Title: fmt.Sprintf("Which way round are the dates in “%s”?", c.Heading),
		Answers: []Answer{
			{"Day first", "", said("days", c.key(), string(dayFirst))},
			{"Month first", "", said("days", c.key(), string(monthFirst))},
		},
		rows: append(append(append([]data.ListPlace{}, s.monRows...), s.dayRows...), s.openRows...),
		sign: sign, days: s, tell: func(a *Ask) {
			a.Evidence = evidence(a.days)
			a.Answers[0].Means = l.meansOf(a.days, dayFirst, a.days.monthOnly)
			a.Answers[1].Means = l.meansOf(a.days, monthFirst, a.days.dayOnly)
		},
	})
}

// meansOf is what follows where days are read in an order in which some are lost.
func (l *List) meansOf(s *dayStats, o order, lost int) string {
	text := ""
	if s.example != "" {
		if d, ok := answers.ReadDay(s.example, l.o.Today, o == monthFirst); ok {
			text = d.Long() + "."
		}
	}
	if lost > 0 {
		return strings.TrimSpace(fmt.Sprintf("%s To the list to work through: %d.", text, lost))
	}
	return strings.TrimSpace(fmt.Sprintf("%s Every date can be read.", text))
}

func (l *List) askSwapped(c *Column) {
	c.asked, c.Sign = true, "Some may be turned round"
	l.ask(Ask{
		Key: "days/" + c.key(), Column: c.Heading, Title: fmt.Sprintf("Did Excel turn dates in “%s” round?", c.Heading),
		Answers: []Answer{
			{"Turned round", "Day and month of those that Excel understood are put back.", said("days", c.key(), string(swapped))},
			{"They are right", "All dates are read as they stand.", said("days", c.key(), string(dayFirst))},
		},
		rows: c.days.dayRows,
		sign: c.Sign, days: c.days, tell: func(a *Ask) {
			a.Evidence = fmt.Sprintf("%d cells are dates for Excel, and in all of them the day could be a month. %d others, such as %s, were left as text. Excel on a PC set to American English does this: it takes 4 March for 3 April.",
				a.days.iso, a.days.dayOnly, a.days.dayExample)
		},
	})
}

// settleStandIns asks about a birth date that many people share.
func (l *List) settleStandIns() {
	const few, share = 5, 5
	for _, c := range l.columns {
		if c.Field != Birth || c.days == nil {
			continue
		}
		text, n := "", 0
		for day, times := range c.days.seen {
			if _, age := readAge(day); !age && times > n {
				text, n = day, times
			}
		}
		if n < few || n*share < c.days.filled {
			continue
		}
		c.days.common = text
		if of(l.o.Map.StandIn, c) != "" {
			continue
		}
		c.asked = true
		l.ask(Ask{Key: "stand_in/" + c.key(), Column: c.Heading, Title: fmt.Sprintf("Is %s a real date of birth?", text),
			days: c.days, tell: func(a *Ask) {
				a.Evidence = fmt.Sprintf("%d of %d rows have it. A system may have filled it in where no date was known.", a.days.seen[text], a.days.filled)
			},
			Answers: []Answer{
				{"Filled in", "These people have no date of birth.", said("stand_in", c.key(), "none")},
				{"Real", "It is taken as it stands.", said("stand_in", c.key(), "real")},
			}})
	}
}
