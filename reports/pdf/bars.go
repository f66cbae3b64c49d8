package pdf

import (
	"slices"

	"waymark/reports"
	"waymark/reports/internal/style"
)

const (
	barThick  = 3.4
	barNumber = 1.8 // between a bar and its numbers
	stub      = 9.0 // millimetres of what stands for a hidden bar, whatever its count
)

// barLook is the look of a chart in the column that it stands in.
type barLook struct {
	text, strong, faint style.Text
	label               float64 // millimetres for the label, in at most three lines
	long                float64 // millimetres of the longest bar
	row                 float64
}

func (d *document) bars() barLook {
	if d.narrow() {
		return barLook{plain, style.Bold(plain.Size, plain.Lead, style.Ink), plain.In(style.Muted), 39, d.w - 39 - 23, 5}
	}
	return barLook{body, strong, faint, 58, 78, 5.8}
}

// table is one breakdown: its finding, a bar for each row with percentage and
// count, and n, N and what is not recorded below. Where nothing is in it, the
// finding says so in a line.
func table(t *reports.Table) block {
	rows := len(t.Rows)
	if !t.N.Some() && !slices.ContainsFunc(t.Rows, func(r reports.Row) bool { return r.Cell.Hidden }) {
		rows = 0
	}
	return tablePart(t, 0, rows, rows)
}

// tablePart is what stands of a table in one column: its rows between two
// places. What is parted from the first rows says what it goes on with.
func tablePart(t *reports.Table, from, to, rows int) block {
	set := func(d *document) {
		if from == 0 {
			d.section(t.Title, t.Finding, 0)
		} else {
			d.paragraph(t.Title+", continued", kicker, d.w)
			d.Y++
		}
		most := longest(t.Rows)
		for i := from; i < to; i++ {
			d.bar(&t.Rows[i], most, t.Decimals)
		}
		if to < rows {
			return
		}
		if to > from {
			d.Y += 0.8
		}
		d.footnote(t.Note)
	}
	cut := func(d *document, room float64) (first, rest block, ok bool) {
		const fewest = 4 // rows of a part
		for at := to - fewest; at >= from+fewest; at-- {
			first = tablePart(t, from, at, rows)
			if d.heights([]block{first}, columnWidth)[0] <= room {
				return first, tablePart(t, at, to, rows), true
			}
		}
		return block{}, block{}, false
	}
	return block{set, cut}
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
	if h <= d.Room()+0.01 {
		return
	}
	d.Next()
	d.paragraph(name+", continued", kicker, d.w)
	d.Y++
}

// bar draws one row. What is not recorded is an outline, and what is hidden a
// dashed one: neither depends on colour.
func (d *document) bar(row *reports.Row, most, decimals int) {
	b := d.bars()
	between := b.text.Lead * 0.85
	lines := d.AtMost(row.Label, b.text, b.label-3, 3)
	for i, l := range lines {
		d.At(d.x, d.Y+b.text.Baseline()+float64(i)*between, l)
	}
	d.barAt(&b, d.x+b.label, row, most, decimals)
	d.Y += b.row + float64(max(1, len(lines))-1)*between
}

// barAt draws the bar of a row with its numbers behind it.
func (d *document) barAt(b *barLook, x float64, row *reports.Row, most, decimals int) {
	y := d.Y + (b.text.Lead-barThick)/2
	if row.Cell.Hidden {
		d.hidden(x, y, barThick)
		d.Set(b.faint)
		d.At(x+stub+barNumber, d.Y+b.text.Baseline(), row.Cell.Text())
		return
	}
	long := b.length(row.Cell.N, most)
	switch {
	case row.NotRecorded:
		d.outline(x, y, long, barThick)
	case long > 0:
		d.Fill(style.Accent)
		d.PDF.Rect(x, y, long, barThick, "F")
	}
	d.numbers(b, x+long+barNumber, row.Cell, decimals)
}

// length is that of the bar of a count.
func (b *barLook) length(n, most int) float64 {
	if most == 0 || n == 0 {
		return 0
	}
	return max(0.4, b.long*float64(n)/float64(most))
}

func (d *document) numbers(b *barLook, x float64, c reports.Cell, decimals int) {
	y := d.Y + b.text.Baseline()
	if p := c.Percent(decimals); p != "" {
		d.Set(b.strong)
		d.At(x, y, p)
		x += d.Wide(p) + 2
	}
	d.Set(b.faint)
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
