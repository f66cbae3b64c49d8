package openreferral

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
)

// takeDays takes schedules as words that data.ReadTimes understands, such as
// "Mon, Tue 10:00 to 18:00; Sat 10:00 to 12:00", with what they say in words
// themselves on lines of their own. What is over comes last.
func (e *entry) takeDays(schedules []schedule) {
	var rules []rule
	var notes []string
	for _, s := range schedules {
		s.settle()
		if s.numbered() {
			e.doubt("Days", "The days are given as the numbers “"+short(s.byDay)+"”. They were read with Monday as 1.")
		}
		if s.seasonal() {
			notes = append(notes, s.inYear(e.today))
		} else {
			rules = addRule(rules, s, e.today)
		}
		if _, one := s.onlyDay(); s.freq == "weekly" && len(s.dayCodes()) == 0 && !one {
			e.doubt("Days", "A time of every week does not say on which day it is. It counts on no day until someone adds it.")
		}
		if hours := hoursOf(s.opens, s.closes); endsFirst(hours) {
			e.doubt("Days", "“"+short(hours)+"” ends before it begins. Check the times.")
		}
		notes = append(notes, s.Description, s.notes)
		if s.link != "" {
			notes = append(notes, "See "+s.link)
		}
	}
	slices.SortStableFunc(rules, func(a, b rule) int { return a.over - b.over })
	var said []string
	for _, r := range rules {
		said = append(said, r.words())
	}
	e.Service.Days = lines(append([]string{strings.Join(notBlank(said...), "; ")}, notes...)...)
}

// rule is the days that have the same hours.
type rule struct {
	days  []string
	hours string // such as "10:00 to 18:00"
	rest  string // such as "every 2 weeks"
	over  int    // 1 when it has ended
}

func (r rule) words() string {
	return strings.Join(notBlank(strings.Join(r.days, ", "), r.hours, r.rest), " ")
}

// addRule joins the days of a schedule to those with the same hours: feeds of
// version 1 have one schedule for each day.
func addRule(rules []rule, s schedule, today data.Date) []rule {
	r := rule{days: daysOf(s), hours: hoursOf(s.opens, s.closes), rest: rhythmOf(s, today)}
	if end, ok := dateOf(s.until); ok && end.Before(today) {
		r.over = 1
	}
	for i := range rules {
		if rules[i].hours == r.hours && rules[i].rest == r.rest {
			rules[i].days = inWeek(append(rules[i].days, r.days...))
			return rules
		}
	}
	r.days = inWeek(r.days)
	return append(rules, r)
}

var dayCode = regexp.MustCompile(`(?i)^([+-]?[1-5])?(mo|tu|we|th|fr|sa|su)(n|nday|e|es|esday|d|dnesday|u|ur|urs|ursday|i|iday|t|turday)?s?$`)

var shortDays = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// daysOf is the days of a schedule: "Mon", or "first Mon of the month". Days
// in words of their own stay as they are.
func daysOf(s schedule) []string {
	if day, one := s.onlyDay(); one {
		return []string{shortDays[(int(day.Weekday())+6)%7]}
	}
	var days []string
	for _, code := range s.dayCodes() {
		m := dayCode.FindStringSubmatch(code)
		if m == nil {
			return notBlank(plainDays(s.byDay))
		}
		number := m[1]
		if number == "" && s.freq == "monthly" {
			number = s.bySetPos
		}
		days = append(days, whichDay(number, weekdayOf(m[2])))
	}
	if len(days) == 0 && s.freq == "daily" && s.everyOne() {
		return []string{"Every day"}
	}
	return days
}

// plainDays drops what is only numbers: no one knows what they count.
func plainDays(words string) string {
	if strings.Trim(words, "0123456789,;.- \t\n") == "" {
		return ""
	}
	return data.Tidy(words)
}

func weekdayOf(code string) string {
	i := slices.IndexFunc(shortDays, func(d string) bool { return strings.EqualFold(d[:2], code) })
	return shortDays[i]
}

// whichDay reads the number before a day as iCalendar has it: 1MO is the first
// Monday of the month, -1MO the last.
func whichDay(number, day string) string {
	number = strings.TrimPrefix(number, "+")
	which := map[string]string{"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth",
		"-1": "last", "-2": "second last", "-3": "third last", "-4": "fourth last", "-5": "fifth last"}[number]
	switch {
	case number == "":
		return day
	case which == "":
		return day + " (" + number + " in the month)"
	}
	return which + " " + day + " of the month"
}

// inWeek sorts days from Monday, each once; what is no plain day comes last.
func inWeek(days []string) []string {
	place := func(day string) int {
		if i := slices.Index(shortDays, day); i >= 0 {
			return i
		}
		return len(shortDays)
	}
	days = notBlank(days...)
	slices.SortStableFunc(days, func(a, b string) int { return cmp.Compare(place(a), place(b)) })
	return days
}

var clockTime = regexp.MustCompile(`(?i)^(?:(?:\d{4}-\d{2}-\d{2})?[T ])?(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(?:z|[+-]\d{2}:?\d{2})?$`)

// hoursOf is such as "10:00 to 18:00"; seconds and time zones are left out.
func hoursOf(opens, closes string) string {
	from, to := hourOf(opens), hourOf(closes)
	switch {
	case from == "" && to == "":
		return ""
	case from == "00:00" && (to == "" || to == "00:00" || to == "23:59" || to == "24:00"):
		return "all day"
	case to == "":
		return "from " + from
	case from == "":
		return "until " + to
	}
	return from + " to " + to
}

// hourOf is hours and minutes in two digits each, of the 24 hours of a day: 4 PM
// is 16:00. A time zone is left out: feeds write the time on the clock there, and
// a Z after it out of habit. A text that is no time stays.
func hourOf(t string) string {
	m := clockTime.FindStringSubmatch(data.Tidy(t))
	if m == nil {
		return data.Tidy(t)
	}
	hour, _ := strconv.Atoi(m[1])
	if m[2] == "" && m[3] == "" && len(m[1]) > 2 || hour > 24 || m[2] > "59" || m[3] != "" && (hour > 12 || hour == 0) {
		return data.Tidy(t)
	}
	switch half := strings.ToLower(m[3]); {
	case half == "p" && hour < 12:
		hour += 12
	case half == "a" && hour == 12:
		hour = 0
	}
	return fmt.Sprintf("%02d:%s", hour, cmp.Or(m[2], "00"))
}
