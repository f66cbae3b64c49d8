package data

import (
	"regexp"
	"strings"
)

var (
	freeWords = regexp.MustCompile(`\b(free|nothing|nil|none|£0(\.00)?)\b|^(0|0\.00|£0(\.00)?)$`)
	price     = regexp.MustCompile(`(£|gbp|eur|€)\s*[0-9]*[1-9]|[1-9][0-9]*\s*(p|pounds?)\b|\b(donation|membership|subscription|paid|charge[sd]?|fees? appl)`)
	noCharge  = regexp.MustCompile(`\b(no|without|any) (charge|fee|cost)s?\b`)
	notFree   = regexp.MustCompile(`\b(not free|free (for|to) (members|under|over|child|carer)|first \w+ free|free trial|free parking|free tea|free coffee)`)
)

// FreeOfCharge reads what a service costs from its words: Yes when it is free
// to everyone, No when money is asked for, empty when the words do not say.
func FreeOfCharge(cost string) YesNo {
	text := strings.ToLower(Tidy(cost))
	switch {
	case text == "":
		return ""
	case notFree.MatchString(text):
		return No
	case noCharge.MatchString(text):
		return Yes
	case price.MatchString(text) && !strings.HasPrefix(text, "free"):
		return No
	case freeWords.MatchString(text):
		return Yes
	}
	return ""
}
