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
	drawn int // pictures and charts shown, of which several pictures may be of one medium

	graphs   []graph
	chapters int            // headings of level 1, which the contents lead to
	counted  map[string]int // captions, by what they are of
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
	if style != "Heading1" {
		d.styled(style, Text(text))
		return
	}
	d.last = 0
	d.chapters++
	id := decimal(d.chapters)
	d.body.WriteString(element("w:p", element("w:pPr", element("w:pStyle", "", "w:val", style))+
		element("w:bookmarkStart", "", "w:id", id, "w:name", chapterName(d.chapters))+Text(text).markup()+element("w:bookmarkEnd", "", "w:id", id)))
}

func chapterName(number int) string { return "_Toc" + decimal(1000+number) }

// Contents adds the table of contents: the headings of level 1, which are still
// to come, each of which leads to its place. It needs no update when the file
// is opened, and takes one.
func (d *Document) Contents(headings []string) {
	d.last = 0
	field := func(kind string) string {
		return element("w:r", element("w:fldChar", "", "w:fldCharType", kind))
	}
	begin := field("begin") + element("w:r", element("w:instrText", ` TOC \o "1-1" \n \h \z `, "xml:space", "preserve")) + field("separate")
	for i, text := range headings {
		s := element("w:pPr", element("w:pStyle", "", "w:val", "TOC1"))
		if i == 0 {
			s += begin
		}
		s += element("w:hyperlink", Text(text).markup(), "w:anchor", chapterName(d.chapters+1+i), "w:history", "1")
		if i == len(headings)-1 {
			s += field("end")
		}
		d.body.WriteString(element("w:p", s))
	}
}

// Paragraph adds a paragraph.
func (d *Document) Paragraph(runs ...Run) { d.styled("", runs...) }

// Leading adds a paragraph that stays on one page with what comes after it.
func (d *Document) Leading(runs ...Run) { d.add(layout{keep: "<w:keepNext/>"}, runs) }

// Quote adds a quotation.
func (d *Document) Quote(runs ...Run) { d.styled("Quote", runs...) }

// Caption adds the line that belongs to a picture.
func (d *Document) Caption(text string) { d.styled("Caption", Text(text)) }

// Note adds small print, such as how to read the table above it; nothing if it is
// empty.
func (d *Document) Note(text string) {
	if text != "" {
		d.styled("FootnoteText", Text(text))
	}
}

// Labelled adds the caption of a table or a figure with its number, above the
// one that comes next. Label is "Table" or "Figure".
func (d *Document) Labelled(label, text string) {
	d.last = 0
	if d.counted == nil {
		d.counted = map[string]int{}
	}
	d.counted[label]++
	number := element("w:fldSimple", Text(decimal(d.counted[label])).markup(), "w:instr", " SEQ "+label+" \\* ARABIC ")
	d.body.WriteString(element("w:p", element("w:pPr", element("w:pStyle", "", "w:val", "Caption")+"<w:keepNext/>")+
		Text(label+" ").markup()+number+Text(". "+text).markup()))
}

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
