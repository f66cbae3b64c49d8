package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

// TestBeside_wordsAreNotCut: at large text a form said “No…” where it meant “Not saved
// yet. What you type is kept as a draft.”
func TestBeside_wordsAreNotCut(t *testing.T) {
	state, save := kit.NewText("", kit.Muted), kit.Primary("Save and next", nil)
	foot := kit.Beside(state, kit.Secondary("Put off call", nil), save)
	w := kittest.Window(t, 420, 120, kit.VStack(0, foot))
	low := foot.Size().Height
	state.SetText("Not saved yet. What you type is kept as a draft.")
	for _, width := range []float32{340, 420, 900, 420} {
		w.Resize(fyne.NewSize(width, 120))
		if state.Truncated() {
			t.Errorf("at %v it says %q", width, state.Lines())
		}
		if beside := foot.Size().Height == low; beside != (width == 900) {
			t.Errorf("at %v the foot is %v high, with the words beside %v", width, foot.Size().Height, low)
		}
		if right := foot.Position().X + foot.Size().Width; right != width {
			t.Errorf("at %v it ends at %v", width, right)
		}
	}
}

// On the record, “Log a call” was a little lower than the chips before it.
func TestBeside_oneLineOfChipsIsLevelWithTheButton(t *testing.T) {
	chips := kit.Wrap(kit.NewChip("Housing", kit.Accent), kit.NewChip("Consent: record, surgery", kit.Green), kit.NewChip("Large print", kit.Neutral))
	call := kit.Quiet("Log a call", nil).Compact()
	line := kit.Beside(chips, call)
	w := kittest.Window(t, 900, 200, kit.VStack(0, line))
	middle := func(o fyne.CanvasObject) float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y + o.Size().Height/2
	}
	if got, want := middle(chips), middle(call); got < want-1 || got > want+1 {
		t.Errorf("the chips are around %v, the button around %v", got, want)
	}
	w.Resize(fyne.NewSize(300, 200))
	last := chips.Objects[2]
	if bottom := last.Position().Y + last.Size().Height; bottom > line.Size().Height+0.5 || last.Position().Y == chips.Objects[0].Position().Y {
		t.Errorf("the last chip ends at %v of %v", bottom, line.Size().Height)
	}
}
