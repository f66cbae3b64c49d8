package calendar

import (
	"context"
	"io"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"waymark/assets"
	"waymark/data"
	"waymark/data/agenda"
	"waymark/reports"
	"waymark/reports/internal/typeset"
)

// WeekOptions is how a week is printed.
type WeekOptions struct {
	Whose string // what is on it, such as "Siân Prŷs-Okafor, all surgeries"
	Names bool   // full names; else initials
	Now   time.Time
}

// WriteWeek puts the days of an agenda at path as a PDF on A4, whole or not at
// all: a column for each day, with everything on it in the order of the day. A
// day that is fuller than a page goes on on the next one; nothing is left out.
// Only the user of the PC may read it.
func WriteWeek(ctx context.Context, path string, a *agenda.Agenda, o WeekOptions) error {
	p := newPage(a, o)
	for i, d := range p.days {
		p.columns[i] = p.dayBlocks(d)
	}
	p.set()
	if err := p.pdf.Error(); err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return p.pdf.Output(w) })
}

// A4 across; all measures are millimetres, font sizes are points.
const (
	paperWidth, paperHeight = 297.0, 210.0
	margin                  = 12.0
	headHeight              = 17.0
	dayHead                 = 8.0
	footHeight              = 8.0
	family                  = "Noto Sans"
	textSize                = 8.5
	lead                    = 4.0
	pad                     = 1.6
)

type colour struct{ r, g, b int }

var (
	ink    = colour{0x1B, 0x2A, 0x33}
	muted  = colour{0x56, 0x66, 0x70}
	accent = colour{0x0B, 0x6B, 0x6B}
	rule   = colour{0xC9, 0xD4, 0xD8}
	soft   = colour{0xE2, 0xF0, 0xEF}
	warm   = colour{0xFF, 0xF1, 0xD6}
	grey   = colour{0xEE, 0xF2, 0xF3}
	white  = colour{0xFF, 0xFF, 0xFF}
)

// line is a line of text before it is broken.
type line struct {
	text string
	bold bool
	tint colour
}

// block is what stays together on a page.
type block struct {
	ground colour
	joined bool // it touches the block above
	lines  []line
}

type page struct {
	pdf     *fpdf.Fpdf
	agenda  *agenda.Agenda
	o       WeekOptions
	days    []data.Date
	columns [][]block
}

func newPage(a *agenda.Agenda, o WeekOptions) *page {
	f := fpdf.New("L", "mm", "A4", "")
	f.SetCatalogSort(true)
	f.SetCreationDate(o.Now)
	f.SetModificationDate(o.Now)
	f.SetProducer("Waymark", true)
	f.SetCreator("Waymark", true)
	f.SetTitle("Calendar", true) // no names: it shows in folders and search indexes
	f.SetLang("en-GB")
	f.SetMargins(margin, margin, margin)
	f.SetAutoPageBreak(false, 0)
	f.SetCellMargin(0)
	f.AddUTF8FontFromBytes(family, "", assets.FontRegular)
	f.AddUTF8FontFromBytes(family, "B", assets.FontBold)
	p := &page{pdf: f, agenda: a, o: o}
	if a.To.Sub(a.From) == 6 {
		p.days = a.Days(a.From, data.Date{})
	} else {
		for d := a.From; !d.After(a.To) && len(p.days) < 7; d = d.AddDays(1) {
			p.days = append(p.days, d)
		}
	}
	p.columns = make([][]block, len(p.days))
	return p
}

func (p *page) width() float64 { return (paperWidth - 2*margin) / float64(len(p.days)) }

// set sets page after page until every column is done.
func (p *page) set() {
	rest := make([][]block, len(p.columns))
	copy(rest, p.columns)
	for first := true; first || anyLeft(rest); first = false {
		p.pdf.AddPage()
		p.head()
		for i := range rest {
			rest[i] = p.column(i, rest[i])
		}
	}
	p.foot()
}

func anyLeft(columns [][]block) bool {
	for _, c := range columns {
		if len(c) > 0 {
			return true
		}
	}
	return false
}

// column sets as much of a day as the page has room for, and returns the rest.
func (p *page) column(i int, blocks []block) []block {
	x, y := margin+float64(i)*p.width(), margin+headHeight+dayHead+1.5
	bottom := paperHeight - margin - footHeight
	top := y
	for n, b := range blocks {
		height := p.height(b)
		if y+height > bottom && y > top {
			return blocks[n:]
		}
		if !b.joined && y > top {
			y++
		}
		p.draw(b, x, y, height)
		y += height
	}
	return nil
}

func (p *page) wrap(l line) []string {
	p.font(l.bold, textSize)
	return typeset.Width(func(s string) float64 { return p.pdf.GetStringWidth(typeset.Clean(s)) }).Wrap(l.text, p.width()-2*pad-2)
}

func (p *page) height(b block) float64 {
	n := 0
	for _, l := range b.lines {
		n += len(p.wrap(l))
	}
	return float64(n)*lead + 2*pad - 0.6
}

func (p *page) draw(b block, x, y, height float64) {
	if b.ground != white {
		p.pdf.SetFillColor(b.ground.r, b.ground.g, b.ground.b)
		p.pdf.Rect(x+1, y, p.width()-2, height, "F")
	} else {
		p.pdf.SetDrawColor(rule.r, rule.g, rule.b)
		p.pdf.SetLineWidth(0.2)
		p.pdf.Rect(x+1, y, p.width()-2, height, "D")
	}
	at := y + pad + 2.6
	for _, l := range b.lines {
		for _, text := range p.wrap(l) {
			p.font(l.bold, textSize)
			p.pdf.SetTextColor(l.tint.r, l.tint.g, l.tint.b)
			p.pdf.Text(x+1+pad, at, typeset.Printed(text))
			at += lead
		}
	}
}

func (p *page) font(bold bool, size float64) {
	weight := ""
	if bold {
		weight = "B"
	}
	p.pdf.SetFont(family, weight, size)
}

func (p *page) head() {
	title := p.agenda.From.Time().Format("2 January")
	last := p.days[len(p.days)-1]
	title += " to " + last.Time().Format("2 January 2006")
	p.font(true, 16)
	p.pdf.SetTextColor(ink.r, ink.g, ink.b)
	p.pdf.Text(margin, margin+5.5, title)
	p.font(false, 10)
	p.pdf.SetTextColor(muted.r, muted.g, muted.b)
	p.pdf.Text(margin, margin+11.5, typeset.Printed(p.o.Whose))
	p.pdf.SetDrawColor(rule.r, rule.g, rule.b)
	p.pdf.SetLineWidth(0.2)
	for i, d := range p.days {
		x := margin + float64(i)*p.width()
		p.font(true, 10)
		p.pdf.SetTextColor(ink.r, ink.g, ink.b)
		p.pdf.Text(x+1+pad, margin+headHeight+5, d.Time().Format("Monday 2"))
		if i > 0 {
			p.pdf.Line(x, margin+headHeight, x, paperHeight-margin-footHeight)
		}
	}
	p.pdf.Line(margin, margin+headHeight+dayHead-1, paperWidth-margin, margin+headHeight+dayHead-1)
}

func (p *page) foot() {
	n := p.pdf.PageCount()
	for i := 1; i <= n; i++ {
		p.pdf.SetPage(i)
		p.font(true, 7.5) // another font than the text's, which is then set anew
		p.font(false, 8)
		p.pdf.SetTextColor(muted.r, muted.g, muted.b)
		text := "Printed on " + p.o.Now.Format("2 January 2006") + ". "
		if p.o.Names {
			text += "This page has names on it: keep it safe, and shred it afterwards."
		} else {
			text += "Clients are given by their initials."
		}
		p.pdf.Text(margin, paperHeight-margin, text)
		if n > 1 {
			number := "Page " + strconv.Itoa(i) + " of " + strconv.Itoa(n)
			p.pdf.Text(paperWidth-margin-p.pdf.GetStringWidth(number), paperHeight-margin, number)
		}
	}
}
