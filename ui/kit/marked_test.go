package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestMarkedText_wordsAreMarkedByKeysAndTaps(t *testing.T) {
	test.NewApp()
	m := NewMarkedText()
	w := test.NewWindow(m)
	defer w.Close()
	w.Resize(fyne.NewSize(300, 200))
	m.Set("Her daughter Ingrid, (so she says)\nowes rent.", []TextMark{{From: 4, To: 12}})
	var marked [2]int
	erased := -1
	m.OnMark = func(from, to int) { marked = [2]int{from, to} }
	m.OnErase = func(at int) { erased = at }
	w.Canvas().Focus(m)
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if erased != 4 {
		t.Errorf("Delete is for the mark at %d", erased)
	}
	m.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	m.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	m.TypedRune('b')
	if marked != [2]int{4, 19} { // the comma stays
		t.Errorf("marked %v", marked)
	}
	test.TapAt(m, m.places[3].pos.Add(fyne.NewPos(2, 2)))
	test.TapAt(m, m.places[5].pos.Add(fyne.NewPos(2, 2)))
	if from, to, ok := m.Chosen(); !ok || string(m.text[from:to]) != "so she says" {
		t.Errorf("chosen %d to %d", from, to)
	}
	if m.places[6].pos.X != markEdge || m.places[6].pos.Y <= m.places[5].pos.Y {
		t.Error("a line break is lost")
	}
}
