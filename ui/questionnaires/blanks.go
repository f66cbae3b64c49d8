package questionnaires

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// blanksShown is how many blank items are written out; the rest are counted.
const blanksShown = 8

// blanksPage says gently which items have no answer. Nobody has to answer:
// leaving them is as good a button as going back.
type blanksPage struct {
	content fyne.CanvasObject
	goBack  *kit.Button
	leave   *kit.Button
}

func newBlanksPage(def []string, scale float32, goBack, leave func()) *blanksPage {
	b := &blanksPage{goBack: kit.Primary("Go back to them", goBack).Large(), leave: kit.Secondary("Leave them blank", leave).Large()}
	title := kit.NewParagraph(data.Plural(len(def), "question has no answer", "questions have no answer"), kit.Title)
	lead := kit.NewParagraph("You can go back, or leave it like this. Both are all right.", kit.Body)
	texts := []*kit.Text{title, lead}
	rows := []fyne.CanvasObject{}
	for _, line := range blankLines(def) {
		t := kit.NewParagraph(line, kit.Heading)
		texts, rows = append(texts, t), append(rows, t)
	}
	for _, t := range texts {
		t.SetScale(scale)
	}
	foot := kit.HStack(8, b.goBack, b.leave)
	b.content = kit.Fill(theme.ColorSurface, container.New(column{}, kit.VStack(6, title, lead), kit.Scroll(kit.VStack(10, rows...)), foot))
	return b
}

func blankLines(items []string) []string {
	if len(items) <= blanksShown+1 {
		return items
	}
	lines := append([]string{}, items[:blanksShown]...)
	return append(lines, fmt.Sprintf("and %d more", len(items)-blanksShown))
}

// troubleText is what a client is told when answers could not be stored.
const troubleText = "Your last answers could not be stored yet. They are still on the screen. " +
	"Please tell the person who gave you the laptop."
