package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestFreeOf_aCardHidesNothingItBelongsTo: at large text the calendar of a date lay over
// the date itself.
func TestFreeOf_aCardHidesNothingItBelongsTo(t *testing.T) {
	room, card := fyne.NewSize(1020, 636), fyne.NewSize(420, 390)
	for y := float32(0); y < 600; y += 20 {
		for x := float32(10); x < 700; x += 40 {
			at, of := fyne.NewPos(x, y), fyne.NewSize(300, 42)
			cx, cy := freeOf(at, of, card, room, 4)
			if cx < 4 || cy < 4 || cx+card.Width > room.Width || cy+card.Height > room.Height {
				t.Fatalf("for %v it lies at %v, %v, outside of the window", at, cx, cy)
			}
			beside := at.X-4-card.Width >= 4 || at.X+of.Width+4+card.Width <= room.Width
			across := cx < at.X+of.Width && at.X < cx+card.Width
			if beside && across && cy < at.Y+of.Height && at.Y < cy+card.Height {
				t.Errorf("for %v it lies at %v, %v, over it", at, cx, cy)
			}
		}
	}
}
