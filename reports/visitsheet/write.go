package visitsheet

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/internal/style"
)

// The page is A4; measures are millimetres, font sizes are points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, right           = 19.0, 19.0
	width                 = pageWidth - left - right
	top, bottom           = 16.0, 17.0
	labels                = 40.0 // width of the words before a fact
)

var (
	title  = style.Bold(22, 10, style.Ink)
	name   = style.Bold(14, 6.6, style.Ink)
	body   = style.Plain(11, 5.4, style.Ink)
	strong = style.Bold(11, 5.4, style.Ink)
	quiet  = style.Plain(10, 4.9, style.Muted)
)

// page is a document being set.
type page struct{ *style.Page }

func newPage(called string, on data.Date) *page {
	p := &page{style.New(style.A4(left, right, top, bottom), style.About{Title: called, Made: on.Time()})}
	p.Next()
	return p
}

// fact sets a word and what is known about it; nothing for an empty one.
func (p *page) fact(word, about string) {
	if about == "" {
		return
	}
	height := body.Lead * float64(len(p.Wrap(about, body, width-labels)))
	p.Need(min(height, 40))
	y := p.Y
	p.Flow(left, labels-3, quiet, word)
	below := p.Y
	p.Y = y
	p.Flow(left+labels, width-labels, body, about)
	p.Y = max(p.Y, below) + 1.2
}

func (p *page) rule() {
	p.Y += 2
	p.Rule(left, p.Y, width, style.RGB(0x9FB0B8), 0.2)
	p.Y += 3
}

// numbers writes at the foot of each page which of how many it is.
func (p *page) numbers(foot string) {
	p.EachPage(1, func(i, n int) {
		p.Set(quiet)
		p.At(left, p.Foot()+6, foot)
		if n > 1 {
			p.RightAt(left+width, p.Foot()+6, "Page "+strconv.Itoa(i)+" of "+strconv.Itoa(n))
		}
	})
}

func (p *page) put(ctx context.Context, path string) error {
	if err := p.PDF.Error(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return p.PDF.Output(w) })
}

// WriteList writes the list of a day's visits to path, whole or not at all.
func WriteList(ctx context.Context, path string, list *data.VisitList) error {
	if len(list.Visits) == 0 {
		return data.NewProblem(data.CodeNotFound, "There are no visits on this day, so there is nothing to print.")
	}
	p := newPage("Home visits", list.Printed)
	p.Flow(left, width, title, "Home visits")
	p.Flow(left, width, body, list.On.Time().Format("Monday 2 January 2006")+", in the order of travel")
	for i := range list.Visits {
		v := &list.Visits[i]
		p.rule()
		p.Need(30)
		heading := strconv.Itoa(i+1) + "  " + v.Client
		if v.At != "" {
			heading = strconv.Itoa(i+1) + "  " + data.Hour(v.At) + "  " + v.Client
		}
		p.Flow(left, width, name, heading)
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
	p.Flow(left, width, title, "Lone-working card")
	p.Flow(left, width, strong, data.NotEmergency)
	p.rule()
	p.fact("Who", c.Staff)
	p.fact("Their phone", c.Phone)
	when := sheet.On.Time().Format("Monday 2 January 2006")
	if sheet.At != "" {
		when = fmt.Sprintf("%s at %s", when, data.Hour(sheet.At))
	}
	p.fact("Visit", when)
	p.fact("Where", c.Place)
	p.fact("Access", c.Access)
	p.fact("Known hazards", c.Hazards)
	p.fact("Going with", joined(c.With, c.WithTel))
	p.fact("Expected back", sheet.Due)
	p.fact("Buddy", joined(c.Buddy, c.BuddyTel))
	p.rule()
	p.Flow(left, width, name, "If they are not back by "+sheet.Due)
	p.Y += 1
	call := []data.LoneContact{{Name: c.Staff, Phone: c.Phone}, {Name: c.With, Phone: c.WithTel}}
	n := 0
	for _, who := range append(call, sheet.Call...) {
		if who.Name == "" {
			continue
		}
		n++
		p.Flow(left, width, body, strconv.Itoa(n)+".  Ring "+joined(who.Name, who.Phone))
	}
	p.Flow(left, width, strong, strconv.Itoa(n+1)+".  No one reached: ring 999. Give the address and the hazards above.")
	p.numbers("Printed on " + sheet.Printed.Short() + ". Shred it once they are back.")
	return p.put(ctx, path)
}

func joined(name, phone string) string {
	if name == "" || phone == "" {
		return name + phone
	}
	return name + ", " + phone
}
