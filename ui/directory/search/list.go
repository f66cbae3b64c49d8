// Package search implements the Directory list: services found as you type, read
// beside the list, and exported.
package search

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/directory/service"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// listPage is the search with its results on the left and the chosen service,
// or the further filters, on the right.
type listPage struct {
	h       *host.Host
	content fyne.CanvasObject

	search           *kit.Entry
	facets           *facets
	recent           *kit.FilterChip
	line             *kit.Phrases // which words were searched, when not the typed ones
	count            *kit.Text
	exact            *kit.Button
	rows             *kit.KeyRows
	choices, counted *fyne.Container // need and area; the count and the other filters
	body             *fyne.Container // the rows, or a state in their place
	side             *fyne.Container // the chosen service or the further filters
	detail           *detail
	ring             *kit.Button
	stale            *staleLine
	feeds            *feedLine

	finder finder
	found  []data.ServiceRow
	shown  string // what the search looked for, to be marked in the rows
	query  data.ServiceFilter
	// queryRecent is true when found is what was opened last, not an answer.
	queryRecent bool
	asTyped     bool // look for the words exactly
	checkDays   int
	chosen      data.ID
	picked      bool // someone chose it; else it is the best one found
	intoRows    bool // the keyboard goes to the rows once they are there
	short       bool // the window is low for its text
}

// New makes the list, with the service chosen that the route names, if it names one.
func New(h *host.Host, r host.Route) host.Page {
	p := &listPage{h: h, chosen: r.Record, picked: r.Record != ""}
	p.search = kit.NewSearch("Search by name, type of help, organisation or place", func(string) { p.typed() })
	clear := p.search.OnKey
	p.search.OnKey = func(e *fyne.KeyEvent) bool { return p.searchKey(e) || clear(e) }
	p.search.OnSubmitted = func(string) { p.open(p.rows.Selected()) }
	p.recent = kit.NewFilterChip("Recent", false, func(bool) { p.find() })
	p.facets = newFacets(h, func() int { return p.checkDays }, p.filtered, p.showMore)
	p.facets.lead = p.recent
	p.finder = newFinder(h, p.facets.show)
	p.facets.lay()
	p.line, p.count = kit.NewPhrases(), kit.NewText("", kit.Muted)
	p.count.SetMinWidth(2000) // never cut: the line before it gives way
	p.exact = kit.Quiet("", p.searchExactly).Compact()
	p.exact.Hide()
	p.rows = kit.NewKeyRows(func() int { return len(p.found) }, newRow, p.fill, kit.RowHeight())
	p.rows.OnSelect = p.choose
	p.rows.OnOpen = p.open
	p.rows.OnTap = p.opened
	p.rows.OnRune = p.letter
	p.rows.OnKey = p.rowsKey
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.detail = newDetail(h, p.favour)
	p.stale = newStaleLine(h, func() { p.facets.choose(notChecked) })
	p.feeds = newFeedLine(h)
	p.content = p.layOut()
	return p
}

func (p *listPage) layOut() fyne.CanvasObject {
	to := func(v host.View) func() { return func() { p.h.Go(host.Route{Area: host.Directory, View: v}) } }
	p.ring = kit.Secondary("Check details", to(host.ViewRingRound))
	header := kit.NewPageHeader("Directory", "Local services and how to contact them", p.h.Offer(access.Directory, p.ring),
		p.h.Offer(access.Directory, kit.Secondary("Duplicates", to(host.ViewDuplicates))),
		p.h.Offer(access.Directory, kit.Secondary("Suggested needs", to(host.ViewNeeds))),
		p.h.Offer(access.Sources, kit.Secondary("Import", to(host.ViewImport))), kit.Secondary("Export…", func() { askExport(p.h) }),
		p.h.Offer(access.Directory, kit.Primary("New service", to(host.ViewNewService))))
	p.choices = kit.HStack(10, kit.Fixed(168, 0, p.facets.need), kit.Fixed(168, 0, p.facets.area))
	box := kit.Border(10, nil, nil, nil, p.choices, p.search)
	line := kit.Fixed(0, 30, container.New(&beside{p.line}, kit.WithTip(p.line, p.line.TipText), p.count, p.exact))
	p.counted = kit.VStack(3, line, p.facets.row)
	top := kit.VStack(8, header, box, p.counted, p.stale.content, p.feeds.content)
	p.facets.more.card.Hide()
	p.side = container.NewStack(p.detail.card, p.facets.more.card)
	list := kit.NewCard("", "", p.body).Flush()
	return kit.Pad(theme.PageMargin, whenShort(kit.Border(10, top, nil, nil, nil, kit.Columns([]float32{52, 48}, list, p.side)), p.setShort))
}

// Content implements host.Page.
func (p *listPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *listPage) FirstFocus() fyne.Focusable { return p.search }

// showMore opens the further filters in place of the chosen service, or closes
// them.
func (p *listPage) showMore(on bool) {
	p.facets.panel.SetOn(on)
	p.facets.more.card.Hidden = !on
	p.detail.card.Hidden = on
	p.side.Refresh()
	if on {
		p.facets.more.day.Focus()
	}
}

// filtered is called when a filter was changed.
func (p *listPage) filtered() {
	p.recent.SetOn(false)
	p.content.Refresh() // the chips may need another line
	p.find()
}

// typed is called on every keystroke.
func (p *listPage) typed() {
	p.asTyped = false
	p.recent.SetOn(false)
	p.find()
}

// searchExactly looks for the words as they stand, or no longer so.
func (p *listPage) searchExactly() {
	p.asTyped = !p.asTyped
	p.find()
	p.h.Window.Canvas().Focus(p.search)
}

func (p *listPage) filter() data.ServiceFilter {
	f := data.ServiceFilter{Words: p.search.Text, Exact: p.asTyped}
	p.facets.apply(&f)
	return f
}

// clear shows the whole directory again.
func (p *listPage) clear() {
	p.search.SetText("")
	p.asTyped = false
	p.recent.SetOn(false)
	p.facets.reset()
	p.content.Refresh()
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

func (p *listPage) emptyState(f data.ServiceFilter, all int) fyne.CanvasObject {
	words := strings.TrimSpace(f.Words)
	switch {
	case p.recent.On():
		return kit.NewEmpty(theme.IconDirectory, "No services viewed yet", "Services you open appear here, most recent first.", kit.Secondary("Show all services", p.clear))
	case all == 0 && words == "" && !p.facets.narrows() && p.h.Session.May(access.Sources, access.Read|access.Write) != nil:
		return kit.NewEmpty(theme.IconDirectory, "No services yet", "Ask a manager to add services or import a list.", nil)
	case all == 0 && words == "" && !p.facets.narrows():
		return kit.NewEmpty(theme.IconDirectory, "No services yet",
			"Import a list, or add your first service. You only need its name.",
			kit.Secondary("Import a list", func() { p.h.Go(service.ImportRoute()) }))
	case p.facets.narrows() && words != "":
		return kit.NewEmpty(theme.IconSearch, fmt.Sprintf("No results for “%s” with these filters", words),
			"Your filters are hiding some services.", kit.Secondary("Clear filters", p.facets.clearAll))
	case p.facets.narrows():
		return kit.NewEmpty(theme.IconSearch, "No matching services", "No service matches all your filters.", kit.Secondary("Clear filters", p.facets.clearAll))
	}
	return kit.NewEmpty(theme.IconSearch, "No matching services", "Try fewer letters or another word.", kit.Secondary("Show all services", p.clear))
}

// beside puts objects after a line of text that gives way to them.
type beside struct{ line *kit.Phrases }

func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	room := size.Width
	for _, o := range objects[1:] {
		if o.Visible() {
			room -= o.MinSize().Width + 4
		}
	}
	x := float32(0)
	for i, o := range objects {
		least := o.MinSize()
		if i == 0 {
			least.Width = max(0, min(b.line.Natural(), room))
		}
		if !o.Visible() {
			continue
		}
		o.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		o.Resize(least)
		x += least.Width
		if x > 0 {
			x += 4
		}
	}
}

func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
