package xlsx

import (
	"encoding/xml"
	"regexp"
	"strings"
)

// longestCell is how many characters a cell holds.
const longestCell = 32767

// escaped is how a workbook writes a character that it cannot hold as it is,
// so that the same letters typed by a person have to be escaped themselves.
// In cells excelize sees to it.
var escaped = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// clean makes text fit for a cell: without what XML 1.0 forbids, and cut to
// what a cell holds, counted in UTF-16 units as Excel does.
func clean(s string) string { return short(bare(s), longestCell) }

// escape makes text fit for XML.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(clean(s))) // a builder takes everything
	return b.String()
}

// short cuts a text to so many UTF-16 units.
func short(s string, most int) string {
	if len(s) <= most {
		return s
	}
	units := 0
	for i, r := range s {
		units++
		if r > 0xFFFF {
			units++
		}
		if units > most {
			return s[:i]
		}
	}
	return s
}

// bare removes what XML 1.0 forbids.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return r
		case r < 0x20 || r == 0xFFFE || r == 0xFFFF || r == 0xFFFD:
			return -1
		default:
			return r
		}
	}, s)
}
