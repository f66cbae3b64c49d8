package main

import (
	"image"
	"image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

// spill is how far an outline may reach past the edge of what it goes round.
const spill = 16

// picture draws what a window shows, as the window itself would. Fyne's painter for
// memory differs from its windows in two ways: what scrolls inside something that
// scrolls is only cut at the inner one, and an outline that crosses such an edge is
// drawn a few pixels to the right and below. So what scrolls is drawn on its own,
// with room around it, cut, and put in its place.
func picture(c fyne.Canvas) image.Image {
	all := &layer{clip: image.Rect(0, 0, int(c.Size().Width), int(c.Size().Height))}
	all.add(c.Content(), fyne.Position{})
	for _, o := range c.Overlays().List() {
		all.add(o, fyne.Position{})
	}
	return all.draw(software.NewCanvas())
}

// layer is a stretch of the window with all that is drawn in it, back to front.
type layer struct {
	clip image.Rectangle
	what []fyne.CanvasObject
	at   []fyne.Position // where each is in the window
}

// add takes in what is drawn of an object whose parent lies at a place.
func (l *layer) add(o fyne.CanvasObject, parent fyne.Position) {
	if o == nil || !o.Visible() {
		return
	}
	at := o.Position().Add(parent)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			l.add(child, at)
		}
	case fyne.Widget:
		r := test.WidgetRenderer(o)
		if cuts(o, r) {
			l.addCut(r, at, o.Size())
			return
		}
		for _, child := range r.Objects() {
			l.add(child, at)
		}
	default:
		l.what, l.at = append(l.what, o), append(l.at, at)
	}
}

// cuts reports whether a widget hides what reaches past its edges.
func cuts(o fyne.Widget, r fyne.WidgetRenderer) bool {
	if _, scrolls := o.(fyne.Scrollable); scrolls {
		return true
	}
	_, clips := r.(interface{ IsClip() })
	return clips
}

// addCut takes in what a widget shows between its edges, and those of what it is in.
func (l *layer) addCut(r fyne.WidgetRenderer, at fyne.Position, size fyne.Size) {
	edges := image.Rect(int(at.X+0.5), int(at.Y+0.5), int(at.X+size.Width+0.5), int(at.Y+size.Height+0.5))
	inner := &layer{clip: edges.Intersect(l.clip)}
	if inner.clip.Empty() {
		return
	}
	for _, child := range r.Objects() {
		inner.add(child, at)
	}
	drawn := canvas.NewImageFromImage(inner.draw(software.NewTransparentCanvas()))
	drawn.ScaleMode = canvas.ImageScalePixels
	drawn.Resize(fyne.NewSize(float32(inner.clip.Dx()), float32(inner.clip.Dy())))
	l.what = append(l.what, drawn)
	l.at = append(l.at, fyne.NewPos(float32(inner.clip.Min.X), float32(inner.clip.Min.Y)))
}

// draw paints the layer on an empty canvas. The objects are moved there and back.
func (l *layer) draw(on software.WindowlessCanvas) image.Image {
	on.SetPadded(false)
	on.Resize(fyne.NewSize(float32(l.clip.Dx()+2*spill), float32(l.clip.Dy()+2*spill)))
	shift := fyne.NewPos(float32(l.clip.Min.X-spill), float32(l.clip.Min.Y-spill))
	before := make([]fyne.Position, len(l.what))
	for i, o := range l.what {
		before[i] = o.Position()
		o.Move(l.at[i].Subtract(shift))
	}
	on.SetContent(container.NewWithoutLayout(l.what...))
	whole := on.Capture()
	for i, o := range l.what {
		o.Move(before[i])
	}
	cut := image.NewNRGBA(image.Rect(0, 0, l.clip.Dx(), l.clip.Dy()))
	draw.Draw(cut, cut.Bounds(), whole, image.Pt(spill, spill), draw.Src)
	return cut
}
