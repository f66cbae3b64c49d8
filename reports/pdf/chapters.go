package pdf

import (
	"slices"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"waymark/reports"
)

func (d *document) cover() {
	d.newPage()
	d.fill(accent)
	d.pdf.Rect(0, 0, 7, pageHeight, "F")
	d.pdf.Rect(left+3, 78, 24, 1.2, "F")
	d.set(title)
	d.pdf.Bookmark("Cover", 0, 0)
	d.y = 86
	for _, l := range d.atMost(d.r.Service, width-10, 5) {
		d.at(left+3, d.y+baseline(title), l)
		d.y += title.lead
	}
	d.y += 4
	d.coverLine("Social prescribing report", style{false, 15, 8, muted})
	d.coverLine(d.r.PeriodText(), style{true, 15, 8, accent})
	d.y = max(d.y+20, 232)
	small := style{false, 10, 5.6, muted}
	d.coverLine("Period: "+d.r.DatesText()+", both days included", small)
	d.coverLine(d.r.ScopeText(), small)
	d.coverLine("Figures as at "+d.r.AsAtText(), small)
	d.coverLine("Every part was checked against its whole. This report holds no names of clients.", small)
}

func (d *document) coverLine(text string, s style) {
	d.set(s)
	for _, l := range d.atMost(text, width-10, 3) {
		d.at(left+3, d.y+baseline(s), l)
		d.y += s.lead
	}
}

// keyFigures fills one page with the numbers to read first and, below them,
// what the rest of the report finds.
func (d *document) keyFigures() {
	d.chapter("Key figures")
	const gap, h = 5.0, 33.0
	w := (width - gap) / 2
	for i, k := range d.r.KeyFigures {
		x := left + float64(i%2)*(w+gap)
		d.card(x, d.y, w, h, k)
		if i%2 == 1 || i == len(d.r.KeyFigures)-1 {
			d.y += h + gap
		}
	}
	d.y += 3
	d.set(heading2)
	d.paragraph("In short", heading2, width)
	d.y++
	for _, f := range d.findings() {
		d.bullet(f)
	}
}

func (d *document) findings() []string {
	r := d.r
	list := []string{r.Reasons.Finding, r.AgeBands.Finding, r.Offers.Finding, r.FollowUps.Finding}
	for i := range r.Outcomes {
		list = append(list, r.Outcomes[i].Finding+" ("+r.Outcomes[i].ShortName+")")
	}
	return slices.Compact(list) // of an empty period all say the same
}

func (d *document) card(x, y, w, h float64, k reports.KeyFigure) {
	d.fill(soft)
	d.pdf.RoundedRect(x, y, w, h, 2.5, "1234", "F")
	const pad = 5.0
	d.set(figure)
	d.value(x+pad, y+13, k.Value, w-2*pad)
	d.set(strong)
	y += 16
	for _, l := range d.atMost(k.Label, w-2*pad, 2) {
		d.at(x+pad, y+baseline(strong), l)
		y += strong.lead
	}
	d.set(caption)
	for _, l := range d.atMost(k.Note, w-2*pad, 2) {
		d.at(x+pad, y+baseline(caption), l)
		y += caption.lead
	}
}

// value writes a key figure. An arrow between two of them is drawn, because
// the font has none.
func (d *document) value(x, y float64, text string, w float64) {
	before, after, two := strings.Cut(text, " → ")
	if !two {
		d.at(x, y, d.fit(text, w))
		return
	}
	d.at(x, y, before)
	x += d.wide(before) + 3
	const long, head = 8.0, 1.5
	middle := y - 2.6
	d.stroke(accent)
	d.fill(accent)
	d.pdf.SetLineWidth(0.7)
	d.pdf.Line(x, middle, x+long-head, middle)
	d.pdf.Polygon([]fpdf.PointType{{X: x + long, Y: middle}, {X: x + long - 2*head, Y: middle - head}, {X: x + long - 2*head, Y: middle + head}}, "F")
	d.at(x+long+3, y, after)
}

func (d *document) bullet(text string) {
	d.set(body)
	for i, l := range d.wrap(text+".", measure-5) {
		d.need(body.lead)
		d.set(body)
		if i == 0 {
			d.fill(accent)
			d.pdf.Circle(left+1, d.y+body.lead/2, 0.7, "F")
		}
		d.at(left+5, d.y+baseline(body), l)
		d.y += body.lead
	}
	d.y++
}

func (d *document) reasons() {
	d.chapter("Why people came")
	d.table(&d.r.Reasons)
	d.optional(&d.r.FurtherReasons)
	d.optional(&d.r.NeedsFound)
}

// optional draws a table only where it has something; where it has not, its
// finding says so in a line.
func (d *document) optional(t *reports.Table) {
	if len(t.Rows) > 0 {
		d.table(t)
		return
	}
	d.section(t.Title, t.Finding, 0)
	d.y += 5
}

func (d *document) reached() {
	d.chapter("Who was reached")
	d.table(&d.r.Sex)
	d.table(&d.r.AgeBands)
	d.table(&d.r.Surgeries)
	d.table(&d.r.Sources)
}

func (d *document) done() {
	d.chapter("What was done")
	d.table(&d.r.ContactsByKind)
	d.table(&d.r.ContactsByOutcome)
	d.table(&d.r.Offers.People)
	d.table(&d.r.Offers.ByDecision)
	d.table(&d.r.Offers.Prescriptions)
	d.optional(&d.r.Gaps)
	d.table(&d.r.FollowUps)
}

func (d *document) definitions() {
	d.chapter("Definitions and method")
	d.terms(d.r.Definitions)
	d.y += 4
	d.chapter("Data quality")
	for _, s := range d.r.Quality {
		d.bullet(trimStop(s))
	}
}

// terms sets each term in bold with its meaning beside it.
func (d *document) terms(list []reports.Definition) {
	const column = 46.0
	for _, t := range list {
		d.set(strong)
		names := d.wrap(t.Term, column-4)
		d.set(body)
		meaning := d.wrap(t.Meaning, width-column)
		d.need(float64(max(len(names), len(meaning))) * body.lead)
		y := d.y
		d.set(strong)
		for i, l := range names {
			d.at(left, y+float64(i)*body.lead+baseline(body), l)
		}
		d.set(body)
		for i, l := range meaning {
			d.at(left+column, y+float64(i)*body.lead+baseline(body), l)
		}
		d.y += float64(max(len(names), len(meaning)))*body.lead + 1.8
	}
}

func trimStop(s string) string {
	if n := len(s); n > 0 && s[n-1] == '.' {
		return s[:n-1]
	}
	return s
}
