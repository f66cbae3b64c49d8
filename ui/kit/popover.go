package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// popover is a small card that opens under a control. A tap beside it or Escape
// closes it and gives the focus back to the control.
type popover struct {
	widget.BaseWidget
	anchor  fyne.CanvasObject
	content fyne.CanvasObject
	home    fyne.Canvas
	back    fyne.Focusable
	wasKey  func(*fyne.KeyEvent)
	width   float32
	over    fyne.CanvasObject // the overlay that it was opened from; nil for the window itself
}

// openPopover shows content under the anchor, at least as wide as width, with the
// focus on first. It returns nil when the anchor is not on a canvas.
func openPopover(anchor fyne.CanvasObject, back fyne.Focusable, content fyne.CanvasObject, width float32, first fyne.Focusable) *popover {
	home := fyne.CurrentApp().Driver().CanvasForObject(anchor)
	if home == nil {
		return nil
	}
	p := &popover{anchor: anchor, content: content, home: home, back: back, width: width, over: home.Overlays().Top()}
	p.ExtendBaseWidget(p)
	p.wasKey = home.OnTypedKey()
	home.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			p.close()
		}
	})
	home.Overlays().Add(p)
	p.Resize(home.Size())
	home.Focus(first)
	return p
}

func (p *popover) close() {
	if p.home == nil {
		return
	}
	home := p.home
	p.home = nil
	home.SetOnTypedKey(p.wasKey)
	home.Overlays().Remove(p)
	if p.back != nil {
		home.Focus(p.back)
	}
}

// Tapped closes the card: taps inside it go to what it holds.
func (p *popover) Tapped(*fyne.PointEvent) { p.close() }

func (p *popover) CreateRenderer() fyne.WidgetRenderer {
	card := canvas.NewRectangle(color.Transparent)
	inside := &swallow{}
	inside.ExtendBaseWidget(inside)
	paint := func() { draw.Box(card, theme.ColorSurface, theme.ColorLine, 1, theme.ButtonRadius) }
	arrange := func(size fyne.Size) {
		const pad, edge float32 = 8, 4
		driver := fyne.CurrentApp().Driver()
		at := driver.AbsolutePositionForObject(p.anchor).Subtract(driver.AbsolutePositionForObject(p))
		least := p.content.MinSize()
		width := min(max(least.Width, p.width), size.Width-2*edge-2*pad)
		height := min(draw.Settle(p.content, width), size.Height-2*edge-2*pad)
		x, y := freeOf(at, p.anchor.Size(), fyne.NewSize(width+2*pad, height+2*pad), size.SubtractWidthHeight(edge, edge), edge)
		draw.Place(card, x, y, width+2*pad, height+2*pad)
		draw.Place(inside, x, y, width+2*pad, height+2*pad)
		draw.Place(p.content, x+pad, y+pad, width, height)
	}
	paint()
	return &draw.Rendering{
		Of:    p,
		Shows: draw.Fixed(card, inside, p.content),
		Lays:  arrange,
		Least: func() fyne.Size { return fyne.Size{} },
		Redraws: func() {
			paint()
			arrange(p.Size())
			canvas.Refresh(p)
		},
	}
}

// freeOf finds a place for a card near what it belongs to: below it, above it, or
// where it is too high for both at one of its sides, so that it is still seen.
func freeOf(at fyne.Position, of, card, room fyne.Size, edge float32) (x, y float32) {
	const gap = 4
	x = max(edge, min(at.X, room.Width-card.Width))
	if below := at.Y + of.Height + gap; below+card.Height <= room.Height {
		return x, below
	}
	if above := at.Y - card.Height - gap; above >= edge {
		return x, above
	}
	y = max(edge, min(at.Y, room.Height-card.Height))
	if right := at.X + of.Width + gap; right+card.Width <= room.Width {
		return right, y
	}
	if left := at.X - card.Width - gap; left >= edge {
		return left, y
	}
	return x, edge
}

// swallow takes taps on the card's own margin, which would otherwise close it.
type swallow struct{ widget.BaseWidget }

func (s *swallow) Tapped(*fyne.PointEvent) {}

func (s *swallow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
