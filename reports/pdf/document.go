package pdf

import (
	"strconv"

	"codeberg.org/go-pdf/fpdf"

	"waymark/assets"
	"waymark/reports"
	"waymark/reports/internal/typeset"
)

// The page is A4; all measures are millimetres, font sizes are points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 19.0, 19.0
	width                 = pageWidth - left - right
	measure               = 150.0 // of running text: a line the eye can follow
	top, bottom           = 27.0, 20.0
	family                = "Noto Sans"
)

type colour struct{ r, g, b int }

// One accent; everything else is ink or a grey. The amber marks scores that
// fell, which the slope of their line says as well.
var (
	ink    = colour{0x1B, 0x2A, 0x33}
	muted  = colour{0x56, 0x66, 0x70}
	line   = colour{0xDC, 0xE4, 0xE7}
	accent = colour{0x0B, 0x6B, 0x6B}
	soft   = colour{0xE2, 0xF0, 0xEF}
	amber  = colour{0x8A, 0x52, 0x00}
)

type style struct {
	bold   bool
	size   float64 // points
	lead   float64 // millimetres from line to line
	colour colour
}

var (
	title    = style{true, 28, 12.5, ink}
	heading1 = style{true, 20, 9, ink}
	heading2 = style{true, 13, 6, ink}
	body     = style{false, 9.5, 4.9, ink}
	strong   = style{true, 9.5, 4.9, ink}
	caption  = style{false, 8, 4, muted}
	kicker   = style{true, 8, 4, muted}
	figure   = style{true, 22, 9.5, accent}
)

// document is a report being set, page by page; y is where the next thing goes.
type document struct {
	pdf *fpdf.Fpdf
	r   *reports.Report
	y   float64
}

func newDocument(r *reports.Report) *document {
	f := fpdf.New("P", "mm", "A4", "")
	d := &document{pdf: f, r: r}
	f.SetCatalogSort(true)
	f.SetCreationDate(r.AsAt)
	f.SetModificationDate(r.AsAt)
	f.SetProducer("Waymark", true)
	f.SetCreator("Waymark", true)
	f.SetTitle(typeset.Clean(r.Service+": report for "+r.PeriodText()), true)
	f.SetSubject(typeset.Clean(r.ScopeText()), true)
	f.SetLang("en-GB")
	f.SetMargins(left, top, right)
	f.SetAutoPageBreak(false, 0)
	f.SetCellMargin(0)
	f.AddUTF8FontFromBytes(family, "", assets.FontRegular)
	f.AddUTF8FontFromBytes(family, "B", assets.FontBold)
	f.SetHeaderFunc(d.runningHeader)
	f.SetDisplayMode("fullpage", "continuous")
	return d
}

// runningHeader stands on every page but the cover.
func (d *document) runningHeader() {
	if d.pdf.PageNo() == 1 {
		return
	}
	page := strconv.Itoa(d.pdf.PageNo())
	d.set(caption)
	d.at(left, 17, d.fit(d.r.Service+" · "+d.r.PeriodText(), width-20))
	d.at(pageWidth-right-d.pdf.GetStringWidth(page), 17, page)
	d.y = top
}

func (d *document) newPage() {
	d.pdf.AddPage()
	d.y = top
}

// need starts a new page when h millimetres do not fit on this one.
func (d *document) need(h float64) {
	if d.y+h > pageHeight-bottom {
		d.newPage()
	}
}

func (d *document) set(s style) {
	weight := ""
	if s.bold {
		weight = "B"
	}
	d.pdf.SetFont(family, weight, s.size)
	d.pdf.SetTextColor(s.colour.r, s.colour.g, s.colour.b)
}

func (d *document) fill(c colour)   { d.pdf.SetFillColor(c.r, c.g, c.b) }
func (d *document) stroke(c colour) { d.pdf.SetDrawColor(c.r, c.g, c.b) }

// chapter starts a page with a heading and a bookmark.
func (d *document) chapter(name string) {
	d.newPage()
	d.fill(accent)
	d.pdf.Rect(left, d.y, 16, 0.8, "F")
	d.y += 5
	d.set(heading1)
	d.pdf.Bookmark(name, 0, d.y)
	d.paragraph(name, heading1, width)
	d.y += 4
}

// section writes what it is about in small letters and its finding as a
// heading, kept on one page with h millimetres of what follows.
func (d *document) section(name, finding string, h float64) {
	d.set(heading2)
	d.need(float64(len(d.wrap(finding, width)))*heading2.lead + kicker.lead + 2 + h)
	d.set(kicker)
	d.pdf.Bookmark(typeset.Clean(name), 1, d.y)
	d.paragraph(name, kicker, width)
	d.paragraph(finding, heading2, width)
	d.y += 1.8
}

// paragraph sets text in lines no wider than w, over pages where it must.
func (d *document) paragraph(text string, s style, w float64) {
	d.set(s)
	for _, l := range d.wrap(text, w) {
		d.need(s.lead)
		d.set(s)
		d.at(left, d.y+baseline(s), l)
		d.y += s.lead
	}
}

// baseline is how far below the top of a line its letters stand.
func baseline(s style) float64 { return s.lead*0.5 + s.size*0.3528*0.35 }
