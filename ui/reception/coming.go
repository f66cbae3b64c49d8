package reception

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// weeksAhead is how far the coming clinics are shown.
const weeksAhead = 8

// comingPage is the coming clinics of a surgery: one beside the list of them.
type comingPage struct {
	*desk
	content  fyne.CanvasObject
	header   *kit.PageHeader
	body     *fyne.Container
	parts    fyne.CanvasObject
	said     *kit.Banner
	top      *fyne.Container
	days     *kit.Rows
	sessions []data.DeskSession
	tells    []data.DeskTell
	list     *clinicList
	booking  *booking
	right    *fyne.Container
	reading  *load.Latest
	shown    bool
}

// NewComing makes the page of the coming clinics.
func NewComing(h *host.Host, r host.Route) host.Page {
	p := &comingPage{reading: load.New(h)}
	p.desk = &desk{h: h, surgery: atSurgery(h, r), reload: p.Reload, say: p.tell}
	p.said = kit.NewBanner(kit.Neutral, "", nil)
	p.said.Hide()
	p.top = kit.VStack(0, p.said)
	p.header = kit.NewPageHeader("Coming clinics", "", kit.Secondary("Book", p.Book))
	p.booking = newBooking(p.desk)
	p.list = newClinicList(p.desk, "", func() fyne.CanvasObject { return kit.NewParagraph("", kit.Muted) })
	p.list.booking, p.booking.after = p.booking, p.list.rows
	p.days = kit.NewRows(func() int { return len(p.sessions) }, func() fyne.CanvasObject { return kit.NewRowText() }, p.update, kit.RowHeight())
	p.days.OnSelect = func(int) { p.pick() }
	p.days.OnOpen = func(int) { h.Window.Canvas().Focus(p.list.rows) }
	p.right = container.NewStack(p.list.card)
	p.booking.onFit = p.arrange
	p.parts = kit.Border(10, p.top, nil, nil, nil,
		kit.Columns([]float32{40, 60}, kit.NewCard("Clinics", fmt.Sprintf("next %d weeks", weeksAhead), p.days).Flush(), p.right))
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.content = kit.Pad(theme.PageMargin, kit.Border(theme.Gap, p.header, nil, nil, nil, p.body))
	return p
}

// arrange shows the booking panel in the place of the clinic while it is open.
func (p *comingPage) arrange() {
	p.right.Objects = []fyne.CanvasObject{p.list.card}
	if p.booking.open {
		p.right.Objects = []fyne.CanvasObject{p.booking.card}
	}
	p.right.Refresh()
}

// Content implements host.Page.
func (p *comingPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *comingPage) FirstFocus() fyne.Focusable {
	if !p.shown {
		return nil
	}
	return p.days
}

// Shows implements host.Watcher.
func (*comingPage) Shows(c store.Change) bool {
	return c.Is(store.ChangedDiary, store.ChangedClient, store.ChangedLists)
}

// Book implements host.DeskPage.
func (p *comingPage) Book() { p.booking.begin(toBook, nil) }

// SendThrough implements host.DeskPage: it is about today, so it leads there.
func (p *comingPage) SendThrough() {
	p.h.Go(host.Route{Area: host.Reception, Record: p.surgery})
}

func (p *comingPage) tell(tone kit.Tone, sentence string) {
	p.said.Set(tone, sentence)
	p.said.Hidden = sentence == ""
	p.top.Refresh()
	p.parts.Refresh()
}

// Reload implements host.Page.
func (p *comingPage) Reload() {
	surgery, from := p.surgery, p.h.Today().AddDays(1)
	type answer struct {
		sessions []data.DeskSession
		tell     []data.DeskTell
	}
	load.Do(p.reading, func(ctx context.Context) (a answer, err error) {
		if a.sessions, err = p.h.Desk.Clinics(ctx, surgery, from, from.AddDays(7*weeksAhead-1)); err == nil && surgery != "" {
			a.tell, err = p.h.Desk.ToTell(ctx, surgery)
		}
		return a, err
	}, func(a answer, err error) {
		p.shown = false
		switch {
		case err != nil:
			p.put(p.h.CannotShow("read the coming clinics", err, p.Reload))
		case len(a.sessions) == 0:
			p.put(kit.NewEmpty(theme.IconCalendar, "No coming clinics",
				fmt.Sprintf("Clinics for the next %d weeks appear here when the service sets them up.", weeksAhead), nil))
		default:
			p.publish(a.sessions, a.tell)
		}
	})
}

func (p *comingPage) publish(sessions []data.DeskSession, tell []data.DeskTell) {
	was := -1
	if at := p.days.Selected(); at >= 0 && at < len(p.sessions) {
		for i := range sessions {
			if sessions[i].ClinicID == p.sessions[at].ClinicID && sessions[i].Day == p.sessions[at].Day {
				was = i
			}
		}
	}
	p.sessions, p.tells = sessions, tell
	p.header.SetSubtitle(sessions[0].Surgery)
	p.days.Reload()
	p.days.Select(max(0, was))
	p.booking.slots.reload()
	p.pick()
	p.shown = true
	p.put(p.parts)
	p.parts.Refresh()
}

func (p *comingPage) put(o fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == o {
		return
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

// pick shows the clinic that is selected.
func (p *comingPage) pick() {
	i := p.days.Selected()
	if i < 0 || i >= len(p.sessions) {
		return
	}
	s := &p.sessions[i]
	p.list.card.SetTitle(s.Day.Long())
	p.list.set(p.sessions[i:i+1], p.tells)
}

func (p *comingPage) update(i int, o fyne.CanvasObject) {
	s := &p.sessions[i]
	d := kit.RowData{Title: s.Day.Long(), Secondary: fmt.Sprintf("%s to %s · %s", data.Hour(s.Starts), data.Hour(s.Ends), s.Staff)}
	if s.Room != "" {
		d.Secondary += " · " + s.Room
	}
	free := 0
	for _, slot := range s.Slots {
		if slot.Free {
			free++
		}
	}
	switch {
	case s.State == data.SessionCancelled:
		d.Chips = []kit.ChipData{{Text: "Cancelled", Tone: kit.Red}}
	case s.State != data.SessionOn:
		d.Chips = []kit.ChipData{{Text: "Cancelled", Tone: kit.Red}}
	case free == 0:
		d.Chips = []kit.ChipData{{Text: "Full", Tone: kit.Neutral}}
	default:
		d.Chips = []kit.ChipData{{Text: fmt.Sprintf("%d of %d free", free, len(s.Slots)), Tone: kit.Green}}
	}
	o.(*kit.RowText).Set(d)
}
