package agenda

import (
	"regexp"
	"strconv"
	"strings"
)

var typedTime = regexp.MustCompile(`^(\d{1,2})(?:[:.h ]?(\d{2}))? ?(am|pm|a\.m\.|p\.m\.)?$`)

// ReadClock reads a time of day as people type it: 14:30, 14.30, 1430, 9, 2pm or
// 2.30 pm. It returns it as records hold it, "14:30".
func ReadClock(text string) (at string, ok bool) {
	m := typedTime.FindStringSubmatch(strings.ToLower(strings.TrimSpace(text)))
	if m == nil {
		return "", false
	}
	hour, _ := strconv.Atoi(m[1]) // digits, as the expression says
	minute, _ := strconv.Atoi("0" + m[2])
	if m[3] != "" {
		if hour < 1 || hour > 12 {
			return "", false
		}
		hour %= 12
		if m[3][0] == 'p' {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 {
		return "", false
	}
	return At(60*hour + minute), true
}
