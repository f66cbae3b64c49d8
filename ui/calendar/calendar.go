// Package calendar shows clinics, appointments, visits, follow-ups, leave and
// holidays by day, week or month, for one prescriber or surgery or for all. What
// is overdue stands beside it, whatever is shown. Things are moved by dragging or
// with the keyboard, and a free time is booked where it stands.
package calendar

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/agenda"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/kit/timegrid"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// The views, in the order in which they are offered.
const (
	viewDay = iota
	viewWeek
	viewMonth
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
	hours   *timegrid.Grid
	month   *monthGrid
	middle  *fyne.Container
	parked  *parked
	banner  *kit.Banner

	chosen  data.Date
	agenda  *agenda.Agenda
	picture *picture     // of the hours
	beyond  *load.Latest // how many overdue follow-ups the filters leave out
	reading *load.Latest
	listed  bool   // the filters have their choices
	landed  bool   // the cursor was put where the day begins
	held    target // what is in hand, whatever is shown by now
}

// New makes the calendar; the route may name a client to book.
func New(h *host.Host, r host.Route) host.Page {
	p := &page{host: h, reading: load.New(h), beyond: load.New(h), chosen: h.Today(), picture: &picture{}}
	p.view = kit.NewSegmented([]string{"Day", "Week", "Month"}, viewWeek, func(int) { p.turned() })
	p.header = kit.NewPageHeader("", "",
		kit.Secondary("Export…", p.export),
		h.Offer(access.Diary, kit.Secondary("Add leave…", func() { p.addLeave(p.prescriber(), p.chosen) })),
		kit.Secondary("‹", func() { p.step(-1) }),
		kit.Secondary("Today", func() { p.choose(h.Today()) }),
		kit.Secondary("›", func() { p.step(1) }),
		p.view,
		h.Offer(access.Diary, kit.Primary("Book", p.book)))
	p.who = kit.NewChoice("", nil, func(string) { p.Reload() })
	p.where = kit.NewChoice("", nil, func(string) { p.Reload() })
	p.buildGrids()
	p.parked = newParked(p)
	p.banner = kit.NewBanner(kit.Red, "", nil)
	p.banner.Hide()
	filters := kit.VStack(8, p.who, p.where)
	side := kit.Border(12, filters, nil, nil, nil, p.parked.card)
	p.cards = container.New(&beside{}, p.middle, side)
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.content = kit.Pad(theme.PageMargin, kit.Border(12, kit.VStack(8, p.header, p.banner), nil, nil, nil, p.body))
	if !r.Day.IsZero() { // what led here is about that day
		p.chosen = r.Day
		p.view.SetSelected(viewDay)
	}
	p.head()
	return p
}

func (p *page) buildGrids() {
	g := timegrid.New()
	g.OnOpen, g.OnFree, g.OnHead = p.open, p.free, p.openColumn
	g.OnPage, g.OnHome = p.step, func() { p.choose(p.host.Today()) }
	g.OnMoving = func(m timegrid.Move) {
		if t, ok := p.picture.targets[m.Key]; ok {
			p.held = t
		}
		p.say("")
		p.parked.showFoot()
	}
	g.OnPlaced, g.OnLeft = p.placed, p.left
	p.hours = g
	p.month = newMonthGrid(p.chooseDay, p.toDay)
	p.month.onPlaced, p.month.onLeft = p.placedOnDay, p.left
	p.middle = container.NewStack(p.hours)
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable {
	if p.view.Selected() == viewMonth {
		return p.month
	}
	return p.hours
}

func (p *page) prescriber() data.ID { return data.ID(p.who.Selected()) }

func (p *page) surgery() data.ID { return data.ID(p.where.Selected()) }

func (p *page) span() span {
	switch p.view.Selected() {
	case viewDay:
		return dayOf(p.chosen)
	case viewMonth:
		return monthOf(p.chosen)
	default:
		return weekOf(p.chosen)
	}
}

// step goes to the day, week or month before or after the one shown.
func (p *page) step(by int) {
	switch p.view.Selected() {
	case viewDay:
		p.choose(p.chosen.AddDays(by))
	case viewMonth:
		p.choose(p.chosen.AddMonths(by))
	default:
		p.choose(p.chosen.AddDays(7 * by))
	}
}

// choose makes a day the chosen one and shows it.
func (p *page) choose(d data.Date) {
	p.chosen = d
	p.Reload()
}

// chooseDay chooses a day of the month, which is read only if it is not shown.
func (p *page) chooseDay(d data.Date) {
	shown := p.month.shown.holds(d) && p.month.shown.month.Month == d.Month
	p.chosen = d
	if shown && p.agenda != nil {
		p.month.choose(d)
		return
	}
	p.Reload()
}

// toDay shows the chosen day.
func (p *page) toDay() { p.show(viewDay, p.chosen) }

// show turns to a view of a day.
func (p *page) show(view int, d data.Date) {
	p.chosen = d
	p.view.SetSelected(view)
	p.turned()
}

// turned shows another view; the keyboard goes with it.
func (p *page) turned() {
	p.leaveMove()
	p.landed = false
	p.month.forget()
	p.Reload()
	p.host.Window.Canvas().Focus(p.FirstFocus())
}

// openColumn shows the day of a column of the week.
func (p *page) openColumn(column int) {
	if column < len(p.picture.days) {
		p.show(viewDay, p.picture.days[column])
	}
}

// Shows implements host.Watcher: everything that stands in a calendar, and the
// names and holidays beside it.
func (*page) Shows(c store.Change) bool {
	return c.OfStory() || c.Is(store.ChangedDiary, store.ChangedDirectory, store.ChangedLists)
}

// Reload implements host.Page.
func (p *page) Reload() {
	p.head()
	h, s := p.host, p.span()
	f := agenda.Filter{From: s.first, To: s.last(), Prescriber: p.prescriber(), SurgeryID: p.surgery()}
	load.Into(p.reading, load.View{What: "read calendar", Put: p.put, Again: p.Reload},
		func(ctx context.Context) (*agenda.Agenda, error) {
			a, err := h.Overview.Agenda(ctx, f)
			if err != nil {
				return nil, err
			}
			return a, warnings(ctx, h, a)
		},
		func(a *agenda.Agenda) { p.publish(s, a) })
}

func (p *page) publish(s span, a *agenda.Agenda) {
	p.agenda = a
	today := p.host.Today()
	p.offerFilters(a)
	if s.month.IsZero() {
		p.showHours(s, today)
	} else {
		p.month.set(s, p.chosen, today, a)
		p.swap(p.month)
	}
	p.parked.set(a.Overdue)
	p.countBeyond()
	p.head()
	p.put(p.cards)
}

func (p *page) showHours(s span, today data.Date) {
	me := p.host.Session.Person()
	if s.day {
		if p.prescriber() != "" {
			me = p.prescriber()
		}
		p.picture = dayPicture(p.agenda, p.chosen, me)
	} else {
		p.picture = weekPicture(p.agenda, s.first, p.chosen, today, p.prescriber() != "")
	}
	if !p.host.Books() {
		p.picture.fix()
	}
	p.hours.Set(p.picture.columns, p.picture.items, p.picture.from, p.picture.to)
	p.showNow(today)
	if !p.landed {
		p.landed = true
		p.hours.SetCursor(p.landing(today))
	}
	p.swap(p.hours)
}

// landing is where the keyboard begins: at the time it is, or where the day begins.
func (p *page) landing(today data.Date) (column, minute int) {
	minute = 60 * p.picture.from
	if now := p.host.Clock(); p.chosen == today {
		minute = max(minute, min(60*now.Hour()+now.Minute(), 60*p.picture.to-30))
	}
	for i, person := range p.picture.people {
		if person.ID == p.host.Session.Person() {
			return i, minute
		}
	}
	return p.columnOf(p.chosen), minute
}

// showNow draws the line of now where today is.
func (p *page) showNow(today data.Date) {
	now := p.host.Clock()
	minute, column := 60*now.Hour()+now.Minute(), -1
	if len(p.picture.days) > 0 {
		column = p.columnOf(today)
		if p.picture.days[column] != today {
			minute = timegrid.NoTime
		}
	} else if p.chosen != today {
		minute = timegrid.NoTime
	}
	p.hours.SetNow(minute, column)
}

// columnOf is the column of a day of the week shown; 0 for a day that is not.
func (p *page) columnOf(d data.Date) int {
	for i, day := range p.picture.days {
		if day == d {
			return i
		}
	}
	return 0
}

func (p *page) swap(o fyne.CanvasObject) {
	if p.middle.Objects[0] != o {
		p.middle.Objects = []fyne.CanvasObject{o}
		p.middle.Refresh()
	}
}

// offerFilters fills the two filters once; a person's choice stays.
func (p *page) offerFilters(a *agenda.Agenda) {
	if p.listed {
		return
	}
	p.listed = true
	_ = p.who.AllowNone(p.everyone())
	p.who.SetOptions(options(a.Staff))
	_ = p.where.AllowNone("All surgeries")
	p.where.SetOptions(options(a.Surgeries))
}

func options(list []agenda.Person) []kit.Option {
	out := make([]kit.Option, len(list))
	for i, x := range list {
		out[i] = kit.Option{ID: string(x.ID), Label: x.Name}
	}
	return out
}

// everyone names the prescribers when none is chosen.
func (p *page) everyone() string { return "All " + p.host.Role().Many }

func (p *page) head() {
	s := p.span()
	p.header.SetTitle(s.title)
	who, where := p.everyone(), "all surgeries"
	if p.agenda != nil {
		who, where = nameOf(p.agenda.Staff, p.prescriber(), who), nameOf(p.agenda.Surgeries, p.surgery(), where)
	}
	p.header.SetSubtitle(who + " · " + where)
}

func nameOf(list []agenda.Person, id data.ID, none string) string {
	for _, x := range list {
		if x.ID == id {
			return x.Name
		}
	}
	return none
}

func (p *page) put(o fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == o {
		return
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

// say shows a sentence above the calendar; "" takes it away.
func (p *page) say(sentence string) {
	if sentence == "" {
		p.banner.Hide()
		return
	}
	p.banner.Set(kit.Red, sentence)
	p.banner.Show()
}

// beside puts the calendar beside the narrow column at its right.
type beside struct{}

func sideWidth(width float32) float32 { return max(190, min(232, width*0.24)) }

// Layout implements fyne.Layout.
func (beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	side := sideWidth(size.Width)
	objects[0].Resize(fyne.NewSize(max(0, size.Width-side-theme.Gap), size.Height))
	objects[1].Move(fyne.NewPos(size.Width-side, 0))
	objects[1].Resize(fyne.NewSize(side, size.Height))
}

// MinSize implements fyne.Layout.
func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+190+theme.Gap, max(a.Height, b.Height))
}
