// Package fold makes texts comparable for search: "O’Brien" and "obrien",
// "Łukasz" and "lukasz", "Siân" and "sian" become the same. It also finds the
// parts of a text that a search matched, to show them.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text folds a text: small letters without accents, letters that no accent
// can be taken from written in plain ones (ł as l, æ as ae), apostrophes of
// every kind taken out so that their two sides join, all other punctuation
// and white space as single spaces. Letters and vowel signs of other scripts,
// such as Arabic, Bengali or Chinese, are kept.
//
// Folding a folded text changes nothing, and it makes no difference whether
// an accent was one character with its letter or one of its own.
func Text(s string) string {
	if isPlain(s) {
		return s
	}
	if folded, ok := english(s); ok {
		return folded
	}
	return anyScript(s)
}

// anyScript folds a text by what Unicode says of each character.
func anyScript(s string) string {
	var f folder
	f.write(s)
	return norm.NFKC.String(strings.Join(strings.Fields(f.out.String()), " "))
}

// english folds a text of plain English letters with the marks that English is
// printed with, which most texts are; ok is false when there is anything else.
func english(s string) (folded string, ok bool) {
	out := make([]byte, 0, len(s))
	gap := false // between words
	for _, r := range s {
		switch c := englishLetter(r); c {
		case 0:
		case notEnglish:
			return "", false
		case ' ':
			gap = len(out) > 0
		default:
			if gap {
				out, gap = append(out, ' '), false
			}
			out = append(out, c)
		}
	}
	return string(out), true
}

const notEnglish byte = 0xFF

// englishLetter is a character folded: a letter or digit, a space for a mark,
// 0 for an apostrophe, which joins its two sides.
func englishLetter(r rune) byte {
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		return byte(r)
	case r >= 'A' && r <= 'Z':
		return byte(r) + 'a' - 'A'
	case strings.ContainsRune("'`‘’", r):
		return 0
	case r < utf8.RuneSelf, strings.ContainsRune("–—“”•£\u00a0", r):
		return ' '
	}
	return notEnglish
}

// Words returns the words of the folded text.
func Words(s string) []string { return strings.Fields(Text(s)) }

// isPlain is true when folding would change nothing, which holds for most of
// what is typed into a search.
func isPlain(s string) bool {
	space := true // no space at the beginning
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			space = false
		case c == ' ' && !space && i < len(s)-1:
			space = true
		default:
			return false
		}
	}
	return true
}

// What the last letter was decides what happens to a mark that follows it.
type base int

const (
	noBase    base = iota // no letter: a mark is dropped
	plainBase             // Latin, Greek or Cyrillic: a mark is an accent, and dropped
	otherBase             // another script: a mark is part of its spelling, and kept
)

// folder folds a text piece by piece.
type folder struct {
	out  strings.Builder
	last base
}

// write folds s, which is to begin and end where no character spans the cut.
// Apostrophes go before the compatibility forms are resolved, since that
// would make an accent of ´, and again after it, since ŉ becomes ʼn.
func (f *folder) write(s string) {
	s = strings.Map(dropApostrophe, norm.NFD.String(s))
	for _, r := range norm.NFKD.String(s) {
		f.rune(unicode.ToLower(r))
	}
}

func (f *folder) rune(r rune) {
	switch {
	case dropApostrophe(r) < 0,
		unicode.Is(unicode.Cf, r), // joiners and soft hyphens
		unicode.Is(unicode.Variation_Selector, r):
	case unicode.IsMark(r):
		if f.last == otherBase {
			f.out.WriteRune(r)
		}
	case unicode.IsLetter(r):
		f.letter(r)
	case unicode.IsNumber(r):
		f.last = plainBase
		f.out.WriteRune(r)
	default:
		f.last = noBase
		f.out.WriteByte(' ')
	}
}

func (f *folder) letter(r rune) {
	if plain, ok := undecomposed[r]; ok {
		f.last = plainBase
		f.out.WriteString(plain)
		return
	}
	f.last = otherBase
	if r < utf8.RuneSelf || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) {
		f.last = plainBase
	}
	f.out.WriteRune(r)
}

// dropApostrophe returns -1 for every character that people type as an
// apostrophe, for strings.Map.
func dropApostrophe(r rune) rune {
	switch r {
	case '\'', '`', '´', '‘', '’', '‚', '‛', '′', '‵', '＇', '｀',
		'ʹ', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', 'ˈ', 'ˊ', 'ˋ', '՚', 'ꞌ', 'Ꞌ', '᾽', '᾿', '῾':
		return -1
	}
	return r
}

// undecomposed are the small letters that Unicode does not take apart into a
// plain letter and an accent, as search in English expects them.
var undecomposed = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ð': "d", 'đ': "d", 'ɖ': "d", 'ɗ': "d",
	'ø': "o", 'ɔ': "o", 'ɵ': "o", 'ł': "l", 'ƚ': "l", 'ħ': "h", 'ı': "i", 'ɨ': "i", 'ɩ': "i",
	'ȷ': "j", 'ɉ': "j", 'ĸ': "q", 'ŋ': "n", 'ɲ': "n", 'ƞ': "n", 'ŧ': "t", 'ƭ': "t",
	'ə': "a", 'ǝ': "a", 'ɛ': "e", 'ɇ': "e", 'ƒ': "f", 'ɠ': "g", 'ǥ': "g", 'ɣ': "g",
	'ƙ': "k", 'ƥ': "p", 'ɍ': "r", 'ʀ': "r", 'ʃ': "s", 'ʉ': "u", 'ʊ': "u", 'ʋ': "v",
	'ƀ': "b", 'ɓ': "b", 'ƈ': "c", 'ȼ': "c", 'ƴ': "y", 'ɏ': "y", 'ƶ': "z", 'ȥ': "z", 'ʒ': "z",
	'ς': "σ", 'ґ': "г", 'ђ': "д",
}
