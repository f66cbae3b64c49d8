package letterpdf

import (
	"regexp"
	"slices"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/letter"
	"waymark/reports/internal/style"
	"waymark/reports/internal/typeset"
)

// The page is A4; all measures are millimetres, font sizes are points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 25.0, 25.0
	width                 = pageWidth - left - right
	top, bottom           = 18.0, 18.0
	windowTop             = 50.0 // where the address begins, to be seen in the window of a DL envelope
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

// document is a file of letters being set.
type document struct {
	look
	*style.Page
}

// newDocument makes an empty one. Its properties hold no personal data: they
// show in folders and search indexes.
func newDocument(on data.Date, beside bool) *document {
	return &document{Page: style.New(style.A4(left, right, top, bottom), style.About{Title: "Letter", Made: on.Time(), Beside: beside})}
}

// face is a print of this size, in black: letters are copied and scanned.
func (d *document) face(bold bool, size float64) style.Text {
	return style.Text{Bold: bold, Size: size, Lead: d.lead * size / d.size, Colour: style.Black}
}

// grouped are digits in groups, such as those of a phone or NHS number, which
// stay on one line.
var grouped = regexp.MustCompile(`(\d) (\d)`)

func (d *document) wrap(text string, s style.Text, w float64) []string {
	for range 2 { // groups of one digit overlap
		text = grouped.ReplaceAllString(text, "${1}"+string(typeset.Hard)+"${2}")
	}
	return d.Wrap(text, s, w)
}

// line is one printed line of a letter.
type line struct {
	text string
	x    float64
	face style.Text
	lead float64
	keep bool // on the page of the line after it
	mark bool // the first line of an item
}

// set breaks a letter into printed lines, with a blank text for a gap.
func (d *document) lines(l *letter.Letter) []line {
	var all []line
	add := func(text string, x float64, bold bool, size float64, keep, mark bool) {
		s := d.face(bold, size)
		broken := d.wrap(text, s, left+width-x)
		for i, t := range broken {
			// No line of a paragraph stands alone on a page.
			together := keep || i+1 < len(broken) && (i == 0 || i+2 == len(broken))
			all = append(all, line{t, x, s, s.Lead, together, mark && i == 0})
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
	s := d.face(false, d.size)
	put := func(lines []string, y, w float64, atRight bool) float64 {
		for _, text := range lines {
			for _, t := range d.wrap(text, s, w) {
				x := left
				if atRight {
					x = left + width - d.Wide(t)
				}
				if draw {
					d.At(x, y+d.lead*0.75, t)
				}
				y += d.lead
			}
		}
		return y
	}
	from := put(append(slices.Clone(l.From), l.In.Date(l.On)), top, addressWidth, true)
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

// letter draws one letter, from a page of its own on, the first.
func (d *document) letter(l *letter.Letter, first int) {
	d.Next()
	d.Y = d.head(l, true)
	lines := d.lines(l)
	for i := 0; i < len(lines); {
		block := lines[i : i+1]
		for j := i; lines[j].keep && j+1 < len(lines); j++ {
			block = lines[i : j+2]
		}
		if d.Y+height(block) > d.Foot() && d.Y > top && height(block) < pageHeight-top-bottom {
			d.Next()
		}
		for _, b := range block {
			d.print(b)
		}
		i += len(block)
	}
	d.number(first, l.In)
}

func (d *document) print(l line) {
	if l.text == "" {
		if d.Y > top {
			d.Y += l.lead
		}
		return
	}
	if d.Y+l.lead > d.Foot() {
		d.Next()
	}
	if l.mark {
		d.Write(left+1, d.Y, l.face, "•")
	}
	d.Write(l.x, d.Y, l.face, l.text)
	d.Y += l.lead
}

// number writes at the foot of each page of a letter which of how many it is.
func (d *document) number(first int, in *clienttext.Language) {
	d.EachPage(first, func(i, n int) {
		if n == 1 {
			return
		}
		d.Set(d.face(false, d.size-1))
		d.RightAt(left+width, d.Foot()+8, in.Say("page", i, n))
	})
}
