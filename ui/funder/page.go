package funder

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/store"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// New makes the page of the area Reports. It has one view.
func New(h *host.Host, _ host.Route) host.Page { return newPage(h) }

// page shows the figures for what was chosen and writes them as files.
type page struct {
	host    *host.Host
	root    *fyne.Container
	header  *kit.PageHeader
	choices *choices
	verdict *kit.Chip
	counted *kit.Text
	notice  *fyne.Container // what became of an export
	body    *fyne.Container
	scroll  *kit.FollowScroll
	figures *fyne.Container // what is scrolled
	excel   *kit.Button
	pdf     *kit.Button
	subject int
	seq     int
	report  *reports.Report // what is shown; nil while there is none to export
	filter  data.FigureFilter
}

func newPage(h *host.Host) *page {
	p := &page{host: h, figures: container.NewStack(), notice: container.NewStack()}
	p.excel = kit.Secondary("Excel", func() { p.export(formatExcel) })
	p.pdf = kit.Primary("PDF", func() { p.export(formatPDF) })
	p.header = kit.NewPageHeader("Report", "", p.excel, p.pdf)
	p.choices = newChoices(h.Today, p.count)
	p.verdict = kit.NewChip("Counting…", kit.Neutral)
	p.counted = kit.NewText("", kit.Muted)
	p.scroll = kit.Scroll(p.figures)
	p.body = container.NewStack(kit.NewLoading("Counting…"))
	p.notice.Hide()
	p.root = container.New(margins{}, p.header, p.choices.content, kit.HStack(10, p.verdict, p.counted), p.notice, p.body)
	p.offer(nil)
	return p
}

// Content is the page.
func (p *page) Content() fyne.CanvasObject { return p.root }

// Reload reads the lists to choose from again, then counts.
func (p *page) Reload() {
	db := p.host.Store
	p.host.Background(func(ctx context.Context) func() {
		surgeries, reasons, first, err := readLists(ctx, db)
		return func() {
			if err != nil {
				p.seq++ // an earlier count must not cover the sentence
				p.fail(err)
				return
			}
			p.choices.fill(surgeries, reasons, first)
			p.count()
		}
	})
}

func readLists(ctx context.Context, db *store.Store) ([]data.Surgery, []data.Reason, data.Date, error) {
	surgeries, err := db.Surgeries(ctx, true)
	if err != nil {
		return nil, nil, data.Date{}, err
	}
	reasons, err := db.Reasons(ctx, true)
	if err != nil {
		return nil, nil, data.Date{}, err
	}
	first, err := db.FirstDate(ctx)
	return surgeries, reasons, first, err
}

// count works the figures out off the UI goroutine. The last figures stay in
// sight meanwhile, but are not offered as a file.
func (p *page) count() {
	p.seq++
	p.offer(nil)
	filter, ok := p.choices.filter()
	if !ok {
		p.say("Choose the days", kit.Amber, "")
		return
	}
	p.say("Counting…", kit.Neutral, "")
	seq, options, db := p.seq, reports.Options{
		AsAt: p.host.Clock(), Surgery: p.choices.surgeryName(), Reason: p.choices.reasonName(),
	}, p.host.Store
	p.host.Background(func(ctx context.Context) func() {
		report, err := build(ctx, db, filter, options)
		return func() {
			if seq == p.seq {
				p.publish(filter, report, err)
			}
		}
	})
}

func build(ctx context.Context, db *store.Store, filter data.FigureFilter, o reports.Options) (*reports.Report, error) {
	var err error
	if o.ServiceName, err = db.Setting(ctx, store.SettingServiceName); err != nil {
		return nil, err
	}
	figures, err := db.Figures(ctx, filter)
	if err != nil {
		return nil, err
	}
	return reports.Build(figures, o)
}

func (p *page) publish(filter data.FigureFilter, r *reports.Report, err error) {
	switch {
	case data.CodeOf(err) == data.CodeRefused:
		p.refuse(err)
		return
	case err != nil:
		p.fail(err)
		return
	}
	p.filter = filter
	p.header.SetSubtitle(r.PeriodText() + " · " + r.ScopeText())
	if nothing(r) {
		p.say("Nothing in this period", kit.Neutral, "")
		p.show(kit.NewEmpty(theme.IconReports, "Nothing to report yet",
			"Nobody was referred, seen or followed up in this period. Choose a longer one, or another surgery or reason.", nil))
		return
	}
	p.offer(r)
	p.say("Adds up: every part checked", kit.Green, data.Plural(r.Seen, "person seen", "people seen")+" · as at "+r.AsAtText())
	p.fill(r)
}

// fill puts the figures into the scroller, which keeps its place.
func (p *page) fill(r *reports.Report) {
	p.figures.Objects = []fyne.CanvasObject{overview(r, p.subject, func(i int) {
		p.subject = i
	})}
	p.figures.Refresh()
	p.show(p.scroll)
}

// refuse shows why the parts do not add up. There is nothing to export then.
func (p *page) refuse(err error) {
	p.offer(nil)
	p.say("Does not add up", kit.Red, "No report is written until it does.")
	p.show(kit.PadXY(bleed, 0, kit.VStack(0, kit.NewBanner(kit.Red, data.Sentence(err), nil))))
}

func (p *page) fail(err error) {
	p.offer(nil)
	p.say("No figures", kit.Neutral, "")
	p.show(kit.NewErrorState(p.host.Fail("count a report", err), p.Reload))
}

// offer says which report can be written as a file, nil for none.
func (p *page) offer(r *reports.Report) {
	p.report = r
	for _, b := range []*kit.Button{p.excel, p.pdf} {
		if r == nil {
			b.Disable()
		} else {
			b.Enable()
		}
	}
}

func (p *page) say(verdict string, tone kit.Tone, counted string) {
	p.verdict.Set(verdict, tone)
	p.counted.SetText(counted)
	p.root.Refresh()
}

func (p *page) show(obj fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{obj}
	p.body.Refresh()
}

func (p *page) export(kind format) {
	if p.report == nil {
		return
	}
	e := &exporter{host: p.host, report: p.report, filter: p.filter, kind: kind, tell: p.tell}
	e.ask()
}

// tell says what became of an export, above the figures.
func (p *page) tell(tone kit.Tone, text string, action fyne.CanvasObject) {
	p.notice.Objects = []fyne.CanvasObject{kit.NewBanner(tone, text, action)}
	p.notice.Show()
	p.root.Refresh()
}

// nothing is true when there is not even an empty table worth printing.
func nothing(r *reports.Report) bool {
	return r.Seen+r.ReferralsReceived+r.ContactsByOutcome.N+r.Offers.ByDecision.N+r.FollowUps.N == 0
}
