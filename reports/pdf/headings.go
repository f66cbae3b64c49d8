package pdf

import (
	"waymark/reports"
	"waymark/reports/internal/style"
	"waymark/reports/internal/typeset"
)

const (
	chapterHeight = 14.6
	chapterGap    = 7.0
)

// chapter announces a heading. It is set with the first thing under it, on the
// same page wherever there is room.
func (d *document) chapter(c *reports.Chapter) { d.heading = c }

// together keeps h millimetres on one page, with a heading that waits for them.
func (d *document) together(h float64) {
	if d.heading != nil {
		h += chapterHeight
		if d.Y > top {
			h += chapterGap
		}
	}
	d.need(h)
	c := d.heading
	if c == nil {
		return
	}
	d.heading = nil
	if d.Y > top {
		d.Y += chapterGap
	}
	d.Fill(style.Accent)
	d.PDF.Rect(left, d.Y, 16, 0.8, "F")
	d.Y += 4
	d.PDF.Bookmark(typeset.Clean(c.Title), 0, d.Y-4)
	d.note(c)
	d.paragraph(c.Title, heading1, width)
	d.Y += 3
}

// section writes what it is about in small letters and its finding as a
// heading, kept on one page with h millimetres of what follows.
func (d *document) section(name, finding string, h float64) {
	s := heading2
	if d.narrow() {
		s = headingHalf
	}
	d.together(d.height(finding, s, d.w) + kicker.Lead + 2 + h)
	d.PDF.Bookmark(typeset.Clean(name), 1, d.Y)
	d.paragraph(name, kicker, d.w)
	d.paragraph(finding, s, d.w)
	d.Y += 1.4
}
