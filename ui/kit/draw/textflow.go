package draw

import (
	"iter"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Ellipsis cuts a line so that it fits the width and says whether it had to.
func Ellipsis(text string, width float32, measure func(string) float32) (string, bool) {
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		text = strings.Join(strings.Fields(text), " ")
	}
	// Half a pixel of grace: sums of widths are not exact.
	if measure(text) <= width+0.5 {
		return text, false
	}
	runes := []rune(text)
	fits := sort.Search(len(runes), func(n int) bool {
		return measure(CutOff(string(runes[:n]))) > width+0.5
	}) - 1
	if fits < 0 {
		return "", text != ""
	}
	return CutOff(string(runes[:fits])), true
}

// CutOff ends what is left of a text with an ellipsis, without the mark before what
// is no longer there.
func CutOff(text string) string {
	rest := strings.TrimRight(text, " ,;:·–(“")
	if rest == "" {
		rest = strings.TrimRight(text, " ")
	}
	return rest + "…"
}

// BreakLines wraps a text at spaces. A word that is wider than the line is broken
// after a hyphen or the like; only where that does not help, and never when words
// are to stay whole, it is broken inside. An empty text is one empty line.
func BreakLines(text string, width float32, whole bool, measure func(string) float32) []string {
	var lines []string
	text = strings.ReplaceAll(text, "\r\n", "\n")
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines = append(lines, breakParagraph(paragraph, width, whole, measure)...)
	}
	return lines
}

// After is the paragraph of a text that goes on after the lines into which its
// beginning was broken.
func After(text string, lines []string) string {
	drawn := 0
	for _, line := range lines {
		drawn += letters(line)
	}
	rest := strings.IndexFunc(text, func(r rune) bool {
		if unicode.IsSpace(r) {
			return false
		}
		drawn--
		return drawn < 0
	})
	if rest < 0 {
		return ""
	}
	paragraph, _, _ := strings.Cut(text[rest:], "\n")
	return strings.Join(strings.Fields(paragraph), " ")
}

// letters counts what is not a space.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

func breakParagraph(text string, width float32, whole bool, measure func(string) float32) []string {
	width += 0.5
	var lines []string
	line := ""
	for word := range tied(text) {
		candidate := word
		if line != "" {
			candidate = line + " " + word
		}
		if measure(candidate) <= width {
			line = candidate
			continue
		}
		if head, number := endNumber(line); number != "" && measure(number+" "+word) <= width {
			lines, line = append(lines, head), number+" "+word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		parts := BreakWord(word, width, whole, measure)
		lines = append(lines, parts[:len(parts)-1]...)
		line = parts[len(parts)-1]
	}
	return append(lines, line)
}

// tied yields the words of a text. The mark of a warning is one word with what it
// marks.
func tied(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		before := ""
		for word := range strings.FieldsSeq(text) {
			if word == "!" {
				before = "! "
				continue
			}
			if !yield(before + word) {
				return
			}
			before = ""
		}
		if before != "" {
			yield("!")
		}
	}
}

// endNumber cuts a number off the end of a line, which goes to the next line with what
// it counts: “4 follow-ups”, “8 April”. number is "" if the line ends otherwise or is
// the number alone.
func endNumber(line string) (head, number string) {
	i := strings.LastIndex(line, " ")
	if i <= 0 || strings.ContainsFunc(line[i+1:], func(r rune) bool { return !unicode.IsDigit(r) && r != ',' }) {
		return line, ""
	}
	return line[:i], line[i+1:]
}

// BreakWord breaks a word that is wider than the line after the signs that join
// its parts, as in an email address or a double name.
func BreakWord(word string, width float32, whole bool, measure func(string) float32) []string {
	if measure(word) <= width {
		return []string{word}
	}
	var lines []string
	line := ""
	for _, part := range joined(word) {
		if measure(line+part) <= width {
			line += part
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = part
		if !whole && measure(part) > width {
			pieces := breakInside(part, width, measure)
			lines = append(lines, pieces[:len(pieces)-1]...)
			line = pieces[len(pieces)-1]
		}
	}
	return append(lines, line)
}

// joined cuts a word after each sign that joins two parts of it.
func joined(word string) []string {
	var parts []string
	from := 0
	for i, r := range word {
		if end := i + utf8.RuneLen(r); strings.ContainsRune(joiners, r) && i > from && end < len(word) {
			parts = append(parts, word[from:end])
			from = end
		}
	}
	return append(parts, word[from:])
}

// joiners are the signs after which a long word may go on in the next line.
const joiners = "-‐–/@._,;&+"

func breakInside(word string, width float32, measure func(string) float32) []string {
	var parts []string
	runes := []rune(word)
	for len(runes) > 1 && measure(string(runes)) > width {
		n := sort.Search(len(runes), func(n int) bool { return measure(string(runes[:n+1])) > width })
		n = max(n, 1)
		if n >= len(runes) {
			break
		}
		parts = append(parts, string(runes[:n]))
		runes = runes[n:]
	}
	return append(parts, string(runes))
}

// Hyphenated is a text in which each long word that is wider than a line is parted
// so that a line ends after each hyphen. Only words of Latin letters are.
func Hyphenated(text string, width float32, measure func(string) float32) string {
	words := strings.Fields(text)
	for i, word := range words {
		parts := joined(word)
		for j, part := range parts {
			parts[j] = hyphenate(part, width, measure)
		}
		words[i] = strings.Join(parts, "")
	}
	return strings.Join(words, " ")
}

// A word of fewer letters than longWord is not parted, and fewestParted of them
// stand on either side of a hyphen.
const longWord, fewestParted = 9, 3

func hyphenate(word string, width float32, measure func(string) float32) string {
	runes := []rune(word)
	foreign := func(r rune) bool { return !unicode.In(r, unicode.Latin, unicode.M) }
	if len(runes) < longWord || measure(word) <= width || slices.ContainsFunc([]rune(strings.TrimRight(word, joiners)), foreign) {
		return word
	}
	best := 0
	for n := len(runes) - fewestParted; n >= fewestParted && best == 0; n-- {
		if measure(string(runes[:n])+"-") <= width && !unicode.Is(unicode.M, runes[n]) {
			best = n
		}
	}
	if best == 0 {
		return word
	}
	for n := best; n >= fewestParted && n > best-fewestParted; n-- {
		if beginsSyllable(runes, n) {
			best = n
			break
		}
	}
	return string(runes[:best]) + "- " + string(runes[best:])
}

// beginsSyllable reports whether a word can be read when it is parted before a
// letter: a consonant with a vowel after it, which makes no one sound with the letter
// before it. So “appointments” goes on with “ments” and not with “nts”.
func beginsSyllable(word []rune, n int) bool {
	vowel := func(i int) bool { return i < len(word) && strings.ContainsRune("aeiouy", unicode.ToLower(word[i])) }
	return !vowel(n) && vowel(n+1) && (word[n] != 'h' || vowel(n-1))
}

// SplitArrows cuts a text after each arrow that a space follows, without that
// space: Fyne takes arrows from a second font, which has no space and would draw a
// sign for a missing letter.
func SplitArrows(s string) []string {
	if !strings.ContainsAny(s, "←↑→↓") {
		return []string{s}
	}
	var parts []string
	from := 0
	for i, r := range s {
		if !strings.ContainsRune("←↑→↓", r) {
			continue
		}
		if end := i + utf8.RuneLen(r); strings.HasPrefix(s[end:], " ") {
			parts = append(parts, s[from:end])
			from = end + 1
		}
	}
	return append(parts, s[from:])
}
