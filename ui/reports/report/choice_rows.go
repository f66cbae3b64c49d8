package report

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"waymark/ui/theme"
)

// choiceRows sets choices of one width in one row, or in two where that leaves too
// little to each.
type choiceRows struct{ width float32 }

const inNarrowRow = 3

// columns is how many choices are in a row.
func (l *choiceRows) columns(n int) int {
	const around = 44 // of the text in a choice
	needed := fyne.MeasureText("Hidden (recommended)", fynetheme.TextSize(), fyne.TextStyle{}).Width + around
	if l.width > 0 && l.width < float32(n)*(needed+theme.Gap)-theme.Gap {
		return min((n+1)/2, inNarrowRow) // rows as even as can be
	}
	return n
}

// Layout implements fyne.Layout.
func (l *choiceRows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	n := l.columns(len(objects))
	width := (size.Width - float32(n-1)*theme.Gap) / float32(n)
	var x, y, height float32
	for i, o := range objects {
		if i > 0 && i%n == 0 {
			x, y, height = 0, y+height+theme.Gap/2, 0
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		x, height = x+width+theme.Gap, max(height, o.MinSize().Height)
	}
}

// MinSize implements fyne.Layout.
func (l *choiceRows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var one fyne.Size
	for _, o := range objects {
		one = one.Max(o.MinSize())
	}
	n := l.columns(len(objects))
	rows := (len(objects) + n - 1) / n
	least := min((len(objects)+1)/2, inNarrowRow)
	return fyne.NewSize(float32(least)*(one.Width+theme.Gap)-theme.Gap, float32(rows)*(one.Height+theme.Gap/2)-theme.Gap/2)
}
