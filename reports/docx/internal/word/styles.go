package word

import "strings"

// style is one of Word's own styles: known by name, whatever the language of
// the program that reads it.
type style struct {
	id, name, kind  string
	based, next     string
	paragraph, text string // properties as markup
}

const keep = "<w:keepNext/><w:keepLines/>"

// styles are plain on purpose: what is pasted takes the look of where it goes.
var styles = []style{
	{id: "Normal", name: "Normal", kind: "paragraph"},
	{id: "DefaultParagraphFont", name: "Default Paragraph Font", kind: "character"},
	{id: "TableNormal", name: "Normal Table", kind: "table", text: `<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>`},
	{id: "NoList", name: "No List", kind: "numbering"},
	{"Title", "Title", "paragraph", "Normal", "Normal", spaced(0, 80), sized(48, true)},
	{"Subtitle", "Subtitle", "paragraph", "Normal", "Normal", spaced(0, 80), sized(26, false)},
	{"Heading1", "heading 1", "paragraph", "Normal", "Normal", keep + spaced(360, 120) + outlined(0), sized(32, true)},
	{"Heading2", "heading 2", "paragraph", "Normal", "Normal", keep + spaced(240, 80) + outlined(1), sized(26, true)},
	{"Heading3", "heading 3", "paragraph", "Normal", "Normal", keep + spaced(200, 60) + outlined(2), sized(23, true)},
	{"Heading4", "heading 4", "paragraph", "Normal", "Normal", keep + spaced(160, 60) + outlined(3), sized(22, true)},
	{"ListBullet", "List Bullet", "paragraph", "Normal", "", `<w:numPr><w:numId w:val="1"/></w:numPr>` + spaced(0, 60) + "<w:contextualSpacing/>", ""},
	{"ListNumber", "List Number", "paragraph", "Normal", "", `<w:numPr><w:numId w:val="2"/></w:numPr>` + spaced(0, 60) + "<w:contextualSpacing/>", ""},
	{"Quote", "Quote", "paragraph", "Normal", "Normal", spaced(120, 160) + `<w:ind w:left="567" w:right="567"/>`, "<w:i/><w:iCs/>"},
	{"Caption", "caption", "paragraph", "Normal", "Normal", spaced(120, 60), sized(19, true)},
	{"TOC1", "toc 1", "paragraph", "Normal", "Normal", spaced(0, 40), ""},
	{"FootnoteText", "footnote text", "paragraph", "Normal", "", spaced(60, 200), sized(18, false)},
	{"Header", "header", "paragraph", "Normal", "", spaced(0, 0), sized(19, false)},
	{"Footer", "footer", "paragraph", "Normal", "", spaced(0, 0), sized(19, false)},
	{"TableGrid", "Table Grid", "table", "TableNormal", "", spaced(0, 0), `<w:tblPr><w:tblBorders>` +
		border("top") + border("left") + border("bottom") + border("right") + border("insideH") + border("insideV") + `</w:tblBorders></w:tblPr>`},
}

// spaced is white before and after, in twentieths of a point.
func spaced(before, after int) string {
	return element("w:spacing", "", "w:before", decimal(before), "w:after", decimal(after))
}

// sized is the size of letters in half points.
func sized(halves int, bold bool) string {
	s := element("w:sz", "", "w:val", decimal(halves)) + element("w:szCs", "", "w:val", decimal(halves))
	if bold {
		return "<w:b/><w:bCs/>" + s
	}
	return s
}

func outlined(level int) string { return element("w:outlineLvl", "", "w:val", decimal(level)) }

func border(side string) string {
	return element("w:"+side, "", "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", "auto")
}

const defaults = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>` +
	`<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
	`<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="269" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`

func stylesPart() string {
	var s strings.Builder
	s.WriteString(defaults)
	for i := range styles {
		s.WriteString(styles[i].markup(i < 4))
	}
	return element("w:styles", s.String(), "xmlns:w", wordSpace)
}

// markup is one style; Word begins with the first of each kind.
func (y *style) markup(first bool) string {
	s := element("w:name", "", "w:val", y.name)
	if y.based != "" {
		s += element("w:basedOn", "", "w:val", y.based)
	}
	if y.next != "" {
		s += element("w:next", "", "w:val", y.next)
	}
	if !first {
		s += "<w:qFormat/>"
	}
	if y.paragraph != "" {
		s += element("w:pPr", y.paragraph)
	}
	switch {
	case y.text == "":
	case y.kind == "table":
		s += y.text
	default:
		s += element("w:rPr", y.text)
	}
	attributes := []string{"w:type", y.kind}
	if first {
		attributes = append(attributes, "w:default", "1")
	}
	return element("w:style", s, append(attributes, "w:styleId", y.id)...)
}
