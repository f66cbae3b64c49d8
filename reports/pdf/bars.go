package pdf

import (
	"slices"

	"waymark/reports"
	"waymark/reports/internal/style"
)

const (
	barLabel  = 58.0 // millimetres for the label, in at most three lines
	barLong   = 78.0 // millimetres of the longest bar
	barThick  = 3.6
	barRow    = 6.2
	barNumber = 2.0 // between a bar and its numbers
	stub      = 9.0 // millimetres of what stands for a hidden bar, whatever its count
)

// table draws one breakdown: its finding, a bar for each row with percentage
// and count, and n, N and what is not recorded below. Where nothing is in it,
// the finding says so in a line.
func (d *document) table(t *reports.Table) {
	d.section(t.Title, t.Finding, d.tableHeight(t))
	hides := t.N.Hidden || slices.ContainsFunc(t.Rows, func(r reports.Row) bool { return r.Cell.Hidden })
	if t.N.Some() || hides {
		most := longest(t.Rows)
		for i := range t.Rows {
			d.continued(t.Title, d.rowHeight(t.Rows[i].Label)+d.tail(t, i))
			d.bar(&t.Rows[i], most, t.Decimals)
		}
		d.Y++
	}
	d.footnote(t.Note, hides)
}

// tail is how much has to stay on the page with a row, so that the note and the
// last row never begin a page alone.
func (d *document) tail(t *reports.Table, i int) float64 {
	last := len(t.Rows) - 1
	switch i {
	case last:
		return d.height(t.Note, caption, measure) + 1
	case last - 1:
		return d.rowHeight(t.Rows[last].Label) + d.height(t.Note, caption, measure) + 1
	}
	return 0
}

// longest is the largest count that is shown: a scale that a hidden one took
// part in would give it away.
func longest(rows []reports.Row) int {
	most := 0
	for _, row := range rows {
		if !row.Cell.Hidden {
			most = max(most, row.Cell.N)
		}
	}
	return most
}

// continued starts a page when h does not fit, and says there what goes on.
func (d *document) continued(name string, h float64) {
	if h <= d.Room() {
		return
	}
	d.Next()
	d.paragraph(name+", continued", kicker, width)
	d.Y++
}

// tableHeight is how much of a table has to stay with its heading: all of it,
// or its first rows when it is too long to ask for that.
func (d *document) tableHeight(t *reports.Table) float64 {
	const long, first = 11, 5
	h := d.height(t.Note, caption, measure) + 1
	switch {
	case !t.N.Some():
		return h
	case len(t.Rows) > long:
		return first * barRow
	}
	for i := range t.Rows {
		h += d.rowHeight(t.Rows[i].Label)
	}
	return h
}

func (d *document) label(text string) []string {
	d.Set(body)
	return d.atMost(text, barLabel-4, 3)
}

func (d *document) rowHeight(label string) float64 {
	return barRow + float64(max(1, len(d.label(label)))-1)*body.Lead*0.85
}

// bar draws one row. What is not recorded is an outline, and what is hidden a
// dashed one: neither depends on colour.
func (d *document) bar(row *reports.Row, most, decimals int) {
	lines := d.label(row.Label)
	for i, l := range lines {
		d.At(left, d.Y+body.Baseline()+float64(i)*body.Lead*0.85, l)
	}
	d.barAt(left+barLabel, row, most, decimals)
	d.Y += d.rowHeight(row.Label)
}

// barAt draws the bar of a row with its numbers behind it.
func (d *document) barAt(x float64, row *reports.Row, most, decimals int) {
	y := d.Y + (body.Lead-barThick)/2
	if row.Cell.Hidden {
		d.hidden(x, y, barThick)
		d.Set(faint)
		d.At(x+stub+barNumber, d.Y+body.Baseline(), row.Cell.Text())
		return
	}
	long := 0.0
	if most > 0 && row.Cell.N > 0 {
		long = max(0.4, barLong*float64(row.Cell.N)/float64(most))
	}
	switch {
	case row.NotRecorded:
		d.outline(x, y, long, barThick)
	case long > 0:
		d.Fill(style.Accent)
		d.PDF.Rect(x, y, long, barThick, "F")
	}
	d.numbers(x+long+barNumber, row.Cell, decimals)
}

func (d *document) numbers(x float64, c reports.Cell, decimals int) {
	y := d.Y + body.Baseline()
	if p := c.Percent(decimals); p != "" {
		d.Set(strong)
		d.At(x, y, p)
		x += d.Wide(p) + 2
	}
	d.Set(faint)
	d.At(x, y, c.Text())
}

func (d *document) outline(x, y, w, h float64) {
	if w <= 0 {
		return
	}
	d.Stroke(style.Muted)
	d.PDF.SetLineWidth(0.2)
	d.PDF.Rect(x+0.1, y+0.1, w, h-0.2, "D")
}

// hidden draws what stands for a bar that is hidden: always as long.
func (d *document) hidden(x, y, h float64) {
	d.PDF.SetDashPattern([]float64{0.8, 0.8}, 0)
	d.outline(x, y, stub, h)
	d.PDF.SetDashPattern(nil, 0)
}
