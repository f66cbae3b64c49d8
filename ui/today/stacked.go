package today

import (
	"fyne.io/fyne/v2"

	"waymark/ui/theme"
)

// stacked lays two cards out one above the other, sharing the height; without
// the lower one the upper one has it all. So it has where there is no room for
// both: in a small window with large text, during a clinic.
type stacked struct {
	upper float32 // the upper one's part, 0 to 1
	away  bool    // the lower one is hidden for want of room
}

// leastStacked is the height, at the normal size of text, that two cards need to
// show a whole row each.
const leastStacked float32 = 230

// Layout implements fyne.Layout.
func (s *stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scale := fyne.CurrentApp().Settings().Theme().Size(theme.SizeBody) / 14
	switch small := size.Height < leastStacked*scale; {
	case small && objects[1].Visible():
		objects[1].Hide()
		s.away = true
	case !small && s.away:
		objects[1].Show()
		s.away = false
	}
	if !objects[1].Visible() {
		objects[0].Move(fyne.NewPos(0, 0))
		objects[0].Resize(size)
		return
	}
	room := size.Height - theme.Gap
	// Each has at least a whole row, also where a foot of several lines takes its room.
	height := min(max(room*s.upper, objects[0].MinSize().Height), max(0, room-objects[1].MinSize().Height))
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
