package offersheet

import (
	"strings"
	"unicode/utf8"

	"waymark/data"
)

// shorten keeps the beginning of text, about most characters of it. It ends
// behind a sentence where one ends in the second half of that, else behind a
// word with an ellipsis.
func shorten(text string, most int) string {
	text = data.Tidy(text)
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	head := string([]rune(text)[:most+1])
	end := 0
	for i := range head[:len(head)-1] {
		if strings.IndexByte(".!?", head[i]) >= 0 && head[i+1] == ' ' && !abbreviates(head[:i]) {
			end = i + 1
		}
	}
	if end > len(head)/2 {
		return head[:end]
	}
	if space := strings.LastIndexByte(head, ' '); space > len(head)/2 {
		head = head[:space]
	} else {
		head = string([]rune(text)[:most])
	}
	return strings.TrimRight(head, " .,;:–-") + "…"
}

// abbreviates is true when the full stop behind text belongs to a short form,
// such as "e.g." or "Mr.", and not to the end of a sentence.
func abbreviates(text string) bool {
	word := strings.ToLower(text[strings.LastIndexAny(text, " (")+1:])
	switch word {
	case "e.g", "i.e", "etc", "mr", "mrs", "ms", "dr", "st", "approx", "no", "tel":
		return true
	}
	return len(word) == 1
}
