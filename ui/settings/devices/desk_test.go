package devices

import (
	"testing"

	"waymark/ui/host"
	"waymark/ui/settings/frame"
	"waymark/ui/settings/frame/frametest"
)

// desk is a page of the PCs of a service over a real database with the starting lists.
type desk struct {
	*frametest.Screen
	// Parts of the page that was opened last.
	devices *deviceList
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{}
	d.Screen = frametest.Of(t, func(h *host.Host, p *frame.Page) []*frame.Part {
		d.devices = newDevices(h, p)
		return []*frame.Part{d.devices.part()}
	})
	return d
}
