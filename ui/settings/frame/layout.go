package frame

import (
	"fyne.io/fyne/v2"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// beside sets the list of parts beside the one that is open. The list is as wide as
// its names, unless a small window with large text needs the room for the part.
type beside struct{}

// The list is at least this wide, and at most a share of the whole.
const (
	leastParts float32 = 190
	mostParts  float32 = 0.245
)

// Layout implements fyne.Layout.
func (beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := max(leastParts, min(leastParts*draw.TextScale(), size.Width*mostParts))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(width, size.Height))
	left := width + theme.Gap
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(max(0, size.Width-left), size.Height))
}

// MinSize implements fyne.Layout.
func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	list, part := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(leastParts+theme.Gap+part.Width, max(list.Height, part.Height))
}
