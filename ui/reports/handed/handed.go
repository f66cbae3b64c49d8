// Package handed lists the reports that were handed over: who got which, when
// and as which files. One that was made and never sent can be marked so.
package handed

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// page shows the list on the left and one report on the right.
type page struct {
	h       *host.Host
	content fyne.CanvasObject
	notice  *fyne.Container
	body    *fyne.Container
	sides   fyne.CanvasObject
	reader  *kit.Choice
	rows    *kit.Rows
	detail  *fyne.Container
	all     []data.HandedOver // of every reader
	list    []data.HandedOver // of the one that is chosen
	reading *load.Latest
	opening *load.Latest // of the chosen report
}

// everyone is the entry of the filter for what everyone has.
const everyone = "everyone"

// New makes the page of host.ViewHanded.
func New(h *host.Host, _ host.Route) host.Page {
	p := &page{h: h, reading: load.New(h), opening: load.New(h)}
	header := kit.NewPageHeader("Handed over", "Who has which report. A new one for the same reader hides what would tell of a few people with all that they have.")
	header.SetBreadcrumb("Reports", func() { h.Go(host.Route{Area: host.Reports}) })
	p.reader = kit.NewChoice("Reader", nil, func(string) { p.choose() }).AllowNone("All readers")
	p.rows = kit.NewRows(func() int { return len(p.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, p.fill, kit.RowHeight())
	p.rows.OnSelect = p.open
	p.detail, p.notice = container.NewStack(), container.NewStack()
	p.notice.Hide()
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	left := kit.Border(10, p.reader, nil, nil, nil, kit.NewCard("", "", p.rows).Flush())
	p.sides = kit.Columns([]float32{40, 60}, left, p.detail)
	p.content = kit.Pad(theme.PageMargin, kit.Border(10, kit.VStack(8, header, p.notice), nil, nil, nil, p.body))
	return p
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable {
	if len(p.list) == 0 {
		return nil
	}
	return p.rows
}

// Shows implements host.Watcher.
func (*page) Shows(c store.Change) bool {
	return c.Is(store.ChangedReports, store.ChangedLists)
}

// Reload implements host.Page.
func (p *page) Reload() {
	db := p.h.Office
	load.Into(p.reading, load.View{What: "read the reports that were handed over", Put: p.put, Again: p.Reload},
		func(ctx context.Context) ([]data.HandedOver, error) { return db.Handed.List(ctx) }, p.publish)
}

func (p *page) publish(all []data.HandedOver) {
	if len(all) == 0 {
		p.put(kit.NewEmpty(theme.IconReports, "No report has been handed over yet",
			"On the page Reports, “Hand over…” records who gets a report. From then on, new reports for them are checked against it.",
			kit.Primary("Back to Reports", func() { p.h.Go(host.Route{Area: host.Reports}) })))
		return
	}
	p.all = all
	var options []kit.Option
	seen := map[string]bool{}
	for i := range all {
		id, label := string(all[i].ReaderID), all[i].Reader
		if id == "" {
			id, label = everyone, data.Everyone
		}
		if !seen[id] {
			seen[id] = true
			options = append(options, kit.Option{ID: id, Label: label})
		}
	}
	p.reader.SetOptions(options)
	p.put(p.sides)
	p.choose()
}

// choose shows what the chosen reader has.
func (p *page) choose() {
	p.list = nil
	for _, h := range p.all {
		if who := p.reader.Selected(); who == "" || who == string(h.ReaderID) || who == everyone && h.ReaderID == "" {
			p.list = append(p.list, h)
		}
	}
	p.rows.Reload()
	at := max(0, min(p.rows.Selected(), len(p.list)-1))
	p.rows.Select(at)
	p.open(at)
}

func (p *page) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *page) fill(i int, o fyne.CanvasObject) {
	h := &p.list[i]
	row := kit.RowData{Title: periodText(h), Secondary: h.ReaderText() + " · " + on(h.CreatedAt), Muted: !h.Counts()}
	if !h.Counts() {
		row.Chips = []kit.ChipData{{Text: "Not sent"}}
	}
	o.(*kit.RowText).Set(row)
}

func periodText(h *data.HandedOver) string {
	return (&reports.Report{From: h.Report.Filter.From, To: h.Report.Filter.To}).PeriodText()
}

func on(at time.Time) string { return data.DateOf(at.Local()).Short() }

// open shows one of them.
func (p *page) open(i int) {
	if i < 0 || i >= len(p.list) {
		return
	}
	h, db := p.list[i], p.h.Office
	load.Into(p.opening, load.View{What: "open a report that was handed over", Put: p.show, Again: func() { p.open(i) }},
		func(ctx context.Context) (*reports.Report, error) { return read(ctx, db, h.FrozenID) },
		func(r *reports.Report) { p.show(p.card(&h, r)) })
}

func read(ctx context.Context, db *office.Office, id data.ID) (*reports.Report, error) {
	frozen, err := db.Figures.Frozen(ctx, id)
	if err != nil {
		return nil, err
	}
	return reports.Thaw(frozen, nil)
}

func (p *page) show(o fyne.CanvasObject) {
	p.detail.Objects = []fyne.CanvasObject{o}
	p.detail.Refresh()
}
