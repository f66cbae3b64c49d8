package plain

import (
	"strconv"
	"strings"
	"unicode"
)

// page lays the words of a text out in lines and paragraphs.
type page struct {
	flows bool // line ends in the source are spaces

	out    []byte
	breaks int    // line ends that are due before the next word: 2 is a blank line
	space  bool   // a space is due before the next word
	lead   string // what the next word is led in by: "• ", "2. " or cellMark
	lists  []list // those that are open, the innermost last
	inRow  bool   // the row of the table has words already
	atRow  bool   // the next word is the first of a row of a table
	pre    int    // how many <pre> are open
	link   link
}

// list is a list that is open; next is the number of its next item, if it is
// numbered.
type list struct {
	numbered bool
	next     int
}

const (
	bullet   = "• "
	cellMark = "| "
)

// bullets are what people type before the items of what is a list already.
const bullets = "•·●▪◦"

// text takes a text as it stands between two tags.
func (p *page) text(text string) {
	flows := p.flows && p.pre == 0
	ends, begun := 0, false // the line ends since the last word, if there was one
	from := -1
	for i, r := range text {
		if !unicode.IsSpace(r) {
			if from < 0 {
				// A blank line between two sentences is meant, whatever HTML says.
				if flows && begun && ends > 1 {
					p.breakLine(2)
				}
				from, begun, ends = i, true, 0
			}
			continue
		}
		if from >= 0 {
			p.word(text[from:i])
			from = -1
		}
		p.space = true
		if r == '\n' {
			ends++
			if !flows {
				p.breakMore()
			}
		}
	}
	if from >= 0 {
		p.word(text[from:])
	}
}

// word writes a word, and before it what is due.
func (p *page) word(word string) {
	if p.lead != "" && p.lead != cellMark {
		if word = strings.TrimLeft(word, bullets); word == "" {
			return
		}
	}
	p.due()
	p.out = append(p.out, word...)
	p.inRow = true
}

// due writes what is due before the next word.
func (p *page) due() {
	switch {
	case len(p.out) == 0:
	case p.breaks > 0:
		p.out = append(p.out, "\n\n"[:p.breaks]...)
	case p.space || p.lead != "":
		p.out = append(p.out, ' ')
	}
	p.out = append(p.out, p.lead...)
	p.breaks, p.space, p.lead, p.atRow = 0, false, "", false
	p.link.begin(len(p.out))
}

// breakLine wants n line ends before the next word. Nothing comes between the
// mark of an item and its words, or the start of a row and its first.
func (p *page) breakLine(n int) {
	if p.lead == "" && !p.atRow {
		p.breaks = max(p.breaks, n)
	}
}

// breakMore wants one line end more than there would be.
func (p *page) breakMore() {
	if p.lead == "" && !p.atRow {
		p.breaks = min(p.breaks+1, 2)
	}
}

// anew wants n line ends, whatever is led in.
func (p *page) anew(n int) {
	p.lead = ""
	p.breakLine(n)
}

// tag does what the tag of an element does.
func (p *page) tag(name string, closing bool, raw string) {
	switch name {
	case "a":
		p.endLink()
		if !closing {
			p.link = newLink(raw)
		}
	case "br":
		p.breakMore()
	case "ul", "ol", "menu", "dir":
		p.list(name == "ol", closing, raw)
	case "li":
		p.item(closing)
	case "table", "tr", "thead", "tbody", "tfoot", "td", "th":
		p.table(name, closing)
	default:
		p.block(name, closing)
	}
}

func (p *page) block(name string, closing bool) {
	if name == "pre" && closing {
		p.pre = max(p.pre-1, 0)
	} else if name == "pre" {
		p.pre++
	}
	switch elements[name] {
	case line:
		p.breakLine(1)
	case paragraph:
		if len(p.lists) > 0 { // a list whose items are paragraphs stays together
			p.breakLine(1)
		} else {
			p.breakLine(2)
		}
	}
}

func (p *page) list(numbered, closing bool, raw string) {
	if closing && len(p.lists) > 0 {
		p.lists = p.lists[:len(p.lists)-1]
	}
	if len(p.lists) > 0 {
		p.anew(1)
	} else {
		p.anew(2)
	}
	if !closing {
		p.lists = append(p.lists, list{numbered, firstNumber(raw)})
	}
}

func firstNumber(raw string) int {
	if n, err := strconv.Atoi(attribute(raw, "start")); err == nil && n > 0 && n < 1e6 {
		return n
	}
	return 1
}

func (p *page) item(closing bool) {
	p.anew(1)
	if closing {
		return
	}
	p.lead = bullet
	if n := len(p.lists); n > 0 && p.lists[n-1].numbered {
		p.lead = strconv.Itoa(p.lists[n-1].next) + ". "
		p.lists[n-1].next++
	}
}

func (p *page) table(name string, closing bool) {
	switch {
	case name == "table":
		p.inRow, p.atRow = false, false
		p.anew(2)
	case name != "td" && name != "th":
		if p.inRow { // rows are lines, whatever is in their last cell
			p.breaks = 0
		}
		p.anew(1)
		p.inRow, p.atRow = false, !closing
	case !closing && p.inRow:
		p.lead, p.breaks = cellMark, 0
	}
}

// finish returns the whole text.
func (p *page) finish() string {
	p.endLink()
	return string(p.out)
}
