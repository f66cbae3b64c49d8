// Package appointment typesets what a surgery prints of its clinics: the card
// that someone takes home, and the list of a clinic. Neither says why anyone
// comes.
package appointment

import (
	"time"

	"codeberg.org/go-pdf/fpdf"

	"waymark/assets"
	"waymark/reports/internal/typeset"
)

const (
	family = "Noto Sans"
	points = 0.3528 // millimetres in a point
)

type colour struct{ r, g, b int }

// One accent; everything else is ink or a grey.
var (
	ink    = colour{0x1B, 0x2A, 0x33}
	muted  = colour{0x56, 0x66, 0x70}
	accent = colour{0x0B, 0x6B, 0x6B}
	line   = colour{0xDC, 0xE4, 0xE7}
)

type style struct {
	bold   bool
	size   float64 // points
	lead   float64 // millimetres from line to line
	colour colour
}

// sheet is a document being set; y is where the next thing goes. All measures
// are millimetres.
type sheet struct {
	pdf        *fpdf.Fpdf
	wide, high float64 // of the page
	left, top  float64 // margins, the same at the other side
	y          float64
}

// newSheet makes an empty document. Its properties hold no personal data: they
// show in folders and search indexes.
func newSheet(size string, margin float64, title string, made time.Time) *sheet {
	f := fpdf.New("P", "mm", size, "")
	f.SetCatalogSort(true)
	f.SetCreationDate(made)
	f.SetModificationDate(made)
	f.SetProducer("Waymark", true)
	f.SetCreator("Waymark", true)
	f.SetTitle(title, true)
	f.SetLang("en-GB")
	f.SetMargins(margin, margin, margin)
	f.SetAutoPageBreak(false, 0)
	f.SetCellMargin(0)
	f.AddUTF8FontFromBytes(family, "", assets.FontRegular)
	f.AddUTF8FontFromBytes(family, "B", assets.FontBold)
	f.SetDisplayMode("fullpage", "continuous")
	s := &sheet{pdf: f, left: margin, top: margin}
	s.newPage()
	s.wide, s.high = f.GetPageSize()
	return s
}

func (s *sheet) newPage() {
	s.pdf.AddPage()
	s.y = s.top
}

// width is that of the page within its margins, and room what is left below.
func (s *sheet) width() float64 { return s.wide - 2*s.left }
func (s *sheet) room() float64  { return s.high - s.top - s.y }

func (s *sheet) set(t style) {
	weight := ""
	if t.bold {
		weight = "B"
	}
	s.pdf.SetFont(family, weight, t.size)
	s.pdf.SetTextColor(t.colour.r, t.colour.g, t.colour.b)
}

func (s *sheet) measure(text string) float64 { return s.pdf.GetStringWidth(typeset.Clean(text)) }

// write puts one line of text into the line that begins at y.
func (s *sheet) write(x, y float64, t style, text string) {
	s.set(t)
	s.pdf.Text(x, y+t.lead*0.5+t.size*points*0.35, typeset.Printed(text))
}

// fit shortens a text to a width.
func (s *sheet) fit(t style, text string, width float64) string {
	s.set(t)
	return typeset.Width(s.measure).Fit(text, width)
}

// para writes a text over up to so many lines, and moves down.
func (s *sheet) para(t style, text string, most int) {
	s.set(t)
	for _, l := range typeset.Width(s.measure).AtMost(text, s.width(), most) {
		s.write(s.left, s.y, t, l)
		s.y += t.lead
	}
}

// rule draws a line across and moves down.
func (s *sheet) rule(c colour, width float64) {
	s.pdf.SetDrawColor(c.r, c.g, c.b)
	s.pdf.SetLineWidth(width)
	s.pdf.Line(s.left, s.y, s.wide-s.left, s.y)
}
