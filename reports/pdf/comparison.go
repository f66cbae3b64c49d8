package pdf

import "waymark/reports"

// comparison sets the figures of two periods side by side.
func (d *document) comparison(c *reports.Comparison) {
	g := &grid{name: "Compared with the period before", note: c.Note, columns: []column{
		{"", 76, false}, {"Period before", 32, true}, {"This period", 32, true}, {"Change", 32, true},
	}}
	for _, row := range c.Rows {
		r := gridRow{cells: []entry{{text: row.Label}, compared(row.Before, false), compared(row.Now, true), {text: row.Change}}}
		g.rows = append(g.rows, r)
	}
	d.section("This period and the one before", c.Finding, d.kept(g))
	d.grid(g)
	d.Y += 1.5
	d.footnote(c.Note)
}

// compared is one figure as the report prints it.
func compared(text string, now bool) entry {
	veiled := text == hiddenWord
	return entry{text: text, bold: now && !veiled, hidden: veiled}
}
