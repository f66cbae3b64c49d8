// Package typeset breaks texts into lines for the PDFs, whatever the font.
package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"waymark/reports/internal/shape"
)

// Hard is a space at which no line is broken. Printed is how it is drawn.
const Hard = '\u00A0'

// Solid keeps a short text, such as a date or a telephone number, on one line.
// Longer texts may break.
func Solid(text string) string {
	if utf8.RuneCountInString(text) > 20 {
		return text
	}
	return strings.ReplaceAll(text, " ", string(Hard))
}

// Clean keeps what the fonts and the format can hold: letters composed with their
// accents, no control or hidden direction characters, and a replacement mark for letters beyond the first
// plane of Unicode, which a PDF font of this kind cannot address. The font has
// no arrow.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(shape.Unprinted, r):
			return r
		case r == '→':
			return '–'
		case r != Hard && unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		case r > 0xFFFF:
			return '\uFFFD'
		default:
			return r
		}
	}, norm.NFC.String(text))
}

// Printed is Clean with hard spaces as plain ones, for drawing, and with StandIn for
// what no font has.
func Printed(text string) string { return shown(printed.Replace(Clean(text))) }

var printed = strings.NewReplacer(string(Hard), " ")

// Plain is Printed for a text that needs no shaping: without the marks that only
// shaping understands.
func Plain(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(shape.Unprinted, r) {
			return -1
		}
		return r
	}, Printed(text))
}

// Width measures a text in the font that is set, in millimetres.
type Width func(text string) float64

// Wrap breaks text into lines no wider than w, between words, and within a
// word only when it is wider than a whole line.
func (wide Width) Wrap(text string, w float64) []string {
	var lines []string
	current := ""
	for _, word := range strings.FieldsFunc(Clean(text), func(r rune) bool { return r == ' ' }) {
		joined := strings.TrimLeft(current+" "+word, " ")
		if wide(joined) <= w {
			current = joined
			continue
		}
		if current != "" {
			lines = append(lines, current)
		}
		for wide(word) > w {
			head := wide.beginning(word, w)
			lines = append(lines, head)
			word = word[len(head):]
		}
		current = word
	}
	if current != "" {
		lines = append(lines, current)
	}
	return shape.Marked(text, lines)
}

// beginning is the longest beginning of a word that fits, at least one letter.
// Web addresses are long words: they are cut behind a slash, a dot or a dash
// when there is one in the second half of what fits.
func (wide Width) beginning(word string, w float64) string {
	end := wide.fitting(word, w)
	if seam := strings.LastIndexAny(word[:end], "/.-@_") + 1; seam > end/2 {
		end = seam
	}
	return word[:end]
}

// fitting is how many bytes of a text fit, at least those of one letter.
func (wide Width) fitting(text string, w float64) int {
	end := 0
	for _, next := range ends(text) {
		if end > 0 && wide(text[:next]) > w {
			break
		}
		end = next
	}
	return end
}

// ends are the places at which a text may be cut: behind each letter with its
// marks.
func ends(text string) []int {
	if shape.Needed(text) {
		return shape.Ends(text)
	}
	list := make([]int, 0, len(text))
	for i, r := range text {
		list = append(list, i+len(string(r)))
	}
	return list
}

// Fit shortens text to w with an ellipsis where it is wider.
func (wide Width) Fit(text string, w float64) string {
	text = Clean(text)
	if wide(text) <= w {
		return text
	}
	return ended(text[:wide.fitting(text, w-wide("…"))])
}

// AtMost wraps text to w and, where it takes more than n lines, ends the last
// of them with an ellipsis.
func (wide Width) AtMost(text string, w float64, n int) []string {
	lines := wide.Wrap(text, w)
	if len(lines) <= n {
		return lines
	}
	last := lines[n-1] + " " + lines[n]
	lines[n-1] = ended(last[:wide.fitting(last, w-wide("…"))])
	return lines[:n]
}

func ended(text string) string { return strings.TrimRight(text, " ,;:–"+string(Hard)) + "…" }
