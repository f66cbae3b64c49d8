package service

import (
	"strconv"
	"strings"

	"waymark/data"
)

// Overdue is true when no one has made sure of an entry for longer than the
// service's own rule says; days of 0 is no rule.
func Overdue(checked, today data.Date, days int) bool {
	return days > 0 && today.Sub(checked) > days
}

// Number reads an age; "" is 0, and what is no number is -1, which the rules
// of a service refuse with a sentence.
func Number(text string) int {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

// ByPhone is how a service of the round is checked.
const ByPhone = "by phone"
