package plain

import (
	"regexp"
	"strings"
	"unicode"

	"waymark/data"
)

// remark is how a heading, a note or a total begins that stands between the entries
// of a list or beneath them.
var remark = regexp.MustCompile(`(?i)^([*†‡•©#]|nb\b|n\.b\.|\(?(notes?|key|sources?|updated|correct|confidential|disclaimer|important)\s*[:.–—-]` +
	`|(sub|grand)?[ -]?totals?\s*([:=\d]|of\b|number|services?\b|clients?\b)|page \d|(printed|prepared|produced|compiled|exported|generated|created|updated) (on|by|at|from|\d)` +
	`|please\b|last updated\b|(data )?(correct|accurate) (as|at)\b|as (of|at) \d|end of (list|report|data|file)\b|see (also|sheet|tab|below|above|over)\b|report (run|date|created)\b|run (on|date)\b` +
	`|for (more|further) info|if you\b|this (list|sheet|report|file|spreadsheet|document|directory|table|data)\b|(all|no) (data|figures|names|records|clients|services)\b)`)

// wordsOfNote is how many words make a sentence of what stands where names do.
const wordsOfNote = 8

// IsRemark reports whether a text that stands alone in a row of a list is a
// heading, a note or a total, by how it is worded. It knows nothing of the list.
func IsRemark(text string) bool {
	text = data.Tidy(text)
	words := len(strings.Fields(text))
	return remark.MatchString(text) || strings.HasSuffix(text, ":") || words >= wordsOfNote || words > 3 && strings.HasSuffix(text, ".")
}

// BeginsAsRemark reports whether a text begins as nothing but a note does, such as
// “Source: …” or “* …”.
func BeginsAsRemark(text string) bool { return remark.MatchString(data.Tidy(text)) }

// IsBanner reports whether a text is written in capitals, as headings between the
// entries of a list are.
func IsBanner(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 3
}
