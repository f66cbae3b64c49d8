package kit_test

import (
	"image"
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"golang.org/x/text/unicode/norm"

	"waymark/ui/kit"
)

// drawn is a picture of a line of text.
func drawn(text string) image.Image {
	t := kit.NewText(text, kit.Body)
	t.Resize(fyne.NewSize(400, 30))
	c := software.NewCanvas()
	c.SetContent(t)
	c.Resize(fyne.NewSize(400, 30))
	return c.Capture()
}

// Names arrive with their accents as letters of their own from some programs. They
// are drawn like any others, so that no one is spelt with a mark beside the letter.
func TestDecomposedLettersAreDrawnAsComposedOnes(t *testing.T) {
	test.NewApp()
	for _, name := range []string{"Zoë Nguyễn", "Łódź Ångström", "Ελένη Παπαδοπούλου", "Йордан", "Ọlá Ṣẹ́gun"} {
		whole, parts := drawn(norm.NFC.String(name)), drawn(norm.NFD.String(name))
		if reflect.DeepEqual(whole, drawn("")) {
			t.Fatal("nothing is drawn")
		}
		if !reflect.DeepEqual(whole, parts) {
			t.Errorf("%s is drawn otherwise with its accents apart", name)
		}
	}
}
