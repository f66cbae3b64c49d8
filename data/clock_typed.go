package data

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var typedClock = regexp.MustCompile(`^(\d{1,2})(?:[:.]?(\d\d))?\s*(am|pm)?$`)

// ReadClock reads a time of day as people type it, such as "9", "9.30", "0930",
// "2 pm" or "14:00", and returns it as "HH:MM". ok is false if it is none.
func ReadClock(typed string) (at string, ok bool) {
	m := typedClock.FindStringSubmatch(strings.ToLower(strings.TrimSpace(typed)))
	if m == nil {
		return "", false
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2]) // without minutes it is the full hour
	if m[3] != "" {
		if hour < 1 || hour > 12 {
			return "", false
		}
		hour %= 12
		if m[3] == "pm" {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 {
		return "", false
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), true
}
