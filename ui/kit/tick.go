package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Tick is the box of a row that is ticked or not. It takes neither taps nor keys:
// the list does, so that a row is one thing to press.
type Tick struct {
	widget.BaseWidget
	on bool
}

// NewTick makes an empty box.
func NewTick() *Tick {
	t := &Tick{}
	t.ExtendBaseWidget(t)
	return t
}

// Set ticks the box or empties it.
func (t *Tick) Set(on bool) {
	if t.on != on {
		t.on = on
		t.Refresh()
	}
}

// On reports whether the box is ticked.
func (t *Tick) On() bool { return t.on }

// CreateRenderer draws the box. Part of fyne.Widget.
func (t *Tick) CreateRenderer() fyne.WidgetRenderer {
	frame := canvas.NewRectangle(color.Transparent)
	mark := canvas.NewImageFromResource(theme.Icon(theme.IconTick, theme.ColorAccent))
	side := func() float32 { return tickSide * draw.TextScale() }
	paint := func() {
		draw.Box(frame, theme.ColorSurface, theme.ColorTarget, 1.5, 3)
		mark.Resource = theme.Icon(theme.IconTick, theme.ColorAccent)
		mark.Hidden = !t.on
		mark.Refresh()
	}
	arrange := func(size fyne.Size) {
		draw.Place(frame, 2, (size.Height-side())/2, side(), side())
		draw.Place(mark, 4, (size.Height-side())/2+2, side()-4, side()-4)
	}
	paint()
	return &draw.Rendering{
		Of:    t,
		Shows: draw.Fixed(frame, mark),
		Lays:  arrange,
		Least: func() fyne.Size { return fyne.NewSize(side()+14, side()) },
		Redraws: func() {
			paint()
			arrange(t.Size())
			canvas.Refresh(t)
		},
	}
}
