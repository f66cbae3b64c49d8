package main

import "strings"

// kind is where a text is read.
type kind string

// The kinds of text.
const (
	screen  kind = "screen"  // screens and the messages on them
	output  kind = "output"  // what a command prints
	report  kind = "report"  // reports and other documents
	guide   kind = "guide"   // README and the other pages
	code    kind = "code"    // comments
	fault   kind = "fault"   // errors that only the log has
	nowhere kind = "nowhere" // read by no one: invented people, search words, SQL
)

// gap stands for what the program puts into a text.
const gap = '\uFFFC'

// piece is a part of a text: words that are written in the code, or, if it is
// a gap, what the program puts there.
type piece struct {
	words string
	gap   bool
}

// text is what one expression says: its literals with gaps between them.
type text struct {
	file   string
	line   int
	kind   kind
	pieces []piece
	format bool   // a format of fmt, whose verbs are gaps too
	args   []arg  // of the format
	call   string // the function that it is handed to, or ""
}

// arg is an argument of a format: a literal, or a call with literals in it.
type arg struct{ literals []string }

// String returns the text with a gap wherever the program fills one.
func (t text) String() string {
	var b strings.Builder
	for _, p := range t.pieces {
		if p.gap {
			b.WriteRune(gap)
			continue
		}
		words := p.words
		if t.format {
			words = verb.ReplaceAllStringFunc(words, func(v string) string {
				if v == "%%" {
					return "%"
				}
				return string(gap)
			})
		}
		b.WriteString(words)
	}
	return b.String()
}

// shown returns the text as a person would write it down, with { } for gaps.
func (t text) shown() string {
	s := strings.ReplaceAll(strings.ReplaceAll(t.String(), string(gap), "{}"), "\n", " ")
	if r := []rune(s); len(r) > 90 {
		return string(r[:90]) + "…"
	}
	return s
}
