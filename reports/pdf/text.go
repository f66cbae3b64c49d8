package pdf

import "waymark/reports/internal/typeset"

// at writes one line with its baseline at y.
func (d *document) at(x, y float64, text string) { d.pdf.Text(x, y, typeset.Printed(text)) }

func (d *document) wide(text string) float64 { return d.pdf.GetStringWidth(typeset.Clean(text)) }

// wrap, fit and atMost measure in the current font.
func (d *document) wrap(text string, w float64) []string { return typeset.Width(d.wide).Wrap(text, w) }

func (d *document) fit(text string, w float64) string { return typeset.Width(d.wide).Fit(text, w) }

func (d *document) atMost(text string, w float64, n int) []string {
	return typeset.Width(d.wide).AtMost(text, w, n)
}
