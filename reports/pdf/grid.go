package pdf

import "waymark/reports/internal/style"

// A grid is a plain table: a heading that is repeated on every page that it
// runs over, thin lines between the rows, long names in several lines.
type grid struct {
	name    string // said where it goes on, on another page
	columns []column
	rows    []gridRow
	x       float64 // from the left of the column that is set
	turned  bool    // the names of all columns but the first read upwards
	note    string  // stands under it, and never alone on a page
}

type column struct {
	head  string
	w     float64 // millimetres
	right bool    // numbers stand at the right
}

type gridRow struct {
	cells []entry
	group bool // a heading in bold for the rows under it
	aside bool // a sentence in small letters over the whole row
	// draw, where set, draws into the row, of which the top is at y.
	draw func(y, h float64)
}

// entry is what stands in one place of a grid.
type entry struct {
	text, aside string // aside is in grey behind the text
	bold, faint bool
	hidden      bool // stands for a number that is hidden
	shade       style.Colour
	shaded      bool
}

const (
	cellPad  = 0.75
	cellEdge = 2.2 // between columns
	most     = 4   // lines of a name
)

func face(e entry, group bool, w float64) style.Text {
	s := plain
	if e.hidden && w < 14 {
		s.Size = 7
	}
	s.Bold = e.bold || group
	if e.faint || e.hidden {
		s.Colour = style.Muted
	}
	return s
}

// headHeight is how high the heading is.
func (d *document) headHeight(g *grid) float64 {
	d.Set(head)
	if g.turned {
		return d.turnedHeight(g)
	}
	n := 0
	for _, c := range g.columns {
		n = max(n, len(d.atMost(c.head, c.w-cellEdge, most)))
	}
	if n == 0 {
		return 0
	}
	return float64(n)*head.Lead + 2*cellPad
}

func (d *document) gridHead(g *grid) {
	h := d.headHeight(g)
	if h == 0 {
		return
	}
	x := d.x + g.x
	d.Set(head)
	for i, c := range g.columns {
		if g.turned && i > 0 {
			d.upwards(c, x, d.Y+h-cellPad)
			x += c.w
			continue
		}
		lines := d.atMost(c.head, c.w-cellEdge, most)
		y := d.Y + h - cellPad - float64(len(lines))*head.Lead // names stand on one line at the foot
		for n, l := range lines {
			at := y + float64(n)*head.Lead + head.Baseline()
			if c.right {
				d.RightAt(x+c.w-cellEdge/2, at, l)
			} else {
				d.At(x, at, l)
			}
		}
		x += c.w
	}
	d.Y += h
	d.rule(d.x+g.x, d.Y, g.width(), style.Muted)
}

func (g *grid) width() float64 {
	w := 0.0
	for _, c := range g.columns {
		w += c.w
	}
	return w
}

// gridRowHeight is that of its highest cell.
func (d *document) gridRowHeight(g *grid, r *gridRow) float64 {
	if r.aside {
		return d.height(r.cells[0].text, caption, g.width()) + 2*cellPad
	}
	n := 1
	for i, e := range r.cells {
		if e.aside == "" {
			d.Set(face(e, r.group, g.columns[i].w))
			n = max(n, len(d.atMost(e.text, g.entryWidth(r, i), most)))
		}
	}
	return float64(n)*plain.Lead + 2*cellPad
}

// entryWidth is the room of a cell; a group's heading may use the whole row.
func (g *grid) entryWidth(r *gridRow, i int) float64 {
	switch c := g.columns[i]; {
	case r.group:
		return g.width()
	case c.right:
		return c.w - cellEdge/2
	default:
		return c.w - cellEdge
	}
}

// first is how high the heading and the first rows are, which stay together.
func (d *document) first(g *grid, rows int) float64 {
	h := d.headHeight(g)
	for i := range g.rows[:min(rows, len(g.rows))] {
		h += d.gridRowHeight(g, &g.rows[i])
	}
	return h
}

// grid sets a table, over pages where it must.
func (d *document) grid(g *grid) {
	d.gridHead(g)
	for i := range g.rows {
		r := &g.rows[i]
		h := d.gridRowHeight(g, r)
		if keep := h + d.follows(g, i); keep > d.Room() {
			d.continued(g.name, keep)
			d.gridHead(g)
		}
		d.gridRow(g, r, h)
	}
}

// follows is how much has to stay on the page with a row: what a heading is
// for, and at the end two rows with the note.
func (d *document) follows(g *grid, i int) float64 {
	last := len(g.rows) - 1
	switch {
	case i == last:
		return d.height(g.note, caption, measure) + 2
	case i == last-1 || g.rows[i].group:
		return d.gridRowHeight(g, &g.rows[i+1]) + d.follows(g, i+1)
	}
	return 0
}

func (d *document) gridRow(g *grid, r *gridRow, h float64) {
	x := d.x + g.x
	if r.aside {
		d.lines(d.Wrap(r.cells[0].text, caption, g.width()), caption, x, d.Y+cellPad)
		d.Y += h
		d.rule(x, d.Y, g.width(), style.Line)
		return
	}
	for i, e := range r.cells {
		c := g.columns[i]
		if e.shaded {
			d.Fill(e.shade)
			d.PDF.Rect(x+0.4, d.Y+0.3, c.w-0.8, h-0.6, "F")
		}
		if e.hidden {
			d.PDF.SetDashPattern([]float64{0.8, 0.8}, 0)
			w := min(12.4, c.w-0.8)
			d.outline(x+c.w-w-0.5, d.Y+0.7, w, h-1.4)
			d.PDF.SetDashPattern(nil, 0)
		}
		d.entry(g, r, i, x)
		x += c.w
	}
	if r.draw != nil {
		r.draw(d.Y, h)
	}
	d.Y += h
	d.rule(d.x+g.x, d.Y, g.width(), style.Line)
}

func (d *document) entry(g *grid, r *gridRow, i int, x float64) {
	e, c := r.cells[i], g.columns[i]
	s := face(e, r.group, c.w)
	y := d.Y + cellPad
	if !c.right {
		d.Set(s)
		d.lines(d.atMost(e.text, g.entryWidth(r, i), most), s, x, y)
		return
	}
	end := x + c.w - cellEdge/2
	if e.aside != "" {
		aside := s.In(style.Muted)
		aside.Bold = false
		d.Set(aside)
		d.RightAt(end, y+s.Baseline(), e.aside)
		end -= d.Wide(e.aside) + 1.4
	}
	d.Set(s)
	for n, l := range d.atMost(e.text, g.entryWidth(r, i), most) {
		d.RightAt(end, y+float64(n)*s.Lead+s.Baseline(), l)
	}
}
