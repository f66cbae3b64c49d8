package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

func TestFitting_showsTheNarrowerWhereThereIsNoRoom(t *testing.T) {
	wide, narrow := kit.NewText("a table", kit.Body), kit.NewParagraph("a list", kit.Body)
	table := kit.Fixed(600, 0, wide)
	w := kittest.Window(t, 800, 300, kit.VStack(0, kit.Fitting(table, narrow)))
	if !table.Visible() || narrow.Visible() {
		t.Error("800 wide: the table has room")
	}
	w.Resize(fyne.NewSize(420, 300))
	if table.Visible() || !narrow.Visible() || narrow.Size().Width < 300 {
		t.Errorf("420 wide: table %t, list %t of %v", table.Visible(), narrow.Visible(), narrow.Size())
	}
	w.Resize(fyne.NewSize(800, 300))
	if !table.Visible() || narrow.Visible() {
		t.Error("800 wide again: the table has room")
	}
}

func TestWrapEnd_everyLineEndsAtTheRight(t *testing.T) {
	a, b, c := kit.Secondary("Show 5 rows", nil), kit.Secondary("Answer later", nil), kit.Primary("Use this answer", nil)
	w := kittest.Window(t, 600, 300, kit.VStack(0, kit.WrapEnd(a, b, c)))
	right := func(b *kit.Button) float32 { return b.Position().X + b.Size().Width }
	if a.Position().Y != c.Position().Y || right(c) < 590-30 || a.Position().X < 100 {
		t.Errorf("one line: %v, %v ends at %v", a.Position(), c.Position(), right(c))
	}
	w.Resize(fyne.NewSize(290, 300))
	if a.Position().Y == c.Position().Y || right(b) != right(c) {
		t.Errorf("two lines: the first ends at %v, the second at %v", right(b), right(c))
	}
}

func TestForgetWindow_itsDialogsTakeNoMoreKeys(t *testing.T) {
	w := kittest.Window(t, 600, 400, kit.VStack(0))
	kit.Message(w, "A", "Of a window that closes.")
	kit.ForgetWindow(w)
	other := kittest.Window(t, 600, 400, kit.VStack(0))
	d := kit.Message(other, "B", "Of a window that is there.")
	other.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if kit.OverlayOpen(other) {
		d.Close()
		t.Error("Escape did not close the dialog")
	}
}
