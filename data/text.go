package data

import (
	"fmt"
	"strings"
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
func Tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// TidyNote trims a text of several lines at both ends and unifies line ends.
func TidyNote(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.TrimSpace(strings.ReplaceAll(s, "\r", "\n"))
}

// length adds an error when text is longer than limit, or is not text at all.
func (c *check) length(field, label, text string, limit int) {
	switch {
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		c.add(field, label+" holds characters that cannot be kept. Please type it again.")
	case utf8.RuneCountInString(text) > limit:
		c.add(field, fmt.Sprintf("%s is %d characters long; the most that can be kept is %d. Please shorten it.",
			label, utf8.RuneCountInString(text), limit))
	}
}

// Plural is "1 service", "2 services": the count with its noun.
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
