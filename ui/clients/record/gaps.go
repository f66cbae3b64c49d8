package record

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// gapsCard lists the needs for which nothing suitable was found; nil without any.
func (p *recordPage) gapsCard() fyne.CanvasObject {
	if len(p.gaps) == 0 {
		return nil
	}
	list := kit.VStack(10)
	for i := range p.gaps {
		if i > 0 {
			list.Add(kit.Separator())
		}
		list.Add(p.gapLine(&p.gaps[i]))
	}
	return kit.NewCard("Gaps: nothing suitable found", "", list)
}

func (p *recordPage) gapLine(g *data.Gap) fyne.CanvasObject {
	looked := ""
	if g.Note != "" {
		looked = fmt.Sprintf("looked for “%s”", data.Tidy(g.Note))
	}
	back := p.offered(kit.Quiet("Remove", func() { p.askTakeBack(g) }).Compact())
	return kit.Border(8, nil, nil, nil, kit.AtEnd(back), kit.VStack(4, kit.NewParagraph(g.Reason, kit.Bold),
		kit.NewParagraph(person.Dotted(person.DayText(g.FoundOn, p.h.Today()), g.Area, looked), kit.Muted)))
}

// askTakeBack takes a gap back that was recorded in error or has closed.
func (p *recordPage) askTakeBack(g *data.Gap) {
	kit.Confirm(p.h.Window, "Remove this gap?", fmt.Sprintf("“%s” from %s will no longer be counted as a gap.",
		g.Reason, g.FoundOn.Short()), "Remove", true, func() {
		p.h.Background(func(ctx context.Context) func() {
			err := p.h.Offering.RemoveGap(ctx, g.ID)
			return func() {
				if err != nil {
					kit.Message(p.h.Window, "The gap was not removed", p.h.Fail("take a gap back", err))
					return
				}
				p.Reload()
			}
		})
	})
}
