package wording

import (
	"strconv"
	"strings"
)

// Kind is what a block is.
type Kind int

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	Bullet   // one point of a list
	Numbered // one point of a numbered list
	Quote
	Picture
)

// Block is a paragraph, a heading, one point of a list, a quotation or a
// picture.
type Block struct {
	Kind   Kind
	Level  int // of a heading, 1 or 2; else 0
	Number int // of a numbered point, as it was typed; else 0
	// Runs are the words. A line end that was typed within the block is "\n"
	// in them. A picture has none.
	Runs    []Run
	Picture string // the ID of a picture
	Caption string // what is to be seen on it; may be ""
}

// Run is a piece of text that looks the same throughout.
type Run struct {
	Text         string
	Bold, Italic bool
}

// Plain is the words of the block without its marks; a picture's are its
// caption.
func (b Block) Plain() string {
	if b.Kind == Picture {
		return b.Caption
	}
	var s strings.Builder
	for _, r := range b.Runs {
		s.WriteString(r.Text)
	}
	return s.String()
}

// Plain is the whole text for where nothing can be set in bold or as a
// heading: blocks with a blank line between them, the points of a list one
// below the other behind "•" or their number.
func Plain(text string) string {
	var s strings.Builder
	before := Block{Kind: -1}
	for _, b := range Parse(text) {
		words := b.mark() + b.Plain()
		if words == "" {
			continue
		}
		switch {
		case s.Len() == 0:
		case b.mark() != "" && b.Kind == before.Kind:
			s.WriteString("\n")
		default:
			s.WriteString("\n\n")
		}
		s.WriteString(words)
		before = b
	}
	return s.String()
}

func (b Block) mark() string {
	switch b.Kind {
	case Bullet:
		return "• "
	case Numbered:
		return strconv.Itoa(b.Number) + ". "
	}
	return ""
}
