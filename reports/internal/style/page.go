package style

import (
	"time"

	"codeberg.org/go-pdf/fpdf"

	"waymark/assets"
	"waymark/reports/internal/shape"
)

const family = "Noto Sans"

// Paper is the size of the pages and their margins.
type Paper struct {
	Width, Height            float64
	Left, Right, Top, Bottom float64

	name string // as the format calls it
}

// A4 returns upright A4 with these margins.
func A4(left, right, top, bottom float64) Paper {
	return Paper{210, 297, left, right, top, bottom, "A4"}
}

// A4Across returns A4 on its side, with one margin all round.
func A4Across(margin float64) Paper {
	return Paper{297, 210, margin, margin, margin, margin, "A4"}
}

// A5 returns upright A5, with one margin all round.
func A5(margin float64) Paper { return Paper{148.5, 210, margin, margin, margin, margin, "A5"} }

// A6 returns upright A6, with one margin all round.
func A6(margin float64) Paper { return Paper{105, 148.5, margin, margin, margin, margin, "A6"} }

// Within is the width of the page within its margins.
func (p *Paper) Within() float64 { return p.Width - p.Left - p.Right }

// Foot is how far down the page is printed.
func (p *Paper) Foot() float64 { return p.Height - p.Bottom }

// About is what a document says of itself. Folders and search indexes show it,
// so it holds nothing personal.
type About struct {
	Title, Subject string
	Made           time.Time // also in the file, so that the same document is the same bytes
	// Beside puts two pages beside each other on a sheet: see Page.Each.
	Beside bool
}

// Page is a document being set. Y is where the next thing goes. What is drawn
// beside text goes straight to PDF; text is only ever written by Page.
type Page struct {
	Paper
	PDF *fpdf.Fpdf
	Y   float64

	side  side
	look  Text
	lines map[shapedText]shape.Line // that were shaped already
}

// New makes a document that has no page yet.
func New(paper Paper, about About) *Page {
	orientation, sheet := "P", paper
	var on *besides
	if about.Beside {
		b := paper.beside()
		on, sheet = &b, b.paper
	}
	if sheet.Width > sheet.Height {
		orientation = "L"
	}
	f := fpdf.New(orientation, "mm", sheet.name, "")
	f.SetCatalogSort(true)
	f.SetCreationDate(about.Made)
	f.SetModificationDate(about.Made)
	f.SetProducer("Waymark", true)
	f.SetCreator("Waymark", true)
	f.SetTitle(Clean(about.Title), true)
	if about.Subject != "" {
		f.SetSubject(Clean(about.Subject), true)
	}
	f.SetLang("en-GB")
	f.SetMargins(paper.Left, paper.Top, paper.Right)
	f.SetAutoPageBreak(false, 0)
	f.SetCellMargin(0)
	f.AddUTF8FontFromBytes(family, "", assets.FontRegular)
	f.AddUTF8FontFromBytes(family, "B", assets.FontBold)
	f.SetDisplayMode("fullpage", "continuous")
	return &Page{Paper: paper, PDF: f, side: side{on: on}}
}

// Next starts a new page.
func (p *Page) Next() {
	p.sheet()
	p.Y = p.Top
}

// Room is how much of the page is left.
func (p *Page) Room() float64 { return p.Foot() - p.Y }

// Need goes to a new page unless there is this much room left, in millimetres.
func (p *Page) Need(height float64) {
	if p.Y+height > p.Foot() {
		p.Next()
	}
}

// EachPage calls write for every page from first on, with its number and how
// many there are, once the document is set. The last page stays the open one.
func (p *Page) EachPage(first int, write func(number, of int)) {
	first, last := p.numbers(first)
	for i := first; i <= last; i++ {
		p.PDF.SetPage(i)
		p.side.mirrored = p.side.turned[i]
		write(i-first+1, last-first+1)
	}
	p.PDF.SetPage(last)
}

// Fill sets the colour of what is filled.
func (p *Page) Fill(c Colour) { p.PDF.SetFillColor(int(c.R), int(c.G), int(c.B)) }

// Stroke sets the colour of lines.
func (p *Page) Stroke(c Colour) { p.PDF.SetDrawColor(int(c.R), int(c.G), int(c.B)) }

// Pen sets the colour and the width of lines.
func (p *Page) Pen(c Colour, w float64) {
	p.Stroke(c)
	p.PDF.SetLineWidth(w)
}

// Rule draws a line across from x over w at y.
func (p *Page) Rule(x, y, w float64, c Colour, thick float64) {
	p.Pen(c, thick)
	p.PDF.Line(x, y, x+w, y)
}
