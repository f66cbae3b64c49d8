package timegrid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	"waymark/ui/kit"
	"waymark/ui/kit/draw"
)

// timeBody is what a Grid scrolls: the hours with what stands in them.
type timeBody struct {
	widget.BaseWidget
	grid    *Grid
	shown   []fyne.CanvasObject
	dragged bool
}

var (
	_ fyne.Tappable     = (*timeBody)(nil)
	_ fyne.Draggable    = (*timeBody)(nil)
	_ desktop.Hoverable = (*timeBody)(nil)
	_ desktop.Mouseable = (*timeBody)(nil)
	_ fyne.Tappable     = (*Grid)(nil)
	_ fyne.Draggable    = (*Grid)(nil)
	_ fyne.Focusable    = (*Grid)(nil)
	_ desktop.Hoverable = (*Grid)(nil)
	_ desktop.Mouseable = (*Grid)(nil)
)

func newTimeBody(g *Grid) *timeBody {
	b := &timeBody{grid: g}
	b.ExtendBaseWidget(b)
	return b
}

// inGrid turns a place in the body into one in the grid.
func (b *timeBody) inGrid(p fyne.Position) fyne.Position {
	return p.AddXY(0, b.grid.plan.head+b.grid.plan.band-b.grid.scroll.Offset.Y)
}

// Tapped opens what is there, or takes the free time. Part of fyne.Tappable.
func (b *timeBody) Tapped(e *fyne.PointEvent) { b.grid.tap(b.inGrid(e.Position)) }

// Dragged moves what was under the pointer. Part of fyne.Draggable.
func (b *timeBody) Dragged(e *fyne.DragEvent) {
	at := b.inGrid(e.Position)
	b.grid.drag(at.SubtractXY(e.Dragged.DX, e.Dragged.DY), at)
}

// DragEnd puts it down. Part of fyne.Draggable.
func (b *timeBody) DragEnd() { b.grid.drop() }

// MouseDown takes the keyboard at once. Part of desktop.Mouseable.
func (b *timeBody) MouseDown(*desktop.MouseEvent) { b.grid.Focus() }

// MouseUp does nothing. Part of desktop.Mouseable.
func (b *timeBody) MouseUp(*desktop.MouseEvent) {}

// MouseIn shows the whole of what is under the pointer. Part of desktop.Hoverable.
func (b *timeBody) MouseIn(e *desktop.MouseEvent) { b.grid.hover(b, b.inGrid(e.Position), e.Position) }

// MouseMoved does so too. Part of desktop.Hoverable.
func (b *timeBody) MouseMoved(e *desktop.MouseEvent) {
	b.grid.hover(b, b.inGrid(e.Position), e.Position)
}

// MouseOut takes it away. Part of desktop.Hoverable.
func (b *timeBody) MouseOut() { kit.HideTip(b); b.grid.body.dragged = false }

// CreateRenderer draws the body. Part of fyne.Widget.
func (b *timeBody) CreateRenderer() fyne.WidgetRenderer {
	return &draw.Rendering{
		Of:      b,
		Shows:   func() []fyne.CanvasObject { return b.shown },
		Lays:    func(fyne.Size) {},
		Least:   func() fyne.Size { return fyne.NewSize(1, b.grid.bodyHeight()) },
		Redraws: func() { canvas.Refresh(b) },
	}
}

// Tapped is for the headings and what has no hour. Part of fyne.Tappable.
func (g *Grid) Tapped(e *fyne.PointEvent) { g.tap(e.Position) }

// Dragged is for what has no hour. Part of fyne.Draggable.
func (g *Grid) Dragged(e *fyne.DragEvent) {
	g.drag(e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY), e.Position)
}

// DragEnd puts it down. Part of fyne.Draggable.
func (g *Grid) DragEnd() { g.drop() }

// MouseDown takes the keyboard. Part of desktop.Mouseable.
func (g *Grid) MouseDown(*desktop.MouseEvent) { g.Focus() }

// MouseUp does nothing. Part of desktop.Mouseable.
func (g *Grid) MouseUp(*desktop.MouseEvent) {}

// MouseIn shows the whole of what is under the pointer. Part of desktop.Hoverable.
func (g *Grid) MouseIn(e *desktop.MouseEvent) { g.hover(g, e.Position, e.Position) }

// MouseMoved does so too. Part of desktop.Hoverable.
func (g *Grid) MouseMoved(e *desktop.MouseEvent) { g.hover(g, e.Position, e.Position) }

// MouseOut takes it away. Part of desktop.Hoverable.
func (g *Grid) MouseOut() { kit.HideTip(g) }

// gridHit is what is at a place of the grid.
type gridHit struct {
	column, minute int
	key, tip       string
	head, more     bool
}

// hit says what is at a place of the grid.
func (g *Grid) hit(p fyne.Position) gridHit {
	h := gridHit{column: g.columnAt(p.X), minute: NoTime}
	switch {
	case p.Y < g.plan.head:
		h.head = true
		if h.column < len(g.columns) {
			h.tip = joinWords(g.columns[h.column].Title, g.columns[h.column].Note)
		}
	case p.Y < g.plan.head+g.plan.band:
		g.hitBand(&h, p)
	default:
		g.hitHours(&h, p.AddXY(0, g.scroll.Offset.Y-g.plan.head-g.plan.band))
	}
	return h
}

func joinWords(a, b string) string {
	if b == "" {
		return a
	}
	return a + "\n" + b
}

func (g *Grid) hitBand(h *gridHit, p fyne.Position) {
	list, places := g.untimed(h.column), g.plan.bands[h.column]
	for i, at := range places {
		if y := p.Y - g.plan.head - at.y; y >= 0 && y < at.height && i < len(list) {
			h.key, h.tip = list[i].Key, list[i].Tip
			return
		}
	}
	if n := len(places); n > 0 && n < len(list) && p.Y > g.plan.head+places[n-1].y+places[n-1].height {
		h.more = true
	}
}

func (g *Grid) hitHours(h *gridHit, p fyne.Position) {
	h.minute = max(60*g.from, min(60*g.to-1, g.minuteAt(p.Y)))
	for i := range g.items {
		if it := &g.items[i]; it.Look == Hatched && it.Column == h.column && it.holds(h.minute) {
			h.tip = it.Tip
			if p.Y < g.hatchTop(it)+2*g.plan.line+14 { // the words at its top; below them a time can be booked
				h.key = it.Key
			}
		}
	}
	for _, at := range g.timed(h.column) {
		if !at.holds(p) {
			continue
		}
		h.key, h.tip = at.item.Key, at.item.Tip
		for _, r := range at.item.Rows {
			if r.From <= h.minute && h.minute < r.To {
				h.key, h.tip, h.minute = r.Key, r.Tip, r.From
			}
		}
		return
	}
}

// holds reports whether a minute lies within the item; one without an hour is
// the whole day.
func (it *Item) holds(minute int) bool {
	return it.From < 0 || it.From <= minute && minute < it.To
}

func (at placed) holds(p fyne.Position) bool {
	p = p.Subtract(at.pos)
	return p.X >= 0 && p.Y >= 0 && p.X <= at.size.Width && p.Y <= at.size.Height
}

func (g *Grid) tap(p fyne.Position) {
	if g.move != nil {
		if g.move.Dragged {
			return
		}
		h := g.hit(p)
		g.setTarget(h.column, h.minute)
		g.placeMove()
		return
	}
	g.Focus()
	h := g.hit(p)
	switch {
	case h.head || h.more:
		if g.OnHead != nil && h.column < len(g.columns) && p.X >= g.plan.gutter {
			g.OnHead(h.column)
		}
	case h.key == moreKey:
		if g.OnHead != nil {
			g.OnHead(h.column)
		}
	case h.key != "":
		g.cursor = gridStop{column: h.column, minute: h.minute, key: h.key}
		g.settleCursor()
		g.Refresh()
		g.open(h.key)
	case p.X >= g.plan.gutter && g.OnFree != nil:
		minute := h.minute
		if minute >= 0 {
			minute = minute / 30 * 30
		}
		g.cursor = gridStop{column: h.column, minute: minute}
		g.settleCursor()
		g.Refresh()
		g.OnFree(h.column, minute)
	}
}

// drag moves what was at a place of the grid to another.
func (g *Grid) drag(from, to fyne.Position) {
	kit.HideTip(g)
	kit.HideTip(g.body)
	if g.move == nil || !g.move.Dragged {
		if g.body.dragged { // there was nothing to move where it began
			return
		}
		g.body.dragged = true
		h := g.hit(from)
		m, ok := g.moveOf(h.key)
		if !ok {
			return
		}
		m.Dragged = true
		g.grab = 0
		if m.Minute >= 0 && h.minute >= 0 {
			g.grab = max(0, g.minuteAt(from.Y+g.scroll.Offset.Y-g.plan.head-g.plan.band)-m.Minute)
		}
		g.move = &m
	}
	g.dragTo(to)
}

func (g *Grid) dragTo(p fyne.Position) {
	if g.move == nil {
		return
	}
	column, minute := g.columnAt(p.X), NoTime
	if p.Y >= g.plan.head+g.plan.band {
		minute = max(60*g.from, g.minuteAt(p.Y+g.scroll.Offset.Y-g.plan.head-g.plan.band)-g.grab)
	}
	g.setTarget(column, minute)
}

// setTarget holds what is in hand over a place.
func (g *Grid) setTarget(column, minute int) {
	m := g.move
	before := *m
	m.Column = column
	switch {
	case minute < 0 && m.Untimed, !m.Timed:
		m.Minute = NoTime
	default:
		m.Minute = g.snap(column, max(minute, 60*g.from))
	}
	if *m != before || before.Dragged {
		g.Refresh()
		g.tellMoving()
	}
}

func (g *Grid) drop() {
	g.body.dragged = false
	if g.move == nil || !g.move.Dragged {
		return
	}
	g.placeMove()
}

func (g *Grid) hover(owner fyne.CanvasObject, at, near fyne.Position) {
	if g.move != nil {
		return
	}
	tip := g.hit(at).tip
	if tip == "" {
		kit.HideTip(owner)
		return
	}
	kit.ShowTip(owner, tip, near)
}
