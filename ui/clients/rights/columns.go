package rights

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"waymark/ui/theme"
)

// columns puts the list of texts, the text and its marks beside each other. Where
// there is no room for three the list goes: the buttons lead from text to text.
type columns struct{ list, text, marks fyne.CanvasObject }

// narrow is the width below which the list goes, in widths of a line of 30 letters.
const narrow = 3.1

// Layout implements fyne.Layout.
func (c *columns) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	line := fyne.MeasureText("nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", fynetheme.TextSize(), fyne.TextStyle{}).Width
	shares, objects := []float32{0.27, 0.43, 0.3}, []fyne.CanvasObject{c.list, c.text, c.marks}
	if size.Width < narrow*line {
		shares, objects = []float32{0.56, 0.44}, objects[1:]
		c.list.Hide()
	} else {
		c.list.Show()
	}
	free := size.Width - theme.Gap*float32(len(objects)-1)
	x := float32(0)
	for i, o := range objects {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(free*shares[i], size.Height))
		x += free*shares[i] + theme.Gap
	}
}

// MinSize implements fyne.Layout.
func (c *columns) MinSize([]fyne.CanvasObject) fyne.Size {
	text, marks := c.text.MinSize(), c.marks.MinSize()
	return fyne.NewSize(text.Width+theme.Gap+marks.Width, max(text.Height, marks.Height))
}
