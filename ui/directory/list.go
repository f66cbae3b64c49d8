package directory

import (
	"context"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// listPage is the search with its results on the left and the chosen service
// on the right.
type listPage struct {
	h       *host.Host
	content fyne.CanvasObject

	search *kit.Entry
	needs  *fyne.Container
	chips  []*needChip
	area   *kit.Choice
	closed *kit.FilterChip
	count  *kit.Text
	rows   *kit.Rows
	body   *fyne.Container // the rows, or a state in their place
	detail *detail

	found     []data.ServiceRow
	query     data.ServiceFilter
	checkDays int
	chosen    data.ID
	picked    bool // somebody chose it; else it is the best one found
	asked     int
	stop      context.CancelFunc
	// all is how many services there are; -1 after a change, until it is counted.
	all int
}

// needChip is a filter chip for one need.
type needChip struct {
	id   data.ID
	chip *kit.FilterChip
}

func newListPage(h *host.Host, chosen data.ID) host.Page {
	p := &listPage{h: h, chosen: chosen, picked: chosen != "", stop: func() {}}
	p.search = kit.NewSearch("Name, kind of help, organisation or place", func(string) { p.find() })
	clear := p.search.OnKey
	p.search.OnKey = func(e *fyne.KeyEvent) bool { return p.searchKey(e) || clear(e) }
	p.needs = kit.Wrap()
	p.area = kit.NewChoice("", nil, func(string) { p.find() }).AllowNone("Every area")
	p.closed = kit.NewFilterChip("Closed ones too", false, func(bool) { p.content.Refresh(); p.find() })
	p.count = kit.NewText("", kit.Muted)
	p.rows = kit.NewRows(func() int { return len(p.found) }, func() fyne.CanvasObject { return kit.NewRowText() }, p.fill, kit.RowHeight())
	p.rows.OnSelect = p.choose
	p.rows.OnOpen = func(i int) { p.choose(i); p.detail.focus() }
	p.body = container.NewStack(kit.NewLoading("Opening the directory …"))
	p.detail = newDetail(h)
	p.content = p.layOut()
	return p
}

func (p *listPage) layOut() fyne.CanvasObject {
	header := kit.NewPageHeader("Directory", "Local services, and how to reach them.",
		kit.Primary("New service", func() { p.h.Go(host.Route{Area: host.Directory, View: host.ViewNewService}) }))
	filters := kit.Border(10, nil, nil, nil, kit.Fixed(210, 0, p.area), p.needs)
	top := kit.VStack(10, header, p.search, filters, p.count)
	list := kit.NewCard("", "", p.body).Flush()
	return kit.Pad(theme.PageMargin, kit.Border(8, top, nil, nil, nil, kit.Columns([]float32{52, 48}, list, p.detail.card)))
}

// Content implements host.Page.
func (p *listPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *listPage) FirstFocus() fyne.Focusable { return p.search }

// Reload implements host.Page: the filters' own lists, then the search again.
func (p *listPage) Reload() {
	p.all = -1
	p.h.Background(func(ctx context.Context) func() {
		reasons, err := p.h.Store.Reasons(ctx, false)
		if err != nil {
			return nil // the search meets with the same and says so
		}
		areas, err := p.h.Store.Areas(ctx)
		if err != nil {
			return nil
		}
		days, err := p.h.Store.CheckDays(ctx)
		if err != nil {
			return nil
		}
		return func() {
			p.checkDays = days
			p.offerNeeds(reasons)
			options := make([]kit.Option, len(areas))
			for i, a := range areas {
				options[i] = kit.Option{ID: a, Label: a}
			}
			p.area.SetOptions(options)
			p.rows.Reload()
		}
	})
	p.find()
}

// offerNeeds makes the chips anew only when the reasons have changed, so that
// the one that is on stays on.
func (p *listPage) offerNeeds(reasons []data.Reason) {
	if len(reasons) == len(p.chips) {
		same := true
		for i, r := range reasons {
			same = same && p.chips[i].id == r.ID && p.chips[i].chip.Text() == r.Name
		}
		if same {
			return
		}
	}
	p.chips = nil
	objects := make([]fyne.CanvasObject, 0, len(reasons)+1)
	for _, r := range reasons {
		c := &needChip{id: r.ID}
		c.chip = kit.NewFilterChip(r.Name, false, func(on bool) { p.need(c, on) })
		p.chips = append(p.chips, c)
		objects = append(objects, c.chip)
	}
	p.needs.Objects = append(objects, p.closed)
	p.content.Refresh() // the chips may need another line
}

// need keeps at most one need on.
func (p *listPage) need(pressed *needChip, on bool) {
	for _, c := range p.chips {
		if c != pressed {
			c.chip.SetOn(false)
		}
	}
	pressed.chip.SetOn(on)
	p.content.Refresh() // a chip that is on is wider
	p.find()
}

func (p *listPage) filter() data.ServiceFilter {
	f := data.ServiceFilter{Words: p.search.Text, Area: p.area.Selected(), Closed: p.closed.On()}
	for _, c := range p.chips {
		if c.chip.On() {
			f.NeedID = c.id
		}
	}
	return f
}

// find searches for what the fields say now; a search that was overtaken by
// another keystroke is stopped and its answer dropped.
func (p *listPage) find() {
	p.stop()
	p.asked++
	asked, filter, known := p.asked, p.filter(), p.all
	typing, stop := context.WithCancel(context.Background())
	p.stop = stop
	p.h.Background(func(ctx context.Context) func() {
		defer context.AfterFunc(ctx, stop)()
		rows, total, err := p.h.Store.Services(typing, filter)
		all := known
		if err == nil && all < 0 {
			_, all, err = p.h.Store.Services(typing, data.ServiceFilter{Limit: 1})
		}
		return func() {
			if asked == p.asked {
				if err == nil {
					p.all = all
				}
				p.publish(filter, rows, total, all, err)
			}
		}
	})
}

func (p *listPage) publish(f data.ServiceFilter, rows []data.ServiceRow, total, all int, err error) {
	switch {
	case err != nil:
		p.count.SetText("")
		p.put(kit.NewErrorState(p.h.Fail("search the directory", err), p.Reload))
		return
	case len(rows) == 0:
		p.found = nil
		p.count.SetText("0 of " + servicesText(all))
		p.put(p.emptyState(f, all))
		return
	}
	fresh := f != p.query
	p.found, p.query = rows, f
	p.count.SetText(countText(len(rows), total, all))
	p.rows.Reload()
	p.reselect(fresh)
	p.put(p.rows)
}

// reselect keeps the service that somebody chose while it is among the found
// ones, and else shows the best one.
func (p *listPage) reselect(fresh bool) {
	at := -1
	for i, r := range p.found {
		if r.ID == p.chosen && (p.picked || !fresh) {
			at = i
		}
	}
	if at < 0 && p.chosen != "" && !fresh {
		p.detail.show(p.chosen) // opened by its route, beyond the rows shown
		return
	}
	if at < 0 {
		at, p.picked = 0, false
	}
	p.rows.Select(at)
	p.chosen = p.found[at].ID
	p.detail.show(p.chosen)
}

func countText(shown, total, all int) string {
	text := thousands(total) + " of " + servicesText(all)
	if total == all {
		text = servicesText(all)
	}
	if shown < total {
		text += fmt.Sprintf(" · the first %d are shown; type more to narrow it down", shown)
	}
	return text
}

// servicesText is a number of services in words: "1 service", "1,204 services".
func servicesText(n int) string {
	if n == 1 {
		return "1 service"
	}
	return thousands(n) + " services"
}

// thousands sets commas into a number, which has to be 0 or more.
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return thousands(n/1000) + fmt.Sprintf(",%03d", n%1000)
}

func (p *listPage) emptyState(f data.ServiceFilter, all int) fyne.CanvasObject {
	if all == 0 && f == (data.ServiceFilter{}) {
		return kit.NewEmpty(theme.IconDirectory, "The directory is empty",
			"Write down the first service: its name is enough to begin with.",
			kit.Secondary("New service", func() { p.h.Go(host.Route{Area: host.Directory, View: host.ViewNewService}) }))
	}
	return kit.NewEmpty(theme.IconSearch, "Nothing found",
		"Try fewer letters or another word for it, or take a filter away.", kit.Secondary("Show everything", p.clear))
}

func (p *listPage) clear() {
	p.search.SetText("")
	p.area.SetSelected("")
	for _, c := range p.chips {
		c.chip.SetOn(false)
	}
	p.find()
	p.h.Window.Canvas().Focus(p.search)
}

func (p *listPage) put(o fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == o {
		return
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

// searchKey goes from the search to the rows with the down arrow.
func (p *listPage) searchKey(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyDown || len(p.found) == 0 {
		return false
	}
	p.h.Window.Canvas().Focus(p.rows)
	return true
}

func (p *listPage) choose(i int) {
	if i < 0 || i >= len(p.found) {
		return
	}
	p.chosen, p.picked = p.found[i].ID, true
	p.detail.show(p.chosen)
}
