package paperform

import (
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"waymark/assets"
	"waymark/data/instrument"
	"waymark/reports/internal/typeset"
)

// The page is A4; all measures are millimetres, font sizes are points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 18.0, 18.0
	width                 = pageWidth - left - right
	top, bottom           = 14.0, 12.0
	family                = "Noto Sans"
	points                = 0.3528 // millimetres in a point
)

type colour struct{ r, g, b int }

// Ink and greys only: no answer is to look better than another.
var (
	ink   = colour{0x1B, 0x2A, 0x33}
	muted = colour{0x56, 0x66, 0x70}
	faint = colour{0x7A, 0x86, 0x8E}
	rule  = colour{0xC4, 0xCB, 0xD0}
)

type style struct {
	bold   bool
	size   float64 // points
	lead   float64 // millimetres from line to line
	colour colour
}

// by makes a style smaller or larger.
func (s style) by(factor float64) style {
	s.size *= factor
	s.lead *= factor
	return s
}

// look is the set of styles of one print. What only staff read is the same in
// both.
type look struct {
	title, body, recall, label, head, digit style

	box     float64 // side of a box to tick
	gap     float64 // between paragraphs
	pad     float64 // above and below a question
	numbers float64 // width of the column of numbers
	large   bool
}

var (
	normal = look{
		title: style{true, 18, 8, ink}, body: style{false, 12, 5.6, ink}, recall: style{true, 12, 5.6, ink},
		label: style{false, 10.5, 4.6, ink}, head: style{false, 10, 5, muted}, digit: style{false, 8, 3.6, faint},
		box: 5.5, gap: 2.4, pad: 1.7, numbers: 9,
	}
	large = look{
		title: style{true, 24, 10.6, ink}, body: style{false, 18, 8.4, ink}, recall: style{true, 18, 8.4, ink},
		label: style{false, 16, 7, ink}, head: style{false, 16, 7.4, ink}, digit: style{false, 10, 4.4, faint},
		box: 8.5, gap: 3.2, pad: 2.8, numbers: 13, large: true,
	}
	staff = style{false, 10, 5, ink}
	small = style{false, 8, 3.5, muted} // rights and numbers of pages
)

// document is a set of forms being set, page by page; y is where the next
// thing goes.
type document struct {
	look
	pdf     *fpdf.Fpdf
	options Options
	y       float64

	form *instrument.Definition // whose page it is
	foot []string               // lines at its foot
}

// newDocument makes an empty one. It says nothing of any person, and no time:
// the form is the same whenever it is printed.
func newDocument(set []*instrument.Definition, o Options) *document {
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCatalogSort(true)
	f.SetCreationDate(time.Unix(0, 0).UTC())
	f.SetModificationDate(time.Unix(0, 0).UTC())
	f.SetProducer("Waymark", true)
	f.SetCreator("Waymark", true)
	var names []string
	for _, q := range set {
		names = append(names, q.ShortName)
	}
	f.SetTitle(typeset.Clean(strings.Join(names, ", ")), true)
	f.SetLang("en-GB")
	f.SetMargins(left, top, right)
	f.SetAutoPageBreak(false, 0)
	f.SetCellMargin(0)
	f.AddUTF8FontFromBytes(family, "", assets.FontRegular)
	f.AddUTF8FontFromBytes(family, "B", assets.FontBold)
	f.SetDisplayMode("fullpage", "continuous")
	d := &document{look: normal, pdf: f, options: o}
	if o.LargePrint {
		d.look = large
	}
	return d
}

// end is where the foot of the page begins.
func (d *document) end() float64 {
	return pageHeight - bottom - float64(len(d.foot)+1)*small.lead - 2
}

// fits allows for what is lost in adding up fractions of millimetres.
func (d *document) fits(h float64) bool { return d.y+h <= d.end()+0.01 }

// newPage begins a page with its foot, and the reference at its head: sheets
// come apart.
func (d *document) newPage(first bool) {
	d.pdf.AddPage()
	d.y = d.end() + 2
	for _, l := range d.foot {
		d.write(left, d.y, small, l)
		d.y += small.lead
	}
	d.y = top
	d.heading(first)
}

func (d *document) heading(first bool) {
	reference := "Reference: " + d.options.Reference
	d.set(d.head)
	w := d.wide(reference)
	if d.options.Reference == "" {
		w += 40
		d.pen(ink, 0.25)
		d.pdf.Line(pageWidth-right-38, d.y+d.head.lead-0.6, pageWidth-right, d.y+d.head.lead-0.6)
	}
	d.write(pageWidth-right-w, d.y, d.head, reference)
	text := d.options.ServiceName
	if !first {
		text = d.form.ShortName + ", continued"
	}
	d.set(d.head)
	d.write(left, d.y, d.head, typeset.Width(d.wide).Fit(text, width-w-6))
	d.y += d.head.lead + d.gap
}

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

// line draws a thin grey line across.
func (d *document) line(x, y float64) {
	d.pen(rule, 0.2)
	d.pdf.Line(x, y, left+width, y)
}

// wide measures in the style that is set.
func (d *document) wide(text string) float64 { return d.pdf.GetStringWidth(typeset.Clean(text)) }

// wrap breaks text in style s into lines; its own line ends stay.
func (d *document) wrap(text string, s style, w float64) []string {
	d.set(s)
	var lines []string
	for part := range strings.SplitSeq(text, "\n") {
		lines = append(lines, typeset.Width(d.wide).Wrap(part, w)...)
	}
	return lines
}

// write puts one line of text into the line that begins at y.
func (d *document) write(x, y float64, s style, text string) {
	d.set(s)
	d.pdf.Text(x, y+s.lead*0.5+s.size*points*0.35, typeset.Printed(text))
}

// lines writes several and gives their height.
func (d *document) lines(x, y float64, s style, list []string) float64 {
	for i, l := range list {
		d.write(x, y+float64(i)*s.lead, s, l)
	}
	return float64(len(list)) * s.lead
}

// centred writes a line around x.
func (d *document) centred(x, y float64, s style, text string) {
	d.set(s)
	d.write(x-d.wide(text)/2, y, s, text)
}

// number writes at the foot of each page which of how many it is.
func (d *document) number() {
	n := d.pdf.PageCount()
	for i := 1; i <= n; i++ {
		d.pdf.SetPage(i)
		d.set(d.title) // another font than the number's, which is then set anew
		text := "Page " + strconv.Itoa(i) + " of " + strconv.Itoa(n)
		d.set(small)
		d.write(left+width-d.wide(text), pageHeight-bottom-small.lead, small, text)
	}
}
