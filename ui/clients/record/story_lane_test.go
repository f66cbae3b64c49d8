package record

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// In large text in a small window, the next step was four words in a column as wide as
// one of them, beside its button.
func TestLane_putsTheButtonBelowWordsThatNeedTheRoom(t *testing.T) {
	for _, c := range []struct {
		scale, width float32
		below        bool
	}{{1.5, 380, true}, {1.5, 900, false}, {1, 560, false}} {
		test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{TextScale: c.scale}))
		words := kit.VStack(2, kit.NewParagraph("Second follow-up: Adaptations and grants advice", kit.Bold))
		button := kit.Primary("Follow up", nil)
		lane := newLane(kit.NewText("Next", kit.Label), words, button)
		w := test.NewTempWindow(t, kit.VStack(0, lane))
		w.SetPadded(false)
		w.Resize(fyne.NewSize(c.width, 400))
		if below := button.Position().Y >= words.Position().Y+words.Size().Height; below != c.below {
			t.Errorf("text at %v, %v wide: the button is at %v, the words end at %v", c.scale, c.width, button.Position(), words.Size().Height)
		}
		if end := button.Position().Y + button.Size().Height; end > lane.Size().Height+0.5 {
			t.Errorf("text at %v, %v wide: the button ends at %v of %v", c.scale, c.width, end, lane.Size().Height)
		}
	}
}
