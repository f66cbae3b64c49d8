package letterpdf

import (
	"regexp"
	"slices"
	"strconv"

	"codeberg.org/go-pdf/fpdf"

	"waymark/assets"
	"waymark/data"
	"waymark/data/letter"
	"waymark/reports/internal/typeset"
)

// The page is A4; all measures are millimetres, font sizes are points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 25.0, 25.0
	width                 = pageWidth - left - right
	top, bottom           = 18.0, 18.0
	family                = "Noto Sans"
	points                = 0.3528 // millimetres in a point
	windowTop             = 50.0   // where the address begins, to be seen in the window of a DL envelope
	addressWidth          = 85.0
	indent                = 5.0 // of an item of a list
)

// look is one size of print.
type look struct {
	size float64 // points
	lead float64 // from line to line
	gap  float64 // before a paragraph
	bare bool    // the addresses take no room for an envelope's window
}

// The prints, of which the first is taken that fits on one page, else the first.
// Large print follows the clear print guidance for people who see badly.
var (
	usual = []look{{11.5, 5.6, 3.6, false}, {10.5, 5, 2.8, false}, {10, 4.7, 2.2, true}, {9, 4.2, 1.8, true}}
	large = []look{{16.5, 8.1, 5, false}}
)

// document is a file of letters being set; y is where the next line goes.
type document struct {
	look
	pdf *fpdf.Fpdf
	y   float64
}

// newDocument makes an empty one. Its properties hold no personal data: they
// show in folders and search indexes.
func newDocument(on data.Date) *document {
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCatalogSort(true)
	f.SetCreationDate(on.Time())
	f.SetModificationDate(on.Time())
	f.SetProducer("Waymark", true)
	f.SetCreator("Waymark", true)
	f.SetTitle("Letter", true)
	f.SetLang("en-GB")
	f.SetMargins(left, top, right)
	f.SetAutoPageBreak(false, 0)
	f.SetCellMargin(0)
	f.AddUTF8FontFromBytes(family, "", assets.FontRegular)
	f.AddUTF8FontFromBytes(family, "B", assets.FontBold)
	f.SetDisplayMode("fullpage", "continuous")
	return &document{pdf: f}
}

func (d *document) set(bold bool, size float64) {
	weight := ""
	if bold {
		weight = "B"
	}
	d.pdf.SetFont(family, weight, size)
}

func (d *document) wide(text string) float64 { return d.pdf.GetStringWidth(typeset.Clean(text)) }

// grouped are digits in groups, such as those of a phone or NHS number, which
// stay on one line.
var grouped = regexp.MustCompile(`(\d) (\d)`)

func (d *document) wrap(text string, w float64) []string {
	for range 2 { // groups of one digit overlap
		text = grouped.ReplaceAllString(text, "${1}"+string(typeset.Hard)+"${2}")
	}
	return typeset.Width(d.wide).Wrap(text, w)
}

// line is one printed line of a letter.
type line struct {
	text string
	x    float64
	bold bool
	size float64
	lead float64
	keep bool // on the page of the line after it
	mark bool // the first line of an item
}

// set breaks a letter into printed lines, with a blank text for a gap.
func (d *document) lines(l *letter.Letter) []line {
	var all []line
	add := func(text string, x float64, bold bool, size float64, keep, mark bool) {
		d.set(bold, size)
		broken := d.wrap(text, left+width-x)
		for i, t := range broken {
			// No line of a paragraph stands alone on a page.
			together := keep || i+1 < len(broken) && (i == 0 || i+2 == len(broken))
			all = append(all, line{t, x, bold, size, d.lead * size / d.size, together, mark && i == 0})
		}
	}
	add(l.Heading, left, true, d.size+2, true, false)
	all = append(all, line{lead: d.gap, keep: true})
	for _, p := range l.Lines {
		if p.Apart {
			all = append(all, line{lead: d.gap})
		}
		switch p.Kind {
		case letter.Heading:
			add(p.Text, left, true, d.size, true, false)
		case letter.Item:
			add(p.Text, left+indent, false, d.size, false, true)
		default:
			add(p.Text, left, false, d.size, false, false)
		}
	}
	return all
}

// head puts our service and the day at the right, and the address at the left,
// and returns where the letter begins. It draws nothing unless asked to.
func (d *document) head(l *letter.Letter, draw bool) float64 {
	d.set(false, d.size)
	put := func(lines []string, y, w float64, atRight bool) float64 {
		for _, text := range lines {
			for _, t := range d.wrap(text, w) {
				x := left
				if atRight {
					x = left + width - d.wide(t)
				}
				if draw {
					d.pdf.Text(x, y+d.lead*0.75, typeset.Printed(t))
				}
				y += d.lead
			}
		}
		return y
	}
	from := put(append(slices.Clone(l.From), letter.PlainDay(l.On)), top, addressWidth, true)
	switch {
	case len(l.To) == 0:
		return from + 2*d.gap
	case d.bare:
		return max(from, put(l.To, top, width-addressWidth, false)) + 2*d.gap
	}
	to := put(l.To, max(from+d.gap, windowTop), addressWidth, false)
	return max(to+3*d.gap, windowTop+35)
}

// height is how much room lines take.
func height(lines []line) float64 {
	h := 0.0
	for _, l := range lines {
		h += l.lead
	}
	return h
}

// letter draws one letter, from a page of its own on.
func (d *document) letter(l *letter.Letter) {
	d.pdf.AddPage()
	first := d.pdf.PageNo()
	d.y = d.head(l, true)
	lines := d.lines(l)
	for i := 0; i < len(lines); {
		block := lines[i : i+1]
		for j := i; lines[j].keep && j+1 < len(lines); j++ {
			block = lines[i : j+2]
		}
		if d.y+height(block) > pageHeight-bottom && d.y > top && height(block) < pageHeight-top-bottom {
			d.pdf.AddPage()
			d.y = top
		}
		for _, b := range block {
			d.print(b)
		}
		i += len(block)
	}
	d.number(first)
}

func (d *document) print(l line) {
	if l.text == "" {
		if d.y > top {
			d.y += l.lead
		}
		return
	}
	if d.y+l.lead > pageHeight-bottom {
		d.pdf.AddPage()
		d.y = top
	}
	d.set(l.bold, l.size)
	base := d.y + l.lead*0.5 + l.size*points*0.35
	if l.mark {
		d.pdf.Text(left+1, base, "•")
	}
	d.pdf.Text(l.x, base, typeset.Printed(l.text))
	d.y += l.lead
}

// number writes at the foot of each page of a letter which of how many it is.
func (d *document) number(first int) {
	last := d.pdf.PageNo()
	for i := first; i <= last && last > first; i++ {
		d.pdf.SetPage(i)
		d.set(true, d.size) // another font than the number's, which is then set anew
		d.set(false, d.size-1)
		text := "Page " + strconv.Itoa(i-first+1) + " of " + strconv.Itoa(last-first+1)
		d.pdf.Text(left+width-d.wide(text), pageHeight-bottom+8, text)
	}
	d.pdf.SetPage(last)
}
