package calendar

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/ui/kit"
)

// monthGrid is the weeks of a month. It is one stop for Tab; arrows choose another
// day, Enter goes to the chosen day. What is in hand goes with the chosen day:
// Enter places it, Escape leaves it.
type monthGrid struct {
	widget.BaseWidget
	onChoose func(data.Date)
	onEnter  func()
	onPlaced func(agenda.Entry, data.Date)
	onLeft   func()

	shown   span
	today   data.Date
	chosen  data.Date
	focused bool
	cells   []*dayCell
	root    *fyne.Container
	moving  *agenda.Entry // in hand
	dragged bool          // by the pointer
}

var _ fyne.Focusable = (*monthGrid)(nil)

func newMonthGrid(onChoose func(data.Date), onEnter func()) *monthGrid {
	g := &monthGrid{onChoose: onChoose, onEnter: onEnter, root: container.NewStack()}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer implements fyne.Widget.
func (g *monthGrid) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.root) }

// set shows a span with its entries and the holidays in it.
func (g *monthGrid) set(s span, chosen, today data.Date, a *agenda.Agenda) {
	if s.weeks != g.shown.weeks || g.cells == nil {
		g.build(s.weeks)
	}
	g.shown, g.chosen, g.today = s, chosen, today
	byDay := a.ByDay()
	for i, c := range g.cells {
		c.day = s.first.AddDays(i)
		c.entries = shown(byDay[c.day])
		c.today = c.day == today
		c.outside = !s.month.IsZero() && c.day.Month != s.month.Month
		c.heading = heading(c.day, c.today)
		c.holiday = ""
		if h, ok := a.Holidays.On(c.day); ok {
			c.holiday = h.Title
		}
	}
	g.paint()
}

func heading(d data.Date, today bool) string {
	text := strconv.Itoa(d.Day)
	if d.Day == 1 {
		text = d.Time().Format("2 Jan")
	}
	if today {
		text += " · today"
	}
	return text
}

func (g *monthGrid) build(weeks int) {
	g.cells = make([]*dayCell, 0, 7*weeks)
	objects := make([]fyne.CanvasObject, 0, 7*weeks)
	for range 7 * weeks {
		c := newDayCell(g.tapped)
		g.cells = append(g.cells, c)
		objects = append(objects, c)
	}
	days := container.New(&evenly{weeks: weeks}, objects...)
	names := make([]fyne.CanvasObject, 0, 7)
	for i := range 7 {
		names = append(names, kit.PadXY(6, 4, kit.NewText(monday(data.Date{Year: 2026, Month: 4, Day: 6}).AddDays(i).Time().Format("Mon"), kit.Muted)))
	}
	g.root.Objects = []fyne.CanvasObject{container.NewBorder(container.NewGridWithColumns(7, names...), nil, nil, nil, days)}
	g.root.Refresh()
}

func (g *monthGrid) paint() {
	for _, c := range g.cells {
		c.chosen, c.focused = c.day == g.chosen, g.focused
		c.ghost = ""
		if g.moving != nil && c.chosen {
			c.ghost = g.moving.Client
		}
		c.Refresh()
	}
}

// tapped chooses a day, or places what is in hand there.
func (g *monthGrid) tapped(d data.Date) {
	fyne.CurrentApp().Driver().CanvasForObject(g).Focus(g)
	again := d == g.chosen && g.moving == nil
	if again {
		g.onEnter()
		return
	}
	g.onChoose(d)
	g.placeMove()
}

// choose makes a day that is shown the chosen one.
func (g *monthGrid) choose(d data.Date) {
	g.chosen = d
	g.paint()
}

// forget makes the next reading build its days anew.
func (g *monthGrid) forget() { g.moving = nil }

// take takes an entry in hand.
func (g *monthGrid) take(e agenda.Entry) {
	g.moving, g.dragged = &e, false
	g.paint()
}

// leave leaves what is in hand where it was.
func (g *monthGrid) leave() {
	if g.moving == nil {
		return
	}
	g.moving = nil
	g.paint()
	g.onLeft()
}

func (g *monthGrid) endMove() {
	if g.moving != nil {
		g.moving = nil
		g.paint()
	}
}

func (g *monthGrid) placeMove() {
	if g.moving != nil {
		g.onPlaced(*g.moving, g.chosen)
	}
}

// dragOver holds an entry over a place of the window.
func (g *monthGrid) dragOver(e agenda.Entry, at fyne.Position) {
	g.moving, g.dragged = &e, true
	if d, ok := g.dayAt(at); ok && d != g.chosen {
		g.chosen = d
	}
	g.paint()
}

// dropAt puts it down, or leaves it where that is no day.
func (g *monthGrid) dropAt(at fyne.Position) {
	d, ok := g.dayAt(at)
	if g.moving == nil || !ok {
		g.leave()
		return
	}
	g.onPlaced(*g.moving, d)
}

func (g *monthGrid) dayAt(at fyne.Position) (data.Date, bool) {
	driver := fyne.CurrentApp().Driver()
	for _, c := range g.cells {
		p := at.Subtract(driver.AbsolutePositionForObject(c))
		if p.X >= 0 && p.Y >= 0 && p.X < c.Size().Width && p.Y < c.Size().Height {
			return c.day, true
		}
	}
	return data.Date{}, false
}

// FocusGained implements fyne.Focusable.
func (g *monthGrid) FocusGained() { g.focused = true; g.paint() }

// FocusLost implements fyne.Focusable.
func (g *monthGrid) FocusLost() { g.focused = false; g.paint() }

// TypedRune implements fyne.Focusable.
func (g *monthGrid) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (g *monthGrid) TypedKey(e *fyne.KeyEvent) {
	steps := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1, fyne.KeyUp: -7, fyne.KeyDown: 7}
	if step, ok := steps[e.Name]; ok {
		g.onChoose(g.chosen.AddDays(step))
		return
	}
	switch e.Name {
	case fyne.KeyPageUp:
		g.onChoose(g.chosen.AddMonths(-1))
	case fyne.KeyPageDown:
		g.onChoose(g.chosen.AddMonths(1))
	case fyne.KeyHome:
		g.onChoose(g.today)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if g.moving != nil {
			g.placeMove()
			return
		}
		g.onEnter()
	case fyne.KeyEscape:
		g.leave()
	}
}

// evenly lays days out in rows of seven, all of one size, touching.
type evenly struct{ weeks int }

// Layout implements fyne.Layout.
func (l *evenly) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w, h := size.Width/7, size.Height/float32(l.weeks)
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i%7)*w, float32(i/7)*h))
		o.Resize(fyne.NewSize(w, h))
	}
}

// MinSize implements fyne.Layout.
func (l *evenly) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(7*m.Width, float32(l.weeks)*m.Height)
}
