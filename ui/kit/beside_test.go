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
