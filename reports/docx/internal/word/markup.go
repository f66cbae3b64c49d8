package word

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// element is one element with attributes, given as names and values. inner is
// markup already.
func element(name, inner string, attributes ...string) string {
	var s strings.Builder
	s.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		s.WriteString(" " + attributes[i] + `="` + escape(attributes[i+1]) + `"`)
	}
	if inner == "" {
		s.WriteString("/>")
		return s.String()
	}
	s.WriteString(">" + inner + "</" + name + ">")
	return s.String()
}

// escape makes a text one that XML may hold.
func escape(text string) string {
	var s strings.Builder
	// A strings.Builder never fails to take what is written.
	_ = xml.EscapeText(&s, []byte(allowed(text)))
	return s.String()
}

// allowed leaves out what XML 1.0 forbids, and bytes that are no text. White
// space other than line ends becomes a space.
func allowed(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t', r == '\r', r == '\v', r == '\f':
			return ' '
		case unicode.IsControl(r), r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

func decimal(n int) string { return strconv.Itoa(n) }

// layout is what a paragraph looks like, each part as markup but the style's
// ID, which is "" for Word's Normal. They stand in the order of the format.
type layout struct{ style, keep, numbering, spacing, alignment string }

// styled adds a paragraph of a style.
func (d *Document) styled(style string, runs ...Run) { d.add(layout{style: style}, runs) }

func (d *Document) add(look layout, runs []Run) {
	d.last = 0
	d.body.WriteString(paragraph(look, runs))
}

// paragraph is the markup of one.
func paragraph(look layout, runs []Run) string {
	p := ""
	if look.style != "" {
		p += element("w:pStyle", "", "w:val", look.style)
	}
	p += look.keep + look.numbering
	if rightToLeft(runs) {
		p += "<w:bidi/>"
	}
	p += look.spacing + look.alignment
	if p != "" {
		p = element("w:pPr", p)
	}
	for _, r := range runs {
		p += r.markup()
	}
	return element("w:p", p)
}

// aligned sets a paragraph to a side.
func aligned(side string) string { return element("w:jc", "", "w:val", side) }

func (r Run) markup() string {
	if r.Text == "" {
		return ""
	}
	look := ""
	if r.Bold {
		look += "<w:b/><w:bCs/>"
	}
	if r.Italic {
		look += "<w:i/><w:iCs/>"
	}
	if direction(r.Text) == bidi.RightToLeft {
		look += "<w:rtl/>"
	}
	if look != "" {
		look = element("w:rPr", look)
	}
	var text strings.Builder
	for i, line := range strings.Split(allowed(r.Text), "\n") {
		if i > 0 {
			text.WriteString("<w:br/>")
		}
		if line != "" {
			text.WriteString(element("w:t", escape(line), "xml:space", "preserve"))
		}
	}
	return element("w:r", look+text.String())
}

func rightToLeft(runs []Run) bool {
	for _, r := range runs {
		switch direction(r.Text) {
		case bidi.RightToLeft:
			return true
		case bidi.LeftToRight:
			return false
		}
	}
	return false
}

// direction is that of the first letter which has one, else Neutral.
func direction(text string) bidi.Direction {
	for _, r := range text {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			return bidi.LeftToRight
		case bidi.R, bidi.AL:
			return bidi.RightToLeft
		}
	}
	return bidi.Neutral
}
