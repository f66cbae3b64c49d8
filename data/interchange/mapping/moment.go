package mapping

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // Windows has no time zones that Go can read

	"waymark/data"
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
	if offset, zoned := offsetOf(parts[6]); zoned {
		here := m.day.Time().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute - offset).In(london())
		return moment{data.DateOf(here), here.Format("15:04")}, true
	}
	m.at = fmt.Sprintf("%02d:%02d", hour, minute)
	return m, true
}

// offsetOf is how far ahead of world time a zone is; ok is false where none is said.
func offsetOf(zone string) (ahead time.Duration, ok bool) {
	if zone == "" || zone[0] != '+' && zone[0] != '-' {
		return 0, zone != ""
	}
	digits := strings.ReplaceAll(zone[1:], ":", "")
	hours, _ := strconv.Atoi(digits[:2])
	minutes, _ := strconv.Atoi(digits[2:])
	ahead = time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	if zone[0] == '-' {
		ahead = -ahead
	}
	return ahead, true
}

// london is where services are, whatever the zone of the PC.
var london = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil { // the program holds it
		return time.UTC
	}
	return zone
})
