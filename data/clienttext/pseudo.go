package clienttext

import (
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// The pseudo-languages, which show what a translation will do to a page: every
// text is there, none is English, and all are longer. Expanded is made of Latin
// letters with accents, Mirrored of Arabic letters, from right to left.
var (
	Expanded = language.MustParse("en-XA")
	Mirrored = language.MustParse("ar-XB")
)

// Pseudo returns a pseudo-language; nil for any other tag. Its texts are about 40%
// longer than the English, between « and » so that one that is cut shows.
func Pseudo(tag language.Tag) *Language {
	switch tag {
	case Expanded:
		return expanded()
	case Mirrored:
		return mirrored()
	}
	return nil
}

var (
	expanded = sync.OnceValue(func() *Language {
		return pseudo(Expanded, "àƀçđéƒĝĥíĵķłɱñóþqŕšŧúṽŵxýž", "«", "»")
	})
	mirrored = sync.OnceValue(func() *Language {
		return pseudo(Mirrored, "ابتثجحخدذرزسشصضطظعغفقكلمنه", "«", "»")
	})
)

func pseudo(tag language.Tag, letters, begin, end string) *Language {
	c := English()
	disguise := disguised([]rune(letters))
	forms := map[ID][]string{}
	for _, t := range c.texts {
		if !t.translated() {
			continue
		}
		one := begin + longer(outsideBraces(t.One, disguise)) + end
		if t.Many == "" {
			forms[t.ID] = []string{one}
			continue
		}
		many := begin + longer(outsideBraces(t.Many, disguise)) + end
		for _, f := range formsOf(tag) {
			if names[f] == "one" {
				forms[t.ID] = append(forms[t.ID], one)
			} else {
				forms[t.ID] = append(forms[t.ID], many)
			}
		}
	}
	return newLanguage(tag, c, forms)
}

// disguised writes every letter of the alphabet as another.
func disguised(letters []rune) func(string) string {
	return func(text string) string {
		return strings.Map(func(r rune) rune {
			switch {
			case r >= 'a' && r <= 'z':
				return letters[r-'a']
			case r >= 'A' && r <= 'Z':
				return letters[r-'A']
			}
			return r
		}, text)
	}
}

// longer makes a text 40% longer by doubling letters here and there, so that the
// longest word grows with it.
func longer(text string) string {
	var b strings.Builder
	inside, n := false, 0
	for _, r := range text {
		inside = inside && r != '}' || r == '{'
		b.WriteRune(r)
		if inside || r < 0x80 {
			continue
		}
		if n++; n%2 == 0 {
			b.WriteRune(r)
		}
	}
	for utf8.RuneCountInString(b.String())*10 < utf8.RuneCountInString(text)*14 {
		b.WriteString("·")
	}
	return b.String()
}

// outsideBraces changes the words of a text and leaves its fields.
func outsideBraces(text string, change func(string) string) string {
	var b strings.Builder
	for {
		at := inBraces.FindStringIndex(text)
		if at == nil {
			b.WriteString(change(text))
			return b.String()
		}
		b.WriteString(change(text[:at[0]]) + text[at[0]:at[1]])
		text = text[at[1]:]
	}
}
