package charts

import (
	"fmt"
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/theme"
)

// maxSlopes is the most pairs drawn as lines: more would be a blot, and slow.
const maxSlopes = 300

// SlopeData is what a slope chart shows.
type SlopeData struct {
	// Pairs are each person's score before and after.
	Pairs [][2]float64
	// Bands are drawn where lines of single people may not be: how far a tenth,
	// a quarter, three quarters and nine tenths of the people reach, before and
	// after; nil for none.
	Bands *[2][4]float64
	// Before and After are the means of the same people.
	Before, After float64
	// HideMeans leaves the means out, as when there are no pairs.
	HideMeans bool
	// Comparator is drawn as a dashed line when it has a label.
	Comparator float64
	// ComparatorLabel names the comparator, and is "" for none.
	ComparatorLabel string
	// LeftLabel and RightLabel stand under the two sides.
	LeftLabel, RightLabel string
	// Min and Max are the ends of the scale; both 0 takes them from what is shown.
	Min, Max float64
}

// Slopes shows scores before and after as a line for each person, with a heavy
// line for the mean.
type Slopes struct {
	widget.BaseWidget
	data SlopeData
}

// NewSlopes makes a chart.
func NewSlopes(data SlopeData) *Slopes {
	c := &Slopes{data: data}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes what is shown.
func (c *Slopes) Set(data SlopeData) {
	c.data = data
	c.Refresh()
}

// CreateRenderer draws the chart. Part of fyne.Widget.
func (c *Slopes) CreateRenderer() fyne.WidgetRenderer {
	return sketched(c, func() fyne.Size { return fyne.NewSize(240, 180) }, c.draw)
}

// span is the scale, from what is shown with a little air where it is not given.
func (c *Slopes) span() (low, high float64) {
	d := c.data
	if d.Max > d.Min {
		return d.Min, d.Max
	}
	var values []float64
	for _, p := range d.Pairs {
		values = append(values, p[0], p[1])
	}
	if d.Bands != nil {
		values = append(append(values, d.Bands[0][:]...), d.Bands[1][:]...)
	}
	if !d.HideMeans {
		values = append(values, d.Before, d.After)
	}
	if d.ComparatorLabel != "" {
		values = append(values, d.Comparator)
	}
	return around(values)
}

// around is a span that holds all values with a tenth of air.
func around(values []float64) (low, high float64) {
	if len(values) == 0 {
		return 0, 1
	}
	low, high = values[0], values[0]
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	air := (high - low) / 10
	if air == 0 {
		air = 1
	}
	return low - air, high + air
}

func (c *Slopes) draw(s *sketch, size fyne.Size) {
	d := c.data
	foot := inkNote.measure("M").Height + 8
	side := max(36, inkValue.measure("00.0").Width+14)
	left, right, bottom := side, size.Width-max(side, min(size.Width*0.3, inkNote.measure(d.ComparatorLabel).Width+12)), size.Height-foot
	low, high := c.span()
	at := func(v float64) float32 { return bottom - float32((v-low)/(high-low))*(bottom-8) }

	c.drawBands(s, left, right, at)
	c.drawPairs(s, left, right, at)
	s.line(left, 4, left, bottom, 2, theme.ColorLine)
	s.line(right, 4, right, bottom, 2, theme.ColorLine)
	comparator := at(d.Comparator)
	if d.ComparatorLabel != "" {
		s.dashes(left, comparator, right, comparator, theme.ColorMuted)
	}
	if !d.HideMeans {
		s.line(left, at(d.Before), right, at(d.After), 5, theme.ColorAccent)
		s.words(meanText(d.Before), inkValue, 0, at(d.Before), left-10, fyne.TextAlignTrailing)
		s.words(meanText(d.After), inkValue, right+10, at(d.After), size.Width-right-10, fyne.TextAlignLeading)
	}
	if d.ComparatorLabel != "" {
		// Two labels at one height could not be read.
		y, apart := comparator, inkValue.measure("0").Height
		if gap := comparator - at(d.After); !d.HideMeans && gap < apart && gap > -apart {
			y = at(d.After) - apart
			if gap > 0 {
				y = at(d.After) + apart
			}
		}
		s.words(d.ComparatorLabel, inkNote, right+8, y, size.Width-right-8, fyne.TextAlignLeading)
	}
	s.words(d.LeftLabel, inkNote, 0, bottom+foot/2+2, 2*left, fyne.TextAlignCenter)
	s.words(d.RightLabel, inkNote, right-left, bottom+foot/2+2, left+size.Width-right, fyne.TextAlignCenter)
	if n := len(d.Pairs); n > maxSlopes {
		note := fmt.Sprintf("%d of %d drawn", maxSlopes, n)
		s.words(note, inkNote, 2*left, bottom+foot/2+2, max(0, right-3*left), fyne.TextAlignCenter)
	}
}

// drawPairs draws the people thinly, those who fell in amber.
func (c *Slopes) drawPairs(s *sketch, left, right float32, at func(float64) float32) {
	n := len(c.data.Pairs)
	step := max(1, float64(n)/maxSlopes)
	for f := 0.0; int(f) < n; f += step {
		p := c.data.Pairs[int(f)]
		name := theme.ColorAccent
		if p[1] < p[0] {
			name = theme.ColorAmber
		}
		line := s.line(left, at(p[0]), right, at(p[1]), 1.5, name)
		r, g, b, _ := line.StrokeColor.RGBA()
		line.StrokeColor = color.NRGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: 0x60}
	}
}

// drawBands draws the middle eight in ten lightly and the middle half darker.
func (c *Slopes) drawBands(s *sketch, left, right float32, at func(float64) float32) {
	b := c.data.Bands
	if b == nil {
		return
	}
	for _, span := range []struct {
		from, to int
		alpha    uint8
	}{{0, 3, 0x24}, {1, 2, 0x40}} {
		s.area(left, right, [2]float32{at(b[0][span.to]), at(b[1][span.to])}, [2]float32{at(b[0][span.from]), at(b[1][span.from])}, theme.ColorAccent, span.alpha)
	}
}

// meanText is a mean to one place behind the point, also where that is 0, so that the
// chart shows what the figures beside it show.
func meanText(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// score writes a score with at most one place behind the point.
func score(v float64) string {
	text := strconv.FormatFloat(v, 'f', 1, 64)
	if len(text) > 2 && text[len(text)-2:] == ".0" {
		return text[:len(text)-2]
	}
	return text
}
