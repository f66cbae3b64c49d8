package data

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The longest texts that are kept, in characters. A note is capped because a
// multi-line editor slows down beyond it; history goes into separate notes.
const (
	MaxName = 200
	MaxLine = 500
	MaxNote = 4000
)

// Tidy trims white space at both ends and turns every run of white space
// within into one space, for one-line fields.
func Tidy(s string) string {
	if isTidy(s) {
		return s // as nearly all texts are: no copy is made of them
	}
	return strings.Join(strings.Fields(s), " ")
}

func isTidy(s string) bool {
	space := true // so that none may come first
	for _, r := range s {
		switch {
		case r == ' ':
			if space {
				return false
			}
			space = true
		case r < ' ' || r >= 0x80:
			if unicode.IsSpace(r) {
				return false
			}
			space = false
		default:
			space = false
		}
	}
	return s == "" || !space
}

// TidyNote trims a text of several lines at both ends and unifies line ends.
func TidyNote(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.TrimSpace(strings.ReplaceAll(s, "\r", "\n"))
}

// length adds an error when text is longer than limit, or is not text at all.
func (c *check) length(field, label, text string, limit int) {
	switch {
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		c.add(field, label+" has characters that cannot be saved. Type it again.")
	case utf8.RuneCountInString(text) > limit:
		c.add(field, fmt.Sprintf("%s can have %s characters at most. You typed %s.",
			label, Count(limit), Count(utf8.RuneCountInString(text))))
	}
}

// Plural is "1 service", "1,204 services": the count with its noun.
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Count(n) + " " + many
}

// Capital makes the first letter of a text a capital.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// LowerFirst makes the first letter of a text small, as within a sentence. A
// text that begins with an abbreviation stays as it is: "NHS number".
func LowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	if next, _ := utf8.DecodeRuneInString(s[size:]); unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}

// Count is a number of people or things with commas at the thousands.
func Count(n int) string {
	if n < 0 {
		return "-" + Count(-n)
	}
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// MilesText is a distance in words: "3.1 miles", "here"; "" for one that is not
// known, which is less than 0.
func MilesText(m float64) string {
	switch {
	case m < 0:
		return ""
	case m < 0.1:
		return "here"
	case m >= 0.95 && m < 1.05:
		return "1 mile"
	case m < 10:
		return fmt.Sprintf("%.1f miles", m)
	}
	return fmt.Sprintf("%.0f miles", m)
}

// JoinAnd lists words as a sentence does: "a", "a and b", "a, b and c".
func JoinAnd(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
