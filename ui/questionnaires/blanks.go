package questionnaires

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data/clienttext"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// blanksShown is how many blank items are written out; the rest are counted.
const blanksShown = 8

// blanksPage says gently which items have no answer. No one has to answer:
// leaving them is as good a button as going back.
type blanksPage struct {
	content fyne.CanvasObject
	goBack  *kit.Button
	leave   *kit.Button
}

func newBlanksPage(in *clienttext.Language, def []string, scale float32, goBack, leave func()) *blanksPage {
	b := &blanksPage{goBack: kit.Primary(in.Say("pad.blank.back"), goBack).Large(), leave: kit.Secondary(in.Say("pad.blank.leave"), leave).Large()}
	title := kit.NewParagraph(in.Say("pad.blank", len(def)), kit.Title)
	lead := kit.NewParagraph(in.Say("pad.blank.how"), kit.Body)
	texts := []*kit.Text{title, lead}
	rows := []fyne.CanvasObject{}
	for _, line := range blankLines(in, def) {
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

func blankLines(in *clienttext.Language, items []string) []string {
	if len(items) <= blanksShown+1 {
		return items
	}
	lines := append([]string{}, items[:blanksShown]...)
	return append(lines, in.Say("pad.blank.more", len(items)-blanksShown))
}
