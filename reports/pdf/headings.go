package pdf

import (
	"waymark/reports"
	"waymark/reports/internal/style"
	"waymark/reports/internal/typeset"
)

// minor chapters follow on the same page wherever there is room; the others
// begin a page, unless little stands on this one.
var minor = map[string]bool{"done": true, "compared": true, "stories": true, "quality": true}

const (
	emptyEnough   = 0.50 // of a page used, under which a chapter goes on there
	chapterHeight = 20.0
	chapterGap    = 7.0
)

// chapter announces a heading. It is set with the first thing under it.
func (d *document) chapter(c *reports.Chapter) {
	used := (d.Y - top) / (pageHeight - bottom - top)
	if used > emptyEnough && !minor[c.Key] {
		d.Next()
	}
	d.heading = c
}

// together keeps h millimetres on one page, with a heading that waits for them.
func (d *document) together(h float64) {
	if d.heading != nil {
		h += chapterHeight + chapterGap
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
	d.Y += 4.5
	d.PDF.Bookmark(typeset.Clean(c.Title), 0, d.Y-4.5)
	d.note(c)
	d.paragraph(c.Title, heading1, width)
	d.Y += 4
}

// section writes what it is about in small letters and its finding as a
// heading, kept on one page with h millimetres of what follows.
func (d *document) section(name, finding string, h float64) {
	d.Set(heading2)
	d.together(float64(len(d.wrap(finding, width)))*heading2.Lead + kicker.Lead + 2 + h)
	d.PDF.Bookmark(typeset.Clean(name), 1, d.Y)
	d.paragraph(name, kicker, width)
	d.paragraph(finding, heading2, width)
	d.Y += 1.6
}
