package kit

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// typePause is how long after a letter the next one still belongs to it.
const typePause = time.Second

// now tells the time between two letters; SetClock changes it.
var now = time.Now

// SetClock sets the clock that tells letters typed in one go from those typed
// after a pause. It returns a function that brings back the clock before.
func SetClock(clock func() time.Time) (restore func()) {
	was := now
	now = clock
	return func() { now = was }
}

// typeAhead is what a person types to jump to a choice by the beginning of its
// label. Letters within a second make one prefix, a longer pause begins anew,
// and one letter again and again goes round the labels that begin with it. Case
// and accents do not matter, and a space belongs to a prefix that has begun.
type typeAhead struct {
	typed string
	last  time.Time
}

// typing reports whether the next character continues a prefix.
func (t *typeAhead) typing() bool { return t.typed != "" && now().Sub(t.last) <= typePause }

// stop ends the prefix, as an arrow key does.
func (t *typeAhead) stop() { t.typed = "" }

// add takes a character and returns the index of the label to jump to, or -1 if
// none begins with what was typed. at is the label chosen now, or -1.
func (t *typeAhead) add(r rune, labels []string, at int) int {
	if !t.typing() {
		t.typed = ""
	}
	if t.typed == "" && unicode.IsSpace(r) {
		return -1
	}
	t.typed += string(r)
	t.last = now()
	return t.match(labels, at)
}

// back takes the last character back and returns the label to jump to, or -1.
func (t *typeAhead) back(labels []string, at int) int {
	if !t.typing() {
		return -1
	}
	_, size := utf8.DecodeLastRuneInString(t.typed)
	t.typed = t.typed[:len(t.typed)-size]
	t.last = now()
	if t.typed == "" {
		return -1
	}
	return t.match(labels, max(-1, at-1))
}

// match prefers the first label that begins with all that was typed, so that the
// same letters always lead to the same choice. A lone letter goes on from the
// choice there is.
func (t *typeAhead) match(labels []string, at int) int {
	prefix, single := foldPrefix(t.typed), oneLetter(t.typed)
	if single == "" || single != t.typed {
		for i, label := range labels {
			if strings.HasPrefix(foldLabel(label), prefix) {
				return i
			}
		}
	}
	if single == "" {
		return -1
	}
	prefix = foldPrefix(single)
	for step := 1; step <= len(labels); step++ {
		i := (max(at, -1) + step) % len(labels)
		if strings.HasPrefix(foldLabel(labels[i]), prefix) {
			return i
		}
	}
	return -1
}

// oneLetter is the letter that a text repeats, or "" if it has several.
func oneLetter(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	first := text[:size]
	if !strings.EqualFold(strings.Repeat(first, utf8.RuneCountInString(text)), text) {
		return ""
	}
	return first
}

// foldPrefix folds the beginning of a label, with the space at its end.
func foldPrefix(text string) string {
	return strings.TrimSuffix(foldLabel(text+"x"), "x")
}

// foldLabel returns a text in small letters without accents and apostrophes,
// with single spaces for everything that is neither letter nor number.
func foldLabel(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		switch {
		case unicode.IsMark(r), strings.ContainsRune("'’‘`´ʼ", r):
		case unicode.IsLetter(r), unicode.IsNumber(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			if plain, ok := plainLetters[r]; ok {
				b.WriteString(plain)
			} else {
				b.WriteRune(r)
			}
		default:
			gap = true
		}
	}
	return b.String()
}

// plainLetters are the letters from which Unicode takes no accent.
var plainLetters = map[rune]string{'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ħ': "h"}

// labelsOf are what a person reads of the options.
func labelsOf(options []Option) []string {
	labels := make([]string, len(options))
	for i, o := range options {
		labels[i] = o.Label
	}
	return labels
}

// strayTyping notices letters that are typed at something which takes none: the
// person believes to be in a text field, and the space among the letters must
// not press what has the focus.
type strayTyping struct{ letters bool }

func (s *strayTyping) rune(r rune) {
	if !unicode.IsSpace(r) {
		s.letters = true
	}
}

func (s *strayTyping) reset() { s.letters = false }
