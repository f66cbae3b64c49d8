package xlsx

import (
	"strconv"
	"strings"

	"waymark/data/wording"
	"waymark/reports"
)

// summary is the sheet of key figures, with the period before beside them
// where the report has it.
func (b *book) summary() {
	p, r := b.begin(summary, 46, 24, 44, 30), b.report
	p.banner("Report for "+r.PeriodText(), p.style.strong, 1)
	p.note(r.ScopeText() + " · " + r.DatesText() + " · produced on " + r.AsAtText())
	p.note(r.Protection)
	p.gap(1)
	p.open("Figure", "Value", "Note")
	p.rows[len(p.rows)-1].cells[2] = text("Note", p.style.head) // over text
	for _, k := range r.KeyFigures {
		p.add(text(k.Title(), p.style.text), p.printed(k.Value), text(k.Note, p.style.aside))
	}
	p.shut()
	p.gap(2)
	if c := r.Comparison; c != nil {
		p.keep(float64(len(c.Rows)+6) * linePoints)
		p.heading(c.Finding, c.Note)
		p.open("Figure", "Previous period", "This period", "Change")
		for _, row := range c.Rows {
			p.add(text(row.Label, p.style.text), p.printed(row.Before), p.printed(row.Now), text(row.Change, p.style.hidden))
		}
		p.shut()
	}
}

// words is a sheet of text.
func (b *book) words(c *reports.Chapter) {
	switch c.Key {
	case "learnt":
		p := b.begin(c.Title, 120)
		for _, part := range c.Parts {
			p.written(part.Learnt)
		}
	case "stories":
		p := b.begin(c.Title, 120)
		p.note("Included with the person’s consent, which was in place when this report was produced.")
		for _, part := range c.Parts {
			p.tale(part.Tale)
		}
	case "definitions":
		p := b.begin(c.Title, 34, 110)
		p.openWith(p.style.head, "Term", "Meaning")
		for _, part := range c.Parts {
			for _, d := range part.Terms {
				p.add(text(d.Term, p.style.strong), text(d.Meaning, p.style.text))
			}
		}
		p.shut()
	case "quality":
		p := b.begin(c.Title, 8, 130)
		p.openWith(p.style.head, "No.", "Note")
		n := 0
		for _, part := range c.Parts {
			for _, s := range part.Sentences {
				n++
				p.add(number(n, p.style.index), text(s, p.style.text))
			}
		}
		p.shut()
	}
}

// tale writes a story or a person's own words, a paragraph a row.
func (p *page) tale(t *reports.Tale) {
	p.gap(1)
	if t.Heading != "" {
		p.add(text(t.Heading, p.style.strong))
	}
	if t.Quote {
		p.note("In their own words")
		p.written("“" + strings.Trim(strings.TrimSpace(t.Body), `"“”`) + "”")
		return
	}
	p.written(t.Body)
}

// written writes what someone wrote, a paragraph a row. Of a picture there is its
// caption.
func (p *page) written(s string) {
	for _, b := range wording.Parse(s) {
		words, style := b.Plain(), p.style.text
		switch b.Kind {
		case wording.Quote:
			words = "“" + strings.Trim(words, `"“”`) + "”"
		case wording.Heading:
			style = p.style.strong
			p.gap(1)
		case wording.Bullet:
			words = "• " + words
		case wording.Numbered:
			words = strconv.Itoa(b.Number) + ". " + words
		case wording.Picture:
			if words != "" {
				words, style = "Picture: "+words, p.style.note
			}
		}
		if words != "" {
			p.add(text(words, style))
		}
	}
}
