package pdf

import (
	"math"
	"strings"

	"waymark/reports"
	"waymark/reports/internal/style"
)

const (
	nameWidth   = 46.0 // of the names of rows beside many columns
	leastColumn = 21.0 // millimetres that a column needs for its name
	mostColumn  = 27.0
	turnedNames = 40.5 // the same where the names of columns are turned
	leastTurned = 10.1
	wrapped     = int((width - nameWidth) / leastColumn) // columns whose names need not be turned
)

// matrix sets a table of several columns. One that is wider than the page is
// set in blocks, one under another, each with the names of its rows.
func (d *document) matrix(m *reports.Matrix) {
	if m.Empty() {
		d.section(m.Title, m.Finding, caption.Lead)
		d.footnote(m.Note)
		return
	}
	for i, b := range blocks(m) {
		g := d.block(m, b[0], b[1])
		if i == 0 {
			d.section(m.Title, m.Finding, d.kept(g))
		} else {
			d.Y += 4
			d.need(d.kept(g))
		}
		if m.Across != "" {
			d.paragraph(m.Across+part(i, len(m.Columns), b), kicker, d.w)
		}
		d.grid(g)
	}
	d.Y += 1.5
	d.footnote(m.Note)
}

// halfFilled is how far down a page is that may be left for the next one.
const halfFilled = pageHeight * 0.55

// kept is how much of a table stays on one page: all of it where that is not
// too much to ask, and does not leave this page half empty.
func (d *document) kept(g *grid) float64 {
	const longest, rows = 135.0, 4
	whole := d.first(g, len(g.rows)) + d.height(g.note, caption, measure) + 4
	if whole <= longest && (d.Y > halfFilled || whole <= d.Room()-chapterGap-chapterHeight) {
		return whole
	}
	return d.first(g, rows) + caption.Lead
}

func part(i, columns int, b [2]int) string {
	switch {
	case b == [2]int{0, columns}:
		return ""
	case i == 0:
		return " (more below)"
	}
	return ", continued"
}

// turned reports whether the names of columns are set upwards: a table of
// counts alone with many columns is easier to read in one piece.
func turned(m *reports.Matrix) bool {
	return m.Across != "" && len(m.Columns) > wrapped
}

// blocks parts the columns into as few blocks as fit the page, equally wide.
func blocks(m *reports.Matrix) [][2]int {
	n, fit := len(m.Columns), wrapped
	if turned(m) {
		fit = int(math.Floor((width - turnedNames) / leastTurned))
	}
	count := (n + fit - 1) / fit
	var list [][2]int
	for i := range count {
		list = append(list, [2]int{i * n / count, (i + 1) * n / count})
	}
	return list
}

func (d *document) block(m *reports.Matrix, from, to int) *grid {
	names, most := nameWidth, mostColumn
	if turned(m) {
		names, most = turnedNames, 14
	}
	if d.narrow() {
		names, most = 30, 23
	}
	w := math.Min(most, (d.w-names)/float64(to-from))
	g := &grid{name: m.Title, note: m.Note, turned: turned(m), columns: []column{{m.Heading, d.w - w*float64(to-from), false}}}
	for _, name := range m.Columns[from:to] {
		g.columns = append(g.columns, column{name, w, true})
	}
	top := highest(m)
	var hidden []string
	for _, row := range m.Rows {
		if unseen(row.Cells) {
			hidden = append(hidden, row.Label)
			continue
		}
		r := gridRow{cells: []entry{{text: row.Label}}}
		for _, c := range row.Cells[from:to] {
			e := counted(c)
			if m.Across != "" && !c.Hidden && c.N > 0 { // lightness helps the eye; the number says the same
				e.shaded, e.shade = true, style.Blend(style.Soft, style.Pale, float64(c.N)/float64(top))
			}
			r.cells = append(r.cells, e)
		}
		g.rows = append(g.rows, r)
	}
	if len(hidden) > 0 && to == len(m.Columns) {
		g.rows = append(g.rows, tooFew(hidden))
	}
	return g
}

// unseen reports whether nothing but hidden numbers are in a row.
func unseen(cells []reports.Cell) bool {
	var v veil
	v.add(cells...)
	return v.hidden == len(cells) && v.hidden > 0
}

// tooFew names the rows of which every number is hidden, in one line.
func tooFew(names []string) gridRow {
	return gridRow{aside: true, cells: []entry{{text: "Hidden: " + strings.Join(names, ", ")}}}
}

// highest is the largest count that is shown.
func highest(m *reports.Matrix) int {
	n := 0
	for _, row := range m.Rows {
		for _, c := range row.Cells {
			if !c.Hidden {
				n = max(n, c.N)
			}
		}
	}
	return n
}

// counted is a count with its percentage.
func counted(c reports.Cell) entry {
	return entry{text: c.Text(), aside: c.Percent(0), hidden: c.Hidden, bold: !c.Hidden && c.N > 0, faint: !c.Some()}
}
