package letter

import (
	"strings"
	"time"

	"waymark/data"
)

// LongDay is a day as a client reads it: "Tuesday 7 April 2026"; "" for none.
func LongDay(d data.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format("Monday 2 January 2006")
}

// PlainDay is a day without its weekday: "7 April 2026"; "" for none.
func PlainDay(d data.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format("2 January 2006")
}

// Hour is a time "HH:MM" as a client reads it: "4:30pm", "12 noon", "9am". A text
// that is no time stays as it is.
func Hour(at string) string {
	t, err := time.Parse("15:04", at)
	switch {
	case err != nil:
		return at
	case at == "12:00":
		return "12 noon"
	}
	return strings.Replace(t.Format("3:04pm"), ":00", "", 1)
}

// WordFor is what a client calls a contact of a kind.
func WordFor(k data.ContactKind) string {
	switch k {
	case "home_visit":
		return "home visit"
	case "phone":
		return "phone call"
	case "video":
		return "video call"
	}
	return "appointment"
}
