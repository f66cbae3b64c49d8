package pdf

import (
	"strconv"

	"waymark/data/wording"
	"waymark/reports/internal/style"
	"waymark/reports/internal/typeset"
)

// learnt sets what the coordinator wrote, in their own words.
func (d *document) learnt(text string) { d.written(text, true) }

// written sets a text of package wording. Its headings are bookmarks where the
// text is a chapter.
func (d *document) written(text string, chapter bool) {
	before := wording.Paragraph
	for _, b := range wording.Parse(text) {
		if listed(before) && b.Kind != before {
			d.Y += 2
		}
		before = b.Kind
		switch b.Kind {
		case wording.Heading:
			d.writtenHeading(&b, chapter)
		case wording.Bullet, wording.Numbered:
			d.item(&b)
		case wording.Quote:
			d.quoted(b.Runs, "")
		case wording.Picture:
			d.picture(b.Picture, b.Caption)
		default:
			d.together(min(float64(len(d.broken(b.Runs, body, d.text()))), 3) * body.Lead)
			d.rich(b.Runs, body, 0, d.text(), nil)
			d.Y += 2.4
		}
	}
	d.Y += 2
}

func listed(k wording.Kind) bool { return k == wording.Bullet || k == wording.Numbered }

func (d *document) writtenHeading(b *wording.Block, chapter bool) {
	s := heading2
	if b.Level > 1 {
		s = heading3
	}
	name := b.Plain()
	d.Set(s)
	d.together(float64(len(d.wrap(name, d.text())))*s.Lead + 5 + 3*body.Lead)
	if d.Y > top+chapterHeight {
		d.Y += 2.5
	}
	if chapter {
		d.PDF.Bookmark(typeset.Clean(name), 1, d.Y)
	}
	d.paragraph(name, s, d.text())
	d.Y += 1.4
}

// item sets one line of a list.
func (d *document) item(b *wording.Block) {
	const in, gap = 6.0, 1.0
	d.together(min(float64(len(d.broken(b.Runs, body, d.text()-in))), 3) * body.Lead)
	d.rich(b.Runs, body, in, d.text()-in, func(line int) {
		switch {
		case line > 0:
		case b.Kind == wording.Numbered:
			d.Set(strong.In(style.Accent))
			d.At(d.x, d.Y+body.Baseline(), strconv.Itoa(b.Number)+".")
		default:
			d.Fill(style.Accent)
			d.PDF.Circle(d.x+1.2, d.Y+body.Lead/2, 0.7, "F")
		}
	})
	d.Y += gap
}

// quoted sets words that someone said beside an upright style.Line, with what they
// are about under them.
func (d *document) quoted(runs []wording.Run, about string) {
	const in = 8.0
	d.Y += 1
	lines := len(d.broken(runs, quote, d.text()-in))
	d.together(min(float64(lines), 4)*quote.Lead + caption.Lead)
	d.rich(runs, quote, in, d.text()-in, func(int) {
		d.Fill(style.Accent)
		d.PDF.Rect(d.x, d.Y, 0.9, quote.Lead+0.05, "F")
	})
	if about != "" {
		d.Y += 0.6
		d.indented("– "+about, caption, in, d.text()-in)
	}
	d.Y += 4
}
