package kit

import (
	"image/color"
	"waymark/ui/kit/draw"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// FollowScroll scrolls up and down and keeps the widget with the keyboard focus in
// view, which Fyne's own scroller does not do.
type FollowScroll struct {
	widget.BaseWidget
	inner *container.Scroll
	// flag stands a little inside the scroller and draws nothing. Fyne gives what is
	// not in the window the place 0, 0, as if it lay in its corner.
	flag *canvas.Rectangle
	over bool // its edges lie beyond its space
}

// live lists the scrollers that exist, weakly, so that a widget that gains the
// focus can find those it is inside: Fyne objects do not know their parents.
var live []weak.Pointer[FollowScroll]

// Scroll wraps content that may be higher than its space.
func Scroll(content fyne.CanvasObject) *FollowScroll {
	s := &FollowScroll{inner: container.NewVScroll(content), flag: canvas.NewRectangle(color.Transparent)}
	s.ExtendBaseWidget(s)
	kept := live[:0]
	for _, p := range live {
		if p.Value() != nil {
			kept = append(kept, p)
		}
	}
	live = append(kept, weak.Make(s))
	return s
}

// The room around the content of ScrollBeyond: for what stands out of it at the
// left, for outlines above and below, and for the scroll bar.
const (
	overLeft  float32 = 8
	overEdge  float32 = 3
	overRight float32 = 10
)

// ScrollBeyond is Scroll with its edges a little beyond its space, in the margin or
// the padding that is around it. So the content lines up with what does not scroll,
// focus rings are whole, and the scroll bar is beside the content, not on it.
func ScrollBeyond(content fyne.CanvasObject) *FollowScroll {
	s := Scroll(scrollPad(content))
	s.over = true
	return s
}

// scrollPad is the content of ScrollBeyond with the room around it.
func scrollPad(content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(overEdge, overEdge, overLeft, overRight), content)
}

// Settle lays out what is scrolled for a space of a width, and
// returns the height at which all of it is seen.
func (s *FollowScroll) settle(width float32) float32 {
	if !s.over {
		return draw.Settle(s.inner.Content, width)
	}
	return draw.Settle(s.inner.Content, width+overLeft+overRight) - 2*overEdge
}

// edges lays the scroller out in a space.
func (s *FollowScroll) edges(size fyne.Size) {
	if !s.over {
		s.inner.Resize(size)
		return
	}
	draw.Place(s.inner, -overLeft, -overEdge, size.Width+overLeft+overRight, size.Height+2*overEdge)
}

// Content is what is scrolled.
func (s *FollowScroll) Content() fyne.CanvasObject { return s.inner.Content }

// SetContent changes what is scrolled and goes to its top.
func (s *FollowScroll) SetContent(content fyne.CanvasObject) {
	s.inner.Content = content
	s.inner.Offset = fyne.Position{}
	s.Refresh()
}

// ScrollToTopOf brings the beginning of an object to the top, as far as what
// comes after it fills the space.
func (s *FollowScroll) ScrollToTopOf(object fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	from := driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(s.inner).Y
	s.inner.ScrollToOffset(fyne.NewPos(0, s.inner.Offset.Y+from))
}

// ScrollToTop shows the beginning.
func (s *FollowScroll) ScrollToTop() { s.inner.ScrollToTop() }

// Offset is how far the content is scrolled down, in pixels.
func (s *FollowScroll) Offset() float32 { return s.inner.Offset.Y }

// ScrollTo brings an object inside the content into view.
func (s *FollowScroll) ScrollTo(object fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(s.inner.Content).Y
	s.reveal(top, object.Size().Height)
}

// reveal scrolls as little as shows the stretch, with a little air around it.
func (s *FollowScroll) reveal(top, height float32) {
	const air float32 = 24
	view := s.inner.Size().Height
	offset := s.inner.Offset.Y
	if bottom := top + height + air; bottom > offset+view {
		offset = bottom - view
	}
	if top-air < offset {
		offset = top - air
	}
	offset = max(0, min(offset, s.inner.Content.Size().Height-view))
	if offset != s.inner.Offset.Y {
		s.inner.ScrollToOffset(fyne.NewPos(0, offset))
	}
}

// CreateRenderer draws the scroller. Part of fyne.Widget.
func (s *FollowScroll) CreateRenderer() fyne.WidgetRenderer {
	arrange := func(size fyne.Size) {
		draw.Place(s.flag, 1, 1, 1, 1)
		s.edges(size)
		// Wrapped text is higher once it knows its width: lay out again with that.
		if s.inner.Content.MinSize().Height != s.inner.Content.Size().Height {
			s.inner.Refresh()
		}
	}
	settler := draw.NewSettler(
		func() float32 { return max(s.inner.Content.MinSize().Height, s.inner.Size().Height) },
		func() float32 { return s.inner.Content.Size().Height },
		s.inner.Refresh)
	return &draw.Rendering{
		Of:    s,
		Shows: draw.Fixed(s.flag, s.inner, settler),
		Lays:  arrange,
		Least: func() fyne.Size { // it scrolls up and down only: what is wider would be cut off
			width := s.inner.Content.MinSize().Width
			if s.over {
				width -= overLeft + overRight
			}
			return fyne.NewSize(max(40, width), 40)
		},
		Redraws: func() {
			s.inner.Refresh()
			arrange(s.Size())
		},
	}
}

// FollowFocus scrolls every scroller that the focused object is inside of.
func FollowFocus(object fyne.CanvasObject) {
	app := fyne.CurrentApp()
	if app == nil {
		return
	}
	driver := app.Driver()
	home := driver.CanvasForObject(object)
	if home == nil {
		return
	}
	at := driver.AbsolutePositionForObject(object)
	for _, s := range holding(object, home) {
		s.reveal(at.Y-driver.AbsolutePositionForObject(s.inner.Content).Y, object.Size().Height)
	}
}

// holding lists the scrollers on a canvas whose content an object lies on.
func holding(object fyne.CanvasObject, home fyne.Canvas) []*FollowScroll {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(object)
	var found []*FollowScroll
	for _, p := range live {
		s := p.Value()
		if s == nil || !s.Visible() || driver.CanvasForObject(s.inner) != home || driver.AbsolutePositionForObject(s.flag).IsZero() {
			continue
		}
		from := at.Subtract(driver.AbsolutePositionForObject(s.inner.Content))
		size := s.inner.Content.Size()
		if from.Y >= 0 && from.X >= -overLeft && from.Y <= size.Height && from.X <= size.Width {
			found = append(found, s)
		}
	}
	return found
}
