package offersheet

import "waymark/reports/internal/typeset"

func (d *document) wide(text string) float64 { return d.pdf.GetStringWidth(typeset.Clean(text)) }

// wrap and atMost measure in style s.
func (d *document) wrap(text string, s style, w float64) []string {
	d.set(s)
	return typeset.Width(d.wide).Wrap(text, w)
}

func (d *document) atMost(text string, s style, w float64, n int) []string {
	d.set(s)
	return typeset.Width(d.wide).AtMost(text, w, n)
}
