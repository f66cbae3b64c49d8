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
	title.SetHint("For example, Year 1, sent to funder. Do not use anyone’s name.")
	good := ""
	form := kit.ShowForm(p.host.Window, "Save these figures", kit.Fixed(480, 0, title), "Save", func() bool {
		if good = title.Text(); good == "" {
			title.SetError("Enter a name")
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
			p.tell(kit.Green, fmt.Sprintf("Saved as “%s”. You can see it, and what has changed since, in Saved reports.", title), nil)
		}
	})
}
