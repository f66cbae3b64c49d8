package mapping

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange/plain"
)

// weekdays finds the days that a heading is about: one in "Monday", "Mon" and
// "Opening hours: Monday", two in "Mon-Fri".
func weekdays(heading string) []data.Weekday {
	var found []data.Weekday
	for _, word := range headingWords(heading) {
		for d := data.Monday; d <= data.Sunday; d++ {
			name := fold.Text(d.String())
			if (len(word) >= 3 && strings.HasPrefix(name, word) || word == name+"s") && !slices.Contains(found, d) {
				found = append(found, d)
			}
		}
	}
	return found
}

// ofWeekday is true for a heading that is about the hours of a day of the week, such
// as “Monday open” and “Tue - to”.
func ofWeekday(heading string) bool {
	words := headingWords(heading)
	for _, word := range words {
		switch word {
		case "open", "opens", "opening", "close", "closes", "closing", "closed", "from", "to", "start", "end", "starts", "ends", "until", "hours", "times", "time", "am", "pm", "finish":
		default:
			if len(weekdays(word)) == 0 {
				return false
			}
		}
	}
	return len(words) > 1 && len(weekdays(heading)) > 0
}

// isEnd is true for a heading that is about the end of something, such as
// "Monday closes".
func isEnd(heading string) bool {
	for _, word := range headingWords(heading) {
		if strings.HasPrefix(word, "clos") || word == "end" || word == "ends" || word == "to" || word == "until" || word == "finish" {
			return true
		}
	}
	return false
}

// isBegin is true for a heading that is about the beginning of something, such as
// “Start time”.
func isBegin(heading string) bool {
	return slices.ContainsFunc(headingWords(heading), func(word string) bool {
		return word == "start" || word == "starts" || word == "begins" || word == "opens" || word == "from"
	})
}

// days joins the columns of a week, each under the name of its day, with those
// for the beginning and the end of the hours put together.
func (r *row) days() string {
	var w weekText
	for _, c := range r.cells {
		if c.field != Days || repeats.MatchString(c.text) {
			continue
		}
		if days := weekdays(c.heading); len(days) > 0 {
			w.onDay(c, days)
		} else {
			w.plain(c)
		}
	}
	return strings.Join(w.parts, "; ")
}

// weekText is the days and hours of a service while its columns are read.
type weekText struct {
	parts []string
	last  data.Weekday
	begun bool // the last part ends with the beginning of the hours
}

// headingWords are the words of a heading, also where a program wrote them together.
func headingWords(heading string) []string { return fold.Words(plain.PartCamel(heading)) }

// onDay takes a column with the name of a day.
func (w *weekText) onDay(c value, days []data.Weekday) {
	day := days[0]
	text := clockText(strings.TrimRight(c.text, " ;"))
	if half := halfOfDay(c.heading); half != "" && tickOf(text) == data.Yes {
		text = half
	}
	switch {
	case saysNothing(text) || strings.EqualFold(text, "closed") || tickOf(text) == data.No:
		return
	case day == w.last && isEnd(c.heading):
		w.parts[len(w.parts)-1] += "–" + text
	case day == w.last:
		w.parts[len(w.parts)-1] += ", " + text
	default:
		w.parts = append(w.parts, strings.TrimSpace(dayName(c.heading, days)+" "+hours(text)))
	}
	w.last, w.begun = day, false
}

// plain takes any other column. A beginning and an end of the hours are put together,
// behind the days that stand before them without hours.
func (w *weekText) plain(c value) {
	text := longDays(clockText(c.text))
	before := ""
	if len(w.parts) > 0 {
		before = w.parts[len(w.parts)-1]
	}
	switch hour := hourAlone.MatchString(text); {
	case hour && isEnd(c.heading) && w.begun:
		w.parts[len(w.parts)-1] += " to " + text
		w.begun = false
		return
	case hour && isBegin(c.heading) && before != "" && !w.begun && !hourWithin.MatchString(before) && data.ReadTimes(before) != 0:
		w.parts[len(w.parts)-1] += " " + text
	default:
		w.parts = append(w.parts, text)
	}
	w.begun = hourAlone.MatchString(text) && isBegin(c.heading)
}

var (
	hourAlone  = regexp.MustCompile(`(?i)^(\d{1,2}([:.]\d{2}){0,2}\s*([ap]\.?m\.?)?|noon|midday|midnight)$`)
	hourWithin = regexp.MustCompile(`(?i)\d[:.]\d{2}|\d\s*[ap]m`)
)

// Nothing but days as iCalendar has them, such as “MO,WE”.
var (
	codesOfDays = regexp.MustCompile(`^(?:MO|TU|WE|TH|FR|SA|SU|Mo|Tu|We|Th|Fr|Sa|Su)(?:[ ,;/-]+(?:MO|TU|WE|TH|FR|SA|SU|Mo|Tu|We|Th|Fr|Sa|Su))*$`)
	codeOfDay   = regexp.MustCompile(`[MTWFS][OUEHRAouehra]`)
)

var shortDays = regexp.MustCompile(`\b(M|Mo|Tu|W|We|Th|F|Fr|Sa)\s*[-–]\s*(Tu|W|We|Th|F|Fr|Sa|Su)\b`)

// longDays writes a span of days in one or two letters, such as “M-F” and “Mo–Fr”,
// with three, which data.ReadTimes reads.
func longDays(text string) string {
	if codesOfDays.MatchString(text) {
		return codeOfDay.ReplaceAllStringFunc(text, func(code string) string { return longDay(code[:1] + strings.ToLower(code[1:])) })
	}
	return shortDays.ReplaceAllStringFunc(text, func(span string) string {
		m := shortDays.FindStringSubmatch(span)
		return longDay(m[1]) + "-" + longDay(m[2])
	})
}

func longDay(short string) string {
	for d := data.Monday; d <= data.Sunday; d++ {
		if strings.HasPrefix(d.String(), short) {
			return d.String()[:3]
		}
	}
	return short
}

var fullMinute = regexp.MustCompile(`(?i)^(\d{1,2}:\d{2}):00(\s*[ap]\.?m\.?)?$`)

// clockText writes the time of day that Excel keeps as a part of a day, such as
// 0.75 for 18:00, and leaves out the seconds of 18:00:00; other texts stay.
func clockText(text string) string {
	part, err := strconv.ParseFloat(text, 64)
	if err != nil || part <= 0 || part >= 1 || !strings.Contains(text, ".") {
		return fullMinute.ReplaceAllString(text, "$1$2")
	}
	const minutes = 24 * 60
	at := int(math.Round(part * minutes))
	return fmt.Sprintf("%02d:%02d", at/60%24, at%60)
}

// dayName is the heading when it is no more than its days, else the day's name.
func dayName(heading string, days []data.Weekday) string {
	heading = data.Tidy(heading)
	if len(days) > 1 || len(headingWords(heading)) == 1 {
		return heading
	}
	return days[0].String()
}

// halfOfDay is the part of a day that a heading names, as in “Mon AM”.
func halfOfDay(heading string) string {
	for _, word := range headingWords(heading) {
		switch word {
		case "am", "morning", "mornings":
			return "morning"
		case "pm", "afternoon", "afternoons":
			return "afternoon"
		case "eve", "evening", "evenings":
			return "evening"
		}
	}
	return ""
}

// hours is blank for a mark that says only that it is open on that day.
func hours(text string) string {
	if tickOf(text) == data.Yes || strings.EqualFold(text, "open") {
		return ""
	}
	return text
}
