package pdf

import (
	"waymark/data/wording"
	"waymark/reports"
)

// tale sets a story under its heading, and words that someone said as a
// quotation, with what it is about beneath.
func (d *document) tale(t *reports.Tale) {
	if t.Quote {
		d.said(t)
		return
	}
	d.together(heading2.Lead + 4*body.Lead)
	if t.Heading != "" {
		d.paragraph(t.Heading, heading2, d.text())
		d.Y++
	}
	d.written(t.Body, false)
	d.Y += 3
}

// said sets a quote. Each paragraph of it opens with a mark, the last closes.
func (d *document) said(t *reports.Tale) {
	var all []wording.Run
	for i, b := range wording.Parse(t.Body) {
		if i > 0 {
			all = append(all, wording.Run{Text: "\n"})
		}
		all = append(all, b.Runs...)
	}
	all = append([]wording.Run{{Text: "“"}}, append(all, wording.Run{Text: "”"})...)
	d.quoted(all, t.Heading)
	d.Y += 3
}
