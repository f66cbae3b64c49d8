package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"waymark/ui/kit/draw"
)

// Fitting shows an object where it has the width that it needs, and else a narrower
// one that says the same.
func Fitting(wide, narrow fyne.CanvasObject) *fyne.Container {
	narrow.Hide()
	return container.New(&fitting{}, wide, narrow)
}

type fitting struct{}

// Layout shows one of the two. Part of fyne.Layout.
func (*fitting) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown, hidden := objects[0], objects[1]
	if size.Width < shown.MinSize().Width {
		shown, hidden = hidden, shown
	}
	if hidden.Visible() {
		hidden.Hide()
	}
	if !shown.Visible() {
		shown.Show()
	}
	draw.Place(shown, 0, 0, size.Width, size.Height)
}

// MinSize is that of the one that is shown, but no wider than the narrower needs.
// Part of fyne.Layout.
func (*fitting) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[1].MinSize()
	if objects[0].Visible() {
		least.Height = objects[0].MinSize().Height
	}
	return least
}
