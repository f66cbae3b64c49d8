package draw

import (
	"strings"
	"testing"
)

// The head of a day said “1 visit · 4” and below that “follow-ups”.
func TestANumberStaysWithWhatItCounts(t *testing.T) {
	letters := func(s string) float32 { return float32(len([]rune(s))) }
	for text, want := range map[string]string{
		"1 visit · 4 follow-ups": "1 visit ·|4 follow-ups", "due 8 April 2026": "due 8 April|2026", "of 1,480 people": "of|1,480 people", "to ! Fiona Obi": "to ! Fiona|Obi", "about ! Fiona": "about|! Fiona",
		"in room 4 appointments": "in room 4|appointments", "01632 960665": "01632|960665",
	} {
		width := float32(12)
		if text == "01632 960665" || strings.HasSuffix(text, "appointments") {
			width = 10
		}
		if got := strings.Join(BreakLines(text, width, true, letters), "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

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
