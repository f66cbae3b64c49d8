package clients

import (
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// givenShown is how many lines of the list are seen at once; more scroll.
const givenShown = 3

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
		list = kit.Fixed(0, height*givenShown, kit.Scroll(insideScroll(lines)))
	}
	p.given.Objects = []fyne.CanvasObject{kit.NewCard("Put before them so far", fmt.Sprint(len(p.sitting.Answers)), kit.VStack(4, list, p.met.Line))}
	p.given.Show()
	p.page.Refresh()
}

func (p *offerPage) givenLine(a answer) fyne.CanvasObject {
	text := a.Name
	if a.Decision == data.Chosen && a.Confidence != nil {
		text = dotted(text, fmt.Sprintf("confidence %d", *a.Confidence))
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
	out := kit.Quiet("Take out", func() { p.takeOut(a.Service) }).Compact()
	return kit.Border(8, nil, nil, kit.HStack(0, kit.NewChip(a.Decision.Label(), decisionTone(a.Decision))),
		kit.HStack(2, change, out), tip)
}
