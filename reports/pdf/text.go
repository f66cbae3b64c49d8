package pdf

import (
	"waymark/reports/internal/style"
	"waymark/reports/internal/typeset"
)

// wrap, fit and atMost measure in the current font.
func (d *document) wrap(text string, w float64) []string { return typeset.Width(d.Wide).Wrap(text, w) }

func (d *document) fit(text string, w float64) string { return typeset.Width(d.Wide).Fit(text, w) }

func (d *document) atMost(text string, w float64, n int) []string {
	return typeset.Width(d.Wide).AtMost(text, w, n)
}

// paragraph sets text in lines no wider than w, over pages where it must.
func (d *document) paragraph(text string, s style.Text, w float64) { d.indented(text, s, 0, w) }

func (d *document) indented(text string, s style.Text, x, w float64) {
	d.Set(s)
	for _, l := range d.wrap(text, w) {
		d.need(s.Lead)
		d.Set(s)
		d.At(left+x, d.Y+s.Baseline(), l)
		d.Y += s.Lead
	}
}

// lines sets lines from x, the first at the top of y, and says how high they are.
func (d *document) lines(list []string, s style.Text, x, y float64) float64 {
	return d.Lines(x, y, s, list)
}

// height is how high text is when set to w.
func (d *document) height(text string, s style.Text, w float64) float64 {
	d.Set(s)
	return float64(len(d.wrap(text, w))) * s.Lead
}

// footnote is a caption under a chart or table; the first time that it stands
// under a hidden number, it is followed by why that is hidden.
func (d *document) footnote(text string, hides bool) {
	d.paragraph(text, caption, measure)
	if hides {
		d.explain()
	}
	d.Y += 5
}

// explain says once why numbers are hidden.
func (d *document) explain() {
	if d.explained || !d.r.Rule.On() {
		return
	}
	d.explained = true
	d.Y += 0.8
	d.paragraph("Why hidden: "+d.r.Protection, caption, measure)
}

func trimStop(s string) string {
	if n := len(s); n > 0 && s[n-1] == '.' {
		return s[:n-1]
	}
	return s
}
