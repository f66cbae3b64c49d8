package pdf

import (
	"waymark/reports"
	"waymark/reports/internal/style"
)

const (
	stageWidth = 17.0
	stageThick = 3.2
	stageRow   = 4.7
)

// pairedBars draws a table of bands, each with one bar before and one after:
// an outline and a full one.
func (d *document) pairedBars(m *reports.Matrix) {
	each := float64(len(m.Columns))*stageRow + 2
	d.section(m.Title, m.Finding, min(float64(len(m.Rows)), 8)*each+d.height(m.Note, caption, measure))
	most := highest(m)
	for _, row := range m.Rows {
		d.continued(m.Title, each)
		d.Set(body)
		d.lines(d.atMost(row.Label, barLabel-stageWidth-3, 2), body, left, d.Y)
		for i, c := range row.Cells {
			d.stage(m.Columns[i], c, most, i == 0)
		}
		d.Y += 2
	}
	d.footnote(m.Note, hides(m))
}

// stage draws one bar of a pair.
func (d *document) stage(name string, c reports.Cell, most int, first bool) {
	d.Set(caption)
	d.At(left+barLabel-stageWidth, d.Y+caption.Baseline()+0.4, d.fit(name, stageWidth-1))
	x, y := left+barLabel, d.Y+(body.Lead-stageThick)/2
	if c.Hidden {
		d.hidden(x, y, stageThick)
		d.Set(faint)
		d.At(x+stub+barNumber, d.Y+body.Baseline(), c.Text())
		d.Y += stageRow
		return
	}
	long := 0.0
	if most > 0 && c.N > 0 {
		long = max(0.4, barLong*float64(c.N)/float64(most))
	}
	if long > 0 {
		d.Fill(style.Accent)
		if first {
			d.Fill(style.Pale)
		}
		d.Stroke(style.Accent)
		d.PDF.SetLineWidth(0.2)
		d.PDF.Rect(x+0.1, y+0.1, long, stageThick-0.2, "FD")
	}
	d.numbers(x+long+barNumber, c, 0)
	d.Y += stageRow
}
