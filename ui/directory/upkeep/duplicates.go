package upkeep

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// duplicateLimit is how many pairs are listed at a time.
const duplicateLimit = 200

// duplicatesPage lists entries that may be the same service, to be merged or
// told apart, and what was merged, to be undone.
type duplicatesPage struct {
	h       *host.Host
	content fyne.CanvasObject
	header  *kit.PageHeader
	which   *kit.Segmented
	body    *fyne.Container
	said    *kit.Banner
	rows    *kit.Rows
	list    *kit.Rows // what was merged
	compare *compare
	sides   fyne.CanvasObject
	merged  fyne.CanvasObject

	pairs   []data.DuplicatePair
	merges  []data.Merge
	at      int
	reading *load.Latest
	saving  bool
	read    bool
	goOn    bool // the keyboard goes on to the next pair once it is there
}

// NewDuplicates makes the page of entries that may be the same service.
func NewDuplicates(h *host.Host, _ host.Route) host.Page {
	p := &duplicatesPage{h: h, reading: load.New(h)}
	p.header = kit.NewPageHeader("Duplicates", "Merge entries for the same service. You can undo it.")
	p.header.SetBreadcrumb("Directory", func() { h.Go(host.Route{Area: host.Directory}) })
	p.which = kit.NewSegmented([]string{"To review", "Merged"}, 0, func(int) { p.show() })
	p.header.SetActions(p.which)
	p.said = kit.NewBanner(kit.Red, "", nil)
	p.said.Hide()
	p.rows = kit.NewRows(func() int { return len(p.pairs) }, func() fyne.CanvasObject { return kit.NewRowText() }, p.fillPair, kit.RowHeight())
	p.rows.OnSelect = p.choose
	p.rows.OnOpen = func(int) { p.compare.focus(h.Window) }
	p.list = kit.NewRows(func() int { return len(p.merges) }, func() fyne.CanvasObject { return kit.NewRowText() }, p.fillMerge, kit.RowHeight())
	p.compare = newCompare(h, p.keep, p.apart)
	p.sides = kit.Columns([]float32{30, 70}, kit.NewCard("", "", p.rows).Flush(), p.compare.card)
	p.merged = kit.NewCard("", "", p.list).Flush()
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.content = kit.Pad(theme.PageMargin, kit.Border(10, kit.VStack(8, p.header, p.said), nil, nil, nil, p.body))
	return p
}

// Content implements host.Page.
func (p *duplicatesPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *duplicatesPage) FirstFocus() fyne.Focusable {
	if len(p.pairs) == 0 || p.which.Selected() == 1 {
		return nil
	}
	return p.rows
}

// Reload implements host.Page.
func (p *duplicatesPage) Reload() {
	type found struct {
		pairs  []data.DuplicatePair
		merges []data.Merge
	}
	load.Into(p.reading, load.View{What: "look for duplicates", Put: p.put, Again: p.Reload},
		func(ctx context.Context) (f found, err error) {
			if f.pairs, err = p.h.Directory.DuplicateServices(ctx, duplicateLimit); err == nil {
				f.merges, err = p.h.Directory.Merges(ctx)
			}
			return f, err
		},
		func(f found) { p.publish(f.pairs, f.merges) })
}

func (p *duplicatesPage) publish(pairs []data.DuplicatePair, merges []data.Merge) {
	var chosen data.DuplicatePair
	if p.at < len(p.pairs) {
		chosen = p.pairs[p.at]
	}
	same := slices.IndexFunc(pairs, func(d data.DuplicatePair) bool { return d.A.ID == chosen.A.ID && d.B.ID == chosen.B.ID })
	if same >= 0 {
		p.at = same
	}
	p.pairs, p.merges, p.read = pairs, merges, true
	p.at = max(0, min(p.at, len(pairs)-1))
	p.which.SetOptions([]string{fmt.Sprintf("To review (%s)", data.Count(len(pairs))), fmt.Sprintf("Merged (%s)", data.Count(len(merges)))})
	p.header.Refresh()
	p.show()
}

// show shows the pairs or the merges, as chosen above.
func (p *duplicatesPage) show() {
	switch {
	case !p.read:
	case p.which.Selected() == 1 && len(p.merges) == 0:
		p.put(kit.NewEmpty(theme.IconDirectory, "No merged services yet", "Merged services appear here. You can undo a merge.", nil))
	case p.which.Selected() == 1:
		p.list.Reload()
		p.put(p.merged)
	case len(p.pairs) == 0:
		p.put(kit.NewEmpty(theme.IconDirectory, "No duplicates found", "No services share a name, phone number, email address or postcode.",
			kit.Secondary("Back to directory", func() { p.h.Go(host.Route{Area: host.Directory}) })))
	default:
		p.rows.Reload()
		p.rows.Select(p.at)
		p.compare.show(p.pairs[p.at])
		p.put(p.sides)
		if p.goOn {
			p.h.Window.Canvas().Focus(p.rows)
		}
		p.goOn = false
	}
}

func (p *duplicatesPage) put(o fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == o {
		return
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *duplicatesPage) choose(i int) {
	if i >= 0 && i < len(p.pairs) {
		p.at = i
		p.compare.show(p.pairs[i])
	}
}

func (p *duplicatesPage) fillPair(i int, o fyne.CanvasObject) {
	d := &p.pairs[i]
	o.(*kit.RowText).Set(kit.RowData{Title: d.A.Name, Secondary: d.Reason})
}

func (p *duplicatesPage) fillMerge(i int, o fyne.CanvasObject) {
	m := p.merges[i]
	row := o.(*kit.RowText)
	row.Set(kit.RowData{Title: m.Gone, Secondary: service.Dotted(fmt.Sprintf("merged into %s", m.Kept), data.DateOf(m.At.Local()).Short(), m.By)})
	row.SetAction(kit.Secondary("Undo", func() {
		p.store("undo a merge", func(ctx context.Context) error { return p.h.Directory.UndoMerge(ctx, m.ID) }, nil)
	}).Compact())
}

// keep merges the chosen pair into one of the two.
func (p *duplicatesPage) keep(keep, gone data.ID) {
	p.store("merge two services", func(ctx context.Context) error {
		_, err := p.h.Directory.MergeServices(ctx, keep, gone)
		return err
	}, func(d data.DuplicatePair) bool { return d.A.ID == gone || d.B.ID == gone })
}

// apart says that a pair is not the same service.
func (p *duplicatesPage) apart(a, b data.ID) {
	p.store("tell two services apart", func(ctx context.Context) error { return p.h.Directory.NotDuplicates(ctx, a, b) },
		func(d data.DuplicatePair) bool { return d.A.ID == a && d.B.ID == b })
}

// store writes what was decided. Pairs that are settled by it go at once: looking
// for all of them again takes a while in a large directory.
func (p *duplicatesPage) store(what string, write func(context.Context) error, settled func(data.DuplicatePair) bool) {
	if p.saving {
		return
	}
	p.saving = true
	p.said.Hide()
	p.h.Background(func(ctx context.Context) func() {
		err := write(ctx)
		return func() {
			p.saving = false
			if err != nil {
				p.said.Set(kit.Red, p.h.Fail(what, err))
				p.said.Show()
				p.content.Refresh()
				return
			}
			p.goOn = true
			if settled != nil {
				p.pairs = slices.DeleteFunc(slices.Clone(p.pairs), settled)
				p.at = max(0, min(p.at, len(p.pairs)-1))
				p.show()
			}
			p.Reload()
		}
	})
}
