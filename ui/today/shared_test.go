package today

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// In a small window the card of those who wait to hear had room for half of a row,
// while the cards above it had more than they needed.
func TestACardThatNeedsMoreThanItsShareGetsIt(t *testing.T) {
	var cards []fyne.CanvasObject
	for _, least := range []float32{120, 120, 180} {
		card := canvas.NewRectangle(color.Black)
		card.SetMinSize(fyne.NewSize(100, least))
		cards = append(cards, card)
	}
	box := container.New(&shared{weights: []float32{0.4, 0.3, 0.3}}, cards...)
	box.Resize(fyne.NewSize(200, box.MinSize().Height+20))
	end := float32(0)
	for i, card := range cards {
		if card.Size().Height < card.MinSize().Height {
			t.Errorf("card %d has %v of %v", i, card.Size().Height, card.MinSize().Height)
		}
		end = card.Position().Y + card.Size().Height
	}
	if end != box.Size().Height {
		t.Errorf("the cards end at %v of %v", end, box.Size().Height)
	}
}
