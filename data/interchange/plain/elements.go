package plain

import "strings"

// kind is what an element does to the text around it.
type kind int

const (
	inline    kind = iota + 1 // nothing: its words stand in their line
	line                      // its words stand on lines of their own
	paragraph                 // there is a blank line around it
	dropped                   // it goes, with all that it holds
)

// elements are the elements of HTML, old ones too. What is not among them is
// no tag: people write <name@example.org>.
var elements = func() map[string]kind {
	all := make(map[string]kind)
	for k, names := range map[kind]string{
		inline: `a abbr acronym applet area audio b base basefont bdi bdo bgsound big blink br button canvas
			cite code col colgroup data datalist del dfn em embed fieldset font frame i img input ins kbd
			keygen label legend li link map mark marquee math meta meter nobr noembed noframes noscript object
			ol optgroup output param picture progress q rb rp rt rtc ruby s samp select slot small source
			span strike strong sub sup table tbody td textarea tfoot th thead time tr track tt u ul var
			video wbr body html path rect circle ellipse polygon polyline g`,
		line: `div dd dt option summary caption figcaption address center`,
		paragraph: `p article aside blockquote details dialog dir dl fieldset figure footer form frameset
			h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav pre search section xmp listing`,
		dropped: `head iframe script style svg template title xml`,
	} {
		for name := range strings.FieldsSeq(names) {
			all[name] = k
		}
	}
	return all
}()

// blocks are the elements that show that a text was written as HTML, where
// the ends of lines mean nothing. A text that has only links and bold words in
// it was typed with its line ends.
var blocks = func() map[string]bool {
	all := map[string]bool{"br": true, "li": true, "ul": true, "ol": true, "table": true, "tr": true, "td": true, "th": true}
	for name, k := range elements {
		if k == paragraph || k == line {
			all[name] = true
		}
	}
	delete(all, "option")
	return all
}()

// officePrefixes are those of the elements that office programs leave behind.
var officePrefixes = []string{"o:", "v:", "w:", "m:", "st1:", "fb:", "g:"}

func isElement(name string) bool {
	if elements[name] != 0 {
		return true
	}
	for _, prefix := range officePrefixes {
		if len(name) > len(prefix) && strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
