package wording

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

var (
	picture  = regexp.MustCompile(`^!\[(.*)\]\(picture:([A-Za-z0-9_-]+)\)$`)
	numbered = regexp.MustCompile(`^([0-9]{1,3})\. +(.*)$`) // a year begins no list
)

// marks are what a line of a kind begins with, each followed by a space.
var marks = []struct {
	text  string
	kind  Kind
	level int
}{
	{"#", Heading, 1}, {"##", Heading, 2}, {"-", Bullet, 0}, {"*", Bullet, 0}, {"•", Bullet, 0}, {">", Quote, 0},
}

// Parse reads a text. Every text is one: what is no mark is words. Control
// characters are left out, and bytes that are not UTF-8 become a replacement
// character.
func Parse(text string) []Block {
	p := parser{}
	for line := range strings.SplitSeq(clean(text), "\n") {
		p.line(line)
	}
	p.end()
	return p.blocks
}

// parser puts lines together. The block that is being read is open while
// there are lines in it.
type parser struct {
	blocks []Block
	open   Block
	lines  []string
}

func (p *parser) line(line string) {
	indented := strings.HasPrefix(line, " ")
	line = strings.TrimSpace(line)
	b, words := block(line)
	switch {
	case line == "", line == ">" && p.open.Kind == Quote && len(p.lines) > 0:
		p.end()
	case b.Kind == Paragraph && p.continues(indented), b.Kind == Quote && p.open.Kind == Quote:
		p.add(b, words)
	default:
		p.end()
		p.add(b, words)
		if b.Kind == Heading || b.Kind == Picture {
			p.end()
		}
	}
}

// continues reports whether a line without a mark belongs to the open block: a
// paragraph goes on, a point of a list only with lines that are set in.
func (p *parser) continues(indented bool) bool {
	switch {
	case len(p.lines) == 0:
		return false
	case p.open.Kind == Bullet, p.open.Kind == Numbered:
		return indented
	}
	return p.open.Kind == Paragraph
}

func (p *parser) add(b Block, words string) {
	if len(p.lines) == 0 {
		p.open = b
	}
	p.lines = append(p.lines, words)
}

func (p *parser) end() {
	if len(p.lines) == 0 {
		return
	}
	if p.open.Kind != Picture {
		p.open.Runs = runs(strings.Join(p.lines, "\n"))
	}
	p.blocks = append(p.blocks, p.open)
	p.open, p.lines = Block{}, nil
}

// block says what a line begins, and gives the words behind its mark.
func block(line string) (Block, string) {
	if m := picture.FindStringSubmatch(line); m != nil {
		return Block{Kind: Picture, Caption: strings.TrimSpace(m[1]), Picture: m[2]}, ""
	}
	if m := numbered.FindStringSubmatch(line); m != nil && m[2] != "" {
		n, _ := strconv.Atoi(m[1]) // at most three digits
		return Block{Kind: Numbered, Number: n}, m[2]
	}
	for _, mark := range marks {
		if rest, ok := strings.CutPrefix(line, mark.text+" "); ok {
			return Block{Kind: mark.kind, Level: mark.level}, strings.TrimSpace(rest)
		}
	}
	return Block{}, line
}

// clean unifies line ends and white space and leaves control characters out.
func clean(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\u0085', r == '\u2028', r == '\u2029':
			return '\n'
		case r == '\t', r == '\v', r == '\f':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
}
