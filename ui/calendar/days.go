package calendar

import (
	"fmt"

	"waymark/data"
)

// span is what the calendar shows: one day, one week, or the weeks of one month.
type span struct {
	first data.Date // a Monday, but for a day
	weeks int       // 0 for a day
	title string
	month data.Date // the first of the month shown; else zero
	day   bool
}

func dayOf(d data.Date) span {
	return span{first: d, day: true, title: d.Time().Format("Monday 2 January 2006")}
}

// monday is the Monday on or before a day.
func monday(d data.Date) data.Date {
	return d.AddDays(-((int(d.Weekday()) + 6) % 7))
}

func weekOf(d data.Date) span {
	from := monday(d)
	to := from.AddDays(6)
	title := fmt.Sprintf("%d to %s", from.Day, to.Time().Format("2 January 2006"))
	if from.Month != to.Month {
		title = fmt.Sprintf("%s to %s", from.Time().Format("2 January"), to.Time().Format("2 January 2006"))
	}
	return span{first: from, weeks: 1, title: title}
}

func monthOf(d data.Date) span {
	first := d.AddDays(1 - d.Day)
	from := monday(first)
	last := first.AddMonths(1).AddDays(-1)
	weeks := (last.Sub(from))/7 + 1
	return span{first: from, weeks: weeks, title: first.Time().Format("January 2006"), month: first}
}

func (s span) last() data.Date {
	if s.day {
		return s.first
	}
	return s.first.AddDays(7*s.weeks - 1)
}

func (s span) holds(d data.Date) bool { return !d.Before(s.first) && !d.After(s.last()) }
