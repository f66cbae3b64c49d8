package person

import (
	"strings"

	"waymark/data"
)

// ClockText reads a time as people type it; see data.ReadClock. It returns it as
// HH:MM, or says what is wrong with it. Blank is no time.
func ClockText(typed string) (clock, problem string) {
	if strings.TrimSpace(typed) == "" {
		return "", ""
	}
	clock, ok := data.ReadClock(typed)
	if !ok {
		return "", "Enter a time, like 9:30 or 9:30am"
	}
	return clock, ""
}
