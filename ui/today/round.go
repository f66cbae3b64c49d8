package today

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// kept is what stands at the foot of the follow-ups: what a filter leaves out, and
// how many were done on time.
type kept struct {
	figures data.FollowUpFigures
	beyond  int // overdue follow-ups of others
	whose   data.ID
}

// keptMonths is over how many months the follow-ups done on time are counted.
const keptMonths = 3

func readKept(ctx context.Context, h *host.Host, today data.Date, prescriber data.ID) (k kept, err error) {
	k.whose = prescriber
	if k.beyond, err = h.Round.Beyond(ctx, data.FollowUpFilter{Prescriber: prescriber}); err != nil {
		return k, err
	}
	k.figures, err = h.Round.Kept(ctx, today.AddMonths(-keptMonths), today, prescriber)
	return k, err
}

// startRound begins the follow-up round: of whom the card shows.
func (f *followUps) startRound() {
	f.host.Go(host.Route{Area: host.Clients, View: host.ViewRound, Record: f.kept.whose})
}

// setKept shows what a filter leaves out, and how many were done on time.
func (f *followUps) setKept(k kept, everyones func()) {
	f.kept = k
	f.foot.Objects = nil
	if k.beyond > 0 {
		sentence := data.Plural(k.beyond, "overdue follow-up of other staff is not shown.", "overdue follow-ups of other staff are not shown.")
		f.foot.Add(kit.NewBanner(kit.Amber, sentence, kit.Secondary("Show all (Ctrl+M)", everyones).Compact()))
	}
	start := kit.Secondary("Follow-up round", f.startRound).Compact()
	f.foot.Add(kit.Border(8, nil, nil, nil, kit.HStack(0, start), kit.NewParagraph(k.figures.Sentence(), kit.Small)))
	f.foot.Refresh()
}

// ShowOverdue implements host.OverdueShower.
func (p *page) ShowOverdue() {
	p.whose.SetSelected(0)
	p.Reload()
}

// footed puts what is said about the list beneath it.
func (f *followUps) footed(list fyne.CanvasObject, pad func(fyne.CanvasObject) fyne.CanvasObject) fyne.CanvasObject {
	f.foot = kit.VStack(6)
	return kit.Border(0, nil, pad(f.foot), nil, nil, list)
}
