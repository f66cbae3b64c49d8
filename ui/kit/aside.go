package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	"waymark/ui/kit/draw"
)

// Aside is a quiet button that stands beside a field, between it and the next:
// it can be pressed with the pointer but is no stop of the Tab key, so that
// no one types into it on the way. The field it belongs to has a key that does
// the same.
type Aside struct {
	widget.BaseWidget
	face *Button
}

var (
	_ fyne.Tappable      = (*Aside)(nil)
	_ desktop.Hoverable  = (*Aside)(nil)
	_ desktop.Cursorable = (*Aside)(nil)
)

// NewAside makes a low quiet button that Tab passes by.
func NewAside(text string, fn func()) *Aside {
	a := &Aside{face: Quiet(text, fn).Compact()}
	a.ExtendBaseWidget(a)
	return a
}

// Outlined draws an outline around the button and returns it.
func (a *Aside) Outlined() *Aside {
	a.face.SetKind(KindSecondary)
	a.Refresh()
	return a
}

// Text is what the button says.
func (a *Aside) Text() string { return a.face.text }

// Tapped presses the button. Part of fyne.Tappable.
func (a *Aside) Tapped(e *fyne.PointEvent) { a.face.Tapped(e) }

// MouseIn shows that the button can be pressed.
func (a *Aside) MouseIn(*desktop.MouseEvent) {
	a.face.hovered = true
	a.Refresh()
}

// MouseMoved does nothing. Part of desktop.Hoverable.
func (a *Aside) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the hover away.
func (a *Aside) MouseOut() {
	a.face.hovered = false
	a.Refresh()
}

// Cursor is a hand. Part of desktop.Cursorable.
func (a *Aside) Cursor() desktop.Cursor { return a.face.Cursor() }

// CreateRenderer draws the button. Part of fyne.Widget.
func (a *Aside) CreateRenderer() fyne.WidgetRenderer {
	d := newButtonDrawing(a.face)
	return &draw.Rendering{
		Of:    a,
		Shows: d.objects(),
		Lays:  d.arrange,
		Least: d.min,
		Redraws: func() {
			d.paint()
			d.arrange(a.Size())
			canvas.Refresh(a)
		},
	}
}
