package data

import (
	"regexp"
	"strconv"
	"strings"
)

// Weekday is a day of the week, Monday 1 to Sunday 7 (ISO 8601). 0 is any.
type Weekday int

// The days.
const (
	Monday Weekday = iota + 1
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
	Sunday
)

var weekdayNames = []string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// String is the day's English name, "" for none.
func (d Weekday) String() string {
	if d < 0 || int(d) >= len(weekdayNames) {
		return ""
	}
	return weekdayNames[d]
}

// DayPart is a part of a day. 0 is any.
type DayPart int

// The parts: until noon, noon to five, from five.
const (
	Morning DayPart = iota + 1
	Afternoon
	Evening
)

// String is its English name, "" for none.
func (p DayPart) String() string {
	return map[DayPart]string{Morning: "Morning", Afternoon: "Afternoon", Evening: "Evening"}[p]
}

const (
	noon    = 12 * 60
	evening = 17 * 60
)

// Times says on which parts of which days something is open: bit
// (day-1)*3+(part-1). 0 means that no one knows.
type Times uint32

// At is the Times of one day and part; 0 for the day or the part takes all.
func At(day Weekday, part DayPart) Times {
	var t Times
	for d := Monday; d <= Sunday; d++ {
		for p := Morning; p <= Evening; p++ {
			if (day == 0 || day == d) && (part == 0 || part == p) {
				t |= 1 << (int(d-1)*3 + int(p-1))
			}
		}
	}
	return t
}

var (
	dayName   = `(mon|tue|wed|thu|fri|sat|sun)(?:days?|sdays?|nesdays?|rsdays?|urdays?|s|rs|r)?\b`
	dayRange  = regexp.MustCompile(`\b` + dayName + `\.?\s*(?:-|to|till|until|through)\s*` + dayName)
	singleDay = regexp.MustCompile(`\b` + dayName)
	everyDay  = regexp.MustCompile(`\b(every ?day|daily|7 days|seven days|24/7|24 hours|all week)\b`)
	weekdays  = regexp.MustCompile(`\b(weekdays|week days|working days)\b`)
	weekends  = regexp.MustCompile(`\bweekends?\b`)
	clockSpan = regexp.MustCompile(`\b(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*(am|pm|noon)?\s*(?:-|to|till|until)\s*(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*(am|pm|noon|midnight)?\b`)
	partWord  = regexp.MustCompile(`\b(morning|afternoon|evening|lunch)`)
	// Where a text begins to speak of other days and hours.
	stretches = regexp.MustCompile(`[;\n]|\. |\d *(?:am|pm)?,? (?:and )?` + dayName)
)

// ReadTimes finds the days and hours in words such as "Mon, Wed 9.30–12.30",
// "Tue to Thu" or "Weekday evenings". Days without hours are open all day.
// What it does not understand gives 0: nothing is guessed.
func ReadTimes(words string) Times {
	text := strings.ToLower(dashes.Replace(words))
	var t Times
	for len(text) > 0 {
		stretch := text
		if cut := stretches.FindStringIndex(text); cut != nil {
			at := cut[0] + 1
			for at < len(text) && text[at] != ' ' && text[at-1] != ';' && text[at-1] != '\n' {
				at++ // the hour that ends here belongs to this stretch
			}
			stretch, text = text[:at], text[at:]
		} else {
			text = ""
		}
		t |= daysNamed(stretch) & hoursIn(stretch)
	}
	return t
}

func daysNamed(text string) Times {
	var t Times
	if everyDay.MatchString(text) {
		return At(0, 0)
	}
	if weekdays.MatchString(text) || strings.Contains(text, "weekday ") {
		t |= daysFrom(Monday, Friday)
	}
	if weekends.MatchString(text) {
		t |= daysFrom(Saturday, Sunday)
	}
	for _, m := range dayRange.FindAllStringSubmatch(text, -1) {
		t |= daysFrom(dayNamed(m[1]), dayNamed(m[2]))
	}
	for _, m := range singleDay.FindAllStringSubmatch(text, -1) {
		t |= At(dayNamed(m[1]), 0)
	}
	return t
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

// hoursIn returns all hours when a text names none.
func hoursIn(text string) Times {
	var t Times
	for _, m := range clockSpan.FindAllStringSubmatch(text, -1) {
		t |= partsBetween(clockSpanMinutes(m))
	}
	for _, m := range partWord.FindAllStringSubmatch(text, -1) {
		t |= At(0, map[string]DayPart{"morning": Morning, "afternoon": Afternoon, "lunch": Afternoon, "evening": Evening}[m[1]])
	}
	if t == 0 {
		return At(0, 0)
	}
	return t
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
	case half == "midnight":
		h = 24
	}
	return h*60 + m
}

func partsBetween(from, to int) Times {
	var t Times
	if from < noon {
		t |= At(0, Morning)
	}
	if from < evening && to > noon {
		t |= At(0, Afternoon)
	}
	if to > evening {
		t |= At(0, Evening)
	}
	return t
}
