package draw

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Settle sets the width of an object and returns the height it then needs: wrapped
// text only knows its height once it knows its width.
func Settle(o fyne.CanvasObject, width float32) float32 {
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	if after := o.MinSize().Height; after != height {
		height = after
		o.Resize(fyne.NewSize(width, height))
	}
	return height
}

// Settler lays its owner out again when what is inside has grown or shrunk. Fyne
// does that itself before it paints, but keeps only one object to lay out at a
// time and may miss one: the warning above the form of a new client was drawn
// behind the fields until the window was resized. A settler is the last object of
// its owner, so Fyne asks for its least size after that of everything before it.
type Settler struct {
	widget.BaseWidget
	// wants is the height that what is inside wants and has the one it was given.
	wants, has func() float32
	again      func()
	last       float32 // what was wanted when it was laid out last
}

// NewSettler makes a settler: wants is the height that what is inside wants, has the
// one that it was given, and again lays the owner out.
func NewSettler(wants, has func() float32, again func()) *Settler {
	s := &Settler{wants: wants, has: has, again: again, last: -1}
	s.ExtendBaseWidget(s)
	return s
}

// look lays the owner out if it has to be, once for each new height: a layout
// that never comes to rest must not keep the window painting.
func (s *Settler) look() {
	wanted := s.wants()
	if wanted == s.has() {
		s.last = wanted
		return
	}
	if wanted != s.last {
		s.last = wanted
		s.again()
	}
}

// CreateRenderer draws nothing. Part of fyne.Widget.
func (s *Settler) CreateRenderer() fyne.WidgetRenderer {
	return &Rendering{
		Of:    s,
		Shows: Fixed(),
		Lays:  func(fyne.Size) {},
		Least: func() fyne.Size {
			s.look()
			return fyne.Size{}
		},
		Redraws: func() {},
	}
}
