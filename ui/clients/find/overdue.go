package find

import (
	"context"
	"time"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// countPause is waited before what the list leaves out is counted, so that typing
// on costs nothing.
var countPause = 200 * time.Millisecond

// countHidden says how many clients with an overdue follow-up the list leaves out,
// or that it shows these alone.
func (p *listPage) countHidden(f data.ClientFilter) {
	if p.overdue {
		p.say("Showing only clients with an overdue follow-up.", "Show all clients", p.clear)
		return
	}
	if f == (data.ClientFilter{}) {
		p.hidden.Forget()
		p.say("", "", nil)
		return
	}
	load.Do(p.hidden, func(ctx context.Context) (int, error) { return p.left(ctx, f) }, func(n int, err error) {
		switch {
		case err != nil:
			p.h.Fail("count overdue clients", err)
		case n == 0:
			p.say("", "", nil)
		default:
			p.say(data.Plural(n, "client with an overdue follow-up is not in this list.", "clients with an overdue follow-up are not in this list."),
				"Show all (Ctrl+M)", p.ShowOverdue)
		}
	})
}

// left counts the clients with an overdue follow-up whom f leaves out.
func (p *listPage) left(ctx context.Context, f data.ClientFilter) (int, error) {
	all, err := p.overdueIn(ctx, data.ClientFilter{})
	if err != nil || all == 0 {
		return 0, err
	}
	shown, err := p.overdueIn(ctx, f)
	return all - shown, err
}

func (p *listPage) overdueIn(ctx context.Context, f data.ClientFilter) (int, error) {
	f.Overdue, f.Limit = true, 1
	_, total, err := p.h.Casework.Clients(ctx, f)
	return total, err
}

func (p *listPage) say(sentence, button string, do func()) {
	p.above.Objects = nil
	if sentence != "" {
		p.above.Add(kit.NewBanner(kit.Amber, sentence, kit.Secondary(button, do).Compact()))
	}
	p.above.Refresh()
	p.content.Refresh()
}

// ShowOverdue implements host.OverdueShower: every client with an overdue
// follow-up, whatever was searched for.
func (p *listPage) ShowOverdue() {
	p.search.SetText("")
	p.status.SetSelected(0)
	p.surgery.SetSelected("")
	p.prescriber.SetSelected("")
	p.overdue = true
	p.find()
	p.h.Window.Canvas().Focus(p.search)
}
