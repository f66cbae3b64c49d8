package pdf

import "math"

const longestUpwards = 42.0 // millimetres of a name that is turned

// turnedHeight is how high a heading with turned names is.
func (d *document) turnedHeight(g *grid) float64 {
	d.Set(head)
	h := head.Lead
	for _, c := range g.columns[1:] {
		for _, l := range d.turnedLines(c) {
			h = math.Max(h, d.Wide(l))
		}
	}
	return h + 2*cellPad
}

// turnedLines is a name in as many lines as stand beside each other in its
// column.
func (d *document) turnedLines(c column) []string {
	return d.atMost(c.head, longestUpwards, max(1, int(c.w/(head.Lead+0.4))))
}

// upwards writes a name that reads from y up, in the middle of its column.
func (d *document) upwards(c column, x, y float64) {
	lines := d.turnedLines(c)
	x += (c.w - float64(len(lines))*head.Lead) / 2
	for i, l := range lines {
		at := x + float64(i)*head.Lead + head.Baseline()
		d.PDF.TransformBegin()
		d.PDF.TransformRotate(90, at, y)
		d.At(at, y, l)
		d.PDF.TransformEnd()
	}
}
