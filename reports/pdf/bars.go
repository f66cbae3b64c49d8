package pdf

import "waymark/reports"

const (
	barLabel  = 58.0 // millimetres for the label, in at most two lines
	barLong   = 78.0 // millimetres of the longest bar
	barThick  = 3.6
	barRow    = 6.4
	barNumber = 2.0 // between a bar and its numbers
)

// table draws one breakdown: its finding, a bar for each row with percentage
// and count, and n, N and what is not recorded below.
func (d *document) table(t *reports.Table) {
	d.section(t.Title, t.Finding, d.tableHeight(t))
	if t.N > 0 {
		most := 0
		for _, row := range t.Rows {
			if !row.Cell.Hidden {
				most = max(most, row.Cell.N)
			}
		}
		for i := range t.Rows {
			d.bar(&t.Rows[i], most, t.Decimals)
		}
		d.y++
	}
	d.paragraph(t.Note, caption, measure)
	d.y += 5
}

// tableHeight is how much of a table has to stay with its heading: all of it,
// or its first rows when it is too long to ask for that.
func (d *document) tableHeight(t *reports.Table) float64 {
	const longest, first = 15, 4
	d.set(caption)
	note := float64(len(d.wrap(t.Note, measure))) * caption.lead
	switch {
	case t.N == 0:
		return note
	case len(t.Rows) > longest:
		return first * barRow
	default:
		h := note + 1
		for i := range t.Rows {
			h += d.rowHeight(&t.Rows[i])
		}
		return h
	}
}

func (d *document) rowHeight(row *reports.Row) float64 {
	d.set(body)
	if len(d.wrap(row.Label, barLabel-4)) > 1 {
		return barRow + body.lead*0.8
	}
	return barRow
}

// bar draws one row. What is not recorded is an outline, and what is hidden a
// dashed one: neither depends on colour.
func (d *document) bar(row *reports.Row, most, decimals int) {
	d.set(body)
	lines := d.atMost(row.Label, barLabel-4, 2)
	h := d.rowHeight(row)
	d.need(h)
	d.set(body)
	for i, l := range lines {
		d.at(left, d.y+baseline(body)+float64(i)*body.lead*0.85, l)
	}
	x, y := left+barLabel, d.y+(body.lead-barThick)/2
	if row.Cell.Hidden {
		d.hidden(x, y)
	} else {
		d.numbers(row, x+d.drawn(row, x, y, most)+barNumber, decimals)
	}
	d.y += h
}

// drawn draws the bar and says how long it is.
func (d *document) drawn(row *reports.Row, x, y float64, most int) float64 {
	if most == 0 || row.Cell.N == 0 {
		return 0
	}
	long := max(0.4, barLong*float64(row.Cell.N)/float64(most))
	if row.NotRecorded {
		d.stroke(muted)
		d.pdf.SetLineWidth(0.2)
		d.pdf.Rect(x+0.1, y+0.1, long, barThick-0.2, "D")
		return long
	}
	d.fill(accent)
	d.pdf.Rect(x, y, long, barThick, "F")
	return long
}

func (d *document) numbers(row *reports.Row, x float64, decimals int) {
	y := d.y + baseline(body)
	if p := row.Cell.Percent(decimals); p != "" {
		d.set(strong)
		d.at(x, y, p)
		x += d.wide(p) + 2
	}
	s := body
	s.colour = muted
	d.set(s)
	d.at(x, y, row.Cell.Text())
}

func (d *document) hidden(x, y float64) {
	d.stroke(muted)
	d.pdf.SetLineWidth(0.2)
	d.pdf.SetDashPattern([]float64{0.8, 0.8}, 0)
	d.pdf.Rect(x, y, 9, barThick, "D")
	d.pdf.SetDashPattern(nil, 0)
	s := body
	s.colour = muted
	d.set(s)
	d.at(x+9+barNumber, d.y+baseline(body), "small number, hidden")
}
