// Package upkeep keeps the directory true: services due a check, rung one after
// another, and entries that may be the same service.
package upkeep

import (
	"context"
	"fmt"
	"slices"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// ringLimit is how many services of the round are listed at a time.
const ringLimit = 300

// ringPage is the round of calls by which the directory is kept true: who is
// due a check, the most used first, worked through with the phone in hand.
type ringPage struct {
	h       *host.Host
	content fyne.CanvasObject
	header  *kit.PageHeader
	rows    *kit.KeyRows
	body    *fyne.Container
	said    *kit.Banner
	call    *call

	due     []data.RingRow
	left    int
	done    int // ticked since the page was opened
	chosen  data.ID
	at      int // where the chosen one stands, or stood before it was done
	reading *load.Latest
	saving  bool
}

// NewRingRound makes the page of services due a check.
func NewRingRound(h *host.Host, _ host.Route) host.Page {
	p := &ringPage{h: h, reading: load.New(h)}
	p.header = kit.NewPageHeader("Check service details", "")
	p.header.SetBreadcrumb("Directory", func() { h.Go(host.Route{Area: host.Directory}) })
	p.rows = kit.NewKeyRows(func() int { return len(p.due) }, func() fyne.CanvasObject { return kit.NewRowText() }, p.fill, kit.RowHeight())
	p.rows.OnSelect = p.choose
	p.rows.OnKey = p.key
	p.rows.OnRune = p.letter
	p.said = kit.NewBanner(kit.Red, "", nil)
	p.said.Hide()
	p.call = newCall(p.tick, p.edit, p.askClose)
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.content = kit.Pad(theme.PageMargin, kit.Border(10, kit.VStack(8, p.header, p.said), nil, nil, nil, p.body))
	return p
}

// Content implements host.Page.
func (p *ringPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *ringPage) FirstFocus() fyne.Focusable {
	if len(p.due) == 0 {
		return nil
	}
	return p.rows
}

// Reload implements host.Page.
func (p *ringPage) Reload() {
	type round struct {
		due   []data.RingRow
		total int
	}
	load.Into(p.reading, load.View{What: "read the services to check", Put: p.put, Again: p.Reload},
		func(ctx context.Context) (r round, err error) {
			r.due, r.total, err = p.h.Directory.RingRound(ctx, ringLimit)
			return r, err
		},
		func(r round) {
			p.due, p.left = r.due, r.total
			p.show()
		})
}

// show tells how far the round is and brings the chosen call, or else the
// first, to the front.
func (p *ringPage) show() {
	p.header.SetAside(fmt.Sprintf("%s left", data.Count(p.left)))
	p.header.SetSubtitle(p.progress())
	p.content.Refresh() // the header is higher with it
	if len(p.due) == 0 {
		p.header.SetSubtitle("")
		p.put(kit.NewEmpty(theme.IconDirectory, "No services to check", "All services have been checked recently.",
			kit.Secondary("Back to directory", func() { p.h.Go(host.Route{Area: host.Directory}) })))
		return
	}
	at := slices.IndexFunc(p.due, func(r data.RingRow) bool { return r.ID == p.chosen })
	if at < 0 {
		at = min(p.at, len(p.due)-1)
	}
	p.rows.Reload()
	p.rows.Select(at)
	p.choose(at)
	if len(p.body.Objects) != 1 || p.body.Objects[0] != p.sides() {
		p.put(p.sides())
		p.h.Window.Canvas().Focus(p.rows)
	}
}

func (p *ringPage) progress() string {
	if p.done == 0 {
		return "Most used first. Enter: mark as checked. E: edit. X: close."
	}
	return fmt.Sprintf("%s checked. Enter: mark as checked. E: edit. X: close.",
		data.Plural(p.done, "service", "services"))
}

// sides is the list and the call beside it, made once.
func (p *ringPage) sides() fyne.CanvasObject {
	if p.call.sides == nil {
		p.call.sides = kit.Columns([]float32{44, 56}, kit.NewCard("", "", p.rows).Flush(), p.call.card)
	}
	return p.call.sides
}

func (p *ringPage) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *ringPage) fill(i int, o fyne.CanvasObject) {
	r := &p.due[i]
	row := kit.RowData{Title: r.Name, Secondary: service.Dotted(data.Capital(lastChecked(r)), r.Organisation, r.Area)}
	if r.Used > 0 {
		row.Chips = []kit.ChipData{{Text: offered(r.Used), Tone: kit.Accent}}
	}
	o.(*kit.RowText).Set(row)
}

func (p *ringPage) choose(i int) {
	if i >= 0 && i < len(p.due) {
		p.chosen, p.at = p.due[i].ID, i
		p.call.show(&p.due[i], p.h.Today())
	}
}

// key ticks with Enter; a double tap must not, so the list's own Enter is not used.
func (p *ringPage) key(e *fyne.KeyEvent) bool {
	if (e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter) || kit.OverlayOpen(p.h.Window) {
		return false
	}
	p.tick()
	return true
}

func (p *ringPage) letter(r rune) {
	if kit.OverlayOpen(p.h.Window) {
		return
	}
	switch unicode.ToLower(r) {
	case ' ':
		p.tick()
	case 'e':
		p.edit()
	case 'x':
		p.askClose()
	}
}

// current is the row of the service that is being rung, or nil.
func (p *ringPage) current() *data.RingRow {
	if i := p.rows.Selected(); i >= 0 && i < len(p.due) {
		return &p.due[i]
	}
	return nil
}

func (p *ringPage) edit() {
	if r := p.current(); r != nil {
		p.h.Go(host.Route{Area: host.Directory, View: host.ViewRung, Record: r.ID})
	}
}

// tick stores that nothing has changed, and goes on to the next.
func (p *ringPage) tick() {
	r := p.current()
	if r == nil || p.saving {
		return
	}
	id, today := r.ID, p.h.Today()
	p.store(id, "mark a service checked", func(ctx context.Context) error {
		return p.h.Directory.MarkServiceChecked(ctx, id, today, service.ByPhone)
	})
}

// store writes what a call came to and takes the service from the list.
func (p *ringPage) store(id data.ID, what string, write func(context.Context) error) {
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
			p.done++
			p.next(id)
		}
	})
}

// next takes a service from the list and goes on to the one after it.
func (p *ringPage) next(id data.ID) {
	at := slices.IndexFunc(p.due, func(r data.RingRow) bool { return r.ID == id })
	if at >= 0 { // the change of the store may have brought the list anew already
		p.due = slices.Delete(slices.Clone(p.due), at, at+1)
		p.left--
	}
	if len(p.due) == 0 && p.left > 0 {
		p.Reload()
		return
	}
	p.show()
}
