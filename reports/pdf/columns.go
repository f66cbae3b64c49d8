package pdf

import "math"

// balanced is how high a grid is when it is set in two columns, with its note.
func (d *document) balanced(g *grid) float64 {
	all := 0.0
	for i := range g.rows {
		all += d.gridRowHeight(g, &g.rows[i])
	}
	return all/2 + 12 + d.headHeight(g) + d.height(g.note, caption, measure)
}

// twoColumns sets a narrow grid in two columns, over pages where it must. A
// group that goes on in another column says so.
func (d *document) twoColumns(g *grid) {
	rest := g.rows
	for len(rest) > 0 {
		least := d.headHeight(g) + d.height(g.note, caption, measure) + 2
		d.continued(g.name, least+20)
		room := d.Room() - least
		fair := math.Min(room, d.fair(g, rest))
		y, low := d.Y, d.Y
		for i := range 2 {
			n := d.fitting(g, rest, fair)
			if i == 1 {
				n = d.fitting(g, rest, room)
			}
			if n == 0 {
				break
			}
			part := *g
			part.x, part.note, part.rows = float64(i)*(columnWidth+columnGap), "", rest[:n]
			d.Y = y
			d.grid(&part)
			low = max(low, d.Y)
			rest = carried(rest, n)
		}
		d.Y = low
		if len(rest) > 0 {
			d.Next()
			d.paragraph(g.name+", continued", kicker, width)
			d.Y++
		}
	}
}

// fair is a height at which both columns hold all rows.
func (d *document) fair(g *grid, rows []gridRow) float64 {
	all, highest := 0.0, 0.0
	for i := range rows {
		h := d.gridRowHeight(g, &rows[i])
		all, highest = all+h, max(highest, h)
	}
	return all/2 + highest/2 + 0.1
}

// fitting is how many of the rows stand in a column of height h, at least one;
// a group's heading never ends it.
func (d *document) fitting(g *grid, rows []gridRow, h float64) int {
	n := 0
	for used := 0.0; n < len(rows); n++ {
		used += d.gridRowHeight(g, &rows[n])
		if used > h && n > 0 {
			break
		}
	}
	if n > 1 && n < len(rows) && rows[n-1].group {
		n--
	}
	return n
}

// carried is what is left after n rows, under the heading of its group.
func carried(rows []gridRow, n int) []gridRow {
	rest := rows[n:]
	if len(rest) == 0 || rest[0].group {
		return rest
	}
	for i := n - 1; i >= 0; i-- {
		if rows[i].group {
			again := gridRow{group: true, cells: []entry{{text: rows[i].cells[0].text + goesOn(rows[i].cells[0].text)}}}
			return append([]gridRow{again}, rest...)
		}
	}
	return rest
}

func goesOn(name string) string {
	const on = ", continued"
	if len(name) > len(on) && name[len(name)-len(on):] == on {
		return ""
	}
	return on
}
