package offersheet

import (
	"strconv"

	"codeberg.org/go-pdf/fpdf"

	"waymark/assets"
	"waymark/data"
	"waymark/reports/internal/typeset"
)

// The page is A4; all measures are millimetres, font sizes are points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 19.0, 19.0
	width                 = pageWidth - left - right
	top, bottom           = 16.0, 17.0
	full                  = pageHeight - top - bottom // height of a page within its margins
	family                = "Noto Sans"
	points                = 0.3528 // millimetres in a point
)

type colour struct{ r, g, b int }

// One accent; everything else is ink or a grey.
var (
	ink    = colour{0x1B, 0x2A, 0x33}
	muted  = colour{0x56, 0x66, 0x70}
	accent = colour{0x0B, 0x6B, 0x6B}
)

type style struct {
	bold   bool
	size   float64 // points
	lead   float64 // millimetres from line to line
	colour colour
}

// look is the set of styles of one print.
type look struct {
	title, name, body, strong, quiet, label, reference style

	columns bool    // two columns for each service
	labels  float64 // width of the words before the facts
	gap     float64 // between paragraphs
	least   float64 // height of a reply slip
	tick    float64 // side of a box to tick
	hand    float64 // least height of a line to write on
}

// The prints: three for everybody, of which the largest is taken that saves
// paper, and large print. Large print follows the clear print guidance for people who see
// badly: 16 points or more throughout, one column, and no grey letters.
var (
	roomy = look{
		title: style{true, 26, 11.5, ink}, name: style{true, 16, 7.4, ink},
		body: style{false, 12, 5.8, ink}, strong: style{true, 12, 5.8, ink}, quiet: style{false, 12, 5.8, muted},
		label: style{true, 12, 5.8, accent}, reference: style{true, 18, 8, ink},
		columns: true, labels: 21, gap: 2.2, least: 70, tick: 4.5, hand: 8.5,
	}
	normal = look{
		title: style{true, 24, 10.5, ink}, name: style{true, 15, 6.9, ink},
		body: style{false, 10.5, 5.1, ink}, strong: style{true, 10.5, 5.1, ink}, quiet: style{false, 10.5, 5.1, muted},
		label: style{true, 10.5, 5.1, accent}, reference: style{true, 18, 8, ink},
		columns: true, labels: 18.5, gap: 2, least: 79, tick: 4, hand: 8.5,
	}
	compact = look{
		title: style{true, 20, 8.8, ink}, name: style{true, 13, 6, ink},
		body: style{false, 10, 4.6, ink}, strong: style{true, 10, 4.6, ink}, quiet: style{false, 10, 4.6, muted},
		label: style{true, 10, 4.6, accent}, reference: style{true, 18, 8, ink},
		columns: true, labels: 17.5, gap: 1.4, least: 79, tick: 4, hand: 8.5,
	}
	large = look{
		title: style{true, 28, 12.5, ink}, name: style{true, 21, 9.6, ink},
		body: style{false, 16.5, 8.1, ink}, strong: style{true, 16.5, 8.1, ink}, quiet: style{false, 16.5, 8.1, ink},
		label: style{true, 16.5, 8.1, ink}, reference: style{true, 26, 11, ink},
		labels: 29, gap: 3.4, least: 112, tick: 6, hand: 11,
	}
)

// document is a sheet being set, page by page; y is where the next thing goes.
type document struct {
	look
	pdf   *fpdf.Fpdf
	sheet *data.OfferSheet
	y     float64
}

// newDocument makes an empty one. Its properties hold no personal data: they
// show in folders and search indexes.
func newDocument(sheet *data.OfferSheet, l look) *document {
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCatalogSort(true)
	f.SetCreationDate(sheet.On.Time())
	f.SetModificationDate(sheet.On.Time())
	f.SetProducer("Waymark", true)
	f.SetCreator("Waymark", true)
	f.SetTitle("Your choices", true)
	f.SetLang("en-GB")
	f.SetMargins(left, top, right)
	f.SetAutoPageBreak(false, 0)
	f.SetCellMargin(0)
	f.AddUTF8FontFromBytes(family, "", assets.FontRegular)
	f.AddUTF8FontFromBytes(family, "B", assets.FontBold)
	f.SetDisplayMode("fullpage", "continuous")
	d := &document{look: l, pdf: f, sheet: sheet}
	d.newPage()
	return d
}

func (d *document) newPage() {
	d.pdf.AddPage()
	d.y = top
}

// room is how many millimetres are left on the page.
func (d *document) room() float64 { return pageHeight - bottom - d.y }

func (d *document) set(s style) {
	weight := ""
	if s.bold {
		weight = "B"
	}
	d.pdf.SetFont(family, weight, s.size)
	d.pdf.SetTextColor(s.colour.r, s.colour.g, s.colour.b)
}

// pen sets the colour and the width of lines.
func (d *document) pen(c colour, w float64) {
	d.pdf.SetDrawColor(c.r, c.g, c.b)
	d.pdf.SetLineWidth(w)
}

// write puts one line of text into the line that begins at y.
func (d *document) write(x, y float64, s style, text string) {
	d.set(s)
	d.pdf.Text(x, y+s.lead*0.5+s.size*points*0.35, typeset.Printed(text))
}

// number writes at the foot of each page which of how many it is.
func (d *document) number() {
	n := d.pdf.PageCount()
	if n == 1 {
		return
	}
	for i := 1; i <= n; i++ {
		d.pdf.SetPage(i)
		d.set(d.title) // another font than the number's, which is then set anew
		text := "Page " + strconv.Itoa(i) + " of " + strconv.Itoa(n)
		d.set(d.quiet)
		d.write(left+width-d.wide(text), pageHeight-bottom+3, d.quiet, text)
	}
}
