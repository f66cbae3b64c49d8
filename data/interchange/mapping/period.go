package mapping

import (
	"strings"

	"waymark/data"
)

// period applies the columns that say from when and until when a service is there,
// or its only day. Its times are given those days in the words that data.InForce
// reads, so that what is over and what is to come does not count.
func (r *row) period() {
	only, begins, ends := r.periodDay(On, "the day"), r.periodDay(From, "the first day"), r.periodDay(Until, "the last day")
	if !only.day.IsZero() {
		begins, ends = only, moment{only.day, ends.at}
	}
	if rule := r.rule(); rule != "" {
		r.recurs(rule, begins, ends)
		return
	}
	from, until := begins.day, ends.day
	if !from.IsZero() && !until.IsZero() && until.Before(from) {
		r.doubt("Days", "It is said to end on "+until.Short()+", before it begins on "+from.Short()+". Both were left out.")
		return
	}
	r.hoursOfEvent(begins, ends)
	v := &r.e.Service
	switch {
	case !until.IsZero() && until.Before(r.today):
		v.Days = withPeriod(v.Days, periodWords(from, until, r.today))
		r.ended("The list says that it ended on " + until.Short() + ", so it was read as closed for good. If it goes on, open it again.")
	case from.After(r.today):
		v.Days = withPeriod(v.Days, periodWords(from, until, r.today))
		if v.Status == data.ServiceActive && from != until {
			v.Status, v.ClosedUntil = data.ServicePaused, from
		}
	case !until.IsZero():
		v.Days = withPeriod(v.Days, periodWords(data.Date{}, until, r.today))
	}
}

// ended closes a service whose last day is past, for someone to look at.
func (r *row) ended(sentence string) {
	if v := &r.e.Service; v.Status == data.ServiceActive {
		v.Status = data.ServiceDefunct
		r.doubt("Status", sentence)
	}
}

// periodDay is the day in a column, zero where it says none. A year that a program
// writes for “no end” is none.
func (r *row) periodDay(f Field, what string) moment {
	text := r.one(f)
	if saysNothing(text) || endless(text) {
		return moment{}
	}
	m, ok := r.moment(text)
	if ok && r.from1904 && data.IsSerialDay(text) {
		m.day = m.day.AddDays(data.Days1904)
	}
	const farthest = 2099
	if !ok {
		r.e.Service.Days = strings.TrimSpace(r.e.Service.Days + "\n" + data.Tidy(r.heading(f)+": "+text))
		r.doubt("Days", "“"+short(text)+"” is not a date that can be read in one way, so "+what+" was kept in words.")
	}
	if m.day.Year > farthest {
		return moment{}
	}
	if headingKey(r.heading(f)) == "dtend" && m.at == "" && ok {
		m.day = m.day.AddDays(-1) // RFC 5545: the day after the last
	}
	return m
}

// heading is the heading of the first filled cell of a field.
func (r *row) heading(f Field) string {
	for _, c := range r.cells {
		if c.field == f {
			return strings.TrimSuffix(c.heading, ":")
		}
	}
	return ""
}

// endless is true for words that say that something goes on.
func endless(text string) bool {
	switch strings.ToLower(strings.Trim(data.Tidy(text), " .")) {
	case "ongoing", "on-going", "on going", "continuous", "continuing", "permanent", "no end date", "open ended", "open-ended", "rolling", "all year", "all year round", "present", "current", "indefinite":
		return true
	}
	return false
}

// periodWords are such as “until 31 Mar 2027”; a first day that is past says nothing.
func periodWords(from, until, today data.Date) string {
	switch {
	case from == until:
		return "on " + from.Short()
	case from.After(today) && !until.IsZero():
		return from.Short() + " to " + until.Short()
	case from.After(today):
		return "from " + from.Short()
	}
	return "until " + until.Short()
}

// withPeriod adds the words of a period to each part of times that names no days of
// its own, as data.InForce takes them apart; without times they stand alone.
func withPeriod(days, period string) string {
	if strings.TrimSpace(days) == "" {
		return strings.ToUpper(period[:1]) + period[1:]
	}
	var lines []string
	for line := range strings.Lines(days) {
		var parts []string
		for part := range strings.SplitSeq(line, ";") {
			if part = strings.TrimSpace(part); part != "" && !data.HasDates(part) {
				part += " (" + period + ")"
			}
			if part != "" {
				parts = append(parts, part)
			}
		}
		lines = append(lines, strings.Join(parts, "; "))
	}
	return strings.Join(lines, "\n")
}
