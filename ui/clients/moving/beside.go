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

// MinSize implements fyne.Layout: where both need more, they are laid out one below
// the other.
func (*beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leastWidth, objects[0].MinSize().Height)
}

const leastWidth = 300

// pairs lays two cards side by side, and one below the other where there is no room.
// It remembers its width, because its height depends on it.
type pairs struct{ share, width float32 } // share is of the first

func (l *pairs) below(objects []fyne.CanvasObject) bool {
	return l.width > 0 && objects[0].MinSize().Width+theme.Gap+objects[1].MinSize().Width > l.width
}

// Layout implements fyne.Layout.
func (l *pairs) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	first, second := objects[0], objects[1]
	first.Move(fyne.NewPos(0, 0))
	if l.below(objects) {
		height := settle(first, size.Width)
		settle(second, size.Width)
		second.Move(fyne.NewPos(0, height+theme.Gap))
		return
	}
	room := size.Width - theme.Gap
	left := max(first.MinSize().Width, min(room*l.share, room-second.MinSize().Width))
	first.Resize(fyne.NewSize(left, size.Height))
	second.Move(fyne.NewPos(left+theme.Gap, 0))
	second.Resize(fyne.NewSize(room-left, size.Height))
}

// MinSize implements fyne.Layout.
func (l *pairs) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	if l.below(objects) {
		return fyne.NewSize(leastWidth, a.Height+theme.Gap+b.Height)
	}
	return fyne.NewSize(leastWidth, max(a.Height, b.Height))
}

// settle sizes an object to a width and the height that it then needs, and returns that.
func settle(o fyne.CanvasObject, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	return height
}
