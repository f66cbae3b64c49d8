package handed

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// card shows what a reader got, when and from whom, and what can be done.
func (p *page) card(h *data.HandedOver, r *reports.Report) fyne.CanvasObject {
	list := []fyne.CanvasObject{
		kit.NewParagraph(r.ScopeText()+" · counted "+r.AsAtText(), kit.Muted),
		kit.NewParagraph(gotText(h), kit.Body),
	}
	if !h.Counts() {
		list = append(list, kit.NewBanner(kit.Neutral, "Marked as not sent on "+on(h.NotSentAt)+": “"+h.NotSentWhy+"”. New reports for this reader are no longer checked against it.", nil))
	}
	list = append(list, kit.Wrap(keyFigures(r)...), kit.Separator(), kit.NewParagraph(r.Protection, kit.Small))
	if s := r.Handing; s != nil {
		if len(s.Held) > 0 {
			list = append(list, kit.NewParagraph("When they got it, they already had: "+s.HeldText()+".", kit.Small))
		}
		list = append(list, kit.NewParagraph(r.ShownText(), kit.Small))
	}
	card := kit.NewCard(periodText(h), "", kit.ScrollBeyond(kit.VStack(10, list...)))
	buttons := []fyne.CanvasObject{kit.Secondary("Saved reports", func() { p.h.Go(host.Route{Area: host.Reports, View: host.ViewSaved}) }).Compact()}
	if h.Counts() {
		id := h.ID
		buttons = append(buttons, kit.Secondary("Not sent…", func() { p.notSent(id) }).Compact())
	}
	card.SetAction(kit.HStack(8, buttons...))
	return card
}

// gotText says who got it, as what, and from whom.
func gotText(h *data.HandedOver) string {
	if h.Unrecorded() {
		return "It was saved on " + on(h.CreatedAt) + ", before Waymark recorded who gets a report. So everyone counts as having it."
	}
	list := []string{fmt.Sprintf("%s got it on %s as %s.", h.ReaderText(), on(h.CreatedAt), h.FormatsText())}
	if h.Scores {
		list = append(list, "It has the scores of each pair.")
	}
	if h.By != "" {
		list = append(list, fmt.Sprintf("%s handed it over.", h.By))
	}
	if h.Source != "" {
		list = append(list, fmt.Sprintf("It came from %s.", h.Source))
	}
	return strings.Join(list, " ")
}

func keyFigures(r *reports.Report) []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, 0, len(r.KeyFigures))
	for _, k := range r.KeyFigures {
		value := kit.NewText(strings.ReplaceAll(k.Value, " → ", " to "), kit.Heading)
		list = append(list, kit.Fixed(190, 0, kit.VStack(0, value, kit.NewParagraph(k.Label, kit.Small))))
	}
	return list
}

// notSent asks why a report was not sent, and records it.
func (p *page) notSent(id data.ID) {
	if kit.OverlayOpen(p.h.Window) {
		return
	}
	p.h.AskNotSent(id, func() {
		p.tell(kit.Green, "Recorded. New reports for this reader are no longer checked against it.")
	}, func(err error) { p.tell(kit.Red, p.h.Fail("mark a report as not sent", err)) })
}

func (p *page) tell(tone kit.Tone, text string) {
	p.notice.Objects = []fyne.CanvasObject{kit.NewBanner(tone, text, nil)}
	p.notice.Show()
	p.content.Refresh()
}
