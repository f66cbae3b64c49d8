package pdf

import (
	"waymark/reports"
	"waymark/reports/internal/style"
)

const (
	stageWidth = 15.0
	stageThick = 3.0
	stageRow   = 4.5
)

// pairedBars draws a table of bands, each with one bar before and one after:
// an outline and a full one.
func (d *document) pairedBars(m *reports.Matrix) {
	d.section(m.Title, m.Finding, 0)
	b := d.bars()
	most := highest(m)
	for _, row := range m.Rows {
		y := d.Y
		high := d.lines(d.AtMost(row.Label, b.text, b.label-stageWidth-1, 4), b.text, d.x, d.Y)
		for i, c := range row.Cells {
			d.stage(&b, m.Columns[i], c, most, i == 0)
		}
		d.Y = max(d.Y, y+high) + 1.4
	}
	d.footnote(m.Note)
}

// stage draws one bar of a pair.
func (d *document) stage(b *barLook, name string, c reports.Cell, most int, first bool) {
	d.Set(caption)
	d.At(d.x+b.label-stageWidth, d.Y+caption.Baseline()+0.2, d.fit(name, stageWidth-1))
	x, y := d.x+b.label, d.Y+(b.text.Lead-stageThick)/2
	if c.Hidden {
		d.hidden(x, y, stageThick)
		d.Set(b.faint)
		d.At(x+stub+barNumber, d.Y+b.text.Baseline(), c.Text())
		d.Y += stageRow
		return
	}
	long := b.length(c.N, most)
	if long > 0 {
		d.Fill(style.Accent)
		if first {
			d.Fill(style.Pale)
		}
		d.Stroke(style.Accent)
		d.PDF.SetLineWidth(0.2)
		d.PDF.Rect(x+0.1, y+0.1, long, stageThick-0.2, "FD")
	}
	d.numbers(b, x+long+barNumber, c, 0)
	d.Y += stageRow
}
