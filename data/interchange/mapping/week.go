package mapping

import (
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
)

// weekdays finds the days that a heading is about: one in "Monday", "Mon" and
// "Opening hours: Monday", two in "Mon-Fri".
func weekdays(heading string) []data.Weekday {
	var found []data.Weekday
	for _, word := range fold.Words(heading) {
		for d := data.Monday; d <= data.Sunday; d++ {
			name := fold.Text(d.String())
			if (len(word) >= 3 && strings.HasPrefix(name, word) || word == name+"s") && !slices.Contains(found, d) {
				found = append(found, d)
			}
		}
	}
	return found
}

// isEnd is true for a heading that is about the end of something, such as
// "Monday closes".
func isEnd(heading string) bool {
	for _, word := range fold.Words(heading) {
		if strings.HasPrefix(word, "clos") || word == "end" || word == "ends" || word == "to" || word == "until" || word == "finish" {
			return true
		}
	}
	return false
}

// days joins the columns of a week, each under the name of its day, with those
// for the beginning and the end of the hours put together.
func (r *row) days() string {
	var parts []string
	var last data.Weekday
	for _, c := range r.cells {
		if c.field != Days {
			continue
		}
		days := weekdays(c.heading)
		if len(days) == 0 {
			parts = append(parts, c.text)
			continue
		}
		day := days[0]
		text := strings.TrimRight(c.text, " ;")
		switch {
		case saysNothing(text) || strings.EqualFold(text, "closed") || tickOf(text) == data.No:
			continue
		case day == last && isEnd(c.heading):
			parts[len(parts)-1] += "–" + text
		case day == last:
			parts[len(parts)-1] += ", " + text
		default:
			parts = append(parts, strings.TrimSpace(dayName(c.heading, days)+" "+hours(text)))
		}
		last = day
	}
	return strings.Join(parts, "; ")
}

// dayName is the heading when it is no more than its days, else the day's name.
func dayName(heading string, days []data.Weekday) string {
	heading = data.Tidy(heading)
	if len(days) > 1 || len(fold.Words(heading)) == 1 {
		return heading
	}
	return days[0].String()
}

// hours is blank for a mark that says only that it is open on that day.
func hours(text string) string {
	if tickOf(text) == data.Yes || strings.EqualFold(text, "open") {
		return ""
	}
	return text
}
