package program

import (
	"testing"

	"waymark/ui/host"
	"waymark/ui/settings/frame"
	"waymark/ui/settings/frame/frametest"
)

// desk is a page of the program itself over a real database with the starting lists.
type desk struct {
	*frametest.Screen
	// Parts of the page that was opened last.
	versions *versions
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{}
	d.Screen = frametest.Of(t, func(h *host.Host, p *frame.Page) []*frame.Part {
		d.versions = newVersions(h, p)
		return []*frame.Part{Appearance(h, p), d.versions.part()}
	})
	return d
}
