package kit

import (
	"cmp"
	"slices"
	"waymark/ui/kit/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheelCatcher lies above something that scrolls and is told of the wheel before
// that is. It draws nothing and takes nothing else. What lies below cannot do it
// itself: Fyne takes what scrolls for an area of its own.
type wheelCatcher struct {
	widget.BaseWidget
	turned func(*fyne.ScrollEvent)
}

func newWheelCatcher(turned func(*fyne.ScrollEvent)) *wheelCatcher {
	c := &wheelCatcher{turned: turned}
	c.ExtendBaseWidget(c)
	return c
}

// Scrolled passes a turn of the wheel on. Part of fyne.Scrollable.
func (c *wheelCatcher) Scrolled(e *fyne.ScrollEvent) { c.turned(e) }

func (c *wheelCatcher) CreateRenderer() fyne.WidgetRenderer {
	return &draw.Rendering{Of: c, Shows: draw.Fixed(), Lays: func(fyne.Size) {},
		Least: func() fyne.Size { return fyne.Size{} }, Redraws: func() {}}
}

// entryRendering is Fyne's renderer of an entry with something above it that
// passes the wheel on to the page. Fyne gives the wheel to the innermost thing
// that scrolls, and an entry counts as one even if it has nothing to scroll: a form
// would stand still as soon as a field came under the pointer.
type entryRendering struct {
	fyne.WidgetRenderer
	wheel *wheelCatcher
}

func (r *entryRendering) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.wheel.Resize(size)
}

func (r *entryRendering) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.WidgetRenderer.Objects()), r.wheel)
}

// wheel scrolls the text of an entry that is longer than its box, and otherwise,
// or at its end, what the entry stands in.
func (e *Entry) wheel(text *container.Scroll, ev *fyne.ScrollEvent) {
	if text == nil || !e.MultiLine || !scrolled(text, ev) {
		passWheel(e, ev)
	}
}

// scrolled turns the wheel over a scroller and reports whether that moved it.
func scrolled(s *container.Scroll, e *fyne.ScrollEvent) bool {
	was := s.Offset
	s.Scrolled(e)
	return s.Offset != was
}

// passWheel gives a turn of the wheel to the innermost scroller around an object
// that can still go that way.
func passWheel(object fyne.CanvasObject, e *fyne.ScrollEvent) {
	for _, s := range scrollersAround(object) {
		if scrolled(s.inner, e) {
			return
		}
	}
}

// scrollersAround lists the scrollers that an object is inside of, the innermost
// first. Of what lies above the page only a dialog scrolls, and never what it covers.
func scrollersAround(object fyne.CanvasObject) []*FollowScroll {
	home := fyne.CurrentApp().Driver().CanvasForObject(object)
	if home == nil {
		return nil
	}
	if top := home.Overlays().Top(); top != nil {
		if d, ok := top.(*Dialog); ok {
			return []*FollowScroll{d.scroll}
		}
		return nil
	}
	found := holding(object, home)
	slices.SortStableFunc(found, func(a, b *FollowScroll) int {
		return cmp.Compare(a.Size().Width*a.Size().Height, b.Size().Width*b.Size().Height)
	})
	return found
}
