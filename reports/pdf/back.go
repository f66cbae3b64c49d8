package pdf

import "waymark/reports"

// terms sets each term in bold with its meaning beside it.
func (d *document) terms(list []reports.Definition) {
	const column, between = 46.0, 1.6
	for _, t := range list {
		d.set(backBold)
		names := d.wrap(t.Term, column-4)
		d.set(back)
		meaning := d.wrap(t.Meaning, width-column)
		h := float64(max(len(names), len(meaning))) * back.lead
		d.together(min(h, 40))
		if h > d.room() {
			d.longTerm(names, t.Meaning, column)
			continue
		}
		d.lines(names, backBold, left, d.y)
		d.lines(meaning, back, left+column, d.y)
		d.y += h + between
	}
	d.y += 3
}

// longTerm sets a meaning that runs over the page.
func (d *document) longTerm(names []string, meaning string, column float64) {
	d.lines(names, backBold, left, d.y)
	d.indented(meaning, back, column, width-column)
	d.y += 1.6
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
	d.y += 3
}

func (d *document) bullet(text string) {
	d.set(body)
	list := d.wrap(text+".", measure-5)
	d.together(float64(min(len(list), 4)) * body.lead)
	d.fill(accent)
	d.pdf.Circle(left+1, d.y+body.lead/2, 0.7, "F")
	d.indented(text+".", body, 5, measure-5)
	d.y += 1.2
}
