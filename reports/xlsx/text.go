package xlsx

import (
	"regexp"
	"strings"
)

// longestCell is how many characters a cell holds.
const longestCell = 32767

// escaped is how a workbook writes a character that it cannot hold as it is,
// so that the same letters typed by a person have to be escaped themselves.
var escaped = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// clean removes what XML 1.0 forbids and cuts text to what a cell holds,
// counted in UTF-16 units as Excel does.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return r
		case r < 0x20 || r == 0xFFFE || r == 0xFFFF || r == 0xFFFD:
			return -1
		default:
			return r
		}
	}, s)
	s = escaped.ReplaceAllString(s, "_x005F_$1")
	units := 0
	for i, r := range s {
		units++
		if r > 0xFFFF {
			units++
		}
		if units > longestCell {
			return s[:i]
		}
	}
	return s
}
