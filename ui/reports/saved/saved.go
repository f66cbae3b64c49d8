// Package saved is the list of kept reports: each as it was given away, what
// has changed since, figure by figure, and the way to write it again.
package saved

import (
	"context"
	"fmt"
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

// New makes the page of host.ViewSaved.
func New(h *host.Host, _ host.Route) host.Page {
	p := &page{h: h, reading: load.New(h), comparing: load.New(h), names: map[data.ID]string{}}
	p.header = kit.NewPageHeader("Saved reports", "Saved reports as you sent them, and what has changed since.")
	p.header.SetBreadcrumb("Reports", func() { h.Go(host.Route{Area: host.Reports}) })
	p.rows = kit.NewRows(func() int { return len(p.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, p.fill, kit.RowHeight())
	p.rows.OnSelect = p.choose
	p.detail = container.NewStack()
	p.notice = container.NewStack()
	p.notice.Hide()
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.sides = kit.Columns([]float32{30, 70}, kit.NewCard("", "", p.rows).Flush(), p.detail)
	p.content = kit.Pad(theme.PageMargin, kit.Border(10, kit.VStack(8, p.header, p.notice), nil, nil, nil, p.body))
	return p
}

// page shows the list on the left and one report on the right.
type page struct {
	h         *host.Host
	content   fyne.CanvasObject
	header    *kit.PageHeader
	notice    *fyne.Container
	body      *fyne.Container
	sides     fyne.CanvasObject
	rows      *kit.Rows
	detail    *fyne.Container
	list      []data.Frozen
	names     map[data.ID]string // of surgeries, reasons and staff
	reading   *load.Latest       // of the list
	comparing *load.Latest       // of the chosen report
	then      *reports.Report    // the one that is shown, as it was
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

// Shows implements host.Watcher: saved reports against the figures of today.
func (*page) Shows(c store.Change) bool {
	return !c.Is(store.ChangedMarks)
}

// Reload implements host.Page.
func (p *page) Reload() {
	p.comparing.Forget()
	db := p.h.Office
	type found struct {
		list  []data.Frozen
		names map[data.ID]string
	}
	load.Do(p.reading, func(ctx context.Context) (f found, err error) {
		if f.list, err = db.Figures.FrozenList(ctx); err == nil {
			f.names, err = namesOf(ctx, db)
		}
		return f, err
	}, func(f found, err error) { p.publish(f.list, f.names, err) })
}

// namesOf reads what the filters of reports are called.
func namesOf(ctx context.Context, db *office.Office) (map[data.ID]string, error) {
	names := map[data.ID]string{}
	surgeries, err := db.Lists.Surgeries(ctx, true)
	if err != nil {
		return nil, err
	}
	for _, s := range surgeries {
		names[s.ID] = s.Name
	}
	partners, err := db.Lists.Partners(ctx, true)
	if err != nil {
		return nil, err
	}
	for _, v := range partners {
		names[v.ID] = v.Name
	}
	reasons, err := db.Lists.Reasons(ctx, true)
	for _, r := range reasons {
		names[r.ID] = r.Name
	}
	return names, err
}

func (p *page) publish(list []data.Frozen, names map[data.ID]string, err error) {
	switch {
	case err != nil:
		p.put(p.h.CannotShow("read the saved reports", err, p.Reload))
		return
	case len(list) == 0:
		p.put(kit.NewEmpty(theme.IconReports, "No saved reports yet",
			"To save a report exactly as you sent it, go to Reports and choose “Save these figures”. You can then "+
				"produce it again and compare it with later figures.",
			kit.Primary("Back to Reports", func() { p.h.Go(host.Route{Area: host.Reports}) })))
		return
	}
	p.list, p.names = list, names
	p.rows.Reload()
	p.put(p.sides)
	at := max(0, min(p.rows.Selected(), len(list)-1))
	p.rows.Select(at)
	p.choose(at)
}

func (p *page) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *page) fill(i int, o fyne.CanvasObject) {
	f := p.list[i]
	o.(*kit.RowText).Set(kit.RowData{Title: f.Title, Secondary: fmt.Sprintf("%s to %s · saved %s", f.Filter.From.Short(), f.Filter.To.Short(), keptOn(&f))})
}

// keptOn is the day that a report was counted.
func keptOn(f *data.Frozen) string {
	at, err := time.Parse(time.RFC3339, f.AsAt)
	if err != nil {
		return f.AsAt
	}
	return data.DateOf(at.Local()).Short()
}

// choose reads one report, and counts the same figures as they are today.
func (p *page) choose(i int) {
	if i < 0 || i >= len(p.list) {
		return
	}
	p.reading.Forget()
	p.then = nil
	p.notice.Hide()
	p.show(kit.NewLoading("Working out today’s figures…"))
	db, id, names, now := p.h.Office, p.list[i].ID, p.names, p.h.Clock()
	load.Into(p.comparing, load.View{What: "compare a saved report", Put: p.show, Again: func() { p.choose(i) }},
		func(ctx context.Context) (*comparison, error) { return compare(ctx, db, id, names, now) },
		func(c *comparison) {
			p.then = c.then
			p.show(p.card(c))
		})
}

func (p *page) show(o fyne.CanvasObject) {
	p.detail.Objects = []fyne.CanvasObject{o}
	p.detail.Refresh()
}

// comparison is a kept report beside today's figures.
type comparison struct {
	frozen *data.Frozen
	then   *reports.Report
	with   []data.HandedOver // who has it; none for a draft
	since  data.SinceFrozen
	list   []reports.Difference
	unseen bool // it cannot be counted again by whoever looks at it
}

func compare(ctx context.Context, db *office.Office, id data.ID, names map[data.ID]string, at time.Time) (*comparison, error) {
	frozen, err := db.Figures.Frozen(ctx, id)
	if err != nil {
		return nil, err
	}
	tales, err := db.Figures.Tales(ctx, frozen.Filter)
	if err != nil {
		return nil, err
	}
	c := &comparison{frozen: frozen}
	if c.then, err = reports.Thaw(frozen, tales); err != nil {
		return nil, err
	}
	if c.with, err = db.Handed.Of(ctx, id); err != nil {
		return nil, err
	}
	c.then.HandedTo(c.with)
	filter := frozen.Filter
	if filter.OwnOf = c.then.OwnOf; c.then.OwnOnly && filter.OwnOf == "" { // saved before it was kept
		filter.OwnOf = frozen.CreatedBy
	}
	now, err := reports.Make(ctx, db.Figures, reports.Request{
		Filter: filter, Partner: names[frozen.Filter.PartnerID], Surgery: names[frozen.Filter.SurgeryID], Reason: names[frozen.Filter.ReasonID],
		AsAt: at, Rule: &c.then.Rule, Compare: c.then.Comparison != nil,
	})
	if data.CodeOf(err) == data.CodeRefused || err == nil && now.OwnOnly != c.then.OwnOnly {
		c.unseen = true // it is of clients, or of days, that are not counted here
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	c.list = reports.Differences(c.then, now)
	c.since, err = db.Figures.SinceFrozen(ctx, frozen)
	return c, err
}
