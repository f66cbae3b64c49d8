package settings

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/ui/host"
	"waymark/ui/settings/frame"
	"waymark/ui/settings/frame/frametest"
	"waymark/ui/uitest"
)

// desk is the settings over a real database with the starting lists.
type desk struct {
	*frametest.Screen
	*parts // of the page that was opened last
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{}
	d.Screen = frametest.New(t, func(h *host.Host) *frame.Page {
		p := frame.New(h)
		d.parts = newParts(h, p)
		p.Fill(d.groups(), nil)
		return p
	})
	return d
}

// shows reports whether an object is in the window.
func shows(d *uitest.Desk, wanted fyne.CanvasObject) (found bool) {
	d.Each(func(o fyne.CanvasObject) { found = found || o == wanted })
	return found
}
