package pdf

import (
	"slices"

	"waymark/reports"
)

// missing sets the tables of whose follow-up is missing as one, with a heading
// for each thing that they part people by.
func (d *document) missing(list []reports.Part) {
	m := list[0].Matrix
	var findings, notes []string
	var rows []gridRow
	for _, p := range list {
		findings, notes = append(findings, p.Matrix.Finding), append(notes, p.Matrix.Note)
		rows = append(rows, gridRow{group: true, cells: []entry{{text: p.Matrix.Heading}}})
		var hidden []string
		for _, row := range p.Matrix.Rows {
			if unseen(row.Cells) {
				hidden = append(hidden, row.Label)
				continue
			}
			r := gridRow{cells: []entry{{text: row.Label}}}
			for _, c := range row.Cells {
				r.cells = append(r.cells, counted(c))
			}
			rows = append(rows, r)
		}
		if len(hidden) > 0 {
			rows = append(rows, tooFew(hidden))
		}
	}
	// The note that says that numbers are hidden begins as the others do.
	note := slices.MaxFunc(notes, func(a, b string) int { return len(a) - len(b) })
	findings = distinct(findings)
	const number = 21.0
	g := &grid{name: subject(m), note: note, columns: []column{{"", columnWidth - number*float64(len(m.Columns)), false}}}
	for _, name := range m.Columns {
		g.columns = append(g.columns, column{name, number, true})
	}
	g.rows = rows
	d.section(subject(m), findings[0], min(d.balanced(g), 45))
	for _, f := range findings[1:] {
		d.paragraph(f+".", body, measure)
	}
	d.twoColumns(g)
	d.Y += 1.5
	d.footnote(note)
}

// distinct keeps the first of equal texts.
func distinct(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
