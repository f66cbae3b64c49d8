package typeset_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"waymark/reports/internal/typeset"
)

// even is a font in which every letter is one millimetre wide.
var even = typeset.Width(func(text string) float64 { return float64(utf8.RuneCountInString(text)) })

func TestWrap(t *testing.T) {
	for what, test := range map[string]struct {
		text string
		want string
	}{
		"between words": {"one two three", "one two|three"},
		"long word":     {"abcdefghijkl", "abcdefgh|ijkl"},
		"address":       {"example.org/a/page", "example.|org/a/|page"},
		"hard space":    {"on 17" + string(typeset.Hard) + "Apr now", "on|17" + string(typeset.Hard) + "Apr|now"},
		"nothing":       {" \n ", ""},
		"hidden marks":  {"a\u202eb\x01c", "abc"},
	} {
		if got := strings.Join(even.Wrap(test.text, 8), "|"); got != test.want {
			t.Errorf("%s: %q, want %q", what, got, test.want)
		}
	}
}

func TestLines_areShortened(t *testing.T) {
	if got := even.Fit("one two three", 8); got != "one two…" {
		t.Errorf("on one line: %q", got)
	}
	if got := even.Fit("short", 8); got != "short" {
		t.Errorf("what fits: %q", got)
	}
	if got := strings.Join(even.AtMost("one two three four five", 8, 2), "|"); got != "one two|three f…" {
		t.Errorf("on two lines: %q", got)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("one two", 3)
	f.Fuzz(func(t *testing.T, text string, w int) {
		if w < 1 || w > 1000 {
			return
		}
		for _, l := range even.Wrap(text, float64(w)) {
			if n := utf8.RuneCountInString(l); n > w || n == 0 {
				t.Errorf("a line of %d letters for a width of %d", n, w)
			}
		}
	})
}

func TestPrinted_saysWhatNoFontHas(t *testing.T) {
	for text, want := range map[string]string{
		"Ms 陈小明, 2nd floor": "Ms " + typeset.StandIn + ", 2nd floor", "ნინო ბერიძე": typeset.StandIn, "Thank you 😀": "Thank you " + typeset.StandIn,
		"“Łucja Żak” – 5 › 3": "“Łucja Żak” – 5 › 3", "வணக்கம் سلام": "வணக்கம் سلام",
	} {
		if got := typeset.Printed(text); got != want {
			t.Errorf("%q is printed as %q", text, got)
		}
	}
}
