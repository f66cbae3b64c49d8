package plain

import (
	"strings"
	"unicode"
)

// PartCamel puts a space where a small letter is followed by a capital, as in the headings
// of programs: “ServiceName”.
func PartCamel(heading string) string {
	var b strings.Builder
	var last rune
	for _, r := range heading {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}
