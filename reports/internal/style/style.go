// Package style is the page of every PDF: paper, fonts and colours, and the one
// place in which text is measured and written. Measures are millimetres, and
// font sizes are points.
package style

// Colour is one of the few that are printed.
type Colour struct{ R, G, B uint8 }

// RGB returns the colour 0xRRGGBB.
func RGB(v uint32) Colour { return Colour{uint8(v >> 16), uint8(v >> 8), uint8(v)} }

// One accent; everything else is ink or a grey. Amber marks what needs a second
// look, which is always said in another way as well.
var (
	Ink    = RGB(0x1B2A33)
	Muted  = RGB(0x566670)
	Line   = RGB(0xDCE4E7)
	Accent = RGB(0x0B6B6B)
	Soft   = RGB(0xE2F0EF)
	Pale   = RGB(0xA9CCCA)
	Amber  = RGB(0x8A5200)
	White  = RGB(0xFFFFFF)
	Black  = Colour{}
)

// Blend returns the colour between two: a for a share of 0, b for 1.
func Blend(a, b Colour, share float64) Colour {
	mix := func(x, y uint8) uint8 { return uint8(int(x) + int(share*float64(int(y)-int(x)))) }
	return Colour{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B)}
}

// Text is how a text looks.
type Text struct {
	Bold   bool
	Size   float64 // points
	Lead   float64 // from line to line
	Colour Colour
}

// Plain returns a look of this size, lead and colour.
func Plain(size, lead float64, c Colour) Text { return Text{false, size, lead, c} }

// Bold is Plain in bold.
func Bold(size, lead float64, c Colour) Text { return Text{true, size, lead, c} }

// In returns the same look in another colour.
func (t Text) In(c Colour) Text { t.Colour = c; return t }

// Point is a point in millimetres.
const Point = 0.3528

// Baseline is how far below the top of its line a text stands.
func (t Text) Baseline() float64 { return t.Lead*0.5 + t.Size*Point*0.35 }
