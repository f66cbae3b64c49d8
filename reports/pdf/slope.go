package pdf

import (
	"fmt"
	"math"

	"waymark/reports"
	"waymark/reports/internal/style"
)

const (
	chartWidth              = 84.0
	slopeStart              = 15.0 // before the line of the first scores, for their mean
	slopeWidth, slopeHeight = 40.0, 42.0
	nameGap                 = 3.0
)

// slopeChart is where the scores of a scale stand on the page.
type slopeChart struct {
	o      *reports.Outcome
	y      float64 // of the highest score
	x1, x2 float64 // before and after
}

func (c *slopeChart) at(v float64) float64 {
	o := c.o
	if o.Max <= o.Min {
		return c.y + slopeHeight/2
	}
	return c.y + slopeHeight*(1-(min(max(v, o.Min), o.Max)-o.Min)/(o.Max-o.Min))
}

// slopeCaption says how to read the chart.
func (d *document) slopeCaption(o *reports.Outcome) string {
	if !d.charted(o) {
		return o.Note
	}
	lines := "The thick line is the mean. "
	switch {
	case len(o.Lines) == 1:
		lines = "The line shows one person. "
	case len(o.Lines) > 1:
		lines = "Each line is one person, dashed if their score went down. The thick line is the mean. "
	case o.Spread != nil && o.Spread.Quarters:
		lines = "The band shows the middle 50% of scores. The thick line is the mean. "
	case o.Spread != nil:
		lines = "The darker band shows the middle 50% of scores and the lighter band the middle 80%. The thick line is the mean. "
	}
	if o.Paired != nil && o.Paired.Test != nil {
		lines += "The error bar is the 95% confidence interval for the mean change. "
	}
	if len(o.Comparators) > 0 {
		lines += "Dotted: published mean. "
	}
	return lines + o.Note
}

// slope draws the same people before and after: their own lines or how they
// lie, the mean, and the first comparator.
func (d *document) slope(o *reports.Outcome) {
	c := &slopeChart{o: o, y: d.Y + 2, x1: d.x + slopeStart, x2: d.x + slopeStart + slopeWidth}
	d.Stroke(style.Line)
	d.PDF.SetLineWidth(0.35)
	d.PDF.Line(c.x1, c.y, c.x1, c.y+slopeHeight)
	d.PDF.Line(c.x2, c.y, c.x2, c.y+slopeHeight)
	d.Set(caption)
	for _, v := range []float64{o.Min, o.Max} {
		if math.Abs(c.at(v)-c.at(*o.Before)) >= 5 { // else the label of the mean stands there
			d.RightAt(c.x1-nameGap, c.at(v)+1, fmt.Sprintf("%g", v))
		}
	}
	if len(o.Lines) > 0 {
		d.people(c)
	} else if o.Spread != nil {
		d.spread(c)
	}
	d.comparator(c)
	d.mean(c)
	d.Set(caption)
	n := "n = " + o.Pairs.Text()
	y := c.y + slopeHeight + 5
	for i, l := range []string{"first", "follow-up"} {
		x := c.x1 + float64(i)*slopeWidth
		d.At(x-d.Wide(l)/2, y, l)
		d.At(x-d.Wide(n)/2, y+caption.Lead, n)
	}
	d.Y = y + caption.Lead + 2
}

// people draws each person's line; one that fell is amber and dashed.
func (d *document) people(c *slopeChart) {
	d.PDF.SetAlpha(0.4, "Normal")
	d.PDF.SetLineWidth(0.3)
	for _, p := range c.o.Lines {
		fell := p.After < p.Before
		if fell {
			d.Stroke(style.Amber)
			d.PDF.SetAlpha(0.75, "Normal")
			d.PDF.SetDashPattern([]float64{1.6, 1}, 0)
		} else {
			d.Stroke(style.Accent)
		}
		d.PDF.Line(c.x1, c.at(p.Before), c.x2, c.at(p.After))
		if fell {
			d.PDF.SetDashPattern(nil, 0)
			d.PDF.SetAlpha(0.4, "Normal")
		}
	}
	d.PDF.SetAlpha(1, "Normal")
}

// spread draws how the scores lie before and after: the middle eight in ten
// and the middle half.
func (d *document) spread(c *slopeChart) {
	s := c.o.Spread
	for _, b := range []struct {
		low, high int
		alpha     float64
	}{{0, 3, 0.16}, {1, 2, 0.26}} {
		if s.Quarters && b.low == 0 {
			continue
		}
		d.Fill(style.Accent)
		d.PDF.SetAlpha(b.alpha, "Normal")
		d.PDF.MoveTo(c.x1, c.at(s.Before[b.low]))
		d.PDF.LineTo(c.x2, c.at(s.After[b.low]))
		d.PDF.LineTo(c.x2, c.at(s.After[b.high]))
		d.PDF.LineTo(c.x1, c.at(s.Before[b.high]))
		d.PDF.ClosePath()
		d.PDF.DrawPath("F")
		d.PDF.SetAlpha(1, "Normal")
	}
}

func (d *document) mean(c *slopeChart) {
	o := c.o
	d.Stroke(style.Accent)
	d.PDF.SetLineWidth(1.3)
	d.PDF.SetLineCapStyle("round")
	d.PDF.Line(c.x1, c.at(*o.Before), c.x2, c.at(*o.After))
	d.PDF.SetLineCapStyle("butt")
	d.Fill(style.Accent)
	for _, end := range []struct{ x, v float64 }{{c.x1, *o.Before}, {c.x2, *o.After}} {
		d.PDF.Circle(end.x, c.at(end.v), 1.3, "F")
	}
	d.whisker(c)
	d.Set(style.Bold(11, 5, style.Accent))
	d.RightAt(c.x1-nameGap, c.at(*o.Before)+1.4, reports.Score(*o.Before))
	d.At(c.x2+nameGap+1.5, c.at(*o.After)+1.4, reports.Score(*o.After))
}

// whisker draws the interval of the mean change at the later mean.
func (d *document) whisker(c *slopeChart) {
	if c.o.Paired == nil || c.o.Paired.Test == nil {
		return
	}
	const half = 1.4
	low, high := c.at(*c.o.Before+c.o.Paired.Test.Low), c.at(*c.o.Before+c.o.Paired.Test.High)
	x := c.x2 + 2
	d.Stroke(style.Ink)
	d.PDF.SetLineWidth(0.35)
	d.PDF.Line(x, low, x, high)
	d.PDF.Line(x-half/2, low, x+half/2, low)
	d.PDF.Line(x-half/2, high, x+half/2, high)
}

// comparator draws the population mean with its source beside it, moved out
// of the way of the mean's own label.
func (d *document) comparator(c *slopeChart) {
	if len(c.o.Comparators) == 0 {
		return
	}
	first := c.o.Comparators[0]
	y, mean := c.at(first.Value), c.at(*c.o.After)
	d.Stroke(style.Muted)
	d.PDF.SetLineWidth(0.3)
	d.PDF.SetDashPattern([]float64{0.5, 0.9}, 0)
	d.PDF.Line(c.x1, y, c.x2, y)
	d.PDF.SetDashPattern(nil, 0)
	d.Set(caption)
	const clear, lead = 4.5, 3.6
	text := d.atMost(reports.Score(first.Value)+"  "+reports.ComparatorName(first), d.x+d.w-c.x2-nameGap-1.5, 6)
	rest := float64(len(text)-1) * lead
	at := y + 1
	if math.Abs(at-mean) < clear || at < mean && at+rest > mean-clear {
		if y <= mean {
			at = mean - clear - rest
		} else {
			at = mean + clear + 1.5
		}
	}
	for i, l := range text {
		d.At(c.x2+nameGap+1.5, at+float64(i)*lead, l)
	}
}
