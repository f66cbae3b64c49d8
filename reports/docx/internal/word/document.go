package word

import (
	"bytes"
	"time"
)

// Properties are what a file says of itself. There is no author among them.
type Properties struct {
	Title, Subject string
	Created        time.Time // the same for the last change
	// Header stands at the top of each page; "" is none.
	Header string
}

// Run is a piece of text that looks the same throughout. "\n" in it begins a
// new line.
type Run struct {
	Text         string
	Bold, Italic bool
}

// Text is one plain run.
func Text(text string) Run { return Run{Text: text} }

// Bold is one run in bold.
func Bold(text string) Run { return Run{Text: text, Bold: true} }

// Document is one that is being written, from its top to its end.
type Document struct {
	about Properties
	body  bytes.Buffer
	lists []int // where each numbered list begins to count
	last  int   // number of the point before; 0 when something else was
	media []medium
	drawn int // pictures shown, of which several may be of one medium
}

// New begins an empty document.
func New(about Properties) *Document { return &Document{about: about} }

// Title adds the title of the document, Subtitle a line below it.
func (d *Document) Title(text string) { d.styled("Title", Text(text)) }

// Subtitle adds a line below the title.
func (d *Document) Subtitle(text string) { d.styled("Subtitle", Text(text)) }

// Heading adds a heading; level is from 1 to 4, and brought into it.
func (d *Document) Heading(level int, text string) {
	style := []string{"Heading1", "Heading2", "Heading3", "Heading4"}[min(max(level, 1), 4)-1]
	d.styled(style, Text(text))
}

// Paragraph adds a paragraph.
func (d *Document) Paragraph(runs ...Run) { d.styled("", runs...) }

// Leading adds a paragraph that stays on one page with what comes after it.
func (d *Document) Leading(runs ...Run) { d.add(layout{keep: "<w:keepNext/>"}, runs) }

// Quote adds a quotation.
func (d *Document) Quote(runs ...Run) { d.styled("Quote", runs...) }

// Caption adds the line that belongs to a picture or a table.
func (d *Document) Caption(text string) { d.styled("Caption", Text(text)) }

// Bullet adds a point of a list.
func (d *Document) Bullet(runs ...Run) { d.styled("ListBullet", runs...) }

// Numbered adds the point of a list with a number, 0 or more. A list goes on
// while its numbers do; another number begins another list.
func (d *Document) Numbered(number int, runs ...Run) {
	if d.last == 0 || number != d.last+1 {
		d.lists = append(d.lists, number)
	}
	list := element("w:ilvl", "", "w:val", "0") + element("w:numId", "", "w:val", decimal(firstList+len(d.lists)-1))
	d.add(layout{style: "ListNumber", numbering: element("w:numPr", list)}, runs)
	d.last = number
}
