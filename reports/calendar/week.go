package calendar

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"time"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/reports"
	"waymark/reports/internal/style"
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
	if err := p.PDF.Error(); err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return p.PDF.Output(w) })
}

// A4 across; all measures are millimetres, font sizes are points.
const (
	paperWidth, paperHeight = 297.0, 210.0
	margin                  = 12.0
	headHeight              = 17.0
	dayHead                 = 8.0
	footHeight              = 8.0
	pad                     = 1.6
)

var (
	rule = style.RGB(0xC9D4D8)
	warm = style.RGB(0xFFF1D6)
	grey = style.RGB(0xEEF2F3)

	body  = style.Plain(8.5, 4, style.Ink)
	heavy = style.Bold(8.5, 4, style.Ink)
	small = style.Plain(8, 4, style.Muted)
)

// line is a line of text before it is broken.
type line struct {
	text string
	bold bool
	tint style.Colour
}

// block is what stays together on a page.
type block struct {
	ground style.Colour
	joined bool // it touches the block above
	lines  []line
}

type page struct {
	*style.Page
	agenda  *agenda.Agenda
	o       WeekOptions
	days    []data.Date
	columns [][]block
}

func newPage(a *agenda.Agenda, o WeekOptions) *page {
	// The title has no names: folders and search indexes show it.
	p := &page{Page: style.New(style.A4Across(margin), style.About{Title: "Calendar", Made: o.Now}), agenda: a, o: o}
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
		p.PDF.AddPage()
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

// face is how a line looks.
func (l line) face() style.Text {
	if l.bold {
		return heavy.In(l.tint)
	}
	return body.In(l.tint)
}

func (p *page) wrap(l line) []string { return p.Wrap(l.text, l.face(), p.width()-2*pad-2) }

func (p *page) height(b block) float64 {
	n := 0
	for _, l := range b.lines {
		n += len(p.wrap(l))
	}
	return float64(n)*body.Lead + 2*pad - 0.6
}

func (p *page) draw(b block, x, y, height float64) {
	if b.ground != style.White {
		p.Fill(b.ground)
		p.PDF.Rect(x+1, y, p.width()-2, height, "F")
	} else {
		p.Pen(rule, 0.2)
		p.PDF.Rect(x+1, y, p.width()-2, height, "D")
	}
	at := y + pad + 2.6
	for _, l := range b.lines {
		for _, text := range p.wrap(l) {
			p.At(x+1+pad, at, text)
			at += body.Lead
		}
	}
}

func (p *page) head() {
	title := p.agenda.From.Time().Format("2 January")
	last := p.days[len(p.days)-1]
	title = fmt.Sprintf("%s to %s", title, last.Time().Format("2 January 2006"))
	p.Set(style.Bold(16, 8, style.Ink))
	p.At(margin, margin+5.5, title)
	p.Set(style.Plain(10, 5, style.Muted))
	p.At(margin, margin+11.5, p.o.Whose)
	p.Pen(rule, 0.2)
	p.Set(style.Bold(10, 5, style.Ink))
	for i, d := range p.days {
		x := margin + float64(i)*p.width()
		p.At(x+1+pad, margin+headHeight+5, d.Time().Format("Monday 2"))
		if i > 0 {
			p.PDF.Line(x, margin+headHeight, x, paperHeight-margin-footHeight)
		}
	}
	p.PDF.Line(margin, margin+headHeight+dayHead-1, paperWidth-margin, margin+headHeight+dayHead-1)
}

func (p *page) foot() {
	text := "Printed on " + p.o.Now.Format("2 January 2006") + ". "
	if p.o.Names {
		text += "This page has names on it: keep it safe, and shred it afterwards."
	} else {
		text += "Clients are given by their initials."
	}
	p.EachPage(1, func(i, n int) {
		p.Set(small)
		p.At(margin, p.Foot(), text)
		if n > 1 {
			p.RightAt(paperWidth-margin, p.Foot(), "Page "+strconv.Itoa(i)+" of "+strconv.Itoa(n))
		}
	})
}
