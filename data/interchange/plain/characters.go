package plain

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
	firstTo   = 0x0600 // no script before Arabic needs a joiner
)

// characters makes text valid UTF-8 of characters that can be seen, spaces and
// line ends. Directions are worked out from the letters, so the marks for them
// go; the joiners stay where Persian, Hindi or an emoji needs them.
func characters(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(text))
	before := rune(0)
	for i, r := range text {
		switch {
		case r == joiner || r == nonJoiner:
			if needsJoiner(before) && needsJoiner(seenAfter(text[i+3:])) {
				b.WriteRune(r)
				before = r
			}
			continue
		case r >= 0x80 && r <= 0x9f:
			r = windows(r)
		default:
			r = seen(r)
		}
		if r >= 0 {
			b.WriteRune(r)
			before = r
		}
	}
	return b.String()
}

// seen is r as it is kept: -1 when not at all.
func seen(r rune) rune {
	switch {
	case r == '\r', r == '\v', r == '\f', r == '\u2028', r == '\u2029':
		return '\n'
	case r == '\n', r == '\t':
		return r
	case r < ' ', r == 0x7f, r == 0xfffe, r == 0xffff, unseen(r):
		return -1
	case unicode.Is(unicode.Zs, r):
		return ' '
	}
	return r
}

// unseen are the soft hyphen, the byte order mark, the spaces of no width, the
// marks for direction and the anchors of things that are not text.
func unseen(r rune) bool {
	switch {
	case r == 0xad, r == 0x061c, r == 0x180e, r == 0x200b, r == 0x200e, r == 0x200f, r == 0xfeff,
		r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r >= 0xfff9 && r <= 0xfffc:
		return true
	}
	return false
}

// windows reads a control character as what it is nearly always: a character
// of Windows-1252 that was taken for one of ISO 8859-1, as browsers do.
func windows(r rune) rune {
	meant, _ := utf8.DecodeRuneInString(html.UnescapeString("&#" + strconv.Itoa(int(r)) + ";"))
	if meant >= 0x80 && meant <= 0x9f {
		return -1
	}
	return meant
}

// seenAfter is the first character of rest that will be kept.
func seenAfter(rest string) rune {
	for _, r := range rest {
		if r == joiner || r == nonJoiner {
			return r
		}
		if seen(r) >= 0 {
			return r
		}
	}
	return 0
}

func needsJoiner(r rune) bool {
	return r >= firstTo && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.In(r, unicode.So, unicode.Sk))
}

// tidy trims every line and the whole, makes runs of spaces one space and
// leaves no more than one blank line.
func tidy(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	blank := 0
	for l := range strings.SplitSeq(text, "\n") {
		words := 0
		for word := range strings.FieldsSeq(l) {
			switch {
			case words > 0:
				b.WriteByte(' ')
			case b.Len() > 0:
				b.WriteString("\n\n"[:min(blank, 1)+1])
			}
			b.WriteString(word)
			words++
		}
		if blank++; words > 0 {
			blank = 0
		}
	}
	return b.String()
}
