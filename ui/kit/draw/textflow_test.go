package draw

import "testing"

// The head of a column said "appointme-nts".
func TestAWordIsPartedWhereItCanBeRead(t *testing.T) {
	letters := func(s string) float32 { return float32(len([]rune(s))) }
	for text, want := range map[string]string{
		"2 appointments": "2 appoint- ments", "Birchington": "Birching- ton", "Neighbourhood": "Neighbour- hood",
		"short": "short", "Łukaszewiczowna": "Łukasze- wiczowna",
	} {
		if got := Hyphenated(text, 10, letters); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
