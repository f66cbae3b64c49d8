// Package calendar shows follow-ups and contacts by week or month, for one
// prescriber or surgery or for all. What is overdue stands beside it, whatever
// is shown. From a day's list an entry is done, moved or opened.
package calendar

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// page is the calendar.
type page struct {
	host    *host.Host
	content fyne.CanvasObject
	header  *kit.PageHeader
	body    *fyne.Container
	cards   fyne.CanvasObject
	view    *kit.Segmented
	who     *kit.Choice
	where   *kit.Choice
	grid    *grid
	day     *entryList
	overdue *entryList

	chosen  data.Date
	entries []entry // of the span shown
	reading *load.Latest
	listed  bool // the filters have their choices
}

// New makes the calendar; the route says nothing more.
func New(h *host.Host, _ host.Route) host.Page {
	p := &page{host: h, reading: load.New(h), chosen: h.Today()}
	p.view = kit.NewSegmented([]string{"Week", "Month"}, 0, func(int) { p.Reload() })
	p.header = kit.NewPageHeader("", "",
		kit.Secondary("‹", func() { p.step(-1) }),
		kit.Secondary("Today", func() { p.choose(h.Today()) }),
		kit.Secondary("›", func() { p.step(1) }),
		p.view,
		kit.Secondary("Export", p.export))
	p.who = kit.NewChoice("", nil, func(string) { p.Reload() })
	p.where = kit.NewChoice("", nil, func(string) { p.Reload() })
	p.day = newEntryList(p.open, p.move)
	p.overdue = newEntryList(p.open, p.move)
	p.overdue.card.SetTitle("Overdue")
	p.grid = newGrid(p.choose, p.toDay)
	side := container.New(&halves{}, p.day.card, p.overdue.card)
	p.cards = kit.Columns([]float32{74, 26}, p.grid, side)
	p.body = container.NewStack(kit.NewLoading("Reading the calendar …"))
	filters := kit.HStack(10, kit.Fixed(220, 0, p.who), kit.Fixed(260, 0, p.where))
	p.content = kit.Pad(theme.PageMargin, kit.Border(12, kit.VStack(8, p.header, filters), nil, nil, nil, kit.Scroll(p.body)))
	p.head()
	return p
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable { return p.grid }

func (p *page) span() span {
	if p.view.Selected() == 1 {
		return monthOf(p.chosen)
	}
	return weekOf(p.chosen)
}

func (p *page) step(direction int) {
	if p.view.Selected() == 1 {
		p.choose(p.chosen.AddMonths(direction))
		return
	}
	p.choose(p.chosen.AddDays(7 * direction))
}

// choose makes a day the chosen one, and turns the page when it is not shown.
func (p *page) choose(d data.Date) {
	p.chosen = d
	p.Reload()
}

// toDay takes the keyboard to the chosen day's list.
func (p *page) toDay() {
	if len(p.day.list) > 0 {
		p.host.Window.Canvas().Focus(p.day.rows)
		p.day.rows.Select(0)
		p.day.selected(0)
	}
}

// reading is everything the calendar shows, read in one go.
type reading struct {
	entries  []entry
	overdue  []entry
	holidays *data.Holidays
	staff    []data.Staff
	surgery  []data.Surgery
}

// Shows implements host.Watcher: contacts and follow-ups, and the names and holidays beside them.
func (*page) Shows(c store.Change) bool {
	return c.OfStory() || c.Is(store.ChangedDirectory, store.ChangedLists)
}

// Reload implements host.Page.
func (p *page) Reload() {
	p.head()
	h, s, today := p.host, p.span(), p.host.Today()
	prescriber, surgery := data.ID(p.who.Selected()), data.ID(p.where.Selected())
	load.Into(p.reading, load.View{What: "read calendar", Put: p.show, Again: p.Reload},
		func(ctx context.Context) (*reading, error) { return read(ctx, h, s, today, prescriber, surgery) },
		func(r *reading) { p.publish(s, today, r) })
}

func read(ctx context.Context, h *host.Host, s span, today data.Date, prescriber, surgery data.ID) (*reading, error) {
	r := &reading{}
	followUps, err := h.Offering.FollowUps(ctx, data.FollowUpFilter{From: s.first, To: s.last(), Prescriber: prescriber, SurgeryID: surgery, Limit: 2000})
	if err != nil {
		return nil, err
	}
	contacts, err := h.Casework.Contacts(ctx, data.ContactFilter{From: s.first, To: s.last(), Prescriber: prescriber, SurgeryID: surgery, Limit: 2000})
	if err != nil {
		return nil, err
	}
	overdue, err := h.Offering.FollowUps(ctx, data.FollowUpFilter{To: today.AddDays(-1), OpenOnly: true, Prescriber: prescriber, SurgeryID: surgery})
	if err != nil {
		return nil, err
	}
	booked, err := h.Diary.Appointments(ctx, data.AppointmentFilter{From: s.first, To: s.last(), StaffID: prescriber, SurgeryID: surgery})
	if err != nil {
		return nil, err
	}
	for _, c := range contacts {
		r.entries = append(r.entries, contactEntry(c))
	}
	for _, a := range booked {
		if a.State.Open() {
			r.entries = append(r.entries, appointmentEntry(a))
		}
	}
	for _, f := range followUps {
		r.entries = append(r.entries, followUpEntry(f, today))
	}
	for _, f := range overdue {
		r.overdue = append(r.overdue, followUpEntry(f, today))
	}
	// Contacts with a time come first in a day, then what has none.
	slices.SortStableFunc(r.entries, func(a, b entry) int {
		return cmp.Or(a.day.Compare(b.day), cmp.Compare(b2i(a.at == ""), b2i(b.at == "")), cmp.Compare(a.at, b.at))
	})
	if r.holidays, err = h.Lists.Holidays(ctx); err != nil {
		return nil, err
	}
	if r.staff, err = h.Lists.Staff(ctx, false); err != nil {
		return nil, err
	}
	r.surgery, err = h.Lists.Surgeries(ctx, false)
	return r, err
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (p *page) publish(s span, today data.Date, r *reading) {
	p.entries = r.entries
	p.offerFilters(r)
	p.grid.set(s, p.chosen, today, r.entries, r.holidays)
	var ofDay []entry
	for _, e := range r.entries {
		if e.day == p.chosen {
			ofDay = append(ofDay, e)
		}
	}
	p.day.card.SetTitle(p.chosen.Long())
	empty := "Nothing on this day"
	if h, ok := r.holidays.On(p.chosen); ok {
		empty = h.Title + ": nothing falls due"
	}
	p.day.set(ofDay, empty)
	p.overdue.set(r.overdue, "Nothing is overdue")
	p.show(p.cards)
}

// offerFilters fills the two filters once; a person's choice stays.
func (p *page) offerFilters(r *reading) {
	if p.listed {
		return
	}
	p.listed = true
	who := make([]kit.Option, 0, len(r.staff))
	for _, s := range r.staff {
		if s.Role == data.RolePrescriber {
			who = append(who, kit.Option{ID: string(s.ID), Label: s.Name})
		}
	}
	where := make([]kit.Option, 0, len(r.surgery))
	for _, s := range r.surgery {
		where = append(where, kit.Option{ID: string(s.ID), Label: s.Name})
	}
	_ = p.who.AllowNone("All prescribers")
	p.who.SetOptions(who)
	_ = p.where.AllowNone("All surgeries")
	p.where.SetOptions(where)
}

func (p *page) head() {
	s := p.span()
	p.header.SetTitle(s.title)
	p.header.SetSubtitle("Follow-ups and contacts")
}

func (p *page) show(o fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == o {
		return
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *page) open(e entry) { p.host.Go(e.route) }

// halves lays two cards out one above the other, sharing the height.
type halves struct{}

// Layout implements fyne.Layout.
func (halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := (size.Height - theme.Gap) / 2
	for i, o := range objects {
		o.Move(fyne.NewPos(0, float32(i)*(height+theme.Gap)))
		o.Resize(fyne.NewSize(size.Width, height))
	}
}

// MinSize implements fyne.Layout.
func (halves) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(fyne.Max(a.Width, b.Width), 2*fyne.Max(a.Height, b.Height)+theme.Gap)
}
