package offersheet

import (
	"waymark/data"
	"waymark/data/clienttext"
	"waymark/reports"
	"waymark/reports/internal/style"
)

// The page is A4; all measures are millimetres, font sizes are points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 19.0, 19.0
	width                 = pageWidth - left - right
	top, bottom           = 16.0, 17.0
	full                  = pageHeight - top - bottom // height of a page within its margins
)

// look is the set of styles of one print.
type look struct {
	title, name, body, strong, quiet, label, reference style.Text

	columns bool    // two columns for each service
	labels  float64 // width of the words before the facts
	gap     float64 // between paragraphs
	least   float64 // height of a reply slip
	tick    float64 // side of a box to tick
	hand    float64 // least height of a line to write on
}

// The prints: three for everyone, of which the largest is taken that saves
// paper, and large print. Large print follows the clear print guidance for people who see
// badly: 16 points or more throughout, one column, and no grey letters.
var (
	roomy = look{
		title: style.Bold(26, 11.5, style.Ink), name: style.Bold(16, 7.4, style.Ink),
		body: style.Plain(12, 5.8, style.Ink), strong: style.Bold(12, 5.8, style.Ink), quiet: style.Plain(12, 5.8, style.Muted),
		label: style.Bold(12, 5.8, style.Accent), reference: style.Bold(18, 8, style.Ink),
		columns: true, labels: 21, gap: 2.2, least: 70, tick: 4.5, hand: 8.5,
	}
	normal = look{
		title: style.Bold(24, 10.5, style.Ink), name: style.Bold(15, 6.9, style.Ink),
		body: style.Plain(10.5, 5.1, style.Ink), strong: style.Bold(10.5, 5.1, style.Ink), quiet: style.Plain(10.5, 5.1, style.Muted),
		label: style.Bold(10.5, 5.1, style.Accent), reference: style.Bold(18, 8, style.Ink),
		columns: true, labels: 18.5, gap: 2, least: 79, tick: 4, hand: 8.5,
	}
	compact = look{
		title: style.Bold(20, 8.8, style.Ink), name: style.Bold(13, 6, style.Ink),
		body: style.Plain(10, 4.6, style.Ink), strong: style.Bold(10, 4.6, style.Ink), quiet: style.Plain(10, 4.6, style.Muted),
		label: style.Bold(10, 4.6, style.Accent), reference: style.Bold(18, 8, style.Ink),
		columns: true, labels: 17.5, gap: 1.4, least: 79, tick: 4, hand: 8.5,
	}
	large = look{
		title: style.Bold(28, 12.5, style.Ink), name: style.Bold(21, 9.6, style.Ink),
		body: style.Plain(16.5, 8.1, style.Ink), strong: style.Bold(16.5, 8.1, style.Ink), quiet: style.Plain(16.5, 8.1, style.Ink),
		label: style.Bold(16.5, 8.1, style.Ink), reference: style.Bold(26, 11, style.Ink),
		labels: 29, gap: 3.4, least: 112, tick: 6, hand: 11,
	}
)

// document is a sheet being set, page by page.
type document struct {
	look
	*style.Page
	sheet *data.OfferSheet
	in    *clienttext.Language
}

// newDocument makes an empty one. Its properties hold no personal data: they
// show in folders and search indexes.
func newDocument(sheet *data.OfferSheet, l look, o reports.Print) *document {
	paper := style.A4(left, right, top, bottom)
	d := &document{look: l, Page: style.New(paper, style.About{Title: o.Language.Say("sheet.title"), Made: sheet.On.Time(), Beside: o.Beside()}), sheet: sheet}
	return d
}

// set sets the sheet in one language, with the slips for the services or without.
func (d *document) set(in *clienttext.Language, first int, slips bool) {
	d.in = in
	d.labels = d.labelled()
	d.Next()
	d.heading()
	d.choices()
	if slips {
		d.slips()
	}
	d.number(first)
}

// number writes at the foot of each page which of how many it is.
func (d *document) number(first int) {
	d.EachPage(first, func(i, n int) {
		if n == 1 {
			return
		}
		text := d.in.Say("page", i, n)
		d.Set(d.quiet)
		d.Write(left+width-d.Wide(text), d.Foot()+3, d.quiet, text)
	})
}
