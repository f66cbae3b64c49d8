package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Standing is a card above the dimmed window that no key takes away: it stays
// until the program closes it. It has a red head and a body that scrolls.
type Standing struct {
	widget.BaseWidget
	win      fyne.Window
	head     fyne.CanvasObject
	body     *FollowScroll
	foot     fyne.CanvasObject
	keys     *Dialog // takes the keys that widgets do not want, and does nothing
	previous fyne.Focusable
	wasKey   func(*fyne.KeyEvent)
	closed   bool
}

// ShowStanding shows head, body and foot above everything, with the focus on
// first.
func ShowStanding(win fyne.Window, head, body, foot fyne.CanvasObject, first fyne.Focusable) *Standing {
	s := &Standing{win: win, head: head, body: ScrollBeyond(body), foot: foot, keys: &Dialog{win: win}}
	s.ExtendBaseWidget(s)
	c := win.Canvas()
	s.previous, s.wasKey = c.Focused(), c.OnTypedKey()
	c.SetOnTypedKey(func(*fyne.KeyEvent) {})
	s.add(first)
	return s
}

func (s *Standing) add(first fyne.Focusable) {
	c := s.win.Canvas()
	if !slices.Contains(opened, s.keys) {
		opened = append(opened, s.keys)
	}
	c.Overlays().Add(s)
	s.Resize(c.Size())
	if first != nil {
		c.Focus(first)
	}
}

// Ensure puts the card back on top: closing a dialog beneath it takes away what
// is above, too.
func (s *Standing) Ensure(first fyne.Focusable) {
	if !s.closed && s.win.Canvas().Overlays().Top() != fyne.CanvasObject(s) {
		s.win.Canvas().Overlays().Remove(s)
		s.add(first)
	}
}

// SetContent changes what the card says.
func (s *Standing) SetContent(head, body, foot fyne.CanvasObject) {
	s.head, s.foot = head, foot
	s.body.SetContent(scrollPad(body))
	s.Refresh()
}

// SetHead changes the red head alone.
func (s *Standing) SetHead(head fyne.CanvasObject) {
	s.head = head
	s.Refresh()
}

// Close takes the card away and gives the focus back.
func (s *Standing) Close() {
	if s.closed {
		return
	}
	s.closed = true
	if i := slices.Index(opened, s.keys); i >= 0 {
		opened = slices.Delete(opened, i, i+1)
	}
	c := s.win.Canvas()
	c.SetOnTypedKey(s.wasKey)
	c.Overlays().Remove(s)
	if s.previous != nil && c.Overlays().Top() == nil {
		c.Focus(s.previous)
	}
}

// CreateRenderer draws the card. Part of fyne.Widget.
func (s *Standing) CreateRenderer() fyne.WidgetRenderer {
	scrim, card, band, square := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	paint := func() {
		draw.Box(scrim, theme.ColorScrim, "", 0, 0)
		draw.Box(card, theme.ColorSurface, theme.ColorLine, 1, theme.CardRadius)
		draw.Box(band, theme.ColorRed, "", 0, theme.CardRadius)
		draw.Box(square, theme.ColorRed, "", 0, 0) // the band has round corners only at its top
	}
	arrange := func(size fyne.Size) { s.arrange(scrim, card, band, square, size) }
	paint()
	return &draw.Rendering{
		Of: s,
		Shows: func() []fyne.CanvasObject {
			return []fyne.CanvasObject{scrim, card, band, square, s.head, s.body, s.foot}
		},
		Lays:  arrange,
		Least: func() fyne.Size { return fyne.NewSize(200, 120) },
		Redraws: func() {
			paint()
			arrange(s.Size())
			canvas.Refresh(s)
		},
	}
}

func (s *Standing) arrange(scrim, card, band, square *canvas.Rectangle, size fyne.Size) {
	const edge, pad, gap float32 = 20, 18, 10
	draw.Place(scrim, 0, 0, size.Width, size.Height)
	width := min(540*max(1, draw.TextScale()), size.Width-2*edge)
	inner := width - 2*pad
	draw.Settle(s.head, inner)
	draw.Settle(s.head, inner)
	head := s.head.MinSize().Height
	foot := draw.Settle(s.foot, inner)
	frame := head + foot + 2*pad + 2*gap + pad
	s.body.settle(inner)
	body := max(0, min(s.body.settle(inner), size.Height-2*edge-frame))
	height := frame + body
	x, y := (size.Width-width)/2, max(edge/2, (size.Height-height)/2)
	draw.Place(card, x, y, width, height)
	draw.Place(band, x, y, width, head+2*pad)
	draw.Place(square, x, y+head+2*pad-theme.CardRadius, width, theme.CardRadius)
	draw.Place(s.head, x+pad, y+pad, inner, head)
	draw.Place(s.body, x+pad, y+head+2*pad+gap, inner, body)
	draw.Place(s.foot, x+pad, y+height-pad-foot, inner, foot)
}
