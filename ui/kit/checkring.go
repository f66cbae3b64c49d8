package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// checkRing draws Fyne's check box with the focus ring of everything else around it:
// the pale disc that Fyne puts behind the box can hardly be seen on white.
type checkRing struct {
	fyne.WidgetRenderer // Fyne's
	of                  *Check
	ring                *canvas.Rectangle
}

// CreateRenderer draws the box and its ring. Part of fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	r := &checkRing{WidgetRenderer: c.Check.CreateRenderer(), of: c, ring: canvas.NewRectangle(color.Transparent)}
	r.paint()
	return r
}

func (r *checkRing) paint() {
	r.ring.Hidden = !r.of.focused
	draw.Box(r.ring, "", theme.ColorFocus, 2, theme.ButtonRadius-2)
}

// Objects implements fyne.WidgetRenderer.
func (r *checkRing) Objects() []fyne.CanvasObject {
	return slices.Concat(r.WidgetRenderer.Objects(), []fyne.CanvasObject{r.ring})
}

// Layout puts the ring around the box and its words, however wide the place is.
func (r *checkRing) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	wide := min(size.Width, r.MinSize().Width)
	draw.Place(r.ring, checkInset-4, 0, wide-checkInset+4, size.Height)
}

// Refresh implements fyne.WidgetRenderer.
func (r *checkRing) Refresh() {
	r.paint()
	r.WidgetRenderer.Refresh()
	r.ring.Refresh()
}
