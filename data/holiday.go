package data

import (
	"slices"
	"time"
)

// Holiday is one day on which the service does not work besides weekends.
type Holiday struct {
	On     Date   `json:"on"`
	Title  string `json:"title"`
	Source string `json:"source"` // who says so: "GOV.UK", or who added it
}

// Holidays is a set of holidays that does not change once it is made, so it
// can be used from several goroutines.
type Holidays struct {
	byDay     map[Date]Holiday
	firstYear int // 0 when no year is covered
	lastYear  int
}

// fullYear is how many holidays a year has to list before it counts as
// covered. England and Wales have eight in every year: a day or two that a
// service takes out leaves the year covered, and a single day that it adds to
// a later year does not make that year look complete.
const fullYear = 6

// NewHolidays makes a set. A day listed twice keeps its first title; entries
// without a date are left out.
func NewHolidays(list []Holiday) *Holidays {
	h := &Holidays{byDay: make(map[Date]Holiday, len(list))}
	count := map[int]int{}
	for _, day := range list {
		if _, twice := h.byDay[day.On]; twice || day.On.IsZero() {
			continue
		}
		h.byDay[day.On] = day
		count[day.On.Year]++
	}
	var full []int
	for year, n := range count {
		if n >= fullYear {
			full = append(full, year)
		}
	}
	if len(full) == 0 {
		return h
	}
	h.firstYear = slices.Min(full)
	h.lastYear = h.firstYear
	for slices.Contains(full, h.lastYear+1) { // a gap ends what is covered
		h.lastYear++
	}
	return h
}

// On is the holiday on a day, if there is one.
func (h *Holidays) On(d Date) (Holiday, bool) {
	day, ok := h.byDay[d]
	return day, ok
}

// IsWorkingDay is true on Mondays to Fridays that are no holiday.
func (h *Holidays) IsWorkingDay(d Date) bool {
	_, holiday := h.byDay[d]
	return !holiday && !weekend(d)
}

func weekend(d Date) bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

// NextWorkingDay is d itself when it is a working day, else the first one
// after it, never an earlier one. A date that is not recorded stays so.
func (h *Holidays) NextWorkingDay(d Date) Date {
	for !d.IsZero() && !h.IsWorkingDay(d) {
		d = d.AddDays(1)
	}
	return d
}

// FirstDay is 1 January of the first year that the list covers, or the zero
// Date when it covers none.
func (h *Holidays) FirstDay() Date {
	if h.firstYear == 0 {
		return Date{}
	}
	return Date{h.firstYear, time.January, 1}
}

// LastDay is 31 December of the last year that the list covers without a gap,
// or the zero Date when it covers none. A year is covered when at least six
// holidays are listed in it. Beyond that day only weekends are known.
func (h *Holidays) LastDay() Date {
	if h.lastYear == 0 {
		return Date{}
	}
	return Date{h.lastYear, time.December, 31}
}

// Covers is true when the holidays of the year of d are known.
func (h *Holidays) Covers(d Date) bool {
	return h.lastYear != 0 && d.Year >= h.firstYear && d.Year <= h.lastYear
}
