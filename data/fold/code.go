package fold

import (
	"strings"
	"unicode"
)

// Code is a code for a person as it is compared with others: people
// type "SMI-07" as "smi 07". Case, accents, spaces and marks make no
// difference, but a mark between two digits parts numbers: 1-12 is not 11-2.
func Code(code string) string {
	var b strings.Builder
	parted, digit := false, false
	for _, r := range Text(strings.Map(markToSpace, code)) {
		if r == ' ' {
			parted = true
			continue
		}
		is := unicode.IsDigit(r)
		if parted && digit && is {
			b.WriteByte('-')
		}
		b.WriteRune(r)
		parted, digit = false, is
	}
	return b.String()
}

// markToSpace keeps marks as places where a code is parted.
func markToSpace(r rune) rune {
	if unicode.IsPunct(r) || unicode.IsSymbol(r) {
		return ' '
	}
	return r
}
