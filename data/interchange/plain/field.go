package plain

import (
	"slices"
	"strings"
	"unicode"

	"waymark/data"
)

// longestQuote is how many characters of a field a doubt quotes.
const longestQuote = 80

// nothing is what people type into a field to say that there is nothing.
var nothing = []string{"n/a", "na", "none", "nil", "null", "tbc", "tba", "unknown", "not known",
	"not applicable", "not available", "undefined", "nan", "#n/a", "no", "x"}

// oneLine is a field without markup, in one line.
func oneLine(s string) string { return data.Tidy(Text(s)) }

// isBlank tells whether a field says that there is nothing.
func isBlank(text string) bool {
	text = strings.ToLower(strings.Trim(text, " .-–—?_*"))
	return text == "" || slices.Contains(nothing, text)
}

// shortened is a text as a doubt quotes it.
func shortened(text string) string {
	letters := []rune(text)
	if len(letters) <= longestQuote {
		return text
	}
	return strings.TrimSpace(string(letters[:longestQuote-1])) + "…"
}

// distinct is all without what was there already, in any case of letters.
func distinct(all []string) []string {
	var kept []string
	seen := make(map[string]bool, len(all))
	for _, one := range all {
		if key := strings.ToLower(one); !seen[key] {
			seen[key] = true
			kept = append(kept, one)
		}
	}
	return kept
}

// endsLikeDomain tells whether the last part of a domain can be a top level:
// two letters or more, or the code of one in another script.
func endsLikeDomain(domain string) bool {
	last := domain[strings.LastIndexByte(domain, '.')+1:]
	if strings.HasPrefix(last, "xn--") {
		return len(last) > len("xn--")
	}
	letters := 0
	for _, r := range last {
		if !unicode.IsLetter(r) {
			return false
		}
		letters++
	}
	return letters > 1
}
