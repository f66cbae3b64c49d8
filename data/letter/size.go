package letter

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"waymark/data"
)

// Size is how long a text message is.
type Size struct {
	Characters int  `json:"characters"` // as people count them
	Parts      int  `json:"parts"`      // how many texts the phone company counts
	Unicode    bool `json:"unicode"`    // it has letters beyond a phone's basic alphabet, so a text holds 70
}

// The alphabet of 3GPP TS 23.038. Each letter of the second takes the room of two.
const (
	basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	double = "^{}\\[~]|€\f"
)

// Measure counts a text message: 160 letters of the basic alphabet in one text
// or 153 in each of several, and 70 or 67 where any letter is beyond it.
func Measure(text string) Size {
	s := Size{Characters: utf8.RuneCountInString(text)}
	room := 0
	for _, r := range text {
		switch {
		case strings.ContainsRune(basic, r):
			room++
		case strings.ContainsRune(double, r):
			room += 2
		default:
			s.Unicode = true
		}
	}
	one, each := 160, 153
	if s.Unicode {
		one, each = 70, 67
		room = len(utf16.Encode([]rune(text)))
	}
	switch {
	case room == 0:
	case room <= one:
		s.Parts = 1
	default:
		s.Parts = (room + each - 1) / each
	}
	return s
}

// String says the size in words, such as "142 characters, 1 text".
func (s Size) String() string {
	text := data.Plural(s.Characters, "character", "characters") + ", " + data.Plural(s.Parts, "text", "texts")
	if s.Unicode {
		text += fmt.Sprintf(". Letters that a phone’s basic alphabet lacks leave room for only %d in a text.", 70)
	}
	return text
}
