package charts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// sketch gathers what a chart draws.
type sketch struct{ objects []fyne.CanvasObject }

func (s *sketch) add(o fyne.CanvasObject) { s.objects = append(s.objects, o) }

func (s *sketch) line(x1, y1, x2, y2, width float32, name fyne.ThemeColorName) *canvas.Line {
	line := canvas.NewLine(draw.Color(name))
	line.StrokeWidth = width
	line.Position1, line.Position2 = fyne.NewPos(x1, y1), fyne.NewPos(x2, y2)
	s.add(line)
	return line
}

// dashes draws a level or upright line of dashes.
func (s *sketch) dashes(x1, y1, x2, y2 float32, name fyne.ThemeColorName) {
	const dash, gap float32 = 4, 4
	if y1 == y2 {
		for x := x1; x < x2; x += dash + gap {
			s.line(x, y1, min(x+dash, x2), y1, 1, name)
		}
		return
	}
	for y := y1; y < y2; y += dash + gap {
		s.line(x1, y, x1, min(y+dash, y2), 1, name)
	}
}

// inkOn is how a chart's words look.
type inkOn struct {
	size  fyne.ThemeSizeName
	color fyne.ThemeColorName
	bold  bool
}

var (
	inkBody  = inkOn{theme.SizeSecondary, theme.ColorInk, false}
	inkBold  = inkOn{theme.SizeSecondary, theme.ColorInk, true}
	inkMuted = inkOn{theme.SizeSecondary, theme.ColorMuted, false}
	inkNote  = inkOn{theme.SizeSmall, theme.ColorMuted, false}
	inkValue = inkOn{theme.SizeBody, theme.ColorAccent, true}
)

func (i inkOn) measure(text string) fyne.Size {
	return draw.Measure(text, draw.Size(i.size), fyne.TextStyle{Bold: i.bold})
}

// words writes a text in a space, cut with an ellipsis, and returns its width. y is
// the middle of the line.
func (s *sketch) words(text string, ink inkOn, x, y, width float32, align fyne.TextAlign) float32 {
	t := canvas.NewText("", draw.Color(ink.color))
	t.TextSize = draw.Size(ink.size)
	t.TextStyle.Bold = ink.bold
	shown, _ := draw.Ellipsis(text, width, func(s string) float32 { return ink.measure(s).Width })
	draw.Say(t, shown)
	least := t.MinSize()
	switch align {
	case fyne.TextAlignCenter:
		x += (width - least.Width) / 2
	case fyne.TextAlignTrailing:
		x += width - least.Width
	}
	draw.Place(t, x, y-least.Height/2, least.Width, least.Height)
	s.add(t)
	return least.Width
}

// sketched is the renderer of a chart: everything is drawn anew when it changes.
func sketched(w fyne.Widget, least func() fyne.Size, fill func(s *sketch, size fyne.Size)) fyne.WidgetRenderer {
	s := &sketch{}
	again := func(size fyne.Size) {
		s.objects = nil
		if size.Width > 0 && size.Height > 0 {
			fill(s, size)
		}
	}
	return &draw.Rendering{
		Of:    w,
		Shows: func() []fyne.CanvasObject { return s.objects },
		Lays:  again,
		Least: least,
		Redraws: func() {
			again(w.Size())
			canvas.Refresh(w)
		},
	}
}
