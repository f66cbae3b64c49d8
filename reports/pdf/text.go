package pdf

import (
	"strings"
	"unicode"
)

// clean keeps what the font and the format can hold: no control characters,
// and a replacement mark for letters beyond the first plane of Unicode, which
// a PDF font of this kind cannot address. The font has no arrow.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '→' || r == '−':
			return '–'
		case r == '\t' || r == '\n':
			return ' '
		case unicode.IsControl(r):
			return -1
		case r > 0xFFFF:
			return '\uFFFD'
		default:
			return r
		}
	}, s)
}

// at writes one line with its baseline at y.
func (d *document) at(x, y float64, text string) { d.pdf.Text(x, y, clean(text)) }

func (d *document) wide(text string) float64 { return d.pdf.GetStringWidth(clean(text)) }

// wrap breaks text into lines no wider than w in the current font, between
// words, and within a word only when it is wider than a whole line.
func (d *document) wrap(text string, w float64) []string {
	var lines []string
	current := ""
	for _, word := range strings.Fields(clean(text)) {
		joined := strings.TrimLeft(current+" "+word, " ")
		if d.wide(joined) <= w {
			current = joined
			continue
		}
		if current != "" {
			lines = append(lines, current)
		}
		for d.wide(word) > w {
			head := d.longest(word, w)
			lines = append(lines, head)
			word = word[len(head):]
		}
		current = word
	}
	if current != "" {
		lines = append(lines, current)
	}
	return lines
}

// longest is the longest beginning of text that fits, at least one letter.
func (d *document) longest(text string, w float64) string {
	end := 0
	for i, r := range text {
		next := i + len(string(r))
		if end > 0 && d.wide(text[:next]) > w {
			break
		}
		end = next
	}
	return text[:end]
}

// fit shortens text to w with an ellipsis where it is wider.
func (d *document) fit(text string, w float64) string {
	text = clean(text)
	if d.wide(text) <= w {
		return text
	}
	return strings.TrimRight(d.longest(text, w-d.wide("…")), " ") + "…"
}

// atMost wraps text to w and, where it takes more than n lines, ends the last
// of them with an ellipsis.
func (d *document) atMost(text string, w float64, n int) []string {
	lines := d.wrap(text, w)
	if len(lines) <= n {
		return lines
	}
	lines[n-1] = d.fit(lines[n-1]+" "+lines[n]+"…", w)
	return lines[:n]
}
