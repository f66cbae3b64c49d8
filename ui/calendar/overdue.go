package calendar

import (
	"context"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// countBeyond says how many overdue follow-ups the filters leave out.
func (p *page) countBeyond() {
	f := data.FollowUpFilter{Prescriber: p.prescriber(), SurgeryID: p.surgery()}
	load.Do(p.beyond, func(ctx context.Context) (int, error) { return p.host.Round.Beyond(ctx, f) }, func(n int, err error) {
		if err != nil {
			p.host.Fail("count overdue follow-ups", err)
		}
		p.parked.setBeyond(n)
	})
}

// setBeyond shows how many overdue follow-ups the filters leave out.
func (l *parked) setBeyond(n int) {
	l.beyond.Objects = nil
	if n > 0 {
		l.beyond.Add(kit.PadXY(16, 8, kit.VStack(6,
			kit.NewParagraph(data.Plural(n, "more overdue follow-up is hidden by these filters.", "more overdue follow-ups are hidden by these filters."), kit.Small),
			kit.HStack(0, kit.Secondary("Show all (Ctrl+M)", l.page.ShowOverdue).Compact()))))
	}
	l.beyond.Refresh()
}

// ShowOverdue implements host.OverdueShower: it takes the filters away.
func (p *page) ShowOverdue() {
	p.who.SetSelected("")
	p.where.SetSelected("")
	p.Reload()
}
