// Package uitest is the harness for tests of screens: a Desk with a window over a
// real database, and ways to type, tap and look.
package uitest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// Box is a rectangle of the window.
type Box struct{ X, Y, W, H float32 }

// Right is where the box ends.
func (b Box) Right() float32 { return b.X + b.W }

// Bottom is where the box ends.
func (b Box) Bottom() float32 { return b.Y + b.H }

// In reports whether the box lies within another, but for half a pixel.
func (b Box) In(other Box) bool {
	const grace = 0.5
	return b.X >= other.X-grace && b.Y >= other.Y-grace && b.Right() <= other.Right()+grace && b.Bottom() <= other.Bottom()+grace
}

// Cut is what two boxes have in common.
func (b Box) Cut(other Box) Box {
	x, y := max(b.X, other.X), max(b.Y, other.Y)
	return Box{x, y, max(0, min(b.Right(), other.Right())-x), max(0, min(b.Bottom(), other.Bottom())-y)}
}

// Seen is an object, where it lies in the window, and what can be seen there:
// the window, or the scrollers that it is in.
type Seen struct {
	Object   fyne.CanvasObject
	At       Box
	View     Box
	Scrolled bool // inside something that has more than it shows
	Parents  []fyne.CanvasObject
}

// Walk visits every object that is shown, parents first, as it is drawn now.
// Unlike test.LaidOutObjects it makes no new drawings of the widgets.
func Walk(root fyne.CanvasObject, visit func(Seen)) {
	size := root.Size()
	walk(Seen{Object: root, View: Box{0, 0, size.Width, size.Height}}, fyne.Position{}, visit)
}

func walk(s Seen, origin fyne.Position, visit func(Seen)) {
	if !s.Object.Visible() {
		return
	}
	at := origin.Add(s.Object.Position())
	size := s.Object.Size()
	s.At = Box{at.X, at.Y, size.Width, size.Height}
	visit(s)
	var inside []fyne.CanvasObject
	view, scrolled := s.View, s.Scrolled
	switch o := s.Object.(type) {
	case *fyne.Container:
		inside = o.Objects
	case *container.Scroll:
		inside = []fyne.CanvasObject{o.Content}
		view = view.Cut(s.At)
		all := o.Content.Size()
		scrolled = scrolled || all.Width > size.Width+0.5 || all.Height > size.Height+0.5
	case fyne.Widget:
		inside = test.WidgetRenderer(o).Objects()
	}
	parents := append(s.Parents[:len(s.Parents):len(s.Parents)], s.Object)
	for _, o := range inside {
		if o != nil {
			walk(Seen{Object: o, View: view, Scrolled: scrolled, Parents: parents}, at, visit)
		}
	}
}
