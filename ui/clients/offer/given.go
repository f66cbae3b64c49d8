package offer

import (
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// givenShown is how many lines of the list are seen at once; more scroll.
const givenShown = 3

// offerColumns sets the search at the left, what was put before them so far
// beneath it, and the service that is talked about at the right. In the order of
// the Tab key the service comes before the list: its buttons must not stand
// between the search and the words that are typed.
type offerColumns struct{}

const (
	offerLeftShare float32 = 0.53
	offerGivenGap  float32 = 12
)

// Layout implements fyne.Layout.
func (offerColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	search, detail, given := objects[0], objects[1], objects[2]
	left := (size.Width - theme.Gap) * offerLeftShare
	if !detail.Visible() {
		left = size.Width
	}
	height := size.Height
	if given.Visible() {
		// Twice: wrapped texts know their height once they know their width.
		given.Resize(fyne.NewSize(left, given.MinSize().Height))
		least := given.MinSize().Height
		given.Resize(fyne.NewSize(left, least))
		given.Move(fyne.NewPos(0, height-least))
		height -= least + offerGivenGap
	}
	search.Move(fyne.Position{})
	search.Resize(fyne.NewSize(left, max(0, height)))
	detail.Move(fyne.NewPos(left+theme.Gap, 0))
	detail.Resize(fyne.NewSize(size.Width-theme.Gap-left, size.Height))
}

// MinSize implements fyne.Layout.
func (offerColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	search, detail := objects[0].MinSize(), objects[1].MinSize()
	if given := objects[2]; given.Visible() {
		least := given.MinSize()
		search.Width = max(search.Width, least.Width)
		search.Height += least.Height + offerGivenGap
	}
	return fyne.NewSize(search.Width+theme.Gap+detail.Width, max(search.Height, detail.Height))
}

// showGiven lists what was put before them so far, newest last, each to be
// changed or taken out until it is stored.
func (p *offerPage) showGiven() {
	p.given.Objects = nil
	if len(p.sitting.Answers) == 0 {
		p.given.Hide()
		p.page.Refresh()
		return
	}
	lines := kit.VStack(4)
	for _, a := range p.sitting.Answers {
		lines.Add(p.givenLine(a))
	}
	var list fyne.CanvasObject = lines
	if n := len(p.sitting.Answers); n > givenShown {
		height := lines.Objects[0].MinSize().Height + 4
		list = kit.Fixed(0, height*givenShown, kit.ScrollBeyond(lines))
	}
	p.given.Objects = []fyne.CanvasObject{kit.NewCard("Offered so far", fmt.Sprint(len(p.sitting.Answers)), kit.VStack(4, list, p.met.Line))}
	p.given.Show()
	p.page.Refresh()
}

func (p *offerPage) givenLine(a answer) fyne.CanvasObject {
	text := a.Name
	if a.Decision == data.Chosen && a.Confidence != nil {
		text = person.Dotted(text, fmt.Sprintf("confidence %d", *a.Confidence))
	}
	if a.Words != "" {
		text += ": “" + data.Tidy(a.Words) + "”"
	}
	line := kit.NewText(text, kit.Body)
	tip := kit.WithTip(line, func() string {
		if line.Truncated() {
			return text
		}
		return ""
	})
	change := kit.Quiet("Change", func() {
		p.search.choose(a.Service)
		p.detail.show(a.Service)
		p.detail.focus()
	}).Compact()
	out := kit.Quiet("Remove", func() { p.takeOut(a.Service) }).Compact()
	return kit.Border(8, nil, nil, kit.HStack(0, kit.NewChip(a.Decision.Label(), decisionTone(a.Decision))),
		kit.HStack(2, change, out), tip)
}
