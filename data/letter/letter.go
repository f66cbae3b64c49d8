package letter

import (
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/clienttext"
)

// Letter is a letter that is ready to be printed.
type Letter struct {
	From    []string  `json:"-"`       // our service, line by line
	To      []string  `json:"-"`       // name and address, line by line; may be empty
	On      data.Date `json:"on"`      // the day of the letter
	Heading string    `json:"heading"` // also the subject of an email
	Lines   []Line    `json:"-"`
	// In is the language that it is written in; nil for English.
	In *clienttext.Language `json:"-"`
	// English is the same letter in English, for one in another language.
	English *Letter `json:"-"`
}

// LineKind is how a line is printed.
type LineKind int

// The kinds of lines.
const (
	Words   LineKind = iota
	Heading          // a small heading
	Item             // of a list
)

// Line is a line as it was written, which may wrap in print.
type Line struct {
	Kind  LineKind
	Text  string
	Apart bool // a blank line stands before it
}

func linesOf(text string) []Line {
	var lines []Line
	apart := false
	for line := range strings.SplitSeq(text, "\n") {
		if line == "" {
			apart = true
			continue
		}
		l := Line{Text: line, Apart: apart}
		if rest, ok := strings.CutPrefix(line, "# "); ok {
			l.Kind, l.Text = Heading, strings.TrimSpace(rest)
		} else if rest, ok := strings.CutPrefix(line, "- "); ok {
			l.Kind, l.Text = Item, strings.TrimSpace(rest)
		}
		lines, apart = append(lines, l), false
	}
	return lines
}

// Plain is the letter as text for an email, without the addresses: the heading,
// then the lines.
func (l *Letter) Plain() string {
	var b strings.Builder
	b.WriteString(l.Heading + "\n")
	for i, line := range l.Lines {
		if line.Apart || i == 0 {
			b.WriteString("\n")
		}
		if line.Kind == Item {
			b.WriteString("- ")
		}
		b.WriteString(line.Text + "\n")
	}
	return b.String()
}

// Lines returns the lines of an address, without blank ones. An address typed in
// several lines, or with commas between, is broken there.
func Lines(parts ...string) []string {
	var lines []string
	for _, p := range parts {
		for line := range strings.FieldsFuncSeq(p, func(r rune) bool { return r == '\n' || r == ',' }) {
			if line = data.Tidy(line); line != "" && !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
	}
	return lines
}
