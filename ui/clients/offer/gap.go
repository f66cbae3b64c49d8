package offer

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// askGap records that nothing suitable was found: for the need whose chip is
// on, for the only need of the person, or for the one chosen from a menu.
func (p *offerPage) askGap() {
	if !p.begun || p.about == nil {
		return
	}
	needs := p.gapNeeds()
	if len(needs) == 1 {
		p.saveGap(needs[0])
		return
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", p.gapMenu(needs)...), p.h.Window.Canvas())
	menu.ShowAtRelativePosition(fyne.NewPos(0, p.gap.Size().Height+4), p.gap)
}

// gapNeeds are the needs that a gap may be about; of a person without any, all
// that there are.
func (p *offerPage) gapNeeds() []data.ID {
	if need := p.search.filter.need(); need != "" {
		return []data.ID{need}
	}
	if needs := person.NeededIDs(p.about.record); len(needs) > 0 {
		return needs
	}
	var all []data.ID
	for _, r := range p.about.reasons {
		if !r.Retired {
			all = append(all, r.ID)
		}
	}
	return all
}

func (p *offerPage) gapMenu(needs []data.ID) []*fyne.MenuItem {
	names := person.ReasonNames(p.about.reasons)
	items := make([]*fyne.MenuItem, len(needs))
	for i, need := range needs {
		items[i] = fyne.NewMenuItem(names[need], func() { p.saveGap(need) })
	}
	return items
}

func (p *offerPage) saveGap(need data.ID) {
	gap := &data.Gap{ClientID: p.client, ReasonID: need, FoundOn: p.h.Today(),
		Area: p.about.record.Client.Town, Note: p.search.words.Text}
	p.gap.Disable()
	p.h.Background(func(ctx context.Context) func() {
		err := p.h.Offering.SaveGap(ctx, gap)
		return func() {
			p.gap.Enable()
			if err != nil {
				p.say(p.h.Fail("record a gap", err))
				return
			}
			p.gaps++
			p.sittingChanged()
			p.tell(kit.Green, fmt.Sprintf("Gap recorded: %s.", gap.Reason), kit.Secondary("Undo", func() { p.takeBack(gap) }).Compact())
			p.h.Window.Canvas().Focus(p.search.words)
		}
	})
}

func (p *offerPage) takeBack(gap *data.Gap) {
	p.h.Background(func(ctx context.Context) func() {
		err := p.h.Offering.RemoveGap(ctx, gap.ID)
		return func() {
			if err != nil {
				p.say(p.h.Fail("take a gap back", err))
				return
			}
			p.gaps--
			p.sittingChanged()
			p.say("")
			p.h.Window.Canvas().Focus(p.search.words)
		}
	})
}
