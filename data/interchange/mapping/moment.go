package mapping

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/interchange/plain"
)

// moment is a day with the time of day that stands behind it, as calendars have them.
type moment struct {
	day data.Date
	at  string // such as “18:30”; "" where none is said
}

// clockBehind finds the time of day behind a date, with its zone. iCalendar writes it
// without a colon: “20260907T183000Z”.
var clockBehind = regexp.MustCompile(`(?i)(?:[ T]+(\d{1,2}):(\d{2})|\dT(\d{2})(\d{2}))(?::?\d{2}(?:[.,]\d+)?)?\s*(?:([ap])\.?m\.?)?\s*(z|utc|[+-]\d{2}:?\d{2})?$`)

// moment reads a day as the list writes them, and what time stands behind it. One with
// a zone is taken here: 23:30Z in summer is the next day.
func (r *row) moment(text string) (m moment, ok bool) {
	text = strings.TrimSpace(text)
	if m.day, ok = r.day(text); !ok {
		return m, false
	}
	parts := clockBehind.FindStringSubmatch(text)
	if parts == nil {
		return m, true
	}
	hour, _ := strconv.Atoi(parts[1] + parts[3]) // digits, as what follows
	minute, _ := strconv.Atoi(parts[2] + parts[4])
	if half := strings.ToLower(parts[5]); half != "" {
		if hour %= 12; half == "p" {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 {
		return m, true
	}
	if zone := parts[6]; zone != "" {
		offset := time.Duration(0)
		if zone[0] == '+' || zone[0] == '-' {
			offset, _ = plain.Offset(zone) // the pattern has only what it reads
		}
		here := plain.Here(m.day.Time().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute - offset))
		return moment{data.DateOf(here), here.Format("15:04")}, true
	}
	m.at = fmt.Sprintf("%02d:%02d", hour, minute)
	return m, true
}
