package pdf

import (
	"slices"
	"strings"

	"waymark/reports"
	"waymark/reports/internal/style"
)

// The columns of the chart of parts, in millimetres.
const (
	forestLabel, forestPairs, forestMean = 46.0, 12.0, 17.0
	forestChart                          = 42.0
	forestChange                         = width - forestLabel - forestPairs - 2*forestMean - forestChart
)

// scale places changes on the chart.
type scale struct{ low, high, x float64 }

func (s scale) at(v float64) float64 {
	if s.high <= s.low {
		return s.x
	}
	return s.x + (forestChart-6)*(v-s.low)/(s.high-s.low)
}

// breakdowns draws the mean change of parts of the pairs, each with its
// interval, in one chart with a heading for each way to part them.
func (d *document) breakdowns(o *reports.Outcome) {
	if len(o.Breakdowns) == 0 {
		return
	}
	s := changeScale(o)
	g := &grid{name: o.ShortName + ": mean change by group", columns: []column{
		{"", forestLabel, false}, {"People", forestPairs, true}, {"First", forestMean, true}, {"Follow-up", forestMean, true},
		{"", forestChart, false}, {"Mean change (95% CI)", forestChange, true},
	}}
	var notes []string
	for _, b := range o.Breakdowns {
		g.rows = append(g.rows, gridRow{group: true, cells: []entry{{text: b.Heading}}})
		var hidden []string
		for i := range b.Rows {
			row := &b.Rows[i]
			if row.Pairs.Hidden {
				hidden = append(hidden, row.Label)
				continue
			}
			r := gridRow{cells: partCells(row)}
			r.draw = func(y, h float64) { d.interval(row, o, s, y, h) }
			g.rows = append(g.rows, r)
		}
		if len(hidden) > 0 {
			g.rows = append(g.rows, tooFew(hidden))
		}
		notes = append(notes, b.Note)
	}
	lead := []string{"The dot shows the mean change and the line its 95% confidence interval. The vertical line marks no change."}
	if o.AnyWorse() {
		lead = append(lead, "An open dot is a change for the worse on this scale.")
	}
	notes = append(lead, notes...)
	g.note = d.unsaidOfScore(strings.Join(distinct(notes), " "))
	d.need(heading3.Lead + 1 + d.first(g, 5))
	d.paragraph("Mean change by group", heading3, width)
	d.grid(g)
	d.Y += 1.2
	d.paragraph(g.note, caption, measure)
	d.Y += 4.5
}

// changeScale holds every change that is shown, and no change.
func changeScale(o *reports.Outcome) scale {
	values := []float64{0}
	for _, b := range o.Breakdowns {
		for _, r := range b.Rows {
			for _, v := range []*float64{r.Change, r.Low, r.High} {
				if v != nil {
					values = append(values, *v)
				}
			}
		}
	}
	return scale{slices.Min(values), slices.Max(values), left + forestLabel + forestPairs + 2*forestMean + 4}
}

func partCells(r *reports.BreakdownRow) []entry {
	list := []entry{{text: r.Label}, {text: r.Pairs.Text(), hidden: r.Pairs.Hidden}, score(r.Before), score(r.After), {}}
	switch {
	case r.Change == nil:
		return append(list, entry{text: "not shown", faint: true})
	case r.Low == nil || r.High == nil:
		return append(list, entry{text: reports.Signed(*r.Change), bold: true})
	}
	return append(list, entry{text: reports.Signed(*r.Change), aside: "(" + interval(r.Low, r.High) + ")", bold: true})
}

// interval draws the dot and the line of one part.
func (d *document) interval(r *reports.BreakdownRow, o *reports.Outcome, s scale, y, h float64) {
	d.Stroke(style.Muted)
	d.PDF.SetLineWidth(0.2)
	d.PDF.Line(s.at(0), y, s.at(0), y+h)
	if r.Change == nil {
		return
	}
	middle := y + h/2
	if r.Low != nil && r.High != nil {
		d.Stroke(style.Accent)
		d.PDF.SetLineWidth(0.5)
		d.PDF.Line(s.at(*r.Low), middle, s.at(*r.High), middle)
	}
	d.Fill(style.Accent)
	if o.Worse(r) {
		d.Fill(style.White) // an open dot, whatever the style.Colour
	}
	d.Stroke(style.Accent)
	d.PDF.SetLineWidth(0.4)
	d.PDF.Circle(s.at(*r.Change), middle, 1.1, "FD")
}
