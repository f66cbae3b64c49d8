package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"waymark/ui/theme"
)

// rendering is a widget renderer made of functions, so that a widget can keep its
// drawing beside its state.
//
// Fyne forgets the renderer of what has not been drawn for a minute, and does not lay
// out the one that it makes later: texts of a dialog were gone once a window that had
// locked over it was unlocked. So a new renderer lays itself out before it is drawn.
type rendering struct {
	of      fyne.CanvasObject // the widget
	objects func() []fyne.CanvasObject
	layout  func(fyne.Size)
	min     func() fyne.Size
	refresh func()
	laid    bool
}

func (r *rendering) Destroy()           {}
func (r *rendering) MinSize() fyne.Size { return r.min() }

func (r *rendering) Layout(size fyne.Size) {
	r.laid = true
	r.layout(size)
}

func (r *rendering) Objects() []fyne.CanvasObject {
	if size := r.of.Size(); !r.laid && size.Width > 0 {
		r.Layout(size)
	}
	return r.objects()
}

func (r *rendering) Refresh() {
	if size := r.of.Size(); !r.laid && size.Width > 0 {
		r.Layout(size)
	}
	r.refresh()
}

func fixedObjects(objects ...fyne.CanvasObject) func() []fyne.CanvasObject {
	return func() []fyne.CanvasObject { return objects }
}

func colorOf(name fyne.ThemeColorName) color.Color { return fynetheme.Color(name) }

func sizeOf(name fyne.ThemeSizeName) float32 { return fynetheme.Size(name) }

// textScale is the text size setting as it shows in the theme, for measures that
// must grow with the text.
func textScale() float32 { return sizeOf(theme.SizeBody) / 14 }

// TextScale is how many times its normal size the text has now, for what is laid
// out otherwise when it is large.
func TextScale() float32 { return textScale() }

// box paints a rounded rectangle in the theme's colours.
func box(r *canvas.Rectangle, fill, line fyne.ThemeColorName, width, radius float32) {
	r.FillColor = color.Transparent
	if fill != "" {
		r.FillColor = colorOf(fill)
	}
	r.StrokeColor = color.Transparent
	r.StrokeWidth = 0
	if line != "" {
		r.StrokeColor = colorOf(line)
		r.StrokeWidth = width
	}
	r.CornerRadius = radius
	r.Refresh()
}

// place puts an object somewhere at once.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}
