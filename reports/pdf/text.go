package pdf

import "waymark/reports/internal/typeset"

// at writes one line with its baseline at y.
func (d *document) at(x, y float64, text string) { d.pdf.Text(x, y, typeset.Printed(text)) }

// rightAt writes one line that ends at x.
func (d *document) rightAt(x, y float64, text string) { d.at(x-d.wide(text), y, text) }

func (d *document) wide(text string) float64 { return d.pdf.GetStringWidth(typeset.Clean(text)) }

// wrap, fit and atMost measure in the current font.
func (d *document) wrap(text string, w float64) []string { return typeset.Width(d.wide).Wrap(text, w) }

func (d *document) fit(text string, w float64) string { return typeset.Width(d.wide).Fit(text, w) }

func (d *document) atMost(text string, w float64, n int) []string {
	return typeset.Width(d.wide).AtMost(text, w, n)
}

// paragraph sets text in lines no wider than w, over pages where it must.
func (d *document) paragraph(text string, s style, w float64) { d.indented(text, s, 0, w) }

func (d *document) indented(text string, s style, x, w float64) {
	d.set(s)
	for _, l := range d.wrap(text, w) {
		d.need(s.lead)
		d.set(s)
		d.at(left+x, d.y+baseline(s), l)
		d.y += s.lead
	}
}

// lines sets lines from x, the first at the top of y, and says how high they are.
func (d *document) lines(list []string, s style, x, y float64) float64 {
	d.set(s)
	for i, l := range list {
		d.at(x, y+float64(i)*s.lead+baseline(s), l)
	}
	return float64(len(list)) * s.lead
}

// height is how high text is when set to w.
func (d *document) height(text string, s style, w float64) float64 {
	d.set(s)
	return float64(len(d.wrap(text, w))) * s.lead
}

// footnote is a caption under a chart or table; the first time that it stands
// under a hidden number, it is followed by why that is hidden.
func (d *document) footnote(text string, hides bool) {
	d.paragraph(text, caption, measure)
	if hides {
		d.explain()
	}
	d.y += 5
}

// explain says once why numbers are hidden.
func (d *document) explain() {
	if d.explained || !d.r.Rule.On() {
		return
	}
	d.explained = true
	d.y += 0.8
	d.paragraph("Why hidden: "+d.r.Protection, caption, measure)
}

func trimStop(s string) string {
	if n := len(s); n > 0 && s[n-1] == '.' {
		return s[:n-1]
	}
	return s
}
