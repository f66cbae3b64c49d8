package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"waymark/ui/kit/draw"
)

// Beside puts buttons at the right and a few words at their left, or above them where
// the words would be cut.
func Beside(words fyne.CanvasObject, buttons ...fyne.CanvasObject) *fyne.Container {
	return container.New(&besideLayout{}, words, HStack(8, buttons...))
}

// besideGap is between the words and the buttons, across or down.
const besideGap float32 = 12

// besideLayout remembers the width it was last laid out for, because its height depends
// on it.
type besideLayout struct{ width float32 }

// Layout puts the words and the buttons in their places. Part of fyne.Layout.
func (l *besideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	words, buttons := objects[0], objects[1]
	least := buttons.MinSize()
	left, room := max(0, size.Width-least.Width), size.Width-least.Width-besideGap
	if !l.above(words, buttons) {
		height := draw.Settle(words, max(0, room))
		draw.Place(words, 0, (size.Height-height)/2, max(0, room), height)
		draw.Place(buttons, left, 0, min(least.Width, size.Width), size.Height)
		return
	}
	height := draw.Settle(words, size.Width)
	words.Move(fyne.NewPos(0, 0))
	draw.Place(buttons, left, height+besideGap/2, min(least.Width, size.Width), least.Height)
}

// MinSize is as high as the width asks for. Part of fyne.Layout.
func (l *besideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	words, buttons := objects[0], objects[1]
	least, size := words.MinSize(), buttons.MinSize()
	if l.above(words, buttons) {
		return fyne.NewSize(max(least.Width, size.Width), least.Height+besideGap/2+size.Height)
	}
	return fyne.NewSize(size.Width, max(least.Height, size.Height))
}

// above reports whether the words have to stand above the buttons.
func (l *besideLayout) above(words, buttons fyne.CanvasObject) bool {
	if !words.Visible() || l.width <= 0 {
		return false
	}
	wanted := words.MinSize().Width
	if text, ok := words.(*Text); ok {
		wanted = 0
		if text.Text() != "" {
			wanted = text.Natural() + 1
		}
	}
	return wanted > l.width-buttons.MinSize().Width-besideGap
}
