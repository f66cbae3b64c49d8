// Package rights implements what people ask under their rights: the list of
// requests with the days they are due, and the review of texts before a copy.
package rights

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// page lists requests on the left and shows one on the right: all that are open,
// or every one of a client.
type page struct {
	h       *host.Host
	client  data.ID // "" for everyone's
	wanted  data.ID // the request to begin with
	content fyne.CanvasObject
	header  *kit.PageHeader
	notice  *fyne.Container
	body    *fyne.Container
	sides   fyne.CanvasObject
	rows    *kit.Rows
	detail  *fyne.Container
	list    []data.RightsRow
	person  *data.Client // whose page it is; nil for everyone's
	reading *load.Latest
	asking  *load.Latest
}

// New makes the page of host.ViewRights.
func New(h *host.Host, r host.Route) host.Page {
	p := &page{h: h, client: r.Client, wanted: r.Record, reading: load.New(h), asking: load.New(h)}
	p.header = kit.NewPageHeader("Rights requests", "What people asked of what is held about them, and when it is due.")
	if p.client != "" {
		p.header = kit.NewPageHeader("Rights", " ", kit.Primary("Record a request…", p.askNew))
		p.header.SetBreadcrumb("Record", func() { h.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: p.client}) })
	} else {
		p.header.SetBreadcrumb("Clients", func() { h.Go(host.Route{Area: host.Clients}) })
	}
	p.rows = kit.NewRows(func() int { return len(p.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, p.fill, kit.RowHeight())
	p.rows.OnSelect = p.open
	p.detail, p.notice = container.NewStack(), container.NewStack()
	p.notice.Hide()
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.sides = kit.Columns([]float32{42, 58}, kit.NewCard("", "", p.rows).Flush(), p.detail)
	p.content = kit.Pad(theme.PageMargin, kit.Border(10, kit.VStack(8, p.header, p.notice), nil, nil, nil, p.body))
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
func (p *page) Shows(c store.Change) bool {
	return c.OfStory() || c.Is(store.ChangedRights, store.ChangedLists, store.ChangedSettings)
}

// known is what the page reads in one go.
type known struct {
	list   []data.RightsRow
	person *data.Client
}

// Reload implements host.Page.
func (p *page) Reload() {
	load.Into(p.reading, load.View{What: "read requests about rights", Put: p.put, Again: p.Reload}, p.read, p.publish)
}

func (p *page) read(ctx context.Context) (k known, err error) {
	if p.client == "" {
		k.list, err = p.h.Rights.Open(ctx)
		return k, err
	}
	if k.person, err = p.h.Casework.Client(ctx, p.client); err != nil {
		return k, err
	}
	k.list, err = p.h.Rights.Of(ctx, p.client)
	return k, err
}

func (p *page) publish(k known) {
	if p.person = k.person; p.person != nil {
		p.header.SetSubtitle(p.person.Name())
	}
	chosen := p.wanted
	if i := p.rows.Selected(); i >= 0 && i < len(p.list) {
		chosen = p.list[i].ID
	}
	p.list = k.list
	p.tellStanding()
	if len(p.list) == 0 {
		p.put(p.empty())
		return
	}
	p.put(p.sides)
	p.rows.Reload()
	at := 0
	for i := range p.list {
		if p.list[i].ID == chosen {
			at = i
		}
	}
	p.rows.Select(at)
	p.open(at)
}

func (p *page) empty() fyne.CanvasObject {
	if p.client == "" {
		return kit.NewEmpty(theme.IconClients, "No request is open", "Open a client’s record and choose More, then Rights, to record what they ask.",
			kit.Secondary("Show clients", func() { p.h.Go(host.Route{Area: host.Clients}) }))
	}
	return kit.NewEmpty(theme.IconClients, "No requests yet", "If they ask for a copy, a correction or that you stop using their record, record it on the day it arrives.",
		kit.Secondary("Record a request…", p.askNew))
}

// tellStanding says plainly that the record of the person may only be kept.
func (p *page) tellStanding() {
	p.notice.Objects = nil
	for i := range p.list {
		if r := &p.list[i]; p.client != "" && r.Stands() {
			p.notice.Objects = []fyne.CanvasObject{kit.NewBanner(kit.Amber, (&data.Standing{Kind: r.Kind, Since: r.AskedOn}).Sentence(), nil)}
		}
	}
	if p.notice.Show(); len(p.notice.Objects) == 0 {
		p.notice.Hide()
	}
	p.content.Refresh()
}

func (p *page) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *page) fill(i int, o fyne.CanvasObject) {
	r := &p.list[i]
	row := kit.RowData{Title: r.Kind.Label(), Secondary: "Asked " + r.AskedOn.Short(), Muted: r.State != data.RightsOpen && !r.Stands()}
	if p.client == "" {
		row.Title, row.Secondary = r.Client, r.Kind.Label()+", asked "+r.AskedOn.Short()
	}
	chip, ok := dueChip(r, p.h.Today())
	if ok && r.Stands() && chip.Tone == kit.Neutral { // two chips leave no room for a date in large text
		row.Secondary, ok = r.Kind.Label()+", "+data.LowerFirst(chip.Text), false
	}
	if ok {
		row.Chips = append(row.Chips, chip)
	}
	if r.Stands() {
		row.Chips = append(row.Chips, kit.ChipData{Text: "Restricted", Tone: kit.Amber})
	}
	o.(*kit.RowText).Set(row)
}

// dueChip says when a request is due: red once it is late, amber in its last week.
func dueChip(r *data.RightsRow, today data.Date) (kit.ChipData, bool) {
	if r.State != data.RightsOpen {
		return kit.ChipData{Text: r.State.Label()}, true
	}
	left := r.Due.On.Sub(today)
	switch {
	case r.Due.On.IsZero():
		return kit.ChipData{Text: "Clock stopped"}, true
	case left < 0:
		return kit.ChipData{Text: data.Plural(-left, "day", "days") + " overdue", Tone: kit.Red}, true
	case left <= 7:
		return kit.ChipData{Text: data.Plural(left, "day", "days") + " left", Tone: kit.Amber}, true
	}
	return kit.ChipData{Text: "Due " + r.Due.On.Time().Format("2 Jan")}, true
}

// open shows one of the requests.
func (p *page) open(i int) {
	if i < 0 || i >= len(p.list) {
		return
	}
	r := p.list[i]
	if r.Kind != data.RightsAccess || r.State != data.RightsOpen {
		p.show(p.card(&r))
		return
	}
	load.Into(p.asking, load.View{What: "count the texts to read", Put: p.show, Again: func() { p.open(i) }},
		func(ctx context.Context) ([]data.RightsText, error) { return p.h.Rights.Texts(ctx, r.ID) },
		func(texts []data.RightsText) {
			for j := range texts {
				if r.Texts++; !texts[j].Read {
					r.Unread++
				}
			}
			p.show(p.card(&r))
		})
}

func (p *page) show(o fyne.CanvasObject) {
	p.detail.Objects = []fyne.CanvasObject{o}
	p.detail.Refresh()
}

func (p *page) tell(tone kit.Tone, text string) {
	p.notice.Objects = []fyne.CanvasObject{kit.NewBanner(tone, text, nil)}
	p.notice.Show()
	p.content.Refresh()
}
