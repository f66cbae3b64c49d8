package pdf

type colour struct{ r, g, b int }

// One accent; everything else is ink or a grey. The amber marks scores that
// fell, which a dashed line says as well.
var (
	ink    = colour{0x1B, 0x2A, 0x33}
	muted  = colour{0x56, 0x66, 0x70}
	line   = colour{0xDC, 0xE4, 0xE7}
	accent = colour{0x0B, 0x6B, 0x6B}
	soft   = colour{0xE2, 0xF0, 0xEF}
	pale   = colour{0xA9, 0xCC, 0xCA}
	amber  = colour{0x8A, 0x52, 0x00}
	white  = colour{0xFF, 0xFF, 0xFF}
)

type style struct {
	bold   bool
	size   float64 // points
	lead   float64 // millimetres from line to line
	colour colour
}

var (
	title    = style{true, 28, 12.5, ink}
	heading1 = style{true, 20, 9, ink}
	heading2 = style{true, 13, 6, ink}
	heading3 = style{true, 10.5, 5.2, ink}
	body     = style{false, 9.5, 4.9, ink}
	strong   = style{true, 9.5, 4.9, ink}
	faint    = style{false, 9.5, 4.9, muted}
	caption  = style{false, 8, 4, muted}
	kicker   = style{true, 8, 4, muted}
	small    = style{true, 8, 4, ink}
	plain    = style{false, 8.5, 4.2, ink} // of tables
	head     = style{true, 8, 3.8, muted}
	figure   = style{true, 22, 9.5, accent}
	back     = style{false, 9, 4.5, ink} // of what stands at the back
	backBold = style{true, 9, 4.5, ink}
	quote    = style{false, 13, 6.6, ink}
)

// baseline is how far below the top of a line its letters stand.
func baseline(s style) float64 { return s.lead*0.5 + s.size*0.3528*0.35 }

func (s style) in(c colour) style { s.colour = c; return s }

func (d *document) set(s style) {
	weight := ""
	if s.bold {
		weight = "B"
	}
	d.pdf.SetFont(family, weight, s.size)
	d.pdf.SetTextColor(s.colour.r, s.colour.g, s.colour.b)
}

func (d *document) fill(c colour)   { d.pdf.SetFillColor(c.r, c.g, c.b) }
func (d *document) stroke(c colour) { d.pdf.SetDrawColor(c.r, c.g, c.b) }

// rule draws a thin line from x over w at y.
func (d *document) rule(x, y, w float64, c colour) {
	d.stroke(c)
	d.pdf.SetLineWidth(0.2)
	d.pdf.Line(x, y, x+w, y)
}

// blend is a colour between two, 0 the first and 1 the second.
func blend(a, b colour, share float64) colour {
	mix := func(x, y int) int { return x + int(share*float64(y-x)) }
	return colour{mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b)}
}
