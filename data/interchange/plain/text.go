package plain

import (
	"strings"
)

// mostPasses is how many layers of markup within markup are taken off: text
// that was escaped twice needs three. What is still not plain after so many
// was made to be a puzzle.
const mostPasses = 8

// Text is markup as plain text. It takes HTML, HTML that was escaped once or
// more often, and text that merely holds a < or an &, which stays as it is.
//
// Paragraphs have a blank line between them, an item of a list is a line that
// begins with "• " or "1. ", and the cells of a row of a table are separated
// by " | ". The address of a link follows its words in brackets, unless the
// words are the address. Scripts, styles, comments and pictures are dropped.
// White space is tidied, and characters that cannot be seen are removed unless
// the script that they are written in needs them. What comes out is valid
// UTF-8 without tags, and Text leaves it as it is.
func Text(markup string) string {
	if isTidy(markup) {
		return markup
	}
	return textOf(markup)
}

// isTidy is true for what most cells of a list hold: a line of plain English
// letters and marks that cannot be markup, with single spaces.
func isTidy(text string) bool {
	before := byte(' ')
	for i := range len(text) {
		c := text[i]
		switch {
		case c < ' ' || c > '~' || c == '<' || c == '&':
			return false
		case c == ' ' && before == ' ':
			return false
		case c == ':' && (before == 'a' || before == 'A'): // the end of data:
			return false
		}
		before = c
	}
	return before != ' ' || text == ""
}

func textOf(markup string) string {
	text := tidy(characters(markup))
	if !mayBeMarkup(text) {
		return text
	}
	// Line ends mean nothing where there is markup for paragraphs, so the first
	// layer is read before they are tidied.
	text, flowed := strip(characters(markup), false)
	for range mostPasses {
		next, flows := strip(text, flowed)
		if next == text {
			return text
		}
		text, flowed = next, flowed || flows
	}
	text = strings.NewReplacer("<", "", "&", "").Replace(text)
	return tidy(characters(withoutPictures(characters(text))))
}

// mayBeMarkup is false when text is sure to be plain already.
func mayBeMarkup(text string) bool {
	return strings.ContainsAny(text, "<&") || strings.Contains(lowered(text), "data:")
}

// strip takes one layer of markup off. flows tells whether line ends in the
// source were taken for spaces; with flowed true they never are, because they
// come from the layer above.
func strip(markup string, flowed bool) (text string, flows bool) {
	markup = withoutPictures(markup)
	s := &scanner{src: markup, low: lowered(markup)}
	flows = !flowed && s.hasBlocks()
	p := &page{flows: flows}
	for s.next() {
		if s.name == "" {
			p.text(unescaped(s.text))
			continue
		}
		p.tag(s.name, s.closing, s.raw)
	}
	return tidy(characters(p.finish())), flows
}
