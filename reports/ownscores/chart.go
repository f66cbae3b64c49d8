package ownscores

import (
	"waymark/data/clienttext"
	"waymark/reports/internal/style"
)

// draw is the chart of one score: a dot for each day on the whole scale, joined by
// a line, with the number above it and the day below.
func (p *page) draw(in *clienttext.Language, s *Score, points []Point) {
	top, foot := p.Y+p.point.Lead, p.Y+p.chart-p.quiet.Lead-1
	x0, x1 := p.Left+ends, p.Left+p.Within()
	least, most := s.Measure.Scoring.Min, s.Measure.Scoring.Max
	at := func(v float64) float64 { return foot - (v-least)/max(most-least, 1)*(foot-top) }
	for _, end := range []float64{least, most} {
		p.Rule(x0, at(end), x1-x0, style.Line, 0.3)
		p.Set(p.quiet)
		p.Write(x0-2-p.Wide(s.number(end)), at(end)-p.quiet.Lead/2, p.quiet, s.number(end))
	}
	step := p.step(points)
	across := func(i int) float64 { return x0 + step*(float64(i)+0.5) }
	p.Pen(style.Accent, 0.8)
	for i := 1; i < len(points); i++ {
		p.PDF.Line(across(i-1), at(points[i-1].Value), across(i), at(points[i].Value))
	}
	for i, point := range points {
		p.Fill(style.Accent)
		p.PDF.Circle(across(i), at(point.Value), 1.3, "F")
		p.centred(across(i), at(point.Value)-p.point.Lead-1, p.point, s.number(point.Value))
		for k, part := range p.Wrap(in.Date(point.On), p.quiet, step-1) {
			p.centred(across(i), foot+1+float64(k)*p.quiet.Lead, p.quiet, part)
		}
	}
	p.Y += p.chart + p.days(in, points)
}

const ends = 10.0 // room for the numbers of the scale

// step is how wide the place of one day is.
func (p *page) step(points []Point) float64 { return (p.Within() - ends) / float64(len(points)) }

// days is how much higher the days below a chart are than one line: in some languages
// a date is long.
func (p *page) days(in *clienttext.Language, points []Point) float64 {
	most := 1
	for _, at := range points {
		most = max(most, len(p.Wrap(in.Date(at.On), p.quiet, p.step(points)-1)))
	}
	return float64(most-1) * p.quiet.Lead
}

// centred writes a text about x.
func (p *page) centred(x, y float64, t style.Text, text string) {
	p.Set(t)
	p.Write(x-p.Wide(text)/2, y, t, text)
}
