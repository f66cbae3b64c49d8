package clients

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// asideEdge keeps the round corners of cards clear of the edge that they scroll
// under, which would cut their line, and asideBar of the scroll bar.
const (
	asideEdge float32 = 3
	asideBar  float32 = 10
)

// insideScroll keeps outlines clear of the edges that they scroll under, and of
// the scroll bar.
func insideScroll(obj fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(asideEdge, asideEdge, asideEdge, asideBar), obj)
}
