package charts

import (
	"fmt"
	"image/color"
	"strings"

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

// AccessibilityLabel says what the bars show, line by line. Implements fyne.Accessible.
func (c *Bars) AccessibilityLabel() string {
	lines := make([]string, len(c.bars))
	for i, b := range c.bars {
		lines[i] = fmt.Sprintf("%s: %s", b.Label, b.Text)
		if b.Count != "" && !b.Hidden {
			lines[i] += fmt.Sprintf(" (%s)", b.Count)
		}
	}
	return strings.Join(lines, "\n")
}

// AccessibilityRole implements fyne.Accessible.
func (c *Bars) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// The heights of a bar with its label beside it, and of a label above its bar.
func barHeight() float32   { return 24 * draw.TextScale() }
func labelHeight() float32 { return 20 * draw.TextScale() }

// CreateRenderer draws the chart. Part of fyne.Widget.
func (c *Bars) CreateRenderer() fyne.WidgetRenderer {
	return sketched(c, func() fyne.Size {
		return fyne.NewSize(220, c.plan(c.Size().Width).row*float32(len(c.bars)))
	}, c.draw)
}

// barPlan is how a chart shares a width.
type barPlan struct {
	above        bool    // labels are above their bars, because beside them they would be cut
	labels, room float32 // where the bars begin, and how long the longest is
	row, longest float32 // the height of a line, and the value of the longest bar
}

// plan shares a width; there is none before the chart is laid out.
func (c *Bars) plan(width float32) barPlan {
	labels, figures, longest := float32(0), float32(0), 0.0
	for _, b := range c.bars {
		labels = max(labels, inkBody.measure(b.Label).Width)
		if !b.Hidden {
			figures = max(figures, inkBold.measure(b.Text).Width+inkMuted.measure(b.Count).Width+6)
			longest = max(longest, b.Value)
		}
	}
	p := barPlan{labels: labels + 20, row: barHeight(), longest: float32(longest)}
	if width > 0 && p.labels > max(width*0.4, width-figures-barLeast) {
		p.above, p.labels, p.row = true, 0, barHeight()+labelHeight()
	}
	p.room = max(10, width-p.labels-figures-12)
	return p
}

// barLeast is the room that the bars keep beside labels that need more than their
// share of the width.
const barLeast float32 = 150

func (c *Bars) draw(s *sketch, size fyne.Size) {
	p := c.plan(size.Width)
	for i, b := range c.bars {
		top := float32(i) * p.row
		y := top + p.row - barHeight()/2
		if p.above {
			s.words(b.Label, inkBody, 0, top+labelHeight()/2+2, size.Width, fyne.TextAlignLeading)
		} else {
			s.words(b.Label, inkBody, 0, y, p.labels-8, fyne.TextAlignLeading)
		}
		if b.Hidden {
			c.drawHidden(s, b, p.labels, y, size.Width)
			continue
		}
		length := float32(0)
		if p.longest > 0 {
			length = p.room * max(0, float32(b.Value)) / p.longest
		}
		bar := canvas.NewRectangle(color.Transparent)
		draw.Box(bar, barColor(b.Tone), "", 0, 3)
		thick := 16 * draw.TextScale()
		draw.Place(bar, p.labels, y-thick/2, max(length, 2), thick)
		s.add(bar)
		x := p.labels + max(length, 2) + 8
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
