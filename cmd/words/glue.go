package main

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// glued returns what is glued in a text. A sentence is written whole, with its
// gaps, in one place, so that whoever reads the code or translates it sees what
// it says: "Saved as “%s”." or "Home is " + place + "." Glued are:
//
//   - a text that begins or ends in the middle of a sentence, to be put before
//     or behind another one: " of %s rose", ", standard deviation %s";
//   - two gaps with nothing between them, of which one brings its own space, or
//     three with only spaces between them;
//   - a gap that makes a word out of another one: "service%s";
//   - a verb, an ending or another small word as an argument of a format or in a
//     sum: Plural(n, "is", "are").
func glued(t text) []finding {
	find := func(what, hint string) []finding {
		return []finding{{file: t.file, line: t.line, rule: "glued", text: t.String(), what: fmt.Sprintf("%s in “%s”", what, t.shown()), hint: hint}}
	}
	s := t.String()
	if smallVerb.MatchString(s) {
		return find("a verb by itself", "one whole sentence for each case")
	}
	words := len(wordsOf(strings.ReplaceAll(s, string(gap), " ")))
	switch {
	case verbInWord.MatchString(s):
		return find("a word made from pieces", "write both words whole")
	case words < 1:
		return nil
	case strings.Contains(s, string([]rune{gap, gap})), strings.Contains(s, string([]rune{gap, ' ', gap, ' ', gap})):
		return find("gaps with no words between them", "one whole sentence for each case")
	}
	for _, a := range t.args {
		for _, l := range a.literals {
			if smallWords[strings.TrimSpace(strings.ToLower(l))] || words > 1 && isFragment(l) {
				return find(fmt.Sprintf("%q put into a sentence", l), "one whole sentence for each case")
			}
		}
	}
	if isFragment(s) {
		return find("a piece of a sentence", "write the whole sentence where it is said")
	}
	return nil
}

// smallWords are words that only grammar needs: as arguments of a format they
// show that its sentence is glued.
var smallWords = map[string]bool{}

func init() {
	for _, w := range strings.Fields("is are was were has have had does do did it them they this these that those s es ies a an the not no its their his her he she him") {
		smallWords[w] = true
	}
}

var (
	verbInWord = regexp.MustCompile(`\pL\x{FFFC}|\x{FFFC}\p{Ll}`)
	// a whole sentence that comes after another one, with the space between them
	sentenceAfterAnother = regexp.MustCompile(`^ [“‘]?[\p{Lu}\d\x{FFFC}%].*[.?!] ?$`)
	smallVerb            = regexp.MustCompile(`^ ?(is|are|was|were|has|have|it is|they are|does|do)( not)? ?$`)
)

// startsAnew reports whether words behind a gap begin something of their own:
// a sentence, a line, a bracket, or a fact behind a dot or a colon.
func startsAnew(s string) bool {
	rest := strings.TrimLeft(s, "”’)% ")
	if rest == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune(".:;·–—\n?!…/(|[,", r) {
		return r != ';' && r != ','
	}
	return unicode.IsUpper(r) && strings.HasPrefix(s, " ") || unicode.IsDigit(r)
}

// endsWhole reports whether words before a gap are whole: a sentence, a label
// with its colon, or the beginning of a bracket or a quotation.
func endsWhole(s string) bool {
	rest := strings.TrimRight(s, " ")
	r, _ := utf8.DecodeLastRuneInString(rest)
	return strings.ContainsRune(".:·–—\n?!…/|[>", r) && rest != ""
}

// isFragment reports whether a text begins or ends in the middle of a
// sentence, so that something else has to be put there.
func isFragment(s string) bool {
	if !strings.ContainsFunc(s, unicode.IsLetter) {
		return false
	}
	s = strings.TrimSuffix(s, "\n")
	if strings.HasPrefix(s, "  ") { // indented, as in a list that a command prints
		s = strings.TrimLeft(s, " ")
	}
	r, _ := utf8.DecodeRuneInString(s)
	if r == ' ' && sentenceAfterAnother.MatchString(s) {
		return false
	}
	before := (r == ' ' || r == ',' || r == ';' || r == '”') && !startsAnew(s)
	after := strings.HasSuffix(s, " ") && !endsWhole(s)
	return before || after
}
