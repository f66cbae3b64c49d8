package offer

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// alsoShown is how many words of the same meaning are named; the number of
// services has to stay in view.
const alsoShown = 3

// shownText says what the list shows: the words that were looked for in place
// of the typed ones or beside them, and how many services of how many in all.
func shownText(s *data.ServiceSearch, directory int) []kit.Phrase {
	var words []string
	for _, w := range s.Instead {
		words = append(words, w.Used)
	}
	words = append(words, s.Also...)
	var line []kit.Phrase
	for i, word := range words {
		if i == alsoShown {
			line = append(line, kit.Phrase{Text: fmt.Sprintf(", +%d", len(words)-i)})
			break
		}
		line = append(line, kit.Phrase{Text: []string{"Showing ", ", "}[min(i, 1)]}, kit.Phrase{Text: word, Bold: true})
	}
	if len(line) > 0 {
		line = append(line, kit.Phrase{Text: " · "})
	}
	return append(line, kit.Phrase{Text: s.CountText(directory)})
}

// insteadText explains the words that were looked for, as far as they were not
// typed; "" when all were.
func insteadText(s *data.ServiceSearch) string {
	text := ""
	for _, w := range s.Instead {
		text += fmt.Sprintf("No results for “%s”. Showing “%s”.\n", w.Typed, w.Used)
	}
	for i, word := range s.Also {
		text += []string{"Also searched: ", ", "}[min(i, 1)] + word
	}
	return strings.TrimSpace(text)
}

// shownLine is the line before the chips: as wide as what it says, so that the
// chips follow it.
type shownLine struct{ phrases *kit.Phrases }

// shownLineHeight is that of the chips beside it, and gap the space before them.
const (
	shownLineHeight float32 = 26
	shownLineGap    float32 = 4
)

// Layout implements fyne.Layout.
func (l *shownLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := objects[0].MinSize().Height
	objects[0].Move(fyne.NewPos(0, (size.Height-height)/2))
	objects[0].Resize(fyne.NewSize(size.Width-shownLineGap, height))
}

// MinSize implements fyne.Layout.
func (l *shownLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.phrases.Natural()+1+shownLineGap, max(shownLineHeight, objects[0].MinSize().Height))
}
