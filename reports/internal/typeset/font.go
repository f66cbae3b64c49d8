package typeset

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"waymark/reports/internal/shape"
)

// Missing returns the characters of a text that no font of the PDFs has, each once
// and 20 at most. They would be printed as empty boxes.
func Missing(text string) string {
	missing := ""
	for _, r := range norm.NFC.String(text) {
		if has(r) || strings.ContainsRune(missing, r) {
			continue
		}
		if len([]rune(missing)) == 20 {
			return missing + "…"
		}
		missing += string(r)
	}
	return missing
}

// has reports whether a character is in a font, or is not drawn at all.
func has(r rune) bool {
	clean := Clean(string(r))
	if clean == "" || unicode.IsSpace(r) {
		return true
	}
	for _, c := range clean {
		if c == '\uFFFD' || !shape.Has(c) {
			return false
		}
	}
	return true
}
