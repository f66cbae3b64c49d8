package charts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit"
	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Bar is one line of a bar chart.
type Bar struct {
	// Label stands before the bar.
	Label string
	// Value is the bar's length, at least 0; the longest bar takes the room there is.
	Value float64
	// Text stands bold after the bar, like "28%"; for a hidden bar it says why.
	Text string
	// Count stands muted after Text, like "19".
	Count string
	// Hidden draws a dashed outline of no meaning, for a count that is not shown.
	Hidden bool
	// Tone colours the bar; Neutral and Accent are the accent.
	Tone kit.Tone
}

// Bars is level bars with their words and figures beside them.
type Bars struct {
	widget.BaseWidget
	bars []Bar
}

// NewBars makes a chart.
func NewBars(bars []Bar) *Bars {
	c := &Bars{bars: bars}
	c.ExtendBaseWidget(c)
	return c
}

// SetBars changes the bars.
func (c *Bars) SetBars(bars []Bar) {
	c.bars = bars
	c.Refresh()
}

func (c *Bars) rowHeight() float32 { return 24 * draw.TextScale() }

// CreateRenderer draws the chart. Part of fyne.Widget.
func (c *Bars) CreateRenderer() fyne.WidgetRenderer {
	return sketched(c, func() fyne.Size {
		return fyne.NewSize(220, c.rowHeight()*float32(len(c.bars)))
	}, c.draw)
}

// barLeast is the room that the bars keep beside labels that need more than their
// share of the width.
const barLeast float32 = 150

func (c *Bars) draw(s *sketch, size fyne.Size) {
	labels, figures, longest := float32(0), float32(0), 0.0
	for _, b := range c.bars {
		labels = max(labels, inkBody.measure(b.Label).Width)
		if !b.Hidden {
			figures = max(figures, inkBold.measure(b.Text).Width+inkMuted.measure(b.Count).Width+6)
			longest = max(longest, b.Value)
		}
	}
	labels = min(labels+20, max(size.Width*0.4, size.Width-figures-barLeast))
	room := max(10, size.Width-labels-figures-12)
	for i, b := range c.bars {
		y := (float32(i) + 0.5) * c.rowHeight()
		s.words(b.Label, inkBody, 0, y, labels-8, fyne.TextAlignLeading)
		if b.Hidden {
			c.drawHidden(s, b, labels, y, size.Width)
			continue
		}
		length := float32(0)
		if longest > 0 {
			length = room * float32(max(0, b.Value)/longest)
		}
		bar := canvas.NewRectangle(color.Transparent)
		draw.Box(bar, barColor(b.Tone), "", 0, 3)
		thick := 16 * draw.TextScale()
		draw.Place(bar, labels, y-thick/2, max(length, 2), thick)
		s.add(bar)
		x := labels + max(length, 2) + 8
		x += s.words(b.Text, inkBold, x, y, size.Width-x, fyne.TextAlignLeading) + 6
		s.words(b.Count, inkMuted, x, y, max(0, size.Width-x), fyne.TextAlignLeading)
	}
}

func (c *Bars) drawHidden(s *sketch, b Bar, x, y, width float32) {
	const long float32 = 46
	thick := 15 * draw.TextScale()
	top, bottom := y-thick/2, y+thick/2
	s.dashes(x, top, x+long, top, theme.ColorMuted)
	s.dashes(x, bottom, x+long, bottom, theme.ColorMuted)
	s.dashes(x, top, x, bottom, theme.ColorMuted)
	s.dashes(x+long, top, x+long, bottom, theme.ColorMuted)
	s.words(b.Text, inkMuted, x+long+8, y, max(0, width-x-long-8), fyne.TextAlignLeading)
}

func barColor(t kit.Tone) fyne.ThemeColorName {
	switch t {
	case kit.Red:
		return theme.ColorRed
	case kit.Amber:
		return theme.ColorAmber
	case kit.Green:
		return theme.ColorGreen
	default:
		return theme.ColorAccent
	}
}
