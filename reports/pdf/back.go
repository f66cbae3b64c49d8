package pdf

import (
	"waymark/reports"
	"waymark/reports/internal/style"
)

// terms sets each term in bold with its meaning beside it.
func (d *document) terms(list []reports.Definition) {
	const column, between = 46.0, 1.6
	for _, t := range list {
		d.Set(backBold)
		names := d.wrap(t.Term, column-4)
		d.Set(back)
		meaning := d.wrap(t.Meaning, width-column)
		h := float64(max(len(names), len(meaning))) * back.Lead
		d.together(min(h, 40))
		if h > d.Room() {
			d.longTerm(names, t.Meaning, column)
			continue
		}
		d.lines(names, backBold, left, d.Y)
		d.lines(meaning, back, left+column, d.Y)
		d.Y += h + between
	}
	d.Y += 3
}

// longTerm sets a meaning that runs over the page.
func (d *document) longTerm(names []string, meaning string, column float64) {
	d.lines(names, backBold, left, d.Y)
	d.indented(meaning, back, column, width-column)
	d.Y += 1.6
}

// sentences sets a list on one page, unless that is too much to ask.
func (d *document) sentences(list []string) {
	h := 0.0
	for _, s := range list {
		h += d.height(s, body, measure-5) + 1.2
	}
	d.together(min(h, 110))
	for _, s := range list {
		d.bullet(trimStop(s))
	}
	d.Y += 3
}

func (d *document) bullet(text string) {
	d.Set(body)
	list := d.wrap(text+".", measure-5)
	d.together(float64(min(len(list), 4)) * body.Lead)
	d.Fill(style.Accent)
	d.PDF.Circle(left+1, d.Y+body.Lead/2, 0.7, "F")
	d.indented(text+".", body, 5, measure-5)
	d.Y += 1.2
}
