package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

func newKeyList(n int) (*kit.KeyRows, *[]string) {
	said := &[]string{}
	rows := kit.NewKeyRows(func() int { return n }, func() fyne.CanvasObject { return kit.NewRowText() },
		func(i int, o fyne.CanvasObject) {
			o.(*kit.RowText).Set(kit.RowData{Title: string(rune('a' + i))})
		}, kit.RowHeight())
	rows.OnSelect = func(i int) { *said = append(*said, "select "+string(rune('a'+i))) }
	rows.OnTap = func(i int) { *said = append(*said, "tap "+string(rune('a'+i))) }
	rows.OnRune = func(r rune) { *said = append(*said, "rune "+string(r)) }
	return rows, said
}

func TestKeyRowsHearLettersAndMoveByArrows(t *testing.T) {
	rows, said := newKeyList(3)
	w := kittest.Window(t, 400, 400, rows)
	w.Canvas().Focus(rows)
	kittest.Press(w, fyne.KeyDown, fyne.KeyDown)
	test.Type(rows, "c")
	if got := *said; len(got) != 3 || got[0] != "select a" || got[1] != "select b" || got[2] != "rune c" {
		t.Errorf("heard %v", got)
	}
	rows.OnKey = func(e *fyne.KeyEvent) bool { return e.Name == fyne.KeyDown }
	kittest.Press(w, fyne.KeyDown)
	if rows.Selected() != 1 {
		t.Error("a key that the screen used moved the selection")
	}
}

func TestATapOnARowGivesTheListTheKeyboard(t *testing.T) {
	rows, said := newKeyList(3)
	w := kittest.Window(t, 400, 400, rows)
	rows.Select(1)
	at := fyne.NewPos(100, kit.RowHeight()*1.5)
	test.TapCanvas(w.Canvas(), at)
	if w.Canvas().Focused() != fyne.Focusable(rows) {
		t.Errorf("the keyboard is at %T", w.Canvas().Focused())
	}
	if got := *said; len(got) != 1 || got[0] != "tap b" {
		t.Errorf("a tap on the selected row said %v", got)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, kit.RowHeight()*2.5))
	if rows.Selected() != 2 || len(*said) != 3 || (*said)[1] != "select c" {
		t.Errorf("selected %d, said %v", rows.Selected(), *said)
	}
}

func TestKeyRowsTakeOnePlaceInTheTabOrder(t *testing.T) {
	rows, _ := newKeyList(3)
	w := kittest.Window(t, 400, 400, rows)
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(rows) {
		t.Fatalf("first is %T", w.Canvas().Focused())
	}
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(rows) {
		t.Errorf("then comes %T", w.Canvas().Focused())
	}
}

func TestAStarInARowIsSwitchedWithoutTappingTheRow(t *testing.T) {
	row := kit.NewRowText()
	star := kit.NewStar(nil)
	var on []bool
	star.OnChange = func(v bool) { on = append(on, v) }
	row.SetStar(star)
	row.Set(kit.RowData{Title: "Choir"})
	w := kittest.Window(t, 400, 60, row)
	test.TapCanvas(w.Canvas(), star.Position().AddXY(10, 10))
	if !star.On() || len(on) != 1 || !on[0] || row.Star() != star {
		t.Errorf("on %v, said %v", star.On(), on)
	}
	star.SetOn(false)
	if star.On() || len(on) != 1 {
		t.Error("SetOn told about itself")
	}
}
