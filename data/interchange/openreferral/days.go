package openreferral

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"waymark/data"
)

// daysWords says schedules in words that data.ReadTimes understands, such as
// "Mon, Tue 10:00 to 18:00; Sat 10:00 to 12:00", with what they say in words
// themselves on lines of their own.
func daysWords(schedules []schedule) string {
	var rules []rule
	var notes []string
	for _, s := range schedules {
		rules = addRule(rules, s)
		notes = append(notes, s.Description, s.notes)
	}
	var said []string
	for _, r := range rules {
		said = append(said, r.words())
	}
	return lines(append([]string{strings.Join(notBlank(said...), "; ")}, notes...)...)
}

// rule is the days that have the same hours.
type rule struct {
	days  []string
	hours string // such as "10:00 to 18:00"
	rest  string // such as "every 2 weeks"
}

func (r rule) words() string {
	return strings.Join(notBlank(strings.Join(r.days, ", "), r.hours, r.rest), " ")
}

// addRule joins the days of a schedule to those with the same hours: feeds of
// version 1 have one schedule for each day.
func addRule(rules []rule, s schedule) []rule {
	r := rule{days: daysOf(s), hours: hoursOf(s.opens, s.closes), rest: rhythmOf(s)}
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
	var days []string
	for _, code := range strings.FieldsFunc(s.byDay, func(r rune) bool { return strings.ContainsRune(",; \t\n", r) }) {
		m := dayCode.FindStringSubmatch(code)
		if m == nil {
			return notBlank(plainDays(s.byDay))
		}
		days = append(days, whichDay(m[1], weekdayOf(m[2])))
	}
	if len(days) == 0 && strings.EqualFold(s.freq, "daily") {
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
	switch strings.TrimPrefix(number, "+") {
	case "1":
		return "first " + day + " of the month"
	case "2":
		return "second " + day + " of the month"
	case "3":
		return "third " + day + " of the month"
	case "4":
		return "fourth " + day + " of the month"
	case "5":
		return "fifth " + day + " of the month"
	case "-1":
		return "last " + day + " of the month"
	}
	return day
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

var clockTime = regexp.MustCompile(`^(?:\d{4}-\d{2}-\d{2}[T ])?(\d{1,2})[:.]?(\d{2})`)

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

// hourOf is hours and minutes in two digits each; a text that is no time stays.
func hourOf(t string) string {
	m := clockTime.FindStringSubmatch(t)
	if m == nil {
		return data.Tidy(t)
	}
	if len(m[1]) == 1 {
		m[1] = "0" + m[1]
	}
	return m[1] + ":" + m[2]
}

// rhythmOf is what a schedule says beside its days: how often, and until when.
func rhythmOf(s schedule) string {
	var parts []string
	freq := strings.ToLower(s.freq)
	unit := map[string]string{"daily": "days", "weekly": "weeks", "monthly": "months", "yearly": "years"}[freq]
	switch {
	case unit != "" && s.interval != "" && s.interval != "0" && s.interval != "1":
		parts = append(parts, "every "+s.interval+" "+unit)
	case freq == "monthly" && s.byMonthDay == "" && !strings.ContainsAny(s.byDay, "12345"):
		parts = append(parts, "monthly")
	}
	if freq == "monthly" && s.byMonthDay != "" {
		parts = append(parts, "on day "+data.Tidy(s.byMonthDay)+" of the month")
	}
	if end, ok := dateOf(s.until); ok {
		parts = append(parts, "(until "+end.Short()+")")
	}
	return strings.Join(parts, " ")
}
