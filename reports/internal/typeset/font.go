package typeset

import (
	"strings"
	"sync"
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

// StandIn is printed in place of letters and signs that no font of the PDFs has, as
// of a name in Chinese: an empty box would say that there is nothing to look for.
const StandIn = "[not printable]"

// plainLatin is below what every font has.
const plainLatin = 0x250

// shown puts StandIn for each run of characters that no font has.
func shown(text string) string {
	if !strings.ContainsFunc(text, unshown) {
		return text
	}
	var b strings.Builder
	in := false
	for _, r := range text {
		switch {
		case !unshown(r):
			b.WriteRune(r)
		case !in:
			b.WriteString(StandIn)
		}
		in = unshown(r)
	}
	return strings.ReplaceAll(b.String(), StandIn+" "+StandIn, StandIn)
}

func unshown(r rune) bool {
	if r < plainLatin {
		return false
	}
	known, ok := inFonts.Load(r)
	if !ok {
		known, _ = inFonts.LoadOrStore(r, has(r))
	}
	return known != true
}

// inFonts remembers of which characters it was looked whether a font has them: every
// line is measured several times.
var inFonts sync.Map
