package timegrid

import (
	"fyne.io/fyne/v2"
	"waymark/ui/kit"
)

// TypedRune picks up what the keyboard is at with M. Part of fyne.Focusable.
func (g *Grid) TypedRune(r rune) {
	if (r == 'm' || r == 'M') && g.move == nil {
		g.pickUp(g.cursor.key)
		return
	}
	if g.OnRune != nil {
		g.OnRune(r)
	}
}

// TypedKey goes from one thing to the next, or moves what is in hand. Part of
// fyne.Focusable.
func (g *Grid) TypedKey(e *fyne.KeyEvent) {
	if g.move != nil {
		g.moveKey(e)
		return
	}
	switch e.Name {
	case fyne.KeyUp:
		g.stepDown(-1)
	case fyne.KeyDown:
		g.stepDown(1)
	case fyne.KeyLeft:
		g.stepAcross(-1)
	case fyne.KeyRight:
		g.stepAcross(1)
	case fyne.KeyPageUp:
		g.page(-1)
	case fyne.KeyPageDown:
		g.page(1)
	case fyne.KeyHome:
		if g.OnHome != nil {
			g.OnHome()
		}
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		g.press()
	default:
		kit.DialogKey(g, e)
	}
}

func (g *Grid) page(by int) {
	if g.OnPage != nil {
		g.OnPage(by)
	}
}

func (g *Grid) press() {
	if g.cursor.key != "" {
		g.open(g.cursor.key)
		return
	}
	if g.OnFree != nil {
		g.OnFree(g.cursor.column, g.cursor.minute)
	}
}

func (g *Grid) open(key string) {
	if g.OnOpen != nil {
		g.OnOpen(key)
	}
}

// here is the index of the cursor among the stops of its column, or of the
// nearest one.
func (g *Grid) here(stops []gridStop) int {
	best := 0
	for i, s := range stops {
		if s.key != "" && s.key == g.cursor.key {
			return i
		}
		if distance(s, g.cursor.minute) < distance(stops[best], g.cursor.minute) {
			best = i
		}
	}
	return best
}

// distance is how far a minute is from a stop: nothing within it.
func distance(s gridStop, minute int) int {
	switch {
	case (s.minute < 0) != (minute < 0):
		return 24 * 60
	case minute < s.minute:
		return s.minute - minute
	case minute >= s.to && s.to >= 0:
		return minute - s.to + 1
	default:
		return 0
	}
}

// settleCursor puts the cursor at a stop.
func (g *Grid) settleCursor() {
	if len(g.columns) == 0 {
		return
	}
	g.cursor.column = max(0, min(g.cursor.column, len(g.columns)-1))
	if stops := g.stops(g.cursor.column); len(stops) > 0 {
		g.cursor = stops[g.here(stops)]
	}
}

func (g *Grid) stepDown(by int) {
	stops := g.stops(g.cursor.column)
	if len(stops) == 0 {
		return
	}
	i := max(0, min(len(stops)-1, g.here(stops)+by))
	g.cursor = stops[i]
	g.reveal()
	g.Refresh()
}

func (g *Grid) stepAcross(by int) {
	to := g.cursor.column + by
	if to < 0 || to >= len(g.columns) {
		if by > 0 {
			g.cursor = gridStop{column: 0, minute: g.cursor.minute}
		} else {
			g.cursor = gridStop{column: 1 << 20, minute: g.cursor.minute}
		}
		g.page(by)
		g.settleCursor()
		return
	}
	g.cursor = gridStop{column: to, minute: g.cursor.minute}
	g.settleCursor()
	g.reveal()
	g.Refresh()
}

// pickUp takes an item or a row in hand, if it can be moved.
func (g *Grid) pickUp(key string) bool {
	m, ok := g.moveOf(key)
	if ok {
		g.StartMove(m)
	}
	return ok
}

func (g *Grid) moveOf(key string) (Move, bool) {
	if key == "" {
		return Move{}, false
	}
	for i := range g.items {
		it := &g.items[i]
		if it.Key == key && len(it.Rows) == 0 {
			return Move{Key: key, Title: it.Title, Column: it.Column, Minute: it.From, Length: lengthOf(it.From, it.To), Timed: it.Timed, Untimed: it.Untimed}, it.Movable
		}
		for _, r := range it.Rows {
			if r.Key == key {
				title := ""
				if len(r.Texts) > 0 {
					title = r.Texts[0]
				}
				return Move{Key: key, Title: title, Column: it.Column, Minute: r.From, Length: lengthOf(r.From, r.To), Timed: r.Timed}, r.Movable
			}
		}
	}
	return Move{}, false
}

func lengthOf(from, to int) int {
	if from < 0 || to <= from {
		return 30
	}
	return to - from
}

// moveKey moves what is in hand with the keyboard.
func (g *Grid) moveKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		g.move.Minute = g.nextMinute(-1)
	case fyne.KeyDown:
		g.move.Minute = g.nextMinute(1)
	case fyne.KeyLeft, fyne.KeyRight:
		by := 1
		if e.Name == fyne.KeyLeft {
			by = -1
		}
		to := g.move.Column + by
		if to < 0 || to >= len(g.columns) {
			g.move.Column = 0
			if by < 0 {
				g.move.Column = 1 << 20 // the last column of what is shown next
			}
			g.page(by)
			g.move.Column = min(g.move.Column, max(0, len(g.columns)-1))
			return
		}
		g.move.Column = to
	case fyne.KeyPageUp:
		g.page(-1)
	case fyne.KeyPageDown:
		g.page(1)
	case fyne.KeyEscape:
		g.LeaveMove()
		return
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		g.placeMove()
		return
	default:
		return
	}
	g.reveal()
	g.Refresh()
	g.tellMoving()
}

const gridStep = 15

// nextMinute is the place above or below what is in hand: a part of a block, or
// a quarter of an hour outside of blocks.
func (g *Grid) nextMinute(by int) int {
	m := g.move
	if !m.Timed {
		return NoTime
	}
	if m.Minute < 0 {
		if by > 0 {
			return 60 * g.from
		}
		return NoTime
	}
	for minute := m.Minute + by; minute >= 60*g.from && minute <= 60*g.to-gridStep; minute += by {
		if g.snap(m.Column, minute) == minute {
			return minute
		}
	}
	if by < 0 && m.Untimed {
		return NoTime
	}
	return m.Minute
}

// snap is the place at or before a minute at which something can be put down.
func (g *Grid) snap(column, minute int) int {
	for i := range g.items {
		it := &g.items[i]
		if it.Column != column || minute < it.From || minute >= it.To {
			continue
		}
		for _, r := range it.Rows {
			if r.From <= minute && minute < r.To {
				return r.From
			}
		}
	}
	return max(60*g.from, min(60*g.to-gridStep, minute/gridStep*gridStep))
}

// reveal brings what the keyboard is at into view.
func (g *Grid) reveal() {
	column, minute := g.cursor.column, g.cursor.minute
	if g.move != nil {
		column, minute = g.move.Column, g.move.Minute
	}
	if g.plan.shown > 0 {
		if column < g.first {
			g.first = max(0, column)
		}
		if column >= g.first+g.plan.shown && column < len(g.columns) {
			g.first = column - g.plan.shown + 1
		}
	}
	view := g.scroll.Size().Height
	if minute < 0 || view <= 0 {
		return
	}
	const air = 20
	top, bottom := g.y(minute)-air, g.y(minute+30)+air
	offset := g.scroll.Offset.Y
	if bottom > offset+view {
		offset = bottom - view
	}
	offset = max(0, min(min(offset, top), g.bodyHeight()-view))
	if offset != g.scroll.Offset.Y {
		g.scroll.ScrollToOffset(fyne.NewPos(0, offset))
	}
}

// PickUp takes an item or a row in hand, to be moved with the keyboard. It
// reports false for what cannot be moved.
func (g *Grid) PickUp(key string) bool {
	g.Focus()
	return g.pickUp(key)
}
