package data

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

var (
	dayName   = `(mon|tue|wed|thu|fri|sat|sun)(?:days?|sdays?|nesdays?|rsdays?|urdays?|s|rs|r)?\b`
	dayRange  = pattern(`\b`+dayName+`\.?\s*(?:-|to|till|until|through)\s*`+dayName, "-", "to", "til", "through")
	singleDay = pattern(`\b` + dayName)
	everyDay  = pattern(`\b(every ?day|daily|7 days|seven days|24/7|all week)\b`, "day", "daily", "24/7", "all week")
	weekdays  = pattern(`\b(weekdays?|week days|working days)\b`, "week", "working")
	weekends  = pattern(`\bweekends?\b`, "weekend")
	// Days of one year that are no day of the week.
	feasts     = pattern(`\b(?:bank holiday|easter|whit) mondays?\b|\bgood fridays?\b|\beaster sundays?\b|\b(?:palm|mothering|remembrance) sundays?\b`, "holiday", "easter", "whit", "good", "sunday")
	shut       = pattern(`\b(?:closed(?: on)?|except(?: for| on)?|excluding|apart from|not (?:open )?on)\b`, "clos", "except", "exclud", "apart", "not ")
	opensAgain = pattern(`\bopen(?:s|ed)?\b`, "open")
	sentences  = regexp.MustCompile(`[;\n]|\. `)
)

// ReadTimes finds the days and hours in words such as "Mon, Wed 9.30–12.30",
// "Tue to Thu", "Weekday evenings" and "2pm Fridays". Days without hours are open
// all day; hours with a beginning alone count in the part in which they begin; days
// that are said to be closed do not count. What it does not understand gives 0:
// nothing is guessed.
func ReadTimes(words string) Times {
	var open, closed Times
	for line := range strings.Lines(words) {
		for _, text := range sentences.Split(plainHours(line), -1) {
			o, c := readSentence(feasts.replace(text, " "))
			open |= o
			closed |= c
		}
	}
	return open &^ closed
}

// said is a pattern, and texts one of which is in all that it matches: most words
// have none of them, and need not be matched.
type said struct {
	regexp *regexp.Regexp
	needs  []string
}

func pattern(is string, needs ...string) *said { return &said{regexp.MustCompile(is), needs} }

func (s *said) possible(text string) bool {
	return len(s.needs) == 0 || slices.ContainsFunc(s.needs, func(need string) bool { return strings.Contains(text, need) })
}

func (s *said) replace(text, by string) string {
	if !s.possible(text) {
		return text
	}
	return s.regexp.ReplaceAllString(text, by)
}

// saidTimes is what a sentence says, in its order.
type saidTimes struct {
	text string // what is still to be looked at; what was found is blank
	said []saidTime
}

type saidTime struct {
	at, end int
	what    timeKind
	times   Times
}

type timeKind int

const (
	saidDays timeKind = iota
	saidHours
	saidShut
	saidOpen
)

// find notes each match that counts, and blanks it.
func (s *saidTimes) find(is *said, times func(m []string) (Times, bool)) {
	s.findAs(saidHours, is, times)
}

func (s *saidTimes) findAs(what timeKind, is *said, times func(m []string) (Times, bool)) {
	for from := 0; from < len(s.text) && is.possible(s.text[from:]); {
		m := is.regexp.FindStringSubmatchIndex(s.text[from:])
		if m == nil {
			return
		}
		groups := make([]string, len(m)/2)
		for i := range groups {
			if m[2*i] >= 0 {
				groups[i] = s.text[from+m[2*i] : from+m[2*i+1]]
			}
		}
		at, end := from+m[0], from+m[1]
		if t, counts := times(groups); counts {
			s.said = append(s.said, saidTime{at, end, what, t})
			s.text = s.text[:at] + strings.Repeat(" ", end-at) + s.text[end:]
		}
		from = max(end, from+1)
	}
}

// days finds the days in a text.
func (s *saidTimes) days() {
	always := func(t Times) func([]string) (Times, bool) {
		return func([]string) (Times, bool) { return t, true }
	}
	s.findAs(saidDays, everyDay, always(At(0, 0)))
	s.findAs(saidDays, weekdays, always(daysFrom(Monday, Friday)))
	s.findAs(saidDays, weekends, always(daysFrom(Saturday, Sunday)))
	s.findAs(saidDays, dayRange, func(m []string) (Times, bool) { return daysFrom(dayNamed(m[1]), dayNamed(m[2])), true })
	s.findAs(saidDays, singleDay, func(m []string) (Times, bool) { return At(dayNamed(m[1]), 0), true })
	s.findAs(saidShut, shut, always(0))
	s.findAs(saidOpen, opensAgain, always(0))
}

// readSentence reads the days and hours of a sentence, which come in turns. Where
// hours come first each belong to the days behind them, else to those before.
func readSentence(text string) (open, closed Times) {
	s := saidTimes{text: text}
	s.days()
	s.hours()
	slices.SortFunc(s.said, func(a, b saidTime) int { return cmp.Compare(a.at, b.at) })
	all := s.said
	if !slices.ContainsFunc(all, func(t saidTime) bool { return t.what == saidDays }) {
		if wholeDay.regexp.MatchString(text) && strings.Contains(text, "24") {
			return At(0, 0), 0
		}
		return 0, 0
	}
	for len(all) > 0 {
		var o, c Times
		all, o, c = nextGroup(all, text, open)
		open |= o
		closed |= c
	}
	return open, closed
}

// nextGroup takes the days and hours that belong together.
func nextGroup(all []saidTime, text string, before Times) (rest []saidTime, open, closed Times) {
	switch all[0].what {
	case saidOpen:
		return all[1:], 0, 0
	case saidShut:
		return shutGroup(all[1:], text)
	case saidDays:
		days, rest := taken(all, saidDays)
		if len(rest) > 0 && rest[0].what == saidOpen {
			rest = rest[1:] // as in “Tue opens 9am”
		} else if len(rest) > 0 && rest[0].what == saidShut && strings.Trim(text[all[len(all)-len(rest)-1].end:rest[0].at], " :,-(") == "" {
			return rest[1:], 0, days // as in “Sun: closed”
		}
		hours, rest := taken(rest, saidHours)
		return rest, days & orAllDay(hours), 0
	}
	hours, rest := taken(all, saidHours)
	days, rest := taken(rest, saidDays)
	if days == 0 {
		days = wholeDays(before) // more hours of the days before
	}
	return rest, days & hours, 0
}

// shutGroup takes what follows a word such as “closed”: days, or hours of days. In
// “closed Mon, Tue-Fri 10-4” the hours are of the days that are open.
func shutGroup(all []saidTime, text string) (rest []saidTime, open, closed Times) {
	days, rest := taken(all, saidDays)
	n := len(all) - len(rest)
	hours, after := taken(rest, saidHours)
	if hours == 0 || days == 0 {
		return after, 0, days
	}
	for i := n - 1; i > 0; i-- {
		if strings.Contains(text[all[i-1].end:all[i].at], ",") {
			shut, _ := taken(all[:i], saidDays)
			opened, _ := taken(all[i:n], saidDays)
			return after, opened & hours, shut
		}
	}
	return after, 0, days & hours
}

// taken adds up what comes first of one kind.
func taken(all []saidTime, what timeKind) (t Times, rest []saidTime) {
	for len(all) > 0 && all[0].what == what {
		t |= all[0].times
		all = all[1:]
	}
	return t, all
}

func orAllDay(hours Times) Times {
	if hours == 0 {
		return At(0, 0)
	}
	return hours
}

// wholeDays are all parts of the days of which t has one.
func wholeDays(t Times) Times {
	var days Times
	for d := Monday; d <= Sunday; d++ {
		if t&At(d, 0) != 0 {
			days |= At(d, 0)
		}
	}
	return days
}

func dayNamed(short string) Weekday {
	for d := Monday; d <= Sunday; d++ {
		if strings.HasPrefix(strings.ToLower(d.String()), short) {
			return d
		}
	}
	return 0
}

// daysFrom goes round the end of the week, as in Sat to Mon.
func daysFrom(first, last Weekday) Times {
	t := At(first, 0)
	for d := first; d != last; {
		d = d%7 + 1
		t |= At(d, 0)
	}
	return t
}
