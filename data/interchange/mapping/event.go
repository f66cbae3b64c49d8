package mapping

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/interchange/openreferral"
)

// repeats is how calendars write that an event goes on, by RFC 5545.
var repeats = regexp.MustCompile(`(?i)^(?:RRULE:)?FREQ=`)

// rule is the recurrence rule of an event, "" for one that takes place once.
func (r *row) rule() string {
	for _, text := range r.all(Days) {
		if repeats.MatchString(text) {
			return text
		}
	}
	return ""
}

// recurs takes the times of an event that is repeated. Its first and last day are those
// of its rule: the end of a calendar’s entry is only that of the first time.
func (r *row) recurs(rule string, begins, ends moment) {
	v := &r.e.Service
	if !strings.Contains(strings.ToUpper(rule), "UNTIL=") && !ends.day.IsZero() && begins.day.Before(ends.day) && ends.at == "" {
		rule += ";UNTIL=" + strings.ReplaceAll(ends.day.String(), "-", "")
	}
	days, over := openreferral.RuleDays(rule, begins.day, begins.at, ends.at, r.today)
	v.Days = strings.Trim(v.Days+"; "+days, "; ")
	if over {
		r.ended("The list says that its last day is past, so it was read as closed for good. If it goes on, open it again.")
	}
}

// hoursOfEvent adds the time of day that stands behind the days of an event, where the
// list has no other. An event over several days is not held at the same hours on each.
func (r *row) hoursOfEvent(begins, ends moment) {
	v := &r.e.Service
	wholeDay := begins.at == "00:00" && (ends.at == "" || ends.at == "00:00" || ends.at == "23:59")
	several := !ends.day.IsZero() && ends.day != begins.day && data.ReadTimes(v.Days) == 0
	if begins.at == "" || wholeDay || several || hourWithin.MatchString(v.Days) {
		return
	}
	hours := begins.at
	if ends.at > begins.at {
		hours = fmt.Sprintf("%s to %s", begins.at, ends.at)
	}
	v.Days = strings.TrimSpace(v.Days + " " + hours)
}

// nameOfEvent takes a column that a calendar calls “Summary” or “Subject” for the name of
// its events, where the list has the days of them.
func nameOfEvent(header []string, columns []look, fields []Field) {
	if slices.Contains(fields, Name) || !slices.Contains(fields, From) && !slices.Contains(fields, On) {
		return
	}
	for i, h := range header {
		called := slices.Contains([]string{"summary", "subject", "event summary", "event subject"}, headingKey(h))
		if called && columns[i].filled > 0 && columns[i].mean <= 90 && columns[i].allows(Name) {
			fields[i] = Name
			return
		}
	}
}
