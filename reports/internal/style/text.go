package style

import (
	"waymark/reports/internal/shape"
	"waymark/reports/internal/typeset"
)

// Clean returns text without what a PDF cannot hold.
func Clean(text string) string { return typeset.Clean(text) }

// Set sets the look of what is measured and written next.
func (p *Page) Set(t Text) {
	p.PDF.SetFont(family, t.weight(), t.Size)
	p.PDF.SetTextColor(int(t.Colour.R), int(t.Colour.G), int(t.Colour.B))
	p.look = t
}

func (t Text) weight() string {
	if t.Bold {
		return "B"
	}
	return ""
}

// Wide is the width of text in the look that is set. Every measuring of text
// comes here.
func (p *Page) Wide(text string) float64 {
	text = typeset.Printed(text)
	if shape.Needed(text) {
		return p.shaped(text).Width * p.look.Size * Point
	}
	return p.PDF.GetStringWidth(typeset.Plain(text))
}

// At writes one line from x with its baseline at y, in the look that is set.
// Every writing of text comes here.
func (p *Page) At(x, y float64, text string) {
	text = typeset.Printed(text)
	if shape.Needed(text) {
		p.upright(x, p.Wide(text), func() { p.drawShaped(x, y, text) })
		return
	}
	text = typeset.Plain(text)
	p.upright(x, p.PDF.GetStringWidth(text), func() { p.PDF.Text(x, y, text) })
}

// RightAt is At for a line that ends at x.
func (p *Page) RightAt(x, y float64, text string) { p.At(x-p.Wide(text), y, text) }

// Write writes one line from x into the line of which the top is at y.
func (p *Page) Write(x, y float64, t Text, text string) {
	p.Set(t)
	p.At(x, y+t.Baseline(), text)
}

// Lines writes lines from x, the first with its top at y, and returns their
// height.
func (p *Page) Lines(x, y float64, t Text, list []string) float64 {
	for i, l := range list {
		p.Write(x, y+float64(i)*t.Lead, t, l)
	}
	return float64(len(list)) * t.Lead
}

// Flow writes a text from x on in lines of a width, over as many pages as it takes,
// and leaves Y below it.
func (p *Page) Flow(x, w float64, t Text, text string) {
	for _, line := range p.Wrap(text, t, w) {
		p.Need(t.Lead)
		p.Write(x, p.Y, t, line)
		p.Y += t.Lead
	}
}

// Wrap breaks text into lines no wider than w.
func (p *Page) Wrap(text string, t Text, w float64) []string {
	p.Set(t)
	return typeset.Width(p.Wide).Wrap(text, w)
}

// Shorten ends text with an ellipsis where it is wider than w.
func (p *Page) Shorten(text string, t Text, w float64) string {
	p.Set(t)
	return typeset.Width(p.Wide).Fit(text, w)
}

// AtMost breaks text into n lines at most, the last of which ends with an
// ellipsis where there is more.
func (p *Page) AtMost(text string, t Text, w float64, n int) []string {
	p.Set(t)
	return typeset.Width(p.Wide).AtMost(text, w, n)
}
