package openreferral

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"waymark/data"
)

// frequencies are the words for how often something takes place: those of
// iCalendar, and the units that some feeds write in their place.
var frequencies = map[string]string{
	"day": "daily", "days": "daily", "week": "weekly", "weeks": "weekly", "month": "monthly", "months": "monthly",
	"year": "yearly", "years": "yearly", "annually": "yearly", "fortnightly": "fortnightly",
}

// settle puts a schedule into the words of iCalendar and works out when one of
// so many times is over.
func (s *schedule) settle() {
	s.freq = strings.ToLower(s.freq)
	if word, ok := frequencies[s.freq]; ok {
		s.freq = word
	}
	if s.freq == "fortnightly" {
		s.freq, s.interval = "weekly", "2"
	}
	if begins, ok := dateOf(s.begins); ok && s.freq == "weekly" && s.byDay == "" {
		s.byDay = shortDays[(int(begins.Weekday())+6)%7] // RFC 5545: as on its first day
	}
	if s.until == "" {
		if end, ok := s.lastOf(); ok {
			s.until = end.String()
		}
	}
}

// mostTimes is how many times a schedule is followed to find its end.
const mostTimes = 5000

// lastOf is the day of the last of so many times, by RFC 5545.
func (s *schedule) lastOf() (data.Date, bool) {
	count, err := strconv.Atoi(s.count)
	begins, ok := dateOf(s.from)
	freq, known := map[string]rrule.Frequency{"daily": rrule.DAILY, "weekly": rrule.WEEKLY, "monthly": rrule.MONTHLY, "yearly": rrule.YEARLY}[s.freq]
	if err != nil || count < 1 || count > mostTimes || !ok || !known {
		return data.Date{}, false
	}
	interval, _ := strconv.Atoi(s.interval)
	rule, err := rrule.NewRRule(rrule.ROption{Freq: freq, Count: count, Interval: max(interval, 1),
		Dtstart: time.Date(begins.Year, begins.Month, begins.Day, 12, 0, 0, 0, time.UTC), Byweekday: s.weekdays()})
	if err != nil {
		return data.Date{}, false
	}
	var last time.Time
	for next, n := rule.Iterator(), 0; n < count; n++ {
		at, more := next()
		if !more {
			break
		}
		last = at
	}
	return data.DateOf(last), !last.IsZero()
}

// weekdays are the plain days of a schedule for rrule.
func (s *schedule) weekdays() []rrule.Weekday {
	all := []rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU}
	var days []rrule.Weekday
	for _, code := range s.dayCodes() {
		m := dayCode.FindStringSubmatch(code)
		if m == nil {
			return nil
		}
		day := all[slices.Index(shortDays, weekdayOf(m[2]))]
		if n, err := strconv.Atoi(m[1]); err == nil && n != 0 {
			day = day.Nth(n)
		}
		days = append(days, day)
	}
	return days
}

// dayCodes are the days as codes; numbers from 1 to 7 are taken as those of ISO
// 8601, with Monday as 1.
func (s *schedule) dayCodes() []string {
	codes := strings.FieldsFunc(s.byDay, func(r rune) bool { return strings.ContainsRune(",; \t\n", r) })
	if !s.numbered() {
		return codes
	}
	for i, code := range codes {
		codes[i] = shortDays[code[0]-'1']
	}
	return codes
}

// numbered reports whether the days are given as numbers from 1 to 7.
func (s *schedule) numbered() bool {
	codes := strings.FieldsFunc(s.byDay, func(r rune) bool { return strings.ContainsRune(",; \t\n", r) })
	return len(codes) > 0 && !slices.ContainsFunc(codes, func(c string) bool { return len(c) != 1 || c[0] < '1' || c[0] > '7' })
}

// onlyDay is the day of something that takes place on one day alone.
func (s *schedule) onlyDay() (data.Date, bool) {
	begins, okFrom := dateOf(s.from)
	ends, okUntil := dateOf(s.until)
	return begins, okFrom && okUntil && begins == ends
}

// rhythmOf is what a schedule says beside its days: how often, and when it holds.
func rhythmOf(s schedule, today data.Date) string {
	var parts []string
	unit := map[string]string{"daily": "days", "weekly": "weeks", "monthly": "months", "yearly": "years"}[s.freq]
	if day, one := s.onlyDay(); one {
		return "on " + day.Short()
	}
	if s.dayUnsaid() {
		parts = append(parts, "every week")
	}
	switch {
	case unit != "" && !s.everyOne():
		parts = append(parts, "every "+s.interval+" "+unit)
	case s.freq == "monthly" && s.byMonthDay == "" && s.bySetPos == "" && !strings.ContainsAny(s.byDay, "12345"):
		parts = append(parts, "monthly")
	}
	if s.byWeekNo != "" {
		parts = append(parts, "in weeks "+data.Tidy(s.byWeekNo)+" of the year")
	}
	if s.freq == "monthly" && s.byMonthDay != "" {
		parts = append(parts, monthDays(s.byMonthDay))
	}
	return strings.Join(append(parts, validWords(s.from, s.until, today)), " ")
}

// dayUnsaid reports whether a schedule is of every week and does not say on which day.
func (s *schedule) dayUnsaid() bool {
	return s.freq == "weekly" && len(s.dayCodes()) == 0 && s.everyOne()
}

// everyOne reports whether a schedule leaves out no day, week or month of its kind.
func (s *schedule) everyOne() bool { return s.interval == "" || s.interval == "0" || s.interval == "1" }

// monthDays is days of the month, counted from its end if they are negative.
func monthDays(days string) string {
	if days = data.Tidy(days); days == "-1" {
		return "on the last day of the month"
	}
	return "on day " + days + " of the month"
}

// validWords is when something holds, in the words that data.InForce reads. A
// beginning that is past says nothing to anyone.
func validWords(from, until string, today data.Date) string {
	begins, hasBegin := dateOf(from)
	ends, hasEnd := dateOf(until)
	switch coming := hasBegin && begins.After(today); {
	case coming && hasEnd:
		return fmt.Sprintf("(%s to %s)", begins.Short(), ends.Short())
	case coming:
		return fmt.Sprintf("(from %s)", begins.Short())
	case hasEnd:
		return fmt.Sprintf("(until %s)", ends.Short())
	}
	return ""
}

// seasonal reports whether a schedule holds only in some months, or once a year. It
// is kept in words: as days of the week it would count all year.
func (s *schedule) seasonal() bool {
	_, one := s.onlyDay()
	return !one && (s.freq == "yearly" || data.Tidy(s.byMonth) != "")
}

// inYear is a seasonal schedule in words, such as “Each year in Dec: Sun 10:00 to
// 12:00”. What is over is not among them.
func (s *schedule) inYear(today data.Date) string {
	if end, ok := dateOf(s.until); ok && end.Before(today) {
		return ""
	}
	when := "Each year"
	if months := monthNames(s.byMonth); months != "" {
		when = "Each year in " + months
	}
	if begins, ok := dateOf(s.from); ok && s.byDay == "" && s.byMonth == "" && s.byMonthDay == "" && s.freq == "yearly" {
		when = fmt.Sprintf("Each year on %d %s", begins.Day, begins.Month.String()[:3])
	}
	if s.byMonthDay != "" {
		when += ", " + monthDays(s.byMonthDay)
	}
	days := strings.Join(notBlank(strings.Join(daysOf(*s), ", "), hoursOf(s.opens, s.closes)), " ")
	return strings.Join(notBlank(when, days), ": ")
}

// monthNames are the names of numbered months, "" if there is none or one is no month.
func monthNames(numbers string) string {
	var names []string
	for _, word := range strings.FieldsFunc(numbers, func(r rune) bool { return strings.ContainsRune(",; []\t\n", r) }) {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 || n > 12 {
			return ""
		}
		names = append(names, time.Month(n).String()[:3])
	}
	return data.JoinAnd(names)
}

// mostAcrossMidnight is how many hours a time that ends on the next day has at most.
const mostAcrossMidnight = 12

// endsFirst reports whether hours such as “14:00 to 12:00” end before they begin, and
// not in the night that follows.
func endsFirst(hours string) bool {
	var fromHour, fromMinute, toHour, toMinute int
	if n, err := fmt.Sscanf(hours, "%d:%d to %d:%d", &fromHour, &fromMinute, &toHour, &toMinute); err != nil || n != 4 {
		return false
	}
	from, to := fromHour*60+fromMinute, toHour*60+toMinute
	return to < from && to+24*60-from > mostAcrossMidnight*60
}

// closureWords are days of closure, or of other hours, that are not over, each once.
func closureWords(closures []closure, today data.Date) []string {
	var words []string
	for _, c := range closures {
		first, okFirst := dateOf(c.first)
		last, okLast := dateOf(c.last)
		if !okLast {
			last = first
		}
		if !okFirst || last.Before(today) {
			continue
		}
		span := first.Short()
		if last != first {
			span += " to " + last.Short()
		}
		what := "Closed " + span
		if !c.closed {
			what = strings.Join(notBlank("Other hours "+span, hoursOf(c.opens, c.closes)), ": ")
		}
		if !slices.Contains(words, what) {
			words = append(words, what)
		}
	}
	return words
}

// RuleDays says a recurrence rule of RFC 5545, such as “FREQ=WEEKLY;BYDAY=MO”, in words
// that data.ReadTimes and data.InForce read. begins is the day of the first time, zero
// where that is not known; opens and closes are times of day, or "". over is true where
// its last day is before today.
func RuleDays(rule string, begins data.Date, opens, closes string, today data.Date) (days string, over bool) {
	s := schedule{opens: opens, closes: closes}
	if !begins.IsZero() {
		s.from, s.begins = begins.String(), begins.String()
	}
	parts := map[string]*string{"FREQ": &s.freq, "INTERVAL": &s.interval, "BYDAY": &s.byDay, "BYMONTHDAY": &s.byMonthDay, "BYMONTH": &s.byMonth,
		"BYSETPOS": &s.bySetPos, "COUNT": &s.count, "UNTIL": &s.until, "BYWEEKNO": &s.byWeekNo}
	for part := range strings.SplitSeq(strings.TrimPrefix(strings.ToUpper(data.Tidy(rule)), "RRULE:"), ";") {
		name, value, _ := strings.Cut(part, "=")
		if to := parts[name]; to != nil {
			*to = value
		}
	}
	e := &entry{&data.SourceEntry{}, today}
	e.takeDays([]schedule{s})
	s.settle()
	end, ok := dateOf(s.until)
	return e.Service.Days, ok && end.Before(today)
}
