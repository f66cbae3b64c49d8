// Package reception is a surgery's own view of its clinics: who comes today and
// when, who waits, how the prescriber is, and booking. It never shows notes,
// scores or reasons; the store does not hand them out.
package reception

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

// page is the clinic of today.
type page struct {
	*desk
	content fyne.CanvasObject
	header  *kit.PageHeader
	body    *fyne.Container
	parts   fyne.CanvasObject
	said    *kit.Banner
	top     *fyne.Container
	states  *states
	list    *clinicList
	queue   *queue
	booking *booking
	side    *side
	reading *load.Latest
	shown   bool
}

// New makes the page of today's clinic. For staff the route's Record says at
// which surgery; without it, it is one where a clinic is on today.
func New(h *host.Host, r host.Route) host.Page {
	p := &page{reading: load.New(h)}
	p.desk = &desk{h: h, surgery: atSurgery(h, r), reload: p.Reload, say: p.tell}
	p.said = kit.NewBanner(kit.Neutral, "", nil)
	p.said.Hide()
	p.header = kit.NewPageHeader("Reception", h.Today().Long(),
		p.buttons()...)
	p.states, p.queue, p.booking = newStates(p.desk), newQueue(p.desk), newBooking(p.desk)
	p.list = newClinicList(p.desk, "Today’s clinic", func() fyne.CanvasObject {
		return kit.NewEmpty(theme.IconCalendar, "No clinic today", "Press Ctrl+B to book someone into a coming clinic.", nil)
	})
	p.list.booking, p.booking.after = p.booking, p.list.rows
	p.side = &side{booking: p.booking}
	right := container.New(p.side, p.queue.card, p.booking.card)
	columns := container.New(&split{p.booking}, p.list.card, right)
	p.booking.onFit = func() { columns.Refresh(); right.Refresh() }
	p.top = kit.VStack(10, p.said, p.states.card)
	p.parts = kit.Border(theme.Gap, p.top, nil, nil, nil, columns)
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.content = kit.Pad(theme.PageMargin, kit.Border(theme.Gap, p.header, nil, nil, nil, p.body))
	return p
}

// atSurgery is the surgery of a reception's session, or the one that staff came
// for; "" until it is known.
func atSurgery(h *host.Host, r host.Route) data.ID {
	if own := h.Session.Surgery(); own != "" {
		return own
	}
	return r.Record
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser: the clinic.
func (p *page) FirstFocus() fyne.Focusable {
	if !p.shown {
		return nil
	}
	return p.list.rows
}

// Shows implements host.Watcher.
func (*page) Shows(c store.Change) bool {
	return c.Is(store.ChangedDiary, store.ChangedClient, store.ChangedContact, store.ChangedLists, store.ChangedSettings)
}

// Book implements host.DeskPage.
func (p *page) Book() { p.booking.begin(toBook, nil) }

// SendThrough implements host.DeskPage.
func (p *page) SendThrough() { p.booking.begin(toSendThrough, nil) }

// Typing says that someone is being booked, for the lock.
func (p *page) Typing() bool { return p.booking.open }

// tell shows a sentence above the clinic; "" takes it away.
func (p *page) tell(tone kit.Tone, sentence string) {
	p.said.Set(tone, sentence)
	p.said.Hidden = sentence == ""
	p.top.Refresh()
	p.parts.Refresh()
}

// today is what the page reads.
type today struct {
	surgery data.ID
	choice  []data.Surgery // for staff
	day     *data.DeskDay
	tell    []data.DeskTell
}

// Reload implements host.Page. What is being typed stays.
func (p *page) Reload() {
	surgery := p.surgery
	load.Do(p.reading, func(ctx context.Context) (*today, error) { return readToday(ctx, p.h, surgery) }, func(t *today, err error) {
		p.shown = false
		if err != nil {
			p.put(p.h.CannotShow("read the clinic", err, p.Reload))
			return
		}
		p.publish(t)
	})
}

func readToday(ctx context.Context, h *host.Host, surgery data.ID) (*today, error) {
	t := &today{surgery: surgery}
	var err error
	if h.Session.Surgery() == "" {
		if t.choice, err = h.Lists.Surgeries(ctx, false); err != nil {
			return nil, err
		}
		if t.surgery == "" {
			if t.surgery, err = whereToday(ctx, h, t.choice); err != nil {
				return nil, err
			}
		}
	}
	if t.surgery == "" {
		return t, nil
	}
	if t.day, err = h.Desk.Day(ctx, t.surgery, h.Today()); err != nil {
		return nil, err
	}
	t.tell, err = h.Desk.ToTell(ctx, t.surgery)
	return t, err
}

// whereToday is a surgery where a clinic is on today, else the first.
func whereToday(ctx context.Context, h *host.Host, choice []data.Surgery) (data.ID, error) {
	sessions, err := h.Desk.Clinics(ctx, "", h.Today(), h.Today())
	if err != nil {
		return "", err
	}
	at := data.ID("")
	for i := range sessions {
		if s := &sessions[i]; at == "" || s.StaffID == h.Session.Person() {
			at = s.SurgeryID
		}
	}
	if at == "" && len(choice) > 0 {
		at = choice[0].ID
	}
	return at, nil
}

func (p *page) publish(t *today) {
	if t.day == nil {
		p.put(kit.NewEmpty(theme.IconReception, "No surgeries yet", "Add your surgeries in Settings to see their clinics here.", nil))
		return
	}
	p.surgery = t.surgery
	p.header.SetSubtitle(subtitle(p.desk, t.day))
	p.header.SetActions(append(p.choose(t.choice), p.buttons()...)...)
	p.states.set(t.day)
	p.list.set(t.day.Sessions, t.tell)
	p.queue.set(t.day)
	p.booking.slots.reload()
	if !p.booking.open {
		p.booking.show()
	}
	p.shown = true
	p.put(p.parts)
	p.parts.Refresh()
}

func (p *page) buttons() []fyne.CanvasObject {
	return []fyne.CanvasObject{kit.Secondary("Send through now  Ctrl+T", p.SendThrough), kit.Secondary("Book  Ctrl+B", p.Book)}
}

// choose is the button with which staff look at another surgery.
func (p *page) choose(choice []data.Surgery) []fyne.CanvasObject {
	if len(choice) < 2 {
		return nil
	}
	return []fyne.CanvasObject{kit.MenuButton("Surgery", func() []*fyne.MenuItem {
		var items []*fyne.MenuItem
		for _, v := range choice {
			item := fyne.NewMenuItem(v.Name, func() { p.surgery = v.ID; p.booking.close(); p.Reload() })
			item.Checked = v.ID == p.surgery
			items = append(items, item)
		}
		return items
	})}
}

func (p *page) put(o fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == o {
		return
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

// side shares the right of the page between the queue and the booking panel.
// While someone is being booked the panel has what it needs, and the queue goes
// where there is no room for both.
type side struct{ booking *booking }

const (
	leastQueue   float32 = 155
	leastBooking float32 = 384
	leastSlots   float32 = 120
)

// Layout implements fyne.Layout.
func (s *side) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	queue, panel := objects[0], objects[1]
	room, scale := size.Height-theme.Gap, scaleOf()
	upper := room * 0.5
	if s.booking.open {
		upper = min(upper, room-leastBooking*scale)
	}
	queue.Show()
	panel.Show()
	switch {
	case s.booking.open && upper < leastQueue*scale:
		queue.Hide()
		upper = -theme.Gap
	case !s.booking.open && room-upper < leastSlots*scale+leastSlots:
		panel.Hide()
		upper = size.Height
	}
	queue.Move(fyne.NewPos(0, 0))
	queue.Resize(fyne.NewSize(size.Width, max(0, upper)))
	panel.Move(fyne.NewPos(0, upper+theme.Gap))
	panel.Resize(fyne.NewSize(size.Width, max(0, room-upper)))
}

// MinSize implements fyne.Layout.
func (s *side) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, 200) }

// split shares the width between the clinic and what stands beside it. Where the
// window is narrow for the size of the text, more of it goes to what is used.
type split struct{ booking *booking }

// narrow is the width, at the normal size of text, below which names would be cut.
const narrow float32 = 760

// Layout implements fyne.Layout.
func (s *split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := float32(0.54)
	if size.Width/scaleOf() < narrow {
		left = 0.62
		if s.booking.open {
			left = 0.42
		}
	}
	width := (size.Width - theme.Gap) * left
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(width, size.Height))
	objects[1].Move(fyne.NewPos(width+theme.Gap, 0))
	objects[1].Resize(fyne.NewSize(size.Width-theme.Gap-width, size.Height))
}

// MinSize implements fyne.Layout.
func (s *split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(560, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}

// scaleOf is how much larger than normal the text is.
func scaleOf() float32 {
	return fyne.CurrentApp().Settings().Theme().Size(theme.SizeBody) / 14
}
