package style

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"waymark/reports/internal/shape"
	"waymark/reports/internal/typeset"
)

// shapedText is a line in one weight.
type shapedText struct {
	text string
	bold bool
}

// mostShaped is how many lines are remembered: each is measured and then written.
const mostShaped = 2000

// shaped shapes a line in the look that is set.
func (p *Page) shaped(text string) shape.Line {
	key := shapedText{text, p.look.Bold}
	line, ok := p.lines[key]
	if !ok {
		line = shape.Shape(text, key.bold)
		if p.lines == nil || len(p.lines) >= mostShaped {
			p.lines = map[shapedText]shape.Line{}
		}
		p.lines[key] = line
	}
	return line
}

// drawShaped draws a line glyph by glyph. What it says goes with it as the actual
// text, so that it can be searched and copied in its own letters: a run from left
// to right as a whole, and one from right to left letter by letter, since programs
// put the letters of such a run into their order themselves.
func (p *Page) drawShaped(x, y float64, text string) {
	em := p.look.Size * Point
	for _, run := range p.shaped(text).Runs {
		name := run.Face.Name
		p.PDF.AddUTF8FontFromBytes(name, "", run.Face.PDFFont())
		p.PDF.SetFont(name, "", p.look.Size)
		open := p.span(false, run.Text)
		for _, g := range run.Glyphs {
			if run.Text == "" {
				open = p.span(open, g.Text)
			}
			p.PDF.Text(x+g.X*em, y-g.Y*em, string(g.Code()))
			x += g.Advance * em
		}
		if open {
			p.PDF.RawWriteStr("EMC")
		}
	}
	p.PDF.SetFont(family, p.look.weight(), p.look.Size)
}

// span begins what is read as text, and ends what was open; nothing happens for "".
func (p *Page) span(open bool, text string) bool {
	if text == "" {
		return open
	}
	if open {
		p.PDF.RawWriteStr("EMC")
	}
	p.PDF.RawWriteStr("/Span <</ActualText " + hexText(typeset.Plain(text)) + ">> BDC")
	return true
}

// hexText is a text as a PDF has it between < and >.
func hexText(text string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, c := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", c)
	}
	return b.String() + ">"
}
