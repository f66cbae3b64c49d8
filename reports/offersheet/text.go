package offersheet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hard is a space at which no line is broken.
const hard = '\u00A0'

// solid keeps a date, a postcode or a phone number on one line. Longer texts
// may break.
func solid(text string) string {
	if utf8.RuneCountInString(text) > 20 {
		return text
	}
	return strings.ReplaceAll(text, " ", string(hard))
}

// clean keeps what the font and the format can hold: no control or hidden
// direction characters, and a replacement mark for letters beyond the first
// plane of Unicode, which a PDF font of this kind cannot address.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '→' || r == '−':
			return '–'
		case r != hard && unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		case r > 0xFFFF:
			return '\uFFFD'
		default:
			return r
		}
	}, s)
}

func (d *document) wide(text string) float64 { return d.pdf.GetStringWidth(clean(text)) }

// wrap breaks text into lines no wider than w in style s, between words, and
// within a word only when it is wider than a whole line.
func (d *document) wrap(text string, s style, w float64) []string {
	d.set(s)
	var lines []string
	current := ""
	for _, word := range strings.FieldsFunc(clean(text), func(r rune) bool { return r == ' ' }) {
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

// longest is the longest beginning of a word that fits, at least one letter.
// Web addresses are long words: they are cut behind a slash, a dot or a dash
// when there is one in the second half of what fits.
func (d *document) longest(word string, w float64) string {
	end := 0
	for i, r := range word {
		next := i + len(string(r))
		if end > 0 && d.wide(word[:next]) > w {
			break
		}
		end = next
	}
	if seam := strings.LastIndexAny(word[:end], "/.-@_") + 1; seam > end/2 {
		end = seam
	}
	return word[:end]
}

// atMost wraps text and, where it takes more than n lines, ends the last of
// them with an ellipsis.
func (d *document) atMost(text string, s style, w float64, n int) []string {
	lines := d.wrap(text, s, w)
	if len(lines) <= n {
		return lines
	}
	last := lines[n-1]
	for last != "" && d.wide(last+"…") > w {
		r := []rune(last)
		last = string(r[:len(r)-1])
	}
	lines[n-1] = strings.TrimRight(last, " ,;:–") + "…"
	return lines[:n]
}
