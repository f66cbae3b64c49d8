package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// settler lays its owner out again when what is inside has grown or shrunk. Fyne
// does that itself before it paints, but keeps only one object to lay out at a
// time and may miss one: the warning above the form of a new client was drawn
// behind the fields until the window was resized. A settler is the last object of
// its owner, so Fyne asks for its least size after that of everything before it.
type settler struct {
	widget.BaseWidget
	// wants is the height that what is inside wants and has the one it was given.
	wants, has func() float32
	again      func()
	last       float32 // what was wanted when it was laid out last
}

func newSettler(wants, has func() float32, again func()) *settler {
	s := &settler{wants: wants, has: has, again: again, last: -1}
	s.ExtendBaseWidget(s)
	return s
}

// look lays the owner out if it has to be, once for each new height: a layout
// that never comes to rest must not keep the window painting.
func (s *settler) look() {
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
func (s *settler) CreateRenderer() fyne.WidgetRenderer {
	return &rendering{
		of:      s,
		objects: fixedObjects(),
		layout:  func(fyne.Size) {},
		min: func() fyne.Size {
			s.look()
			return fyne.Size{}
		},
		refresh: func() {},
	}
}
