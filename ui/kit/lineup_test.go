package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
)

// lined shows objects in a window and returns where each begins.
func lined(t *testing.T, content fyne.CanvasObject, objects ...fyne.CanvasObject) []float32 {
	t.Helper()
	test.NewTempApp(t)
	w := test.NewTempWindow(t, content)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 300))
	at := make([]float32, len(objects))
	for i, o := range objects {
		at[i] = fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X
	}
	return at
}

func TestQuietButtonsLineUpByTheirText(t *testing.T) {
	const edge = 8 // beside the text of a quiet button
	first, last := kit.Quiet("Letter…", nil), kit.Quiet("Remove", nil)
	wrapped, alone := kit.Quiet("Put back", nil), kit.Quiet("Change", nil)
	page := kit.Pad(20, kit.VStack(8, kit.HStack(8, first, kit.Spacer(), last), kit.Wrap(wrapped), kit.AtEnd(alone)))
	at := lined(t, page, first, last, wrapped, alone)
	if at[0]+edge != 20 || at[2]+edge != 20 {
		t.Errorf("the texts begin at %v and %v, want 20", at[0]+edge, at[2]+edge)
	}
	for i, b := range map[int]*kit.Button{1: last, 3: alone} {
		if end := at[i] + b.Size().Width - edge; end < 379 || end > 381 {
			t.Errorf("%s ends at %v, want 380", b.Text(), end)
		}
	}
}

func TestScrollBeyondLinesUpWithWhatDoesNotScroll(t *testing.T) {
	above, inside := kit.NewText("Above", kit.Body), kit.NewCard("", "", kit.NewText("Inside", kit.Body))
	page := kit.Pad(26, kit.Border(10, above, nil, nil, nil, kit.ScrollBeyond(kit.VStack(8, inside))))
	at := lined(t, page, above, inside)
	if at[0] != at[1] {
		t.Errorf("the card begins at %v, what stands above it at %v", at[1], at[0])
	}
	if inside.Size().Width != above.Size().Width {
		t.Errorf("the card is %v wide, what stands above it %v", inside.Size().Width, above.Size().Width)
	}
}

func TestDialogKeepsItsContentAsWideAsItsTitle(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, kit.NewText("Page", kit.Body))
	w.Resize(fyne.NewSize(800, 600))
	card := kit.NewCard("", "", kit.NewText("Inside", kit.Body))
	dialog := kit.ShowText(w, "Title", kit.VStack(8, card))
	wide := card.Size().Width
	for range 2 { // also when it is laid out again
		dialog.Refresh()
		if now := card.Size().Width; now != wide || wide != 600 {
			t.Errorf("the card is %v wide, and was %v; want 600", now, wide)
		}
	}
}

func TestWrapCentresEachLine(t *testing.T) {
	tall, low := kit.Primary("Book", nil), kit.Secondary("Today", nil).Compact()
	test.NewTempApp(t)
	w := test.NewTempWindow(t, kit.VStack(0, kit.Wrap(tall, low)))
	w.Resize(fyne.NewSize(400, 100))
	middle := func(o fyne.CanvasObject) float32 { return o.Position().Y + o.Size().Height/2 }
	if middle(tall) != middle(low) {
		t.Errorf("the middles are at %v and %v", middle(tall), middle(low))
	}
}

func TestEllipsisTakesThePlaceOfAComma(t *testing.T) {
	text := kit.NewText("Clinic 0 of 10, Birchington Medical Centre", kit.Small)
	test.NewTempApp(t)
	w := test.NewTempWindow(t, text)
	for width := float32(40); width < 300; width++ {
		w.Resize(fyne.NewSize(width, 40))
		for _, line := range text.Lines() {
			if len(line) > 4 && line[len(line)-len("…"):] == "…" && (line[len(line)-len(",…"):] == ",…" || line[len(line)-len(" …"):] == " …") {
				t.Fatalf("at %v: %q", width, line)
			}
		}
	}
}
