package draw

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"

	"waymark/ui/theme"
)

// A letter that the one font lacks would be drawn from wherever the system has it, or
// as a sign for a missing letter.
func TestUsualLettersAreInTheBoldFont(t *testing.T) {
	font, err := sfnt.Parse(fynetheme.DefaultTextBoldFont().Content())
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	count := 0
	for r := range rune(0x3000) {
		if !usual(r) {
			continue
		}
		count++
		if glyph, err := font.GlyphIndex(&buffer, r); err != nil || glyph == 0 {
			t.Errorf("%q (%U) is not in it: %v", r, r, err)
		}
	}
	if count < 1200 {
		t.Errorf("only %d letters are usual", count)
	}
}

func TestBoldTextIsAsLargeAsFyneSays(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	bold := fyne.TextStyle{Bold: true}
	for text, one := range map[string]bool{
		"":                            true,
		"Siân Prŷs-Okafor · 5 of 60…": true,
		"Łukaszewicz Ιωάννα Олена":    true,
		"Peter Ògúnlẹ́yẹ":             true,
		"Next →":                      false,
		"রহিমা বেগম":                  false,
		"Party 🎉":                     false,
	} {
		if got := Letters(text, bold) != nil; got != one {
			t.Errorf("%q from one font: %t", text, got)
		}
		if got, want := Measure(text, 15, bold), fyne.MeasureText(text, 15, bold); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
	if Letters("plain", fyne.TextStyle{}) != nil || Letters("both", fyne.TextStyle{Bold: true, Italic: true}) != nil {
		t.Error("only bold text has a font of its own")
	}
}
