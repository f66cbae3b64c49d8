package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Rows is a list of rows of one height that only makes as many row objects as are
// seen, so a hundred thousand rows cost no more than twenty. Arrows, Home, End and
// the Page keys select; Enter, Space or a double tap opens.
type Rows struct {
	widget.BaseWidget
	// OnSelect is called with the row that a person selected.
	OnSelect func(i int)
	// OnOpen is called with the row that a person opened.
	OnOpen func(i int)
	// Heading reports whether a row is a heading of those beneath it, which is never
	// selected; nil: none is.
	Heading func(i int) bool
	// OnEscape is called for Esc where there is no dialog to close; may be nil.
	OnEscape func()

	count    func() int
	create   func() fyne.CanvasObject
	update   func(i int, obj fyne.CanvasObject)
	height   float32
	row      float32 // the height of a row now, once the list has its place
	selected int
	unseen   bool    // what is selected has to be brought into view once there is room
	turned   float32 // Of the wheel, less than a row yet
	focused  bool
	stray    strayTyping
	ring     func() // draws where the keyboard is: around the list if no row is selected
	scroll   *container.Scroll
	body     *rowsBody
}

// NewRows makes a list: n is how many rows there are now, create makes an empty row
// object, update fills one with row i. The height is multiplied by the text size
// setting; where there are more rows than fit, they share the rest of the list's
// height, so that it ends with a whole row and no empty band.
func NewRows(n func() int, create func() fyne.CanvasObject, update func(i int, obj fyne.CanvasObject), rowHeight float32) *Rows {
	r := &Rows{count: n, create: create, update: update, height: rowHeight, selected: -1}
	r.body = &rowsBody{rows: r, bound: map[int]*rowItem{}}
	r.body.ExtendBaseWidget(r.body)
	r.scroll = container.NewVScroll(r.body)
	r.scroll.OnScrolled = func(fyne.Position) {
		r.snap()
		r.body.fill(false)
	}
	r.ExtendBaseWidget(r)
	r.ring = r.Refresh
	return r
}

// Selected is the selected row, or -1.
func (r *Rows) Selected() int { return r.selected }

// Select selects a row and brings it into view, without calling OnSelect.
func (r *Rows) Select(i int) {
	if i < 0 || i >= r.count() {
		r.Unselect()
		return
	}
	r.mark(i)
	r.unseen = r.scroll.Size().Height <= 0
	r.show(i)
	r.body.repaint()
}

// mark makes a row the selected one, or none with -1.
func (r *Rows) mark(i int) {
	whole := r.focused && (r.selected < 0) != (i < 0)
	if r.selected = i; whole {
		r.ring()
	}
}

// Unselect takes the selection away, without calling OnSelect.
func (r *Rows) Unselect() {
	r.mark(-1)
	r.body.repaint()
}

// Reload fills the rows again after their number or what they show has changed. A
// selection beyond the end goes away.
func (r *Rows) Reload() {
	if r.selected >= r.count() {
		r.mark(-1)
	}
	r.fit(r.Size())
	r.scroll.Refresh()
	r.body.fill(true)
	canvas.Refresh(r)
}

// ScrollToTop shows the first row.
func (r *Rows) ScrollToTop() {
	r.scroll.ScrollToTop()
	r.body.fill(false)
}

// ScrollTo brings a row into view, scrolling as little as needed.
func (r *Rows) ScrollTo(i int) {
	view, height := r.scroll.Size().Height, r.rowHeight()
	if view <= 0 {
		return
	}
	top, offset := float32(i)*height, r.scroll.Offset.Y
	if top+height > offset+view {
		offset = top + height - view
	}
	offset = min(offset, top)
	if offset != r.scroll.Offset.Y {
		r.scroll.ScrollToOffset(fyne.NewPos(0, max(0, offset)))
		r.body.fill(false)
	}
}

// show brings a row into view, with the heading that it may be the first beneath.
func (r *Rows) show(i int) {
	if r.heading(i - 1) {
		r.ScrollTo(i - 1)
	}
	r.ScrollTo(i)
}

// heading reports whether a row is a heading.
func (r *Rows) heading(i int) bool {
	return r.Heading != nil && i >= 0 && i < r.count() && r.Heading(i)
}

// selectable is the row to select for one that may be a heading: the next in the
// direction of travel, else the next in the other; -1 if there is none.
func (r *Rows) selectable(i int) int {
	step := 1
	if i < r.selected {
		step = -1
	}
	for _, step := range []int{step, -step} {
		for at := i; at >= 0 && at < r.count(); at += step {
			if !r.heading(at) {
				return at
			}
		}
	}
	return -1
}

// reveal brings into view what was selected before the list had its place.
func (r *Rows) reveal() {
	if !r.unseen || r.scroll.Size().Height < r.rowHeight() {
		return
	}
	r.unseen = false
	r.show(r.selected)
}

// tightest is how much of its height a row keeps where one more fits because of that.
const tightest = 0.95

// fit gives the list its place: as many rows as fit whole, so that none is seen in
// half. If there are more, each is a little higher or lower than usual and they fill it.
func (r *Rows) fit(size fyne.Size) {
	row, height, n := r.leastHeight(), size.Height, r.count()
	if whole := int(height/(row*tightest) + 0.01); whole > 0 {
		share := float32(int(height / float32(min(whole, max(n, 1))))) // whole pixels, for sharp lines
		if n > whole || share < row {
			row = share
		}
		height = min(height, row*float32(whole))
	}
	was := r.row
	r.row = row
	if was > 0 && was != row { // what stood at the top stays there
		r.scroll.Offset.Y = float32(int(r.scroll.Offset.Y/was+0.5)) * row
	}
	r.scroll.Resize(fyne.NewSize(size.Width, height))
	if was != row {
		r.scroll.Refresh()
	}
}

// snap brings the nearest row to the top, wherever a scroll bar was let go.
func (r *Rows) snap() {
	row := r.rowHeight()
	whole := float32(int(r.scroll.Offset.Y/row+0.5)) * row
	if most := r.body.Size().Height - r.scroll.Size().Height; most >= 0 {
		whole = min(whole, most)
	}
	if whole != r.scroll.Offset.Y {
		r.scroll.Offset.Y = whole
		r.scroll.Refresh()
	}
}

// wheel scrolls by whole rows, and keeps what is less for the next turn. At an end
// Of the list it scrolls what the list stands in.
func (r *Rows) wheel(e *fyne.ScrollEvent) {
	row := r.rowHeight()
	most := max(0, r.body.Size().Height-r.scroll.Size().Height)
	if up := e.Scrolled.DY > 0; up && r.scroll.Offset.Y <= 0 || !up && r.scroll.Offset.Y >= most {
		r.turned = 0
		passWheel(r, e)
		return
	}
	r.turned -= e.Scrolled.DY
	rows := int(r.turned / row * wheelSpeed)
	if rows == 0 {
		return
	}
	r.turned = 0
	r.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(most, r.scroll.Offset.Y+float32(rows)*row))))
	r.body.fill(false)
}

// wheelSpeed is how much farther the wheel goes here than in what scrolls by pixels.
const wheelSpeed = 3

// leastHeight is the height that a row needs, and rowHeight the one that it has.
func (r *Rows) leastHeight() float32 { return r.height * draw.TextScale() }

func (r *Rows) rowHeight() float32 {
	if r.row > 0 {
		return r.row
	}
	return r.leastHeight()
}

// pick selects a row as a person would.
func (r *Rows) pick(i int) {
	if n := r.count(); i >= n {
		i = n - 1
	}
	if i = r.selectable(i); i < 0 || i == r.selected {
		return
	}
	r.Select(i)
	if r.OnSelect != nil {
		r.OnSelect(i)
	}
}

func (r *Rows) open(i int) {
	if i < 0 || i >= r.count() || r.heading(i) {
		return
	}
	r.pick(i)
	if r.OnOpen != nil {
		r.OnOpen(i)
	}
}

// TypedKey moves the selection and opens. Part of fyne.Focusable.
func (r *Rows) TypedKey(e *fyne.KeyEvent) {
	used()
	page := max(1, int(r.scroll.Size().Height/r.rowHeight())-1)
	switch e.Name {
	case fyne.KeyDown:
		r.pick(r.selected + 1)
	case fyne.KeyUp:
		r.pick(max(0, r.selected-1))
	case fyne.KeyPageDown:
		r.pick(max(0, r.selected) + page)
	case fyne.KeyPageUp:
		r.pick(max(0, r.selected-page))
	case fyne.KeyHome:
		r.pick(0)
	case fyne.KeyEnd:
		r.pick(r.count() - 1)
	case fyne.KeySpace:
		if !r.stray.letters {
			r.press()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		r.press()
	case fyne.KeyEscape:
		if !DialogKey(r, e) && r.OnEscape != nil {
			r.OnEscape()
		}
	default:
		DialogKey(r, e)
	}
}

// press opens the selected row, or selects the first if none is.
func (r *Rows) press() {
	if r.selected < 0 {
		r.pick(0)
		return
	}
	r.open(r.selected)
}

// TypedRune notices that someone types. Part of fyne.Focusable.
func (r *Rows) TypedRune(char rune) { r.stray.rune(char) }

// FocusGained shows where the keyboard is.
func (r *Rows) FocusGained() {
	r.focused = true
	r.Refresh()
	r.body.repaint()
}

// FocusLost hides it.
func (r *Rows) FocusLost() {
	r.focused = false
	r.stray.reset()
	r.Refresh()
	r.body.repaint()
}

// Focus moves the keyboard to the list.
func (r *Rows) Focus() { FocusOn(r) }

// CreateRenderer draws the list. Part of fyne.Widget.
func (r *Rows) CreateRenderer() fyne.WidgetRenderer {
	ring := canvas.NewRectangle(color.Transparent)
	catcher := newWheelCatcher(r.wheel)
	scale := draw.TextScale()
	paint := func() {
		ring.Hidden = !r.focused || r.selected >= 0
		draw.Box(ring, "", theme.ColorFocus, 2, 6)
	}
	arrange := func(size fyne.Size) {
		r.fit(size)
		catcher.Resize(r.scroll.Size())
		draw.Place(ring, 1, 1, size.Width-2, size.Height-2)
		r.body.fill(false)
		r.reveal()
	}
	paint()
	return &draw.Rendering{
		Of:    r,
		Shows: draw.Fixed(r.scroll, catcher, ring),
		Lays:  arrange,
		Least: func() fyne.Size { return fyne.NewSize(80, r.leastHeight()) },
		Redraws: func() {
			paint()
			if now := draw.TextScale(); now != scale {
				scale = now
				r.scroll.Refresh()
				r.body.fill(true)
			}
			arrange(r.Size())
			canvas.Refresh(r)
		},
	}
}
