package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// CreateRenderer draws the entry with a steady caret. Part of fyne.Widget.
//
// Fyne's blinks, and each blink draws the whole window several times: a fifth of
// a core for as long as a field has the focus where graphics are drawn in
// software, as over remote desktop and on old PCs. Fyne can only be told not to
// by a setting of the user's that all Fyne programs share, or when it is built.
// But it starts the blinking in one place, calls OnCursorChanged right after,
// and stops it when the renderer of the entry's text is destroyed: a second such
// renderer, which draws nothing, is the switch.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	inner := e.Entry.CreateRenderer()
	scroll := scrollOf(inner.Objects())
	r := &entryRendering{WidgetRenderer: inner}
	r.wheel = newWheelCatcher(func(ev *fyne.ScrollEvent) { e.wheel(scroll, ev) })
	if scroll == nil {
		return r
	}
	if text, ok := scroll.Content.(fyne.Widget); ok {
		blinking := text.CreateRenderer()
		e.OnCursorChanged = blinking.Destroy
	}
	return r
}

// scrollOf finds the part of an entry that scrolls its text and its caret.
func scrollOf(objects []fyne.CanvasObject) *container.Scroll {
	for _, o := range objects {
		if s, ok := o.(*container.Scroll); ok {
			return s
		}
	}
	return nil
}
