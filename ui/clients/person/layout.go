package person

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// AsideEdge keeps the round corners of cards clear of the edge that they scroll
// under, which would cut their line, and asideBar of the scroll bar.
const (
	AsideEdge float32 = 3
	AsideBar  float32 = 10
)

// InsideScroll keeps outlines clear of the edges that they scroll under, and of
// the scroll bar.
func InsideScroll(obj fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(AsideEdge, AsideEdge, AsideEdge, AsideBar), obj)
}
