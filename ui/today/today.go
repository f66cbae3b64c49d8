// Package today is the first screen of the day: follow-ups that are overdue,
// due today and due this week, the appointments of today and tomorrow, and what else needs someone's
// attention. One key leads from any row to the record behind it.
package today

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// page is the Today screen.
type page struct {
	host      *host.Host
	content   fyne.CanvasObject
	header    *kit.PageHeader
	actions   []fyne.CanvasObject // of the header, once there are clients
	body      *fyne.Container     // the cards, or one state in their place
	cards     fyne.CanvasObject   // made once
	whose     *kit.Segmented
	followUps *followUps
	contacts  *contacts
	attention *attention
	noNews    *noNews
	room      *room
	tasks     *tasks
	right     *fyne.Container // contacts, tasks and no news beneath them
	reading   *load.Latest
	shown     bool
}

// New makes the Today screen; the route says nothing more.
func New(h *host.Host, _ host.Route) host.Page {
	p := &page{host: h, reading: load.New(h)}
	p.actions = []fyne.CanvasObject{
		kit.Secondary("Reply slip", func() { ShowSlip(h) }),
		h.Offer(access.Clients, kit.Secondary("New client", p.newClient)),
		kit.Primary("Record a contact", func() { h.Go(host.Route{Area: host.Clients, View: host.ViewNewContact}) }),
	}
	p.header = kit.NewPageHeader("Today", h.Today().Long(), p.actions...)
	p.whose = kit.NewSegmented([]string{"All", "Mine"}, 0, func(int) { p.Reload() })
	p.followUps = newFollowUps(h, p.whose)
	p.contacts = newContacts(h)
	p.attention = newAttention(h)
	p.noNews = newNoNews(h)
	p.tasks = newTasks(h)
	p.right = container.New(&shared{weights: []float32{0.4, 0.3, 0.3}}, p.contacts.card, p.tasks.card, p.noNews.card)
	p.room = newRoom(h)
	p.cards = container.New(above{p.room}, p.room.card, kit.Columns([]float32{58, 42},
		kit.ScrollBeyond(container.New(&stacked{upper: 0.62}, p.followUps.card, p.attention.card)), kit.ScrollBeyond(p.right)))
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.content = kit.Pad(theme.PageMargin, kit.Border(theme.Gap, p.header, nil, nil, nil, p.body))
	return p
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser: the follow-ups, where the day begins.
func (p *page) FirstFocus() fyne.Focusable {
	if !p.shown {
		return nil
	}
	return p.followUps.rows
}

// day is everything the screen shows, read in one go.
type day struct {
	today     data.Date
	followUps []data.FollowUpRow
	meetings  []meeting
	attention []data.Attention
	noNews    []data.NoNewsRow
	tasks     []data.TaskRow
	room      *data.DeskDay // the clinic of whoever uses this PC; nil without one
	kept      kept
	empty     bool // a new database, without any client
	bare      bool // nor any surgery
	flags     host.PersonFlags
}

// Shows implements host.Watcher: everything but whose favourites services are, and reports.
func (*page) Shows(c store.Change) bool {
	return !c.Is(store.ChangedMarks, store.ChangedReports)
}

// Reload implements host.Page.
func (p *page) Reload() {
	h := p.host
	var prescriber data.ID
	if p.whose.Selected() == 1 {
		prescriber = h.Session.Person()
	}
	today := h.Today()
	load.Do(p.reading, func(ctx context.Context) (*day, error) { return read(ctx, h, today, prescriber) }, p.publish)
}

func read(ctx context.Context, h *host.Host, today data.Date, prescriber data.ID) (*day, error) {
	d := &day{today: today}
	var err error
	if d.followUps, err = h.Offering.FollowUps(ctx, data.FollowUpFilter{To: today.AddDays(aheadDays), OpenOnly: true, Prescriber: prescriber}); err != nil {
		return nil, err
	}
	if d.meetings, err = readMeetings(ctx, h, today, prescriber); err != nil {
		return nil, err
	}
	if d.attention, err = h.Overview.AttentionList(ctx, today, prescriber); err != nil {
		return nil, err
	}
	if d.attention, err = withRetention(ctx, h, d.attention); err != nil {
		return nil, err
	}
	if d.noNews, err = h.Offering.NoNews(ctx); err != nil {
		return nil, err
	}
	if d.flags, err = readFlags(ctx, h, d); err != nil {
		return nil, err
	}
	if d.room, err = readRoom(ctx, h, today); err != nil {
		return nil, err
	}
	if d.tasks, err = h.Tasks.Tasks(ctx, data.TaskFilter{Open: true, To: today, Prescriber: prescriber}); err != nil {
		return nil, err
	}
	if d.kept, err = readKept(ctx, h, today, prescriber); err != nil {
		return nil, err
	}
	_, total, err := h.Casework.Clients(ctx, data.ClientFilter{Limit: 1})
	if d.empty = total == 0; err != nil || !d.empty {
		return d, err
	}
	surgeries, err := h.Lists.Surgeries(ctx, false)
	d.bare = len(surgeries) == 0
	return d, err
}

// readMeetings reads what is unsettled, what is on today and what is booked until the
// next working day, which is tomorrow on most days.
func readMeetings(ctx context.Context, h *host.Host, today data.Date, prescriber data.ID) ([]meeting, error) {
	unsettled, err := h.Diary.Unsettled(ctx, today, prescriber)
	if err != nil {
		return nil, err
	}
	holidays, err := h.Lists.Holidays(ctx)
	if err != nil {
		return nil, err
	}
	booked, err := h.Diary.Appointments(ctx, data.AppointmentFilter{From: today, To: holidays.NextWorkingDay(today.AddDays(1)), StaffID: prescriber})
	if err != nil {
		return nil, err
	}
	met, err := h.Casework.Contacts(ctx, data.ContactFilter{From: today, To: today, Prescriber: prescriber})
	return meetings(unsettled, booked, met, today), err
}

// noClients is what is shown while there is no one, with what may be done about it
// first: whoever sets up a service begins with its surgeries.
func (p *page) noClients(bare bool) fyne.CanvasObject {
	may := func(what access.Area) bool { return p.host.Session.May(what, access.Write) == nil }
	switch {
	case !may(access.Clients):
		return kit.NewEmpty(theme.IconClients, "No clients yet", "The clients whom you look after appear here. Ask a manager to give you some.", nil)
	case bare && may(access.Lists):
		return kit.NewEmpty(theme.IconClients, "No clients yet",
			"Set up your surgeries and staff first. Then add your first client.",
			kit.Primary("Set up surgeries", func() {
				p.host.Go(host.Route{Area: host.Settings, View: host.ViewPart, Record: "Surgeries"})
			}))
	}
	return kit.NewEmpty(theme.IconClients, "No clients yet", "Add your first client. What is due for them appears here.",
		kit.Primary("New client", p.newClient))
}

func (p *page) newClient() {
	p.host.Go(host.Route{Area: host.Clients, View: host.ViewShortReferral})
}

// offerActions leaves out of the header what needs a client while there is none, and
// what the page itself offers then.
func (p *page) offerActions(d *day) {
	switch {
	case !d.empty:
		p.header.SetActions(p.actions...)
	case d.bare && p.host.Session.May(access.Lists, access.Write) == nil: // else the page has the same button
		p.header.SetActions(p.actions[1])
	default:
		p.header.SetActions()
	}
}

// aheadDays is how far Today looks ahead: a week, whatever day it is, so that
// on a Friday the coming days are not empty.
const aheadDays = 6

func (p *page) publish(d *day, err error) {
	p.shown = false
	switch {
	case err != nil:
		p.show(p.host.CannotShow("read today", err, p.Reload))
	case d.empty:
		p.header.SetSubtitle(d.today.Long())
		p.offerActions(d)
		p.show(p.noClients(d.bare))
	default:
		p.offerActions(d)
		p.header.SetSubtitle(subtitle(d))
		p.followUps.flags, p.contacts.flags, p.noNews.flags = d.flags, d.flags, d.flags
		p.followUps.set(d.followUps, d.today)
		p.contacts.set(d.meetings)
		p.followUps.setKept(d.kept, p.ShowOverdue)
		p.attention.set(d.attention)
		p.noNews.set(d.noNews, d.today)
		p.room.set(d.room)
		p.tasks.set(d.tasks, d.today)
		p.right.Refresh() // the cards of tasks and of no news come and go
		p.shown = true
		p.show(p.cards)
	}
}

// show puts one object in the body; the cards are made once and kept, so that
// a reload does not lose the selected row.
func (p *page) show(o fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == o {
		return
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func subtitle(d *day) string {
	booked, met := 0, 0
	for _, m := range d.meetings {
		switch {
		case m.contact != nil && m.contact.Outcome == data.ContactAttended,
			m.appointment != nil && m.appointment.On == d.today && m.appointment.State == data.AppointmentSeen:
			met++
		case m.appointment != nil && m.appointment.On == d.today && m.appointment.State.Open():
			booked++
		}
	}
	text := d.today.Long()
	if met+booked > 0 {
		text += fmt.Sprintf(" · %d seen, %d still to come", met, booked)
	}
	return text
}
