package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// useWatch notices that the pointer moves over what it wraps: the toolkit tells it
// whenever the pointer comes from or goes to something else on it.
type useWatch struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

// WatchUse wraps the content of a window, so that OnUse is also told of the pointer.
func WatchUse(content fyne.CanvasObject) fyne.CanvasObject {
	w := &useWatch{content: content}
	w.ExtendBaseWidget(w)
	return w
}

// MouseIn implements desktop.Hoverable.
func (w *useWatch) MouseIn(*desktop.MouseEvent) { used() }

// MouseMoved implements desktop.Hoverable.
func (w *useWatch) MouseMoved(*desktop.MouseEvent) { used() }

// MouseOut implements desktop.Hoverable.
func (w *useWatch) MouseOut() { used() }

// CreateRenderer draws what is wrapped. Part of fyne.Widget.
func (w *useWatch) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.content) }
