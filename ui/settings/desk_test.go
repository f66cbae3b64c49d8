package settings

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/ui/host"
	"waymark/ui/settings/frame"
	"waymark/ui/settings/frame/frametest"
	"waymark/ui/uitest"
)

// newDesk is the settings over a real database with the starting lists.
func newDesk(t *testing.T) *frametest.Screen {
	t.Helper()
	return frametest.New(t, func(h *host.Host) *frame.Page { return New(h, host.Route{Area: host.Settings}).(*frame.Page) })
}

// shows reports whether an object is in the window.
func shows(d *uitest.Desk, wanted fyne.CanvasObject) (found bool) {
	d.Each(func(o fyne.CanvasObject) { found = found || o == wanted })
	return found
}
