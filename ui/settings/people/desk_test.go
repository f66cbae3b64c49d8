package people

import (
	"testing"

	"waymark/ui/host"
	"waymark/ui/settings/frame"
	"waymark/ui/settings/frame/frametest"
)

// newDesk is a page of who signs in over a real database with the starting lists.
func newDesk(t *testing.T) *frametest.Screen {
	t.Helper()
	return frametest.Of(t, func(h *host.Host, p *frame.Page) []*frame.Part {
		return []*frame.Part{People(h, p), Roles(h, p)}
	})
}
