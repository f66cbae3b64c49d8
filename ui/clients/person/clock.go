package person

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var typedTime = regexp.MustCompile(`^(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap]m)?$`)

// ClockText reads a time as people type it, such as 9:30, 0930, 9.30 or 2pm,
// and gives it as HH:MM; or says what is wrong with it. Blank is no time.
func ClockText(typed string) (clock, problem string) {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if typed == "" {
		return "", ""
	}
	const sentence = "Please give the time as hours and minutes, such as 09:30."
	parts := typedTime.FindStringSubmatch(typed)
	if parts == nil {
		return "", sentence
	}
	hour, _ := strconv.Atoi(parts[1])
	minute, _ := strconv.Atoi(parts[2]) // blank is the full hour
	if parts[3] != "" {
		if hour < 1 || hour > 12 {
			return "", sentence
		}
		hour %= 12
		if parts[3] == "pm" {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 {
		return "", sentence
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), ""
}
