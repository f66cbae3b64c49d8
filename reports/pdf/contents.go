package pdf

import (
	"strconv"

	"waymark/reports"
	"waymark/reports/internal/style"
	"waymark/reports/internal/typeset"
)

// entryOfContents is a chapter with the page it came to stand on.
type entryOfContents struct {
	title, says string
	page, link  int
}

const contentsPage = 2

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
			return p.Outcome.ShortName + ": " + p.Outcome.Finding
		case p.Comparison != nil:
			return p.Comparison.Finding
		case p.Learnt != "":
			return "In the words of the service"
		case p.Tale != nil:
			return "Told with consent, without names"
		case len(p.Sentences) > 0 && c.Key != "quality":
			return trimStop(p.Sentences[0])
		case p.Terms != nil:
			return "What each word and figure means, and how it was counted"
		}
	}
	return map[string]string{keyFiguresKey: "The numbers to read first", "quality": "What the figures cannot tell"}[c.Key]
}

// fillContents writes the back of the cover, when every page is known.
func (d *document) fillContents() {
	last := d.PDF.PageNo()
	d.PDF.SetPage(contentsPage)
	defer d.PDF.SetPage(last) // the document ends with the page that is open
	d.Y = top
	d.Fill(style.Accent)
	d.PDF.Rect(left, d.Y, 16, 0.8, "F")
	d.Y += 4.5
	d.pageParagraph("In this report", heading1)
	d.Y += 5
	for i := range d.contents {
		d.contentsLine(&d.contents[i])
	}
	d.Y += 8
	d.pageParagraph("How to read it", heading2)
	d.Y += 1.5
	for _, s := range d.howToRead() {
		d.pageParagraph(s, body)
		d.Y += 2
	}
}

func (d *document) howToRead() []string {
	bars := "Bars of one chart can be compared by their length. "
	if d.r.Rule.On() {
		bars += "A dashed stub marks a hidden number and always has the same length. "
	}
	return []string{
		"People seen are those with at least one attended contact in the period, each counted once. Beside a percentage stands the number that it is made of; " +
			"under each chart stand n, how many have an answer, and N, the whole. What is not recorded is a bar of its own, drawn as an outline.",
		d.r.Protection,
		bars + "Change is shown for the same people before and after; it is not proof that the support caused it.",
	}
}

// pageParagraph sets text without ever starting a page.
func (d *document) pageParagraph(text string, s style.Text) {
	d.Set(s)
	for _, l := range d.wrap(text, measure) {
		d.At(left, d.Y+s.Baseline(), l)
		d.Y += s.Lead
	}
}

func (d *document) contentsLine(e *entryOfContents) {
	const h = 12.6
	page := strconv.Itoa(e.page)
	s := heading3
	d.Set(s)
	d.At(left, d.Y+s.Baseline(), d.fit(e.title, width-20))
	d.RightAt(pageWidth-right, d.Y+s.Baseline(), page)
	d.Set(caption)
	d.At(left, d.Y+s.Lead+caption.Baseline(), d.fit(typeset.Clean(e.says), measure))
	d.rule(left, d.Y+h-1.8, width, style.Line)
	d.PDF.Link(left, d.Y, width, h, e.link)
	d.Y += h
}
