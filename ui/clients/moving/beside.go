package moving

import (
	"fyne.io/fyne/v2"

	"waymark/ui/theme"
)

// beside lays the columns of a list beside its questions, and below them where large
// text or a small window leaves no room for both.
type beside struct{}

const (
	leftShare  = 0.38
	belowShare = 0.35
)

// Layout implements fyne.Layout.
func (*beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := objects[0], objects[1]
	room := size.Width - theme.Gap
	if right.MinSize().Width > room*(1-leftShare) {
		low := size.Height * belowShare
		right.Move(fyne.NewPos(0, 0))
		right.Resize(fyne.NewSize(size.Width, size.Height-low-theme.Gap))
		left.Move(fyne.NewPos(0, size.Height-low))
		left.Resize(fyne.NewSize(size.Width, low))
		return
	}
	left.Move(fyne.NewPos(0, 0))
	left.Resize(fyne.NewSize(room*leftShare, size.Height))
	right.Move(fyne.NewPos(room*leftShare+theme.Gap, 0))
	right.Resize(fyne.NewSize(room*(1-leftShare), size.Height))
}

// MinSize implements fyne.Layout.
func (*beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(objects[0].MinSize().Width, objects[1].MinSize().Width), objects[0].MinSize().Height)
}
