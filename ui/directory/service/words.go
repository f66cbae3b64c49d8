package service

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/ui/kit"
)

// alsoShown is how many words of the same meaning are named.
const alsoShown = 2

// ShownText says which words took the place of the typed ones, or were looked
// for beside them; nothing when the words were searched as they stand.
func ShownText(s *data.ServiceSearch) []kit.Phrase {
	var line []kit.Phrase
	plain := func(text string) { line = append(line, kit.Phrase{Text: text}) }
	if s.AnyWord {
		plain("No service matches all these words. Showing services that match any of them. ")
	}
	for i, w := range s.Instead {
		plain([]string{"Showing ", ", "}[min(i, 1)])
		line = append(line, kit.Phrase{Text: w.Used, Bold: true})
		plain(fmt.Sprintf(" (no results for “%s”)", w.Typed))
	}
	for i, word := range s.Also {
		if i == alsoShown && len(s.Also) > alsoShown+1 {
			plain(fmt.Sprintf(", +%d", len(s.Also)-i))
			break
		}
		switch {
		case i > 0:
			plain(", ")
		case len(s.Instead) > 0:
			plain(", also ")
		default:
			plain("Also: ")
		}
		line = append(line, kit.Phrase{Text: word, Bold: true})
	}
	return line
}

// Dotted joins what there is with a dot between.
func Dotted(parts ...string) string {
	kept := parts[:0]
	for _, s := range parts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " · ")
}
