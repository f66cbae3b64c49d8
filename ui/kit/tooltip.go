package kit

import (
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// tips lists the layers that show tooltips, one a window. A tip is not an overlay:
// an overlay would take the keyboard away from what is being typed.
var tips []weak.Pointer[tipLayer]

type tipLayer struct {
	widget.BaseWidget
	owner fyne.CanvasObject
	text  *Text
	at    fyne.Position
}

// TipLayer wraps the whole content of a window so that tooltips can be shown above
// it. Without it tooltips are silently left out.
func TipLayer(content fyne.CanvasObject) fyne.CanvasObject {
	layer := &tipLayer{text: NewParagraph("", Muted)}
	layer.text.SetColor(theme.ColorInk)
	layer.ExtendBaseWidget(layer)
	kept := tips[:0]
	for _, p := range tips {
		if p.Value() != nil {
			kept = append(kept, p)
		}
	}
	tips = append(kept, weak.Make(layer))
	return container.NewStack(content, layer)
}

func (l *tipLayer) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(draw.Color(theme.ColorSurface))
	arrange := func(size fyne.Size) {
		const pad, most float32 = 8, 420
		width := min(l.text.Natural()+1, most, max(40, size.Width-2*pad-8))
		height := draw.Settle(l.text, width)
		x := max(4, min(l.at.X, size.Width-width-2*pad-4))
		y := l.at.Y
		if y+height+2*pad > size.Height {
			y = max(4, l.at.Y-height-2*pad-36)
		}
		draw.Place(back, x, y, width+2*pad, height+2*pad)
		l.text.Move(fyne.NewPos(x+pad, y+pad))
	}
	show := func() {
		visible := l.text.Text() != ""
		back.Hidden = !visible
		l.text.Hidden = !visible
	}
	show()
	return &draw.Rendering{
		Of:    l,
		Shows: draw.Fixed(back, l.text),
		Lays:  arrange,
		Least: func() fyne.Size { return fyne.Size{} },
		Redraws: func() {
			show()
			draw.Box(back, theme.ColorSurface, theme.ColorLine, 1, 6)
			arrange(l.Size())
			canvas.Refresh(l)
		},
	}
}

// ShowTip shows a text near a position, given relative to the owner, or nothing when
// it is empty.
func ShowTip(owner fyne.CanvasObject, text string, at fyne.Position) {
	if text == "" {
		return
	}
	driver := fyne.CurrentApp().Driver()
	home := driver.CanvasForObject(owner)
	for _, p := range tips {
		layer := p.Value()
		if layer == nil || home == nil || driver.CanvasForObject(layer) != home {
			continue
		}
		origin := driver.AbsolutePositionForObject(owner).Subtract(driver.AbsolutePositionForObject(layer))
		layer.owner, layer.at = owner, origin.Add(at).AddXY(0, 18)
		layer.text.SetText(text)
		layer.Refresh()
	}
}

// HideTip takes the owner's tip away.
func HideTip(owner fyne.CanvasObject) {
	for _, p := range tips {
		if layer := p.Value(); layer != nil && layer.owner == owner {
			layer.owner = nil
			layer.text.SetText("")
			layer.Refresh()
		}
	}
}

// HideTips takes every tip away, as when the page below it gives way to another:
// what went with the page cannot notice that the pointer has left it.
func HideTips() {
	for _, p := range tips {
		if layer := p.Value(); layer != nil && layer.owner != nil {
			HideTip(layer.owner)
		}
	}
}

// Tip shows a text while the pointer rests on an object.
type Tip struct {
	widget.BaseWidget
	object fyne.CanvasObject
	text   func() string
}

var _ desktop.Hoverable = (*Tip)(nil)

// WithTip shows what text returns while the pointer is on the object, or nothing
// when that is empty.
func WithTip(object fyne.CanvasObject, text func() string) *Tip {
	t := &Tip{object: object, text: text}
	t.ExtendBaseWidget(t)
	return t
}

// tipFor is a one line text that shows itself whole on hover when it was cut.
func tipFor(text *Text) *Tip {
	return WithTip(text, func() string {
		if text.Truncated() {
			return text.Text()
		}
		return ""
	})
}

// MouseIn shows the tip. Part of desktop.Hoverable.
func (t *Tip) MouseIn(e *desktop.MouseEvent) {
	if text := t.text(); text != "" {
		ShowTip(t, text, e.Position)
	}
}

// MouseMoved does nothing: the tip stays where it appeared.
func (t *Tip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides the tip.
func (t *Tip) MouseOut() { HideTip(t) }

// CreateRenderer draws the object alone. Part of fyne.Widget.
func (t *Tip) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.object) }
