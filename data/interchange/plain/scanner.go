package plain

import (
	"strings"
)

// scanner finds the tags of a text, which need not be HTML: a < that does not
// begin a tag of a known element is a character as any other. It goes forward
// only, and no nesting of tags costs it anything.
type scanner struct {
	src, low string // low is src in small letters
	at       int
	missing  map[string]bool // closing marks that do not come any more

	text    string // what was found: a text, when name is ""
	name    string // or else the name of an element,
	closing bool   // whether its end was found,
	raw     string // and the whole tag
}

// mostWithin is how many < a tag may hold within its quotation marks. A limit
// keeps the time that is spent on unclosed tags in proportion.
const mostWithin = 4

// next finds the next text or tag. It is false at the end.
func (s *scanner) next() bool {
	s.name, s.closing = "", false
	start := s.at
	for s.at < len(s.src) {
		open := strings.IndexByte(s.src[s.at:], '<')
		if open < 0 {
			s.at = len(s.src)
			break
		}
		open += s.at
		name, end := s.mark(open)
		if end < 0 {
			s.at = open + 1
			continue
		}
		if open > start { // the text before it comes first
			s.at = open
			break
		}
		s.name, s.closing, s.raw = name, strings.HasPrefix(s.src[open:], "</"), s.src[open:end]
		s.at = s.skip(name, end)
		return true
	}
	s.text = s.src[start:s.at]
	return s.at > start
}

// mark is the name and the end of the tag, comment or instruction that begins
// at open; end is -1 when there is none. The name of what is no element is "!".
func (s *scanner) mark(open int) (name string, end int) {
	rest := s.low[open:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		if at := s.find("-->", open+2); at >= 0 {
			return "!", at + 3
		}
		return "!", open + 4
	case strings.HasPrefix(rest, "<![cdata["):
		return "!", open + len("<![cdata[")
	case strings.HasPrefix(rest, "<!doctype"), strings.HasPrefix(rest, "<?xml"), strings.HasPrefix(rest, "<!["):
		if n := strings.IndexAny(rest[1:], "<>"); n >= 0 && rest[n+1] == '>' {
			return "!", open + n + 2
		}
		return "", -1
	}
	return s.tagAt(open)
}

func (s *scanner) tagAt(open int) (name string, end int) {
	from := open + 1
	if from < len(s.low) && s.low[from] == '/' {
		from++
	}
	to := from
	for to < len(s.low) && to < from+longestName && isTagByte(s.low[to]) {
		to++
	}
	name = s.low[from:to]
	if !isElement(name) || to < len(s.low) && !strings.ContainsRune(" \t\r\n\f/>", rune(s.low[to])) {
		return "", -1
	}
	end = s.tagEnd(to)
	if end < 0 || len(name) == 1 && isProse(s.low[to:end-1]) {
		return "", -1
	}
	return name, end
}

func isTagByte(c byte) bool { return isNameByte(c) || c == ':' || c == '-' }

// isProse tells "x <b and y> z" from a tag: an element with a name of one
// letter has attributes that are given a value, or none.
func isProse(attributes string) bool {
	return !strings.Contains(attributes, "=") && strings.Trim(attributes, " \t\r\n\f/") != ""
}

// cutOff is a tag at the end of a text that was cut to a length.
var cutOff = lazily(`^(\s+[a-z:-]+\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))*\s+[a-z:-]+\s*=\s*["'][^<>]*$`)

// tagEnd is the end of the tag whose name ends at from, or -1.
func (s *scanner) tagEnd(from int) int {
	var quote byte
	within, plainEnd := 0, -1
	for i := from; i < len(s.src); i++ {
		c := s.src[i]
		switch {
		case quote == 0 && c == '>':
			return i + 1
		case c == '<' && (quote == 0 || within == mostWithin):
			return plainEnd
		case c == '<':
			within++
		case c == '>' && plainEnd < 0 && within == 0:
			plainEnd = i + 1 // the end after all, if the quotation is never closed
		case c == '"' || c == '\'':
			quote = quoteAfter(quote, c, s.src[from:i])
		}
	}
	if plainEnd < 0 && within == 0 {
		return s.cutEnd(from)
	}
	return plainEnd
}

// cutEnd is the end of the text when that is in the middle of a tag, or -1.
func (s *scanner) cutEnd(from int) int {
	if cutOff().MatchString(s.low[from:]) {
		return len(s.src)
	}
	return -1
}

// quoteAfter is the quotation mark that is open after c, which is one too. A
// value is quoted only straight after its equals sign.
func quoteAfter(open, c byte, before string) byte {
	switch {
	case open == c:
		return 0
	case open == 0 && follows(before, '='):
		return c
	}
	return open
}

// follows tells whether before ends with c and perhaps spaces.
func follows(before string, c byte) bool {
	before = strings.TrimRight(before, " \t\r\n\f")
	return before != "" && before[len(before)-1] == c
}

// skip is where to go on after a tag: behind the whole element, if it is one
// that goes with all that it holds.
func (s *scanner) skip(name string, end int) int {
	if elements[name] != dropped || s.closing || strings.HasSuffix(s.raw, "/>") {
		return end
	}
	mark := "</" + name
	if name == "head" { // and not </header>
		mark += ">"
	}
	if at := s.find(mark, end); at >= 0 {
		if close := strings.IndexByte(s.src[at:], '>'); close >= 0 {
			return at + close + 1
		}
		return len(s.src)
	}
	if name == "script" || name == "style" {
		return len(s.src) // the text was cut off within it
	}
	return end
}

// find is where mark, in small letters, comes next from the given place on, or
// -1. What was missing once is not looked for again.
func (s *scanner) find(mark string, from int) int {
	if s.missing[mark] {
		return -1
	}
	if at := strings.Index(s.low[from:], mark); at >= 0 {
		return from + at
	}
	if s.missing == nil {
		s.missing = make(map[string]bool)
	}
	s.missing[mark] = true
	return -1
}

// hasBlocks tells whether there are tags of elements that make blocks.
func (s *scanner) hasBlocks() bool {
	look := &scanner{src: s.src, low: s.low}
	for look.next() {
		if blocks[look.name] {
			return true
		}
	}
	return false
}

// lowered is text with its English letters in small. It is as long as text.
func lowered(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, text)
}
