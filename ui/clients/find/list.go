// Package find implements the list in which clients are found.
package find

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// listPage is the caseload with a search that answers every keystroke.
type listPage struct {
	h       *host.Host
	content fyne.CanvasObject

	search     *kit.Entry
	status     *kit.Segmented
	surgery    *kit.Choice
	prescriber *kit.Choice
	filters    *fyne.Container // those three
	count      *kit.Text
	rows       *kit.Rows
	body       *fyne.Container // what stands under the search: rows, or a state

	// found is what rows shows, and query what it was found for.
	found   []data.ClientRow
	flags   host.PersonFlags // of those found
	query   data.ClientFilter
	reading *load.Latest // of what is searched for
	// opening is true when the best answer to the search that is under way is to
	// be opened: Enter was pressed before it came.
	opening bool
	// overdue is true while only clients with an overdue follow-up are shown.
	overdue bool
	above   *fyne.Container // what is said about overdue follow-ups
	hidden  *load.Latest    // how many of them the filter leaves out
}

// statusSteps are the choices of the segmented filter, in its order.
var statusSteps = []data.EpisodeStatus{"", data.EpisodeOpen, data.EpisodePaused, data.EpisodeClosed}

// New makes the list of clients.
func New(h *host.Host, _ host.Route) host.Page {
	p := &listPage{h: h, reading: load.New(h), hidden: load.New(h), above: kit.VStack(0)}
	p.hidden.Pause = countPause
	p.search = kit.NewSearch("Name, date of birth, NHS number, postcode or phone", func(string) { p.find() })
	clear := p.search.OnKey // Escape empties the search
	p.search.OnKey = func(e *fyne.KeyEvent) bool { return p.searchKey(e) || clear(e) }
	p.search.OnSubmitted = func(string) { p.submit() }
	p.status = kit.NewSegmented([]string{"All", "Open", "Paused", "Closed"}, 0, func(int) { p.find() })
	p.surgery = kit.NewChoice("Surgery", nil, func(string) { p.find() }).AllowNone("All surgeries")
	p.prescriber = kit.NewChoice(h.Role().Capital(), nil, func(string) { p.find() }).AllowNone("All " + h.Role().Many)
	p.count = kit.NewText("", kit.Muted)
	p.rows = kit.NewRows(func() int { return len(p.found) },
		func() fyne.CanvasObject { return kit.NewRowText() },
		func(i int, obj fyne.CanvasObject) { obj.(*kit.RowText).Set(p.row(i)) },
		kit.RowHeight())
	p.rows.OnOpen = p.open
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.content = p.layOut()
	return p
}

func (p *listPage) layOut() fyne.CanvasObject {
	bring := kit.Secondary("Import", p.importList)
	if p.h.Session.May(access.Bulk, access.Write) != nil {
		bring.Hide()
	}
	asked := kit.Secondary("Rights requests", func() { p.h.Go(host.Route{Area: host.Clients, View: host.ViewRights}) })
	about := "Find a client or add a new one."
	if p.h.Session.May(access.Clients, access.Write) != nil {
		about = "Find a client."
	}
	header := kit.NewPageHeader("Clients", about, p.h.Offer(access.Rights, asked), bring,
		p.h.Offer(access.Clients, kit.Primary("New client", p.newClient)))
	p.filters = kit.Columns([]float32{1.3, 1, 1}, kit.NewField("Episode", p.status), p.surgery, p.prescriber)
	card := kit.NewCard("", "", p.body).Flush()
	top := kit.VStack(12, header, p.search, p.filters, p.count, p.above)
	return kit.Pad(theme.PageMargin, kit.Border(8, top, nil, nil, nil, card))
}

// Content implements host.Page.
func (p *listPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser: a search is what people come for.
func (p *listPage) FirstFocus() fyne.Focusable { return p.search }

// Shows implements host.Watcher: clients with what is next for them, and names of the lists.
func (*listPage) Shows(c store.Change) bool {
	return c.OfStory() || c.Is(store.ChangedLists)
}

// Reload implements host.Page: it reads the lists of the filters and searches
// again.
func (p *listPage) Reload() {
	p.h.Background(func(ctx context.Context) func() {
		surgeries, err := p.h.Lists.Surgeries(ctx, false)
		if err != nil {
			return func() {} // the search meets with the same and says so
		}
		staff, err := p.h.Lists.Staff(ctx, false)
		if err != nil {
			return func() {}
		}
		return func() {
			p.surgery.SetOptions(person.SurgeryOptions(surgeries))
			p.prescriber.SetOptions(person.StaffOptions(p.h.Role(), staff))
		}
	})
	p.find()
}

func (p *listPage) filter() data.ClientFilter {
	return data.ClientFilter{
		Words:      p.search.Text,
		Status:     statusSteps[max(p.status.Selected(), 0)],
		SurgeryID:  data.ID(p.surgery.Selected()),
		Prescriber: data.ID(p.prescriber.Selected()),
		Overdue:    p.overdue,
	}
}

// find searches for what the fields say now, and ends the search before it: the
// person has typed on.
func (p *listPage) find() {
	p.opening = false
	filter := p.filter()
	type found struct {
		rows  []data.ClientRow
		total int
		flags host.PersonFlags
	}
	load.Do(p.reading, func(ctx context.Context) (f found, err error) {
		if f.rows, f.total, err = p.h.Casework.Clients(ctx, filter); err != nil {
			return f, err
		}
		ids := make([]data.ID, len(f.rows))
		for i, r := range f.rows {
			ids[i] = r.ID
		}
		f.flags, err = p.h.FlagsOf(ctx, ids...)
		return f, err
	}, func(f found, err error) {
		p.flags = f.flags
		p.show(filter, f.rows, f.total, err)
		p.countHidden(filter)
		if p.opening {
			p.opening = false
			p.open(0)
		}
	})
}

func (p *listPage) show(filter data.ClientFilter, rows []data.ClientRow, total int, err error) {
	// While there is no one, there is nothing to choose from.
	if bare := err == nil && total == 0 && filter == (data.ClientFilter{}); bare != p.filters.Hidden {
		p.filters.Hidden = bare
		p.content.Refresh()
	}
	switch {
	case err != nil:
		p.count.SetText("")
		p.put(p.h.CannotShow("search clients", err, p.Reload))
	case len(rows) == 0:
		p.found = nil
		p.count.SetText("")
		p.put(p.emptyState(filter))
	default:
		p.publish(filter, rows)
		p.count.SetText(countText(len(rows), total, filter))
	}
}

// publish shows rows and keeps the chosen one chosen while it is among them.
func (p *listPage) publish(filter data.ClientFilter, rows []data.ClientRow) {
	var chosen data.ID
	if i := p.rows.Selected(); i >= 0 && i < len(p.found) {
		chosen = p.found[i].ID
	}
	fresh := filter != p.query
	p.found, p.query = rows, filter
	p.rows.Reload()
	p.rows.Unselect()
	for i := range rows {
		if rows[i].ID == chosen {
			p.rows.Select(i)
		}
	}
	if fresh {
		p.rows.ScrollTo(0)
	}
	p.put(p.rows)
}

// row is a client as one row, with the warnings first among its chips.
func (p *listPage) row(i int) kit.RowData {
	row := clientRow(p.found[i], p.h.Today())
	row.Chips = append(p.flags.Chips(p.found[i].ID, p.h.Today()), row.Chips...)
	return row
}

func (p *listPage) put(obj fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == obj {
		return
	}
	p.body.Objects = []fyne.CanvasObject{obj}
	p.body.Refresh()
}

func (p *listPage) emptyState(f data.ClientFilter) fyne.CanvasObject {
	if f == (data.ClientFilter{Overdue: true}) {
		return kit.NewEmpty(theme.IconClients, "No follow-up is overdue", "Follow-ups appear here if they are overdue.", kit.Secondary("Show all clients", p.clear))
	}
	if f == (data.ClientFilter{}) {
		if p.h.Session.May(access.Clients, access.Write) != nil {
			return kit.NewEmpty(theme.IconClients, "No clients yet", "The clients whom you look after appear here. Ask a manager to give you some.", nil)
		}
		return kit.NewEmpty(theme.IconClients, "No clients yet",
			"Add your first client. You only need a name to start.",
			kit.Secondary("New client", p.newClient))
	}
	if f.Words != "" && !p.h.Session.SeesEveryone() {
		return kit.NewEmpty(theme.IconSearch, fmt.Sprintf("None of the clients you can see match “%s”", f.Words),
			"Try fewer letters, or search by date of birth, postcode or phone number. A colleague may know them already.",
			kit.Secondary("Clear search", p.clear))
	}
	if f.Words != "" {
		return kit.NewEmpty(theme.IconSearch, fmt.Sprintf("No clients match “%s”", f.Words),
			"Try fewer letters, or search by date of birth, postcode or phone number.",
			kit.Secondary("Clear search", p.clear))
	}
	return kit.NewEmpty(theme.IconSearch, "No clients match these filters",
		"Change the filters or show all clients.",
		kit.Secondary("Show all clients", p.clear))
}

func (p *listPage) clear() {
	p.search.SetText("")
	p.status.SetSelected(0)
	p.surgery.SetSelected("")
	p.prescriber.SetSelected("")
	p.overdue = false
	p.find()
	p.h.Window.Canvas().Focus(p.search)
}

// searchKey goes from the search to the rows with the down arrow.
func (p *listPage) searchKey(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyDown || len(p.found) == 0 {
		return false
	}
	if p.rows.Selected() < 0 {
		p.rows.Select(0)
	}
	p.h.Window.Canvas().Focus(p.rows)
	return true
}

// submit opens the chosen row, or the best one, of what was searched for: never
// a row of an earlier search that is still on the screen.
func (p *listPage) submit() {
	if p.query != p.filter() {
		p.opening = p.reading.Pending()
		return
	}
	p.open(max(p.rows.Selected(), 0))
}

func (p *listPage) open(i int) {
	if i >= 0 && i < len(p.found) {
		p.h.Go(person.ToRecord(p.found[i].ID))
	}
}

func (p *listPage) newClient() {
	p.h.Go(host.Route{Area: host.Clients, View: host.ViewShortReferral})
}

func (p *listPage) importList() {
	p.h.Go(host.Route{Area: host.Clients, View: host.ViewImportClients})
}
