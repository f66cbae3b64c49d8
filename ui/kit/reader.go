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

// readStep is how far an arrow scrolls, in pixels at a text scale of 1.
const readStep float32 = 48

// Reader scrolls what is only read and holds nothing to press, such as a long
// text. The keyboard reaches it: arrows, Page keys, Home and End scroll.
type Reader struct {
	widget.BaseWidget
	scroll  *container.Scroll
	focused bool
}

// NewReader makes a reader that scrolls up and down.
func NewReader(content fyne.CanvasObject) *Reader {
	return newReader(container.NewVScroll(scrollPad(content)))
}

func newReader(scroll *container.Scroll) *Reader {
	r := &Reader{scroll: scroll}
	r.ExtendBaseWidget(r)
	return r
}

// ScrollToTop shows the beginning.
func (r *Reader) ScrollToTop() { r.scroll.ScrollToTop() }

// Offset is how far the content is scrolled, in pixels.
func (r *Reader) Offset() fyne.Position { return r.scroll.Offset }

// TypedKey scrolls. Part of fyne.Focusable.
func (r *Reader) TypedKey(e *fyne.KeyEvent) {
	step, page := readStep*draw.TextScale(), max(readStep, r.scroll.Size().Height-readStep)
	switch e.Name {
	case fyne.KeyDown:
		r.by(0, step)
	case fyne.KeyUp:
		r.by(0, -step)
	case fyne.KeyRight:
		r.by(step, 0)
	case fyne.KeyLeft:
		r.by(-step, 0)
	case fyne.KeyPageDown, fyne.KeySpace:
		r.by(0, page)
	case fyne.KeyPageUp:
		r.by(0, -page)
	case fyne.KeyHome:
		r.scroll.ScrollToTop()
	case fyne.KeyEnd:
		r.scroll.ScrollToBottom()
	default:
		DialogKey(r, e)
	}
}

func (r *Reader) by(x, y float32) {
	room := r.scroll.Content.Size().Subtract(r.scroll.Size())
	to := r.scroll.Offset.AddXY(x, y)
	r.scroll.ScrollToOffset(fyne.NewPos(max(0, min(to.X, room.Width)), max(0, min(to.Y, room.Height))))
}

// TypedRune does nothing. Part of fyne.Focusable.
func (r *Reader) TypedRune(rune) {}

// FocusGained shows where the keyboard is.
func (r *Reader) FocusGained() {
	r.focused = true
	r.Refresh()
}

// FocusLost hides it.
func (r *Reader) FocusLost() {
	r.focused = false
	r.Refresh()
}

// CreateRenderer draws the reader. Part of fyne.Widget.
func (r *Reader) CreateRenderer() fyne.WidgetRenderer {
	ring := canvas.NewRectangle(color.Transparent)
	paint := func() {
		ring.Hidden = !r.focused
		draw.Box(ring, "", theme.ColorAccent, 2, 6)
	}
	arrange := func(size fyne.Size) {
		r.scroll.Resize(size)
		// Wrapped text is higher once it knows its width: lay out again with that.
		if r.scroll.Content.MinSize().Height != r.scroll.Content.Size().Height {
			r.scroll.Refresh()
		}
		draw.Place(ring, -4, -4, size.Width+8, size.Height+8)
	}
	paint()
	return &draw.Rendering{
		Of:    r,
		Shows: draw.Fixed(r.scroll, ring),
		Lays:  arrange,
		Least: func() fyne.Size { return fyne.NewSize(40, 40) },
		Redraws: func() {
			paint()
			r.scroll.Refresh()
			arrange(r.Size())
			canvas.Refresh(r)
		},
	}
}
