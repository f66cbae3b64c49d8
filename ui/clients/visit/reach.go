package visit

import (
	"context"

	"waymark/data/store/devices"
	"waymark/ui/kit"
)

// Met is called when a meeting with the other PCs begins or ends: the card says
// whether another one has it. A card that is not saved yet says only that it would
// stay here.
func (p *leavingPage) Met() {
	if p.card == nil || !p.h.Exchanges() {
		return
	}
	id := p.card.ID
	p.h.Background(func(ctx context.Context) func() {
		reach, err := p.h.Meets.Reached(ctx, "lone_card", id)
		return func() {
			if err != nil {
				p.h.Fail("read whether another PC has a card", err)
				return
			}
			if p.card.ID == id {
				p.showReach(reach)
			}
		}
	})
}

func (p *leavingPage) showReach(reach devices.Reach) {
	news := p.h.Meets.News()
	sentence, has := news.Carried(reach, p.h.Clock())
	tone := kit.Amber
	if has {
		tone = kit.Green
	}
	p.reach.Set(tone, sentence)
	closed := !p.card.BackAt.IsZero()
	p.reach.Hidden = sentence == "" || closed || p.card.ID == "" && news.Failed == ""
	p.words.Hidden = !p.reach.Hidden // a small window has room for one of them
	p.foot.Refresh()
	p.content.Refresh()
}
