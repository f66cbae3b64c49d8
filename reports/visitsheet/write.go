package visitsheet

import (
	"context"
	"io"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"waymark/assets"
	"waymark/data"
	"waymark/reports"
	"waymark/reports/internal/typeset"
)

// The page is A4; measures are millimetres, font sizes are points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 19.0, 19.0
	width                 = pageWidth - left - right
	top, bottom           = 16.0, 17.0
	family                = "Noto Sans"
	points                = 0.3528 // millimetres in a point
	labels                = 40.0   // width of the words before a fact
)

type style struct {
	bold bool
	size float64 // points
	lead float64 // millimetres from line to line
	grey bool
}

var (
	title  = style{true, 22, 10, false}
	name   = style{true, 14, 6.6, false}
	body   = style{false, 11, 5.4, false}
	strong = style{true, 11, 5.4, false}
	quiet  = style{false, 10, 4.9, true}
)

// page is a document being set; y is where the next thing goes.
type page struct {
	pdf *fpdf.Fpdf
	y   float64
}

func newPage(called string, on data.Date) *page {
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCatalogSort(true)
	f.SetCreationDate(on.Time())
	f.SetModificationDate(on.Time())
	f.SetProducer("Waymark", true)
	f.SetCreator("Waymark", true)
	f.SetTitle(called, true)
	f.SetLang("en-GB")
	f.SetMargins(left, top, right)
	f.SetAutoPageBreak(false, 0)
	f.SetCellMargin(0)
	f.AddUTF8FontFromBytes(family, "", assets.FontRegular)
	f.AddUTF8FontFromBytes(family, "B", assets.FontBold)
	p := &page{pdf: f}
	p.feed()
	return p
}

func (p *page) feed() {
	p.pdf.AddPage()
	p.y = top
}

func (p *page) set(s style) {
	weight := ""
	if s.bold {
		weight = "B"
	}
	p.pdf.SetFont(family, weight, s.size)
	p.pdf.SetTextColor(0x1B, 0x2A, 0x33)
	if s.grey {
		p.pdf.SetTextColor(0x56, 0x66, 0x70)
	}
}

func (p *page) wide(text string) float64 { return p.pdf.GetStringWidth(typeset.Clean(text)) }

func (p *page) lines(text string, s style, w float64) []string {
	p.set(s)
	return typeset.Width(p.wide).Wrap(text, w)
}

// room goes to a new page unless there is this much left.
func (p *page) room(height float64) {
	if p.y+height > pageHeight-bottom {
		p.feed()
	}
}

// text sets a text from x on, and leaves y below it.
func (p *page) text(x, w float64, s style, text string) {
	for _, line := range p.lines(text, s, w) {
		p.room(s.lead)
		p.set(s)
		p.pdf.Text(x, p.y+s.lead*0.5+s.size*points*0.35, typeset.Printed(line))
		p.y += s.lead
	}
}

// fact sets a word and what is known about it; nothing for an empty one.
func (p *page) fact(word, about string) {
	if about == "" {
		return
	}
	height := body.lead * float64(len(p.lines(about, body, width-labels)))
	p.room(min(height, 40))
	y := p.y
	p.text(left, labels-3, quiet, word)
	below := p.y
	p.y = y
	p.text(left+labels, width-labels, body, about)
	p.y = max(p.y, below) + 1.2
}

func (p *page) rule() {
	p.y += 2
	p.pdf.SetDrawColor(0x9F, 0xB0, 0xB8)
	p.pdf.SetLineWidth(0.2)
	p.pdf.Line(left, p.y, left+width, p.y)
	p.y += 3
}

// numbers writes at the foot of each page which of how many it is.
func (p *page) numbers(foot string) {
	n := p.pdf.PageCount()
	for i := 1; i <= n; i++ {
		p.pdf.SetPage(i)
		p.set(strong) // another font than the foot's, which is then set anew
		p.set(quiet)
		p.pdf.Text(left, pageHeight-bottom+6, typeset.Printed(foot))
		if n > 1 {
			text := "Page " + strconv.Itoa(i) + " of " + strconv.Itoa(n)
			p.pdf.Text(left+width-p.wide(text), pageHeight-bottom+6, text)
		}
	}
}

func (p *page) put(ctx context.Context, path string) error {
	if err := p.pdf.Error(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return p.pdf.Output(w) })
}

// WriteList writes the list of a day's visits to path, whole or not at all.
func WriteList(ctx context.Context, path string, list *data.VisitList) error {
	if len(list.Visits) == 0 {
		return data.NewProblem(data.CodeNotFound, "There are no visits on this day, so there is nothing to print.")
	}
	p := newPage("Home visits", list.Printed)
	p.text(left, width, title, "Home visits")
	p.text(left, width, body, list.On.Time().Format("Monday 2 January 2006")+", in the order of travel")
	for i := range list.Visits {
		v := &list.Visits[i]
		p.rule()
		p.room(30)
		heading := strconv.Itoa(i+1) + "  " + v.Client
		if v.At != "" {
			heading = strconv.Itoa(i+1) + "  " + v.At + "  " + v.Client
		}
		p.text(left, width, name, heading)
		p.fact("Where", v.Where)
		p.fact("Phone", v.Phone)
		p.fact("Access", v.Access)
		p.fact("Who will be there", v.People)
		p.fact("Known hazards", strings.Join(v.Hazards, ", "))
		p.fact("Who goes", v.Staff)
	}
	p.numbers("Printed on " + list.Printed.Short() + ". Names and addresses: keep it with you, and shred it afterwards.")
	return p.put(ctx, path)
}

// WriteCard writes a lone-working card to path, whole or not at all. It names
// no client: it is left with the buddy.
func WriteCard(ctx context.Context, path string, sheet *data.LoneSheet) error {
	c := &sheet.Card
	p := newPage("Lone-working card", sheet.Printed)
	p.text(left, width, title, "Lone-working card")
	p.text(left, width, strong, data.NotEmergency)
	p.rule()
	p.fact("Who", c.Staff)
	p.fact("Their phone", c.Phone)
	when := sheet.On.Time().Format("Monday 2 January 2006")
	if sheet.At != "" {
		when += " at " + sheet.At
	}
	p.fact("Visit", when)
	p.fact("Where", c.Place)
	p.fact("Access", c.Access)
	p.fact("Known hazards", c.Hazards)
	p.fact("Going with", joined(c.With, c.WithTel))
	p.fact("Expected back", sheet.Due)
	p.fact("Buddy", joined(c.Buddy, c.BuddyTel))
	p.rule()
	p.text(left, width, name, "If they are not back by "+sheet.Due)
	p.y += 1
	call := []data.LoneContact{{Name: c.Staff, Phone: c.Phone}, {Name: c.With, Phone: c.WithTel}}
	n := 0
	for _, who := range append(call, sheet.Call...) {
		if who.Name == "" {
			continue
		}
		n++
		p.text(left, width, body, strconv.Itoa(n)+".  Ring "+joined(who.Name, who.Phone))
	}
	p.text(left, width, strong, strconv.Itoa(n+1)+".  No one reached: ring 999. Give the address and the hazards above.")
	p.numbers("Printed on " + sheet.Printed.Short() + ". Shred it once they are back.")
	return p.put(ctx, path)
}

func joined(name, phone string) string {
	if name == "" || phone == "" {
		return name + phone
	}
	return name + ", " + phone
}
