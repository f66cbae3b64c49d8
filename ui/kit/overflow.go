package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"waymark/ui/kit/draw"
)

// Overflow lays content out in all the space there is, and scrolls both ways where it
// needs more. Once the content fits again it is back at its beginning, which
// Fyne's own scroller sees to only when it is resized.
func Overflow(content fyne.CanvasObject) fyne.CanvasObject {
	o := &overflow{inner: container.NewScroll(content)}
	o.ExtendBaseWidget(o)
	return o
}

type overflow struct {
	widget.BaseWidget
	inner *container.Scroll
}

// CreateRenderer draws the content. Part of fyne.Widget.
func (o *overflow) CreateRenderer() fyne.WidgetRenderer {
	settler := draw.NewSettler(
		func() float32 {
			least, room := o.inner.Content.MinSize(), o.inner.Size()
			return max(least.Width, room.Width) + max(least.Height, room.Height)
		},
		func() float32 { return o.inner.Content.Size().Width + o.inner.Content.Size().Height },
		o.inner.Refresh)
	return &draw.Rendering{
		Of:      o,
		Shows:   draw.Fixed(o.inner, settler),
		Lays:    o.inner.Resize,
		Least:   func() fyne.Size { return fyne.NewSize(40, 40) },
		Redraws: o.inner.Refresh,
	}
}
