package today

import (
	"fyne.io/fyne/v2"

	"waymark/ui/theme"
)

// stacked lays two cards out one above the other, sharing the height; without
// the lower one the upper one has it all.
type stacked struct{ upper float32 } // the upper one's part, 0 to 1

// Layout implements fyne.Layout.
func (s *stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if !objects[1].Visible() {
		objects[0].Move(fyne.NewPos(0, 0))
		objects[0].Resize(size)
		return
	}
	room := size.Height - theme.Gap
	height := room * s.upper
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, height))
	objects[1].Move(fyne.NewPos(0, height+theme.Gap))
	objects[1].Resize(fyne.NewSize(size.Width, room-height))
}

// MinSize implements fyne.Layout.
func (s *stacked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	upper, lower := objects[0].MinSize(), objects[1].MinSize()
	if !objects[1].Visible() {
		return upper
	}
	return fyne.NewSize(fyne.Max(upper.Width, lower.Width), upper.Height+theme.Gap+lower.Height)
}
