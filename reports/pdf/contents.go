package pdf

import (
	"strconv"

	"waymark/reports"
	"waymark/reports/internal/style"
)

// entryOfContents is a chapter with the page it came to stand on.
type entryOfContents struct {
	title, says string
	page, link  int
}

const (
	contentsPage   = 1
	keyFiguresPage = 2
)

// note remembers where a chapter begins.
func (d *document) note(c *reports.Chapter) {
	link := d.PDF.AddLink()
	d.PDF.SetLink(link, d.Y-4.5, d.PDF.PageNo())
	d.contents = append(d.contents, entryOfContents{title: c.Title, says: says(c), page: d.PDF.PageNo(), link: link})
}

// says is the first finding of a chapter.
func says(c *reports.Chapter) string {
	for _, p := range c.Parts {
		switch {
		case p.Table != nil:
			return p.Table.Finding
		case p.Outcome != nil:
			return p.Outcome.Finding
		case p.Comparison != nil:
			return p.Comparison.Finding
		case p.Learnt != "":
			return "Written by the service"
		case p.Tale != nil:
			return "Told with the person’s consent"
		case len(p.Sentences) > 0 && c.Key != "quality":
			return trimStop(p.Sentences[0])
		case p.Terms != nil:
			return "What the terms mean and how we counted"
		}
	}
	return map[string]string{keyFiguresKey: "The main figures", "quality": "What the figures cannot show"}[c.Key]
}

// fillContents writes on the cover what is in the report, when every page is
// known.
func (d *document) fillContents() {
	last := d.PDF.PageNo()
	d.PDF.SetPage(contentsPage)
	y := d.Y
	defer func() { // the document ends with the page that is open
		d.PDF.SetPage(last)
		d.Y = y
	}()
	d.Y = d.contentsTop
	d.Write(left+3, d.Y, heading2, "In this report")
	d.Y += heading2.Lead + 2
	d.rule(left+3, d.Y, width-3, style.Line)
	const most, least = 11.0, 8.4 // of a line with what the chapter finds
	each := min(most, (coverFoot-8-d.Y)/float64(max(1, len(d.contents))))
	for i := range d.contents {
		d.contentsLine(&d.contents[i], each, each >= least)
	}
}

func (d *document) contentsLine(e *entryOfContents, h float64, says bool) {
	const x = left + 3
	s := style.Bold(9.5, 4.4, style.Ink)
	y := d.Y + h - 1 - s.Lead
	if says {
		y -= caption.Lead
		d.Write(x, y+s.Lead, caption, d.Shorten(e.says, caption, width-15))
	}
	d.Write(x, y, s, d.Shorten(e.title, s, width-20))
	d.RightAt(pageWidth-right, y+s.Baseline(), decimal(e.page))
	d.PDF.Link(x, d.Y, width-3, h, e.link)
	d.Y += h
	d.rule(x, d.Y, width-3, style.Line)
}

func decimal(n int) string { return strconv.Itoa(n) }

const howToRead = "How to read this report"

// howToRead says what holds for every figure, and why numbers are hidden.
func (d *document) howToRead() {
	bars := ""
	protection := d.r.Protection
	if d.r.Rule.On() {
		bars += "A short dashed bar marks a hidden number. Its length means nothing. "
		protection = "Why hidden: " + protection
	}
	d.together(heading2.Lead + 30)
	d.paragraph(howToRead, heading2, width)
	d.Y += 1.5
	var list []block
	for _, s := range []string{
		"People seen had at least one attended contact in the period. Each is counted once. Each percentage has its count beside it. " +
			"Under each chart, N is the total and n is how many had an answer. “Not recorded” has its own bar, drawn as an outline.",
		protection,
		bars + "Changes are for people with both scores. They do not show that the support caused the change.",
	} {
		list = append(list, whole(func(d *document) {
			d.paragraph(s, back, d.w)
			d.Y += 1.6
		}))
	}
	d.flow(list)
}
