package calendar

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"waymark/data"
	"waymark/ui/kit"
)

// grid is the days of a span, seven to a row. It is one stop for Tab; arrows
// choose another day, Enter goes to the chosen day's list.
type grid struct {
	widget.BaseWidget
	onChoose func(data.Date)
	onEnter  func()

	shown   span
	today   data.Date
	chosen  data.Date
	focused bool
	cells   []*dayCell
	root    *fyne.Container
}

var _ fyne.Focusable = (*grid)(nil)

func newGrid(onChoose func(data.Date), onEnter func()) *grid {
	g := &grid{onChoose: onChoose, onEnter: onEnter, root: container.NewStack()}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer implements fyne.Widget.
func (g *grid) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.root) }

// set shows a span with its entries and the holidays in it.
func (g *grid) set(s span, chosen, today data.Date, entries []entry, holidays *data.Holidays) {
	if s.weeks != g.shown.weeks || g.cells == nil {
		g.build(s.weeks)
	}
	g.shown, g.chosen, g.today = s, chosen, today
	byDay := map[data.Date][]entry{}
	for _, e := range entries {
		byDay[e.day] = append(byDay[e.day], e)
	}
	for i, c := range g.cells {
		c.day = s.first.AddDays(i)
		c.entries = byDay[c.day]
		c.today = c.day == today
		c.outside = !s.month.IsZero() && c.day.Month != s.month.Month
		c.heading = heading(s, c.day, c.today)
		c.holiday = ""
		if h, ok := holidays.On(c.day); ok {
			c.holiday = h.Title
		}
	}
	g.paint()
}

func heading(s span, d data.Date, today bool) string {
	text := strconv.Itoa(d.Day)
	if s.weeks == 1 {
		text = d.Time().Format("Mon 2")
	} else if d.Day == 1 {
		text = d.Time().Format("2 Jan")
	}
	if today {
		text += " · today"
	}
	return text
}

func (g *grid) build(weeks int) {
	g.cells = make([]*dayCell, 0, 7*weeks)
	objects := make([]fyne.CanvasObject, 0, 7*weeks)
	for range 7 * weeks {
		c := newDayCell(g.tapped)
		g.cells = append(g.cells, c)
		objects = append(objects, c)
	}
	days := container.New(&evenly{weeks: weeks}, objects...)
	if weeks == 1 {
		g.root.Objects = []fyne.CanvasObject{days}
	} else {
		names := make([]fyne.CanvasObject, 0, 7)
		for i := range 7 {
			names = append(names, kit.PadXY(6, 4, kit.NewText(monday(data.Date{Year: 2026, Month: 4, Day: 6}).AddDays(i).Time().Format("Mon"), kit.Muted)))
		}
		g.root.Objects = []fyne.CanvasObject{container.NewBorder(container.NewGridWithColumns(7, names...), nil, nil, nil, days)}
	}
	g.root.Refresh()
}

func (g *grid) paint() {
	for _, c := range g.cells {
		c.chosen, c.focused = c.day == g.chosen, g.focused
		c.Refresh()
	}
}

func (g *grid) tapped(d data.Date) {
	fyne.CurrentApp().Driver().CanvasForObject(g).Focus(g)
	g.onChoose(d)
}

// FocusGained implements fyne.Focusable.
func (g *grid) FocusGained() { g.focused = true; g.paint() }

// FocusLost implements fyne.Focusable.
func (g *grid) FocusLost() { g.focused = false; g.paint() }

// TypedRune implements fyne.Focusable.
func (g *grid) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (g *grid) TypedKey(e *fyne.KeyEvent) {
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
		g.onEnter()
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
