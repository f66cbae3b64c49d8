package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

func TestReaderScrollsByTheKeyboardWithinItsText(t *testing.T) {
	r := kit.NewReader(kit.NewParagraph(strings.Repeat("A text that wraps over many lines. ", 60), kit.Body))
	w := kittest.Window(t, 240, 160, r)
	w.Canvas().Focus(r)
	kittest.Press(w, fyne.KeyUp)
	if r.Offset().Y != 0 {
		t.Errorf("above the top: %v", r.Offset())
	}
	kittest.Press(w, fyne.KeyDown)
	line := r.Offset().Y
	kittest.Press(w, fyne.KeyPageDown)
	page := r.Offset().Y
	kittest.Press(w, fyne.KeyEnd)
	end := r.Offset().Y
	if line <= 0 || page <= line || end <= page {
		t.Errorf("an arrow goes to %v, a page to %v, the end is %v", line, page, end)
	}
	kittest.Press(w, fyne.KeyPageDown, fyne.KeyRight)
	if r.Offset() != fyne.NewPos(0, end) {
		t.Errorf("beyond the end: %v", r.Offset())
	}
	kittest.Press(w, fyne.KeyHome)
	if r.Offset().Y != 0 {
		t.Errorf("home is %v", r.Offset())
	}
}
