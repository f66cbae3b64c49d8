package paperform

import (
	"strings"
	"time"

	"waymark/data/instrument"
	"waymark/reports/internal/style"
)

// The page is A4; all measures are millimetres, font sizes are points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 18.0, 18.0
	width                 = pageWidth - left - right
	top, bottom           = 14.0, 12.0
)

// Ink and greys only, so that no answer looks preferable.
var (
	faint = style.RGB(0x7A868E)
	rule  = style.RGB(0xC4CBD0)
)

// by makes a style smaller or larger.
func by(s style.Text, factor float64) style.Text {
	s.Size *= factor
	s.Lead *= factor
	return s
}

// look is the set of styles of one print. What only staff read is the same in
// both.
type look struct {
	title, body, recall, label, head, digit style.Text

	box     float64 // side of a box to tick
	gap     float64 // between paragraphs
	pad     float64 // above and below a question
	numbers float64 // width of the column of numbers
	large   bool
}

var (
	normal = look{
		title: style.Bold(18, 8, style.Ink), body: style.Plain(12, 5.6, style.Ink), recall: style.Bold(12, 5.6, style.Ink),
		label: style.Plain(10.5, 4.6, style.Ink), head: style.Plain(10, 5, style.Muted), digit: style.Plain(8, 3.6, faint),
		box: 5.5, gap: 2.4, pad: 1.7, numbers: 9,
	}
	large = look{
		title: style.Bold(24, 10.6, style.Ink), body: style.Plain(18, 8.4, style.Ink), recall: style.Bold(18, 8.4, style.Ink),
		label: style.Plain(16, 7, style.Ink), head: style.Plain(16, 7.4, style.Ink), digit: style.Plain(10, 4.4, faint),
		box: 8.5, gap: 3.2, pad: 2.8, numbers: 13, large: true,
	}
	staff = style.Plain(10, 5, style.Ink)
	small = style.Plain(8, 3.5, style.Muted) // rights and numbers of pages
)

// document is a set of forms being set, page by page.
type document struct {
	look
	*style.Page
	options Options

	form *instrument.Definition // whose page it is
	foot []string               // lines at its foot
}

// newDocument makes an empty one. It says nothing of any person, and no time:
// the form is the same whenever it is printed.
func newDocument(set []*instrument.Definition, o Options) *document {
	var names []string
	for _, q := range set {
		names = append(names, q.ShortName)
	}
	paper := style.A4(left, right, top, bottom)
	d := &document{look: normal, Page: style.New(paper, style.About{Title: strings.Join(names, ", "), Made: time.Unix(0, 0).UTC(), Beside: o.Beside()}), options: o}
	if o.Large || o.Beside() {
		d.look = large
	}
	return d
}

// end is where the foot of the page begins.
func (d *document) end() float64 {
	return d.Foot() - float64(len(d.foot)+1)*small.Lead - 2
}

// fits allows for what is lost in adding up fractions of millimetres.
func (d *document) fits(h float64) bool { return d.Y+h <= d.end()+0.01 }

// newPage begins a page with its foot, and the reference at its head: sheets
// come apart.
func (d *document) newPage(first bool) {
	d.Next()
	d.Y = d.end() + 2
	for _, l := range d.foot {
		d.Write(left, d.Y, small, l)
		d.Y += small.Lead
	}
	d.Y = top
	d.heading(first)
}

func (d *document) heading(first bool) {
	reference := d.options.Language.Say("form.reference", d.options.Reference)
	if d.options.Reference == "" {
		reference = d.options.Language.Say("form.reference.write")
	}
	d.Set(d.head)
	w := d.Wide(reference)
	if d.options.Reference == "" {
		w += 40
		d.Pen(style.Ink, 0.25)
		d.PDF.Line(pageWidth-right-38, d.Y+d.head.Lead-0.6, pageWidth-right, d.Y+d.head.Lead-0.6)
	}
	d.Write(pageWidth-right-w, d.Y, d.head, reference)
	text := d.options.ServiceName
	if !first {
		text = d.options.Language.Say("form.continued", d.form.ShortName)
		if d.Wide(text) > width-w-6 {
			text = d.form.ShortName // rather than a sentence that is cut
		}
	}
	d.Write(left, d.Y, d.head, d.Shorten(text, d.head, width-w-6))
	d.Y += d.head.Lead + d.gap
}

// line draws a thin grey line across.
func (d *document) line(x, y float64) {
	d.Pen(rule, 0.2)
	d.PDF.Line(x, y, left+width, y)
}

// wrap breaks text in style s into lines; its own line ends stay.
func (d *document) wrap(text string, s style.Text, w float64) []string {
	var lines []string
	for part := range strings.SplitSeq(text, "\n") {
		lines = append(lines, d.Wrap(part, s, w)...)
	}
	return lines
}

// centred writes a line around x.
func (d *document) centred(x, y float64, s style.Text, text string) {
	d.Set(s)
	d.Write(x-d.Wide(text)/2, y, s, text)
}

// number writes at the foot of each page which of how many it is.
func (d *document) number(first int) {
	d.EachPage(first, func(i, n int) {
		text := d.options.Language.Say("page", i, n)
		d.Set(small)
		d.Write(left+width-d.Wide(text), d.Foot()-small.Lead, small, text)
	})
}
