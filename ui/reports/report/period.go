package report

import (
	"time"

	"waymark/data"
)

// period is a preset of the list "Period".
type period struct {
	id, label string
	// span returns both days, inclusive. first is the service's first entry.
	span func(today, first data.Date) (from, to data.Date)
}

// periodCustom stands for two days that someone gives.
const periodCustom = "custom"

// periodDefault is the length of the pilot whose report this one follows.
const periodDefault = "last 8 months"

// periods lists the presets in the order they are offered.
func periods() []period {
	return []period{
		{"this month", "This month", func(today, _ data.Date) (data.Date, data.Date) {
			return monthStart(today), today
		}},
		{"last month", "Last month", func(today, _ data.Date) (data.Date, data.Date) {
			from := monthStart(today).AddMonths(-1)
			return from, from.AddMonths(1).AddDays(-1)
		}},
		{"this quarter", "This quarter", func(today, _ data.Date) (data.Date, data.Date) {
			return quarterStart(today), today
		}},
		{"last quarter", "Last quarter", func(today, _ data.Date) (data.Date, data.Date) {
			from := quarterStart(today).AddMonths(-3)
			return from, from.AddMonths(3).AddDays(-1)
		}},
		{periodDefault, "Last 8 months", func(today, _ data.Date) (data.Date, data.Date) {
			return today.AddMonths(-8).AddDays(1), today
		}},
		{"this year", "This year", func(today, _ data.Date) (data.Date, data.Date) {
			return data.Date{Year: today.Year, Month: time.January, Day: 1}, today
		}},
		{"last financial year", "Last financial year", func(today, _ data.Date) (data.Date, data.Date) {
			return lastFinancialYear(today)
		}},
		{"all", "Everything", func(today, first data.Date) (data.Date, data.Date) {
			if first.IsZero() || first.After(today) {
				first = today
			}
			return first, today
		}},
	}
}

func monthStart(d data.Date) data.Date {
	return data.Date{Year: d.Year, Month: d.Month, Day: 1}
}

// quarterStart is the first day of the calendar quarter.
func quarterStart(d data.Date) data.Date {
	return data.Date{Year: d.Year, Month: (d.Month-1)/3*3 + 1, Day: 1}
}

// lastFinancialYear is the last one that has ended: 1 April to 31 March, as
// funders in England and Wales count.
func lastFinancialYear(today data.Date) (from, to data.Date) {
	end := data.Date{Year: today.Year, Month: time.March, Day: 31}
	if !today.After(end) {
		end.Year--
	}
	return data.Date{Year: end.Year - 1, Month: time.April, Day: 1}, end
}

// periodSpan returns the days of a preset; ok is false for an unknown one.
func periodSpan(id string, today, first data.Date) (from, to data.Date, ok bool) {
	for _, p := range periods() {
		if p.id == id {
			from, to = p.span(today, first)
			return from, to, true
		}
	}
	return data.Date{}, data.Date{}, false
}
