package pdf

import (
	"fmt"
	"math"
	"slices"

	"waymark/data"
	"waymark/reports"
)

// manyPairs is how many lines of single people a chart can bear; above it the
// distribution is drawn instead.
const manyPairs = 200

const (
	slopeLeft, slopeWidth, slopeHeight = left + 18, 88.0, 62.0
	nameGap                            = 3.0
)

func (d *document) changed() {
	d.chapter("What changed")
	if len(d.r.Outcomes) == 0 {
		d.paragraph("No questionnaire has been answered by anybody seen in this period, so nothing can be said about change.", body, measure)
		return
	}
	for i := range d.r.Outcomes {
		d.outcome(&d.r.Outcomes[i])
	}
}

func (d *document) outcome(o *reports.Outcome) {
	d.section(o.ShortName, o.Finding, 30)
	d.paragraph(o.Text, body, measure)
	if o.SmallSample != "" {
		d.y += 0.8
		d.paragraph(o.SmallSample, strong, measure)
	}
	d.y += 4
	if len(o.Pairs) > 0 {
		d.need(slopeHeight + 34)
		d.slope(o)
	}
	d.paragraph(slopeCaption(o), caption, measure)
	if o.Rights != "" {
		d.paragraph(o.Rights, caption, measure)
	}
	d.y += 5
	d.changes(o)
	if o.ByMode.N > 0 {
		d.table(&o.ByMode)
	}
}

func slopeCaption(o *reports.Outcome) string {
	lines := "Each line is a person, amber where the score fell; the heavy line is the mean. "
	switch {
	case len(o.Pairs) == 0:
		return o.Note
	case len(o.Pairs) == 1:
		lines = "The line is the one person. "
	case len(o.Pairs) > manyPairs:
		lines = "The darker band holds the middle half of the scores, the lighter one the middle eight in ten; the heavy line is the mean. "
	}
	if len(o.Comparators) > 0 {
		lines += "Dashed: population mean. "
	}
	return lines + o.Note
}

// changes draws the sizes of change as bars.
func (d *document) changes(o *reports.Outcome) {
	if len(o.Changes) == 0 || len(o.Pairs) == 0 {
		return
	}
	d.need(5*barRow + 8)
	most := 0
	for _, g := range o.Changes {
		most = max(most, g.Cell.N)
	}
	for _, g := range o.Changes {
		row := reports.Row{Key: g.Key, Label: g.Label, Cell: g.Cell}
		if g.Within != "" {
			row.Label = "   " + g.Label
		}
		d.bar(&row, most, 0)
	}
	d.paragraph(fmt.Sprintf("n %s. Those who rose by the larger size are among those who rose by the smaller one.", pairs(len(o.Pairs))), caption, measure)
	d.y += 6
}

func pairs(n int) string {
	if n == 1 {
		return "1 pair"
	}
	return reports.Count(n) + " pairs"
}

// slope draws the same people before and after, with the mean and the first
// comparator.
func (d *document) slope(o *reports.Outcome) {
	f, y0 := d.pdf, d.y
	at := func(v float64) float64 {
		if o.Max <= o.Min {
			return y0 + slopeHeight/2
		}
		v = min(max(v, o.Min), o.Max)
		return y0 + slopeHeight*(1-(v-o.Min)/(o.Max-o.Min))
	}
	x1, x2 := slopeLeft, slopeLeft+slopeWidth
	d.stroke(line)
	f.SetLineWidth(0.35)
	f.Line(x1, y0, x1, y0+slopeHeight)
	f.Line(x2, y0, x2, y0+slopeHeight)
	d.set(caption)
	for _, v := range []float64{o.Min, o.Max} {
		if math.Abs(at(v)-at(*o.Before)) < 5 {
			continue // the label of the mean stands there
		}
		label := fmt.Sprintf("%g", v)
		d.at(x1-d.wide(label)-nameGap, at(v)+1, label)
	}
	if len(o.Pairs) > manyPairs {
		d.bands(o.Pairs, x1, x2, at)
	} else {
		d.people(o.Pairs, x1, x2, at)
	}
	d.comparator(o, x1, x2, at(*o.After), at)
	d.mean(o, x1, x2, at)
	d.set(caption)
	n := "n " + reports.Count(len(o.Pairs))
	y := y0 + slopeHeight + 5
	for _, end := range []struct {
		x    float64
		name string
	}{{x1, "first, " + n}, {x2, "follow-up, " + n}} {
		d.at(end.x-d.wide(end.name)/2, y, end.name)
	}
	d.y = y + 4
}

func (d *document) people(list []data.Pair, x1, x2 float64, at func(float64) float64) {
	f := d.pdf
	f.SetAlpha(0.38, "Normal")
	f.SetLineWidth(0.3)
	for _, p := range list {
		d.stroke(accent)
		if p.After < p.Before {
			d.stroke(amber)
		}
		f.Line(x1, at(p.Before), x2, at(p.After))
	}
	f.SetAlpha(1, "Normal")
}

// bands draws the distribution before and after: the middle eight in ten and
// the middle half.
func (d *document) bands(list []data.Pair, x1, x2 float64, at func(float64) float64) {
	before, after := make([]float64, len(list)), make([]float64, len(list))
	for i, p := range list {
		before[i], after[i] = p.Before, p.After
	}
	slices.Sort(before)
	slices.Sort(after)
	for _, b := range []struct{ low, high, alpha float64 }{{0.1, 0.9, 0.16}, {0.25, 0.75, 0.26}} {
		d.fill(accent)
		d.pdf.SetAlpha(b.alpha, "Normal")
		d.pdf.MoveTo(x1, at(quantile(before, b.low)))
		d.pdf.LineTo(x2, at(quantile(after, b.low)))
		d.pdf.LineTo(x2, at(quantile(after, b.high)))
		d.pdf.LineTo(x1, at(quantile(before, b.high)))
		d.pdf.ClosePath()
		d.pdf.DrawPath("F")
		d.pdf.SetAlpha(1, "Normal")
	}
}

// quantile reads a quantile off sorted values, between the two nearest.
func quantile(sorted []float64, q float64) float64 {
	place := q * float64(len(sorted)-1)
	i := int(math.Floor(place))
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (place-float64(i))*(sorted[i+1]-sorted[i])
}

func (d *document) mean(o *reports.Outcome, x1, x2 float64, at func(float64) float64) {
	d.stroke(accent)
	d.pdf.SetLineWidth(1.3)
	d.pdf.SetLineCapStyle("round")
	d.pdf.Line(x1, at(*o.Before), x2, at(*o.After))
	d.pdf.SetLineCapStyle("butt")
	s := style{true, 11, 5, accent}
	d.set(s)
	before := reports.Score(*o.Before)
	d.at(x1-d.wide(before)-nameGap, at(*o.Before)+1.4, before)
	d.at(x2+nameGap, at(*o.After)+1.4, reports.Score(*o.After))
}

// comparator draws the population mean with its source beside it, moved out
// of the way of the mean's own label.
func (d *document) comparator(o *reports.Outcome, x1, x2, mean float64, at func(float64) float64) {
	if len(o.Comparators) == 0 {
		return
	}
	c := o.Comparators[0]
	y := at(c.Value)
	d.stroke(muted)
	d.pdf.SetLineWidth(0.3)
	d.pdf.SetDashPattern([]float64{1.4, 1.2}, 0)
	d.pdf.Line(x1, y, x2, y)
	d.pdf.SetDashPattern(nil, 0)
	d.set(caption)
	text := d.atMost(reports.Score(c.Value)+"  "+reports.ComparatorName(c), pageWidth-right-x2-nameGap, 3)
	const clear = 4.5
	first := y + 1
	if math.Abs(first-mean) < clear || first < mean && first+float64(len(text)-1)*3.6 > mean-clear {
		if y <= mean {
			first = mean - clear - float64(len(text)-1)*3.6
		} else {
			first = mean + clear + 1.5
		}
	}
	for i, l := range text {
		d.at(x2+nameGap, first+float64(i)*3.6, l)
	}
}
