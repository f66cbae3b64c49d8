package pdf

import "waymark/reports/internal/style"

var (
	title       = style.Bold(28, 12.5, style.Ink)
	heading1    = style.Bold(17, 7.6, style.Ink)
	heading2    = style.Bold(13, 6, style.Ink)
	headingHalf = style.Bold(10.5, 4.8, style.Ink) // heading2 in half the width
	heading3    = style.Bold(10.5, 5.2, style.Ink)
	body        = style.Plain(9.5, 4.9, style.Ink)
	strong      = style.Bold(9.5, 4.9, style.Ink)
	faint       = style.Plain(9.5, 4.9, style.Muted)
	caption     = style.Plain(8, 3.8, style.Muted)
	kicker      = style.Bold(8, 4, style.Muted)
	small       = style.Bold(8, 4, style.Ink)
	plain       = style.Plain(8.5, 4.2, style.Ink) // of tables
	head        = style.Bold(8, 3.8, style.Muted)
	figure      = style.Bold(22, 9.5, style.Accent)
	back        = style.Plain(8.2, 4, style.Ink) // of what stands at the back
	quote       = style.Plain(11.5, 5.7, style.Ink)
)

// atBack is the look of what stands at the back: smaller where that saves a page.
func (d *document) atBack() style.Text {
	s := back
	s.Size, s.Lead = s.Size*(1-d.tight), s.Lead*(1-d.tight)
	return s
}

// rule draws a thin line from x over w at y.
func (d *document) rule(x, y, w float64, c style.Colour) { d.Rule(x, y, w, c, 0.2) }
