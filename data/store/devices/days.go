package devices

import (
	"strconv"
	"strings"
	"time"

	"waymark/data"
)

// The days after which a PC that was not heard of holds nothing up.
const (
	UsualInactiveDays = 60
	leastInactiveDays = 7 // someone may be on leave
	mostInactiveDays  = 730
)

// ParseInactiveDays reads after how many days a PC that was not heard of holds nothing
// up, the usual for "". The error is a FieldErrors.
func ParseInactiveDays(text string) (int, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return UsualInactiveDays, nil
	}
	days, err := strconv.Atoi(text)
	if err != nil || days < leastInactiveDays || days > mostInactiveDays {
		return 0, data.FieldErrors{{Field: "InactiveDays", Sentence: "Enter a number of days from 7 to 730, or leave it empty for 60."}}
	}
	return days, nil
}

// InactiveAfter is the time that a setting says, the usual where it says none that
// counts.
func InactiveAfter(setting string) time.Duration {
	days, err := ParseInactiveDays(setting)
	if err != nil {
		days = UsualInactiveDays
	}
	return time.Duration(days) * 24 * time.Hour
}
