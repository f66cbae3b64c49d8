package questionnaires

import (
	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// The measures of the pad's one column.
const (
	columnWidth  = 1160
	columnMargin = 26
	columnGap    = 18
)

// column lays out head, table and foot in one calm column in the middle. The
// foot follows the table and never leaves the window: the table scrolls.
type column struct{}

func (column) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	head, table, foot := objs[0], objs[1], objs[2]
	width := min(size.Width-2*columnMargin, columnWidth)
	x := (size.Width - width) / 2
	y := float32(columnMargin)
	// Wrapped text only knows its height once it knows its width.
	head.Resize(fyne.NewSize(width, head.MinSize().Height))
	foot.Resize(fyne.NewSize(width, foot.MinSize().Height))
	headHeight, footHeight := head.MinSize().Height, foot.MinSize().Height
	head.Move(fyne.NewPos(x, y))
	head.Resize(fyne.NewSize(width, headHeight))
	y += headHeight + columnGap
	room := size.Height - y - columnGap - footHeight - columnMargin/2
	height := max(0, min(room, wanted(table, width)))
	table.Move(fyne.NewPos(x, y))
	table.Resize(fyne.NewSize(width, height))
	foot.Move(fyne.NewPos(x, y+height+columnGap))
	foot.Resize(fyne.NewSize(width, footHeight))
}

func (column) MinSize(objs []fyne.CanvasObject) fyne.Size {
	head, table, foot := objs[0].MinSize(), objs[1].MinSize(), objs[2].MinSize()
	return fyne.NewSize(max(head.Width, table.Width, foot.Width)+2*columnMargin,
		head.Height+table.Height+foot.Height+2*columnGap+1.5*columnMargin)
}

// wanted is the height at which nothing has to scroll.
func wanted(obj fyne.CanvasObject, width float32) float32 {
	if scroll, ok := obj.(*kit.FollowScroll); ok {
		inner := scroll.Content()
		inner.Resize(fyne.NewSize(width, inner.MinSize().Height))
		return inner.MinSize().Height
	}
	return obj.MinSize().Height
}

// topLine puts the heading on the left and the text sizes at the top right.
type topLine struct{}

func (topLine) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	text, buttons := objs[0], objs[1]
	b := buttons.MinSize()
	buttons.Move(fyne.NewPos(size.Width-b.Width, 4))
	buttons.Resize(b)
	text.Move(fyne.NewPos(0, 0))
	text.Resize(fyne.NewSize(max(0, size.Width-b.Width-theme.Gap), text.MinSize().Height))
}

func (topLine) MinSize(objs []fyne.CanvasObject) fyne.Size {
	text, buttons := objs[0].MinSize(), objs[1].MinSize()
	return fyne.NewSize(text.Width+theme.Gap+buttons.Width, max(text.Height, buttons.Height+4))
}
