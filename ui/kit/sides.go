package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"waymark/ui/kit/draw"
)

// Sides puts one object at the left, with the width that is left over, and one at
// the right; where there is no room for both, the second goes below the first.
func Sides(gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&sides{gap: gap}, left, right)
}

// sides remembers the width it was last laid out for, because its height depends
// on it.
type sides struct{ gap, width float32 }

func (l *sides) below(left, right fyne.CanvasObject, width float32) bool {
	return width > 0 && left.MinSize().Width+l.gap+right.MinSize().Width > width
}

// Layout puts both in their places. Part of fyne.Layout.
func (l *sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	left, right := objects[0], objects[1]
	if l.below(left, right, size.Width) {
		height := draw.Settle(left, size.Width)
		left.Move(fyne.Position{})
		draw.Place(right, 0, height+l.gap, min(right.MinSize().Width, size.Width), right.MinSize().Height)
		return
	}
	least := right.MinSize()
	draw.Place(left, 0, 0, size.Width-least.Width-l.gap, size.Height)
	draw.Place(right, size.Width-least.Width, (size.Height-least.Height)/2, least.Width, least.Height)
}

// MinSize is as high as the width asks for. Part of fyne.Layout.
func (l *sides) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := objects[0].MinSize(), objects[1].MinSize()
	height := max(left.Height, right.Height)
	if l.below(objects[0], objects[1], l.width) {
		height = left.Height + l.gap + right.Height
	}
	return fyne.NewSize(max(left.Width, right.Width), height)
}
