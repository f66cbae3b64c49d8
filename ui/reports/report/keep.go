package report

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/reports"
	"waymark/ui/kit"
)

// keep saves the report that is shown, with its filters and its fingerprint,
// so that it can be made again and held against later figures.
func (p *page) keep() {
	if p.report == nil || kit.OverlayOpen(p.host.Window) {
		return
	}
	report, filter := p.report, p.filter
	title := kit.NewTextField("Name")
	title.SetText(fmt.Sprintf("Report for %s", report.PeriodText()))
	title.SetHint("Such as “Year 1, as sent to the funder”. Nothing about anybody.")
	good := ""
	form := kit.ShowForm(p.host.Window, "Keep these figures", kit.Fixed(480, 0, title), "Keep", func() bool {
		if good = title.Text(); good == "" {
			title.SetError("Please give it a name to find it by.")
		}
		return good != ""
	})
	form.OnClosed = func() {
		if good != "" {
			p.freeze(report, filter, good)
		}
	}
	title.FocusAll()
}

func (p *page) freeze(report *reports.Report, filter data.FigureFilter, title string) {
	db := p.host.Office
	p.host.Background(func(ctx context.Context) func() {
		frozen, err := reports.Freeze(report, title, filter)
		if err == nil {
			err = db.Figures.Freeze(ctx, frozen)
		}
		return func() {
			if err != nil {
				p.tell(kit.Red, p.host.Fail("keep a report", err), nil)
				return
			}
			p.tell(kit.Green, fmt.Sprintf("Kept as “%s”. Kept reports shows it as it is now, and what has changed since.", title), nil)
		}
	})
}
