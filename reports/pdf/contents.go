package pdf

import (
	"strconv"

	"waymark/reports"
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
	link := d.pdf.AddLink()
	d.pdf.SetLink(link, d.y-4.5, d.pdf.PageNo())
	d.contents = append(d.contents, entryOfContents{title: c.Title, says: says(c), page: d.pdf.PageNo(), link: link})
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
	last := d.pdf.PageNo()
	d.pdf.SetPage(contentsPage)
	defer d.pdf.SetPage(last) // the document ends with the page that is open
	d.y = top
	d.fill(accent)
	d.pdf.Rect(left, d.y, 16, 0.8, "F")
	d.y += 4.5
	d.pageParagraph("In this report", heading1)
	d.y += 5
	for i := range d.contents {
		d.contentsLine(&d.contents[i])
	}
	d.y += 8
	d.pageParagraph("How to read it", heading2)
	d.y += 1.5
	for _, s := range d.howToRead() {
		d.pageParagraph(s, body)
		d.y += 2
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
func (d *document) pageParagraph(text string, s style) {
	d.set(s)
	for _, l := range d.wrap(text, measure) {
		d.at(left, d.y+baseline(s), l)
		d.y += s.lead
	}
}

func (d *document) contentsLine(e *entryOfContents) {
	const h = 12.6
	page := strconv.Itoa(e.page)
	s := heading3
	d.set(s)
	d.at(left, d.y+baseline(s), d.fit(e.title, width-20))
	d.rightAt(pageWidth-right, d.y+baseline(s), page)
	d.set(caption)
	d.at(left, d.y+s.lead+baseline(caption), d.fit(typeset.Clean(e.says), measure))
	d.rule(left, d.y+h-1.8, width, line)
	d.pdf.Link(left, d.y, width, h, e.link)
	d.y += h
}
