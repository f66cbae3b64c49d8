package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// rowsBody is as high as all rows together and holds objects for those in view.
type rowsBody struct {
	widget.BaseWidget
	rows  *Rows
	bound map[int]*rowItem
	spare []*rowItem
	shown []fyne.CanvasObject
}

// fill binds objects to the rows in view. Rows that stay in view are left as they
// are unless anew is set.
func (b *rowsBody) fill(anew bool) {
	height, view, width := b.rows.rowHeight(), b.rows.scroll.Size().Height, b.rows.scroll.Size().Width
	first := max(0, int(b.rows.scroll.Offset.Y/height))
	last := min(b.rows.count(), first+int(view/height)+2)
	if view <= 0 {
		last = first
	}
	changed := anew
	for i, item := range b.bound {
		if i < first || i >= last {
			delete(b.bound, i)
			b.spare = append(b.spare, item)
			changed = true
		}
	}
	for i := first; i < last; i++ {
		item, ok := b.bound[i]
		if !ok {
			item = b.take()
			b.bound[i] = item
			changed = true
		}
		item.index = i
		draw.Place(item, 0, float32(i)*height, width, height)
		if !ok || anew {
			b.rows.update(i, item.content)
			item.Refresh()
		}
	}
	if !changed {
		return
	}
	b.shown = b.shown[:0]
	for i := first; i < last; i++ {
		b.shown = append(b.shown, b.bound[i])
	}
	canvas.Refresh(b)
}

func (b *rowsBody) take() *rowItem {
	if n := len(b.spare); n > 0 {
		item := b.spare[n-1]
		b.spare = b.spare[:n-1]
		return item
	}
	item := &rowItem{rows: b.rows, content: b.rows.create()}
	item.ExtendBaseWidget(item)
	return item
}

// repaint draws the rows in view again without filling them anew.
func (b *rowsBody) repaint() {
	for _, item := range b.bound {
		item.Refresh()
	}
}

func (b *rowsBody) CreateRenderer() fyne.WidgetRenderer {
	return &draw.Rendering{
		Of:    b,
		Shows: func() []fyne.CanvasObject { return b.shown },
		Lays:  func(fyne.Size) {},
		Least: func() fyne.Size {
			return fyne.NewSize(1, float32(b.rows.count())*b.rows.rowHeight())
		},
		Redraws: func() { canvas.Refresh(b) },
	}
}

// tipper is a row object that has more to say than it shows.
type tipper interface{ TipText() string }

// rowItem is one row in view: its ground, its line, and the screen's own object.
type rowItem struct {
	widget.BaseWidget
	rows    *Rows
	content fyne.CanvasObject
	index   int
	hovered bool
}

var (
	_ fyne.DoubleTappable = (*rowItem)(nil)
	_ desktop.Mouseable   = (*rowItem)(nil)
	_ desktop.Hoverable   = (*rowItem)(nil)
)

func (t *rowItem) Tapped(*fyne.PointEvent) {
	t.rows.Focus()
	if !t.rows.heading(t.index) {
		t.rows.pick(t.index)
	}
}

func (t *rowItem) DoubleTapped(*fyne.PointEvent) { t.rows.open(t.index) }

// MouseDown selects at once: a tap is only known after the time for a double tap.
func (t *rowItem) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		t.Tapped(nil)
	}
}

func (t *rowItem) MouseUp(*desktop.MouseEvent) {}

func (t *rowItem) MouseIn(e *desktop.MouseEvent) {
	t.hovered = true
	t.Refresh()
	if tip, ok := t.content.(tipper); ok {
		if text := tip.TipText(); text != "" {
			ShowTip(t, text, e.Position)
		}
	}
}

func (t *rowItem) MouseMoved(*desktop.MouseEvent) {}

func (t *rowItem) MouseOut() {
	t.hovered = false
	t.Refresh()
	HideTip(t)
}

func (t *rowItem) CreateRenderer() fyne.WidgetRenderer {
	back, line, mark, ring := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	paint := func() {
		selected := t.index == t.rows.selected
		ground := fyne.ThemeColorName("")
		switch {
		case selected:
			ground = theme.ColorSelected
		case t.hovered && !t.rows.heading(t.index):
			ground = theme.ColorHover
		}
		draw.Box(back, ground, "", 0, 0)
		draw.Box(line, theme.ColorLine, "", 0, 0)
		draw.Box(mark, theme.ColorAccent, "", 0, 0)
		mark.Hidden = !selected
		draw.Box(ring, "", theme.ColorFocus, 2, 4)
		ring.Hidden = !selected || !t.rows.focused
		line.Hidden = t.index == t.rows.count()-1 || t.rows.heading(t.index)
	}
	arrange := func(size fyne.Size) {
		draw.Place(back, 0, 0, size.Width, size.Height)
		draw.Place(line, cardPad, size.Height-1, max(0, size.Width-2*cardPad), 1)
		draw.Place(mark, 0, 0, 3, size.Height)
		draw.Place(ring, 1, 0, size.Width-2, size.Height-1)
		draw.Place(t.content, cardPad, 0, max(0, size.Width-2*cardPad), size.Height-1)
	}
	paint()
	return &draw.Rendering{
		Of:    t,
		Shows: draw.Fixed(back, mark, line, t.content, ring),
		Lays:  arrange,
		Least: func() fyne.Size { return fyne.NewSize(40, t.rows.rowHeight()) },
		Redraws: func() {
			paint()
			canvas.Refresh(t)
		},
	}
}
