package offersheet

import (
	"waymark/data"
	"waymark/data/clienttext"
	"waymark/reports/internal/style"
)

// Two columns: what it is and what happens next, and the facts.
const (
	leftColumn  = 92.0
	gutter      = 8.0
	rightColumn = width - leftColumn - gutter
)

// heading says whose sheet it is, from whom, and whom to ring.
func (d *document) heading() {
	s := d.sheet
	rows := d.paragraph(left, d.label, shorten(s.ServiceName, mostFact), width)
	rows = append(rows, d.paragraph(left, d.title, d.in.Say("sheet.title"), width)...)
	rows = append(rows, space(d.gap*0.7))
	who := ""
	if s.Person != "" {
		who = d.in.Say("sheet.for", shorten(s.Person, mostName))
	}
	rows = append(rows, d.paragraph(left, d.strong, parts(" · ", who, d.in.Day(s.On)), width)...)
	rows = append(rows, d.paragraph(left, d.body, clienttext.Sentences(d.chosenWith(), d.questions()), width)...)
	d.flow(rows)
}

func (d *document) chosenWith() string {
	name := shorten(d.sheet.Prescriber, mostName)
	if name == "" {
		return ""
	}
	return d.in.Say("sheet.chosen", name, len(d.sheet.Items))
}

func (d *document) questions() string {
	phone := number(d.sheet)
	if phone == "" {
		return ""
	}
	return d.in.Say("sheet.questions", phone)
}

// choices prints each service, whole on one page where it fits on one.
func (d *document) choices() {
	for i := range d.sheet.Items {
		d.flow([]row{space(3.5 * d.gap)})
		d.choice(&d.sheet.Items[i])
	}
}

func (d *document) choice(item *data.OfferSheetItem) {
	head := withNext(d.named(&item.Service))
	if d.columns {
		story := d.story(item, leftColumn)
		known := d.known(&item.Service, left+leftColumn+gutter, rightColumn)
		h := height(head) + max(height(story), height(known))
		if h <= full {
			d.flow([]row{{h, false, func(y float64) {
				d.draw(y, head)
				d.draw(y+height(head), story)
				d.draw(y+height(head), known)
			}}})
			return
		}
	}
	rows := append(head, d.story(item, width)...)
	rows = append(rows, space(d.gap))
	rows = append(rows, d.known(&item.Service, left, width)...)
	if h := height(rows); h > d.Room() && h <= full && d.Room() < full/2 {
		d.Next() // better begun late than torn
	}
	d.flow(rows)
}

// draw draws rows from y on, where it is known that they fit.
func (d *document) draw(y float64, rows []row) {
	for _, r := range rows {
		if r.draw != nil {
			r.draw(y)
		}
		y += r.lead
	}
}

// named is a line across, the name of the service and who runs it.
func (d *document) named(v *data.Service) []row {
	rows := []row{{d.gap * 1.6, true, func(y float64) {
		d.Pen(style.Accent, 0.5)
		d.PDF.Line(left, y, left+width, y)
	}}}
	rows = append(rows, d.paragraph(left, d.name, v.Name, width)...)
	if v.Organisation != v.Name {
		rows = append(rows, d.paragraph(left, d.quiet, v.Organisation, width)...)
	}
	return append(rows, space(d.gap))
}

// story is what the service is, what happens next, and what the person said.
func (d *document) story(item *data.OfferSheetItem, w float64) []row {
	var rows []row
	if text := shorten(item.Service.Description, mostDescription); text != "" {
		rows = append(d.paragraph(left, d.body, text, w), space(d.gap))
	}
	rows = append(rows, withNext(d.paragraph(left, d.strong, d.in.Say("sheet.next"), w))...)
	for _, step := range next(d.in, d.sheet, item) {
		rows = append(rows, d.paragraph(left, d.body, step, w)...)
	}
	if words := quote(d.in, item.Words); words != "" {
		rows = append(rows, space(d.gap))
		rows = append(rows, d.paragraph(left, d.quiet, words, w)...)
	}
	return rows
}

// known are the facts, each behind its word.
func (d *document) known(v *data.Service, x, w float64) []row {
	var rows []row
	for _, f := range facts(d.in, v) {
		text := together(d.paragraph(x+d.labels, d.body, f.text, w-d.labels))
		if len(text) == 0 {
			continue
		}
		rows = append(rows, d.beside(x, f.label, text)...)
		rows = append(rows, space(d.gap*0.4))
	}
	return rows
}

// beside puts the word for a fact before it, over several lines where it is long.
func (d *document) beside(x float64, label string, text []row) []row {
	for i, part := range d.Wrap(label, d.label, d.labels-1) {
		for i >= len(text) {
			text = together(append(text, space(d.body.Lead)))
		}
		fact := text[i].draw
		text[i].draw = func(y float64) {
			d.Write(x, y, d.label, part)
			if fact != nil {
				fact(y)
			}
		}
	}
	return text
}

// labelled is the width of the words before the facts, which are longer in some
// languages.
func (d *document) labelled() float64 {
	d.Set(d.label)
	w := d.labels
	for _, id := range []clienttext.ID{"sheet.when", "sheet.where", "sheet.how", "sheet.cost", "sheet.phone", "sheet.ask_for", "sheet.email",
		"sheet.web", "sheet.who_for", "sheet.spoken", "sheet.access"} {
		w = max(w, d.Wide(d.in.Say(id))+2)
	}
	if !d.columns {
		return min(w, width*2/5)
	}
	return min(w, rightColumn/2)
}
