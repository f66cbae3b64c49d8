package draw

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"waymark/ui/theme"
)

// Rendering is a widget renderer made of functions, so that a widget can keep its
// drawing beside its state.
//
// Fyne forgets the renderer of what has not been drawn for a minute, and does not lay
// out the one that it makes later: texts of a dialog were gone once a window that had
// locked over it was unlocked. So a new renderer lays itself out before it is drawn.
type Rendering struct {
	Of      fyne.CanvasObject          // the widget
	Shows   func() []fyne.CanvasObject // what is drawn, the lowest first
	Lays    func(fyne.Size)            // puts it in its place
	Least   func() fyne.Size
	Redraws func() // draws what has changed
	laid    bool
}

// Destroy has nothing to give back. Part of fyne.WidgetRenderer.
func (r *Rendering) Destroy() {}

// MinSize is the least size. Part of fyne.WidgetRenderer.
func (r *Rendering) MinSize() fyne.Size { return r.Least() }

// Layout lays the widget out. Part of fyne.WidgetRenderer.
func (r *Rendering) Layout(size fyne.Size) {
	r.laid = true
	r.Lays(size)
}

// Objects are what is drawn, laid out. Part of fyne.WidgetRenderer.
func (r *Rendering) Objects() []fyne.CanvasObject {
	if size := r.Of.Size(); !r.laid && size.Width > 0 {
		r.Layout(size)
	}
	return r.Shows()
}

// Refresh draws the widget again. Part of fyne.WidgetRenderer.
func (r *Rendering) Refresh() {
	if size := r.Of.Size(); !r.laid && size.Width > 0 {
		r.Layout(size)
	}
	r.Redraws()
}

// Fixed is what Rendering shows when it is always the same objects.
func Fixed(objects ...fyne.CanvasObject) func() []fyne.CanvasObject {
	return func() []fyne.CanvasObject { return objects }
}

// Color is a colour of the theme as it is now.
func Color(name fyne.ThemeColorName) color.Color { return fynetheme.Color(name) }

// Size is a size of the theme as it is now.
func Size(name fyne.ThemeSizeName) float32 { return fynetheme.Size(name) }

// TextScale is how many times its normal size the text has now, as it shows in the
// theme: for measures that grow with the text, and for what is laid out otherwise
// when it is large.
func TextScale() float32 { return Size(theme.SizeBody) / 14 }

// Box paints a rounded rectangle in the theme's colours.
func Box(r *canvas.Rectangle, fill, line fyne.ThemeColorName, width, radius float32) {
	r.FillColor = color.Transparent
	if fill != "" {
		r.FillColor = Color(fill)
	}
	r.StrokeColor = color.Transparent
	r.StrokeWidth = 0
	if line != "" {
		r.StrokeColor = Color(line)
		r.StrokeWidth = width
	}
	r.CornerRadius = radius
	r.Refresh()
}

// Place puts an object somewhere at once.
func Place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}
