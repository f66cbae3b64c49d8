package openreferral

import (
	"strings"
	"time"

	"waymark/data"
)

// dateLayouts are the ways in which feeds write a date; the day before the
// month, as people in Britain do.
var dateLayouts = []string{"2006-01-02", "2006/01/02", "2/1/2006", "2-1-2006", "2.1.2006", "2 January 2006", "2 Jan 2006", "20060102"}

// dateOf reads a date with or without a time of day. A year before 1900 is
// what some databases write for none.
func dateOf(given string) (data.Date, bool) {
	if given = data.Tidy(given); given == "" {
		return data.Date{}, false
	}
	whole, _, _ := strings.Cut(given, "T")
	day, _, _ := strings.Cut(given, " ")
	for _, text := range []string{given, whole, day} {
		for _, layout := range dateLayouts {
			if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1900 {
				return data.DateOf(t), true
			}
		}
	}
	return data.Date{}, false
}

// takeChecked takes the day someone last made sure that the entry is true.
func (e *entry) takeChecked(r *record) {
	if r.AssuredDate == "" || strings.HasPrefix(r.AssuredDate, "0001-01-01") {
		return
	}
	day, ok := dateOf(r.AssuredDate)
	switch {
	case !ok:
		e.doubt("LastChecked", "The day it was last checked, “"+short(r.AssuredDate)+"”, could not be read. It was left out.")
	case day.After(e.today):
		e.doubt("LastChecked", "The day it was last checked, "+day.Short()+", is in the future. It was left out.")
	default:
		e.Service.LastChecked = day
	}
}
