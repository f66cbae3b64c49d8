package round

import (
	"fmt"
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// showEnd says that everyone was called, or that no one is due.
func (p *page) showEnd() {
	p.call = nil
	p.header.SetSubtitle("")
	p.record.Hide()
	k := p.known
	title, lines := "No follow-ups are due", []fyne.CanvasObject{}
	if k.calls.Done > 0 {
		title = "You have called everyone for today"
		lines = append(lines, kit.NewParagraph(fmt.Sprintf("You called %s.", data.Plural(k.calls.Done, "person", "people")), kit.Body))
	}
	if k.next != nil {
		lines = append(lines, kit.NewParagraph(fmt.Sprintf("Next: %s, %s.", k.next.Client, person.When(k.next.DueOn, k.next.DuePart)), kit.Body))
	} else if k.calls.Done == 0 {
		lines = append(lines, kit.NewParagraph("Follow-ups appear here 3 weeks after a client chooses a service.", kit.Muted))
	}
	if kept := k.kept.Sentence(); kept != "" {
		lines = append(lines, kit.NewParagraph(kept, kit.Muted))
	}
	back := kit.Primary("Back to Today", func() { p.h.Go(host.Route{Area: host.Today}) })
	p.first = back
	lines = append(lines, kit.HStack(8, back))
	p.body.Objects = []fyne.CanvasObject{container.NewCenter(kit.NewCard(title, "", kit.Fixed(460, 0, kit.VStack(12, lines...))))}
	p.body.Refresh()
	p.put(p.page)
	p.h.Window.Canvas().Focus(back)
}
