package data

import (
	"regexp"
	"strconv"
	"strings"
)

// Texts that look like hours and are none: prices, ages, and how long or how many.
var noHours = pattern(`£ ?\d+(?:\.\d+)?(?: ?(?:-|to|/) ?£?\d+(?:\.\d+)?)?`+
	`|\bage[sd]?:? \d+(?: ?(?:-|to) ?\d+)?`+
	`|\b\d+(?: ?(?:-|to) ?\d+)? ?(?:years?|yrs?|year-olds?|weeks?|months?|minutes?|mins?|people|sessions?|places)\b`,
	"£", "age", "y", "week", "month", "min", "people", "session", "place")

// Other ways to write hours, and the one that is read.
var hourWords = []struct {
	is *said
	to string
}{
	{pattern(`\b([ap])\. ?m\b\.?`, ".m", ". m"), "${1}m"},
	{pattern(`\b12 ?(?:noon|midday)\b|\b(?:noon|midday|mid-day)\b`, "noon", "mid"), "12pm"},
	{pattern(`\b12 ?midnight\b|\bmidnight\b`, "midnight"), "12am"},
	{pattern(`\b([01]\d|2[0-4])(00|15|30|45) ?(-|to|until|till) ?([01]\d|2[0-4])(00|15|30|45)\b`, "00", "15", "30", "45"), "$1:$2 $3 $4:$5"},
	{pattern(`\b([01]\d|2[0-4])[:.]?([0-5]\d) ?(?:hrs|hours|h)\b`, "0h", "5h", "0 h", "5 h"), "$1:$2"},
	{pattern(`\bbetween (\d[\d:. apm]*?) ?and ?(\d)`, "between"), "$1 to $2"},
	{pattern(`(\d|[ap]m),?(?: and)? (?:closes|closing|close|ends|ending|end|finishes|finishing)(?: at)? (\d)`, "clos", "end", "finish"), "$1 to $2"},
}

const (
	clockOne = `(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*(am|pm)?`
	oclock   = `(\d{1,2})(?:[:.h](\d{2})(?::\d{2})?\s*(am|pm)?|\s*(am|pm))\b`
)

var (
	clockSpan  = pattern(`\b` + clockOne + `\s*(?:-|to|till?|'til|until)\s*` + clockOne + `\b`)
	clockUntil = pattern(`\b(?:until|till?|up to|before|closes|closing|ends)(?: at)? `+oclock, "til", "up to", "before", "clos", "ends")
	clockOn    = pattern(`\b`+oclock+`\s*(?:onwards?\b|\+|(?:-|to|till?|until) late\b)`, "onward", "+", "late")
	clockStart = pattern(`\b` + oclock)
	clockAt    = pattern(`\b(?:at|from|after) (\d{1,2})(?: ?o'clock| ?[,.)]| on\b| every\b| each\b|\s*$)`, "at ", "from ", "after ")
	partWord   = pattern(`\b(morning|afternoon|evening|lunch|night|am\b|pm\b)`, "noon", "ing", "lunch", "night", "am", "pm")
	wholeDay   = pattern(`\b(?:24 ?(?:hours|hrs)|all day)\b`, "24", "all day")
)

var partsOfWords = map[string]DayPart{"morning": Morning, "am": Morning, "afternoon": Afternoon, "lunch": Afternoon, "pm": Afternoon, "evening": Evening, "night": Evening}

// Opening hours as maps write them (OpenStreetMap): “Mo-Fr 09:00-17:00; Su off”.
var (
	mapDays  = regexp.MustCompile(`\b(?:Mo|Tu|We|Th|Fr|Sa|Su|MO|TU|WE|TH|FR|SA|SU)(?: ?[-,] ?(?:Mo|Tu|We|Th|Fr|Sa|Su|MO|TU|WE|TH|FR|SA|SU))*(?: \d{1,2}[:.]\d{2}| off\b)`)
	mapDay   = regexp.MustCompile(`\b(?:Mo|Tu|We|Th|Fr|Sa|Su|MO|TU|WE|TH|FR|SA|SU)\b`)
	mapOff   = regexp.MustCompile(`\boff\b`)
	mapFeast = regexp.MustCompile(`\b(?:PH|SH)\b[^;]*`)
)

// longDays writes the days of maps with three letters.
func longDays(words string) string {
	if !mapDays.MatchString(words) {
		return words
	}
	return mapDays.ReplaceAllStringFunc(mapFeast.ReplaceAllString(words, ""), func(part string) string {
		part = mapDay.ReplaceAllStringFunc(part, func(day string) string {
			for d := Monday; d <= Sunday; d++ {
				if strings.EqualFold(d.String()[:2], day) {
					return d.String()[:3]
				}
			}
			return day
		})
		return mapOff.ReplaceAllString(part, "closed")
	})
}

// plainHours puts a text in small letters and its hours into the way that is read.
func plainHours(words string) string {
	text := strings.ToLower(longDays(Tidy(dashes.Replace(words))))
	if strings.ContainsAny(text, "0123456789") {
		text = noHours.replace(text, " ")
	}
	for _, w := range hourWords {
		text = w.is.replace(text, w.to)
	}
	return text
}

// hours finds the hours in a text: the parts of any day, and where they are said.
func (s *saidTimes) hours() {
	s.find(wholeDay, func([]string) (Times, bool) { return At(0, 0), true })
	if strings.ContainsAny(s.text, "0123456789") {
		s.clocks()
	}
	s.find(partWord, func(m []string) (Times, bool) { return At(0, partsOfWords[m[1]]), true })
}

func (s *saidTimes) clocks() {
	s.find(clockSpan, func(m []string) (Times, bool) {
		return partsBetween(clockSpanMinutes(m)), isClock(m[1], m[2]) && isClock(m[4], m[5])
	})
	s.find(clockUntil, func(m []string) (Times, bool) {
		return partsBetween(0, minutesOf(m[1], m[2], m[3]+m[4])), isClock(m[1], m[2])
	})
	s.find(clockOn, func(m []string) (Times, bool) {
		return partsBetween(minutesOf(m[1], m[2], m[3]+m[4]), 2*noon), isClock(m[1], m[2])
	})
	s.find(clockStart, func(m []string) (Times, bool) { return startingAt(m[1], m[2], m[3]+m[4]), isClock(m[1], m[2]) })
	s.find(clockAt, func(m []string) (Times, bool) { return startingAt(m[1], "", ""), isClock(m[1], "") })
}

func isClock(hour, minute string) bool {
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	return h <= 24 && m < 60
}

// startingAt is the part in which something begins that is not said to end. At 7 or
// 8, without am or pm, it may be either.
func startingAt(hour, minute, half string) Times {
	from := minutesOf(hour, minute, half)
	switch single := half == "" && len(hour) == 1; {
	case single && from < 7*60:
		from += noon
	case single && from < 9*60:
		return At(0, Morning) | At(0, Evening)
	}
	return partsBetween(from, from+1)
}

// clockSpanMinutes reads "10 to 1", "2-4pm", "9.30-12.30", "18:00-20:00". A
// club that meets at 2 meets in the afternoon: hours from 1 to 6 without am
// are taken as such.
func clockSpanMinutes(m []string) (from, to int) {
	from, to = minutesOf(m[1], m[2], m[3]), minutesOf(m[4], m[5], m[6])
	if m[3] == "" && m[6] == "pm" && from < noon && from+noon < to {
		from += noon
	}
	if m[3] == "" && m[6] == "" && len(m[1]) == 1 && from < 7*60 {
		from += noon
	}
	if m[6] == "" && to <= from {
		to += noon
	}
	if to <= from {
		to = 2 * noon // it goes on past midnight
	}
	return from, to
}

func minutesOf(hour, minute, half string) int {
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	switch {
	case half == "pm" && h < 12:
		h += 12
	case half == "am" && h == 12:
		h = 0
	}
	return h*60 + m
}
