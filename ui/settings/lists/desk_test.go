package lists

import (
	"testing"

	"waymark/ui/host"
	"waymark/ui/settings/frame"
	"waymark/ui/settings/frame/frametest"
)

// desk is a page of the lists of a service over a real database with the starting lists.
type desk struct{ *frametest.Screen }

func newDesk(t *testing.T) *desk {
	t.Helper()
	return &desk{frametest.Of(t, func(h *host.Host, p *frame.Page) []*frame.Part {
		return []*frame.Part{Surgeries(h, p), Staff(h, p), Partners(h, p), Reasons(h, p), Categories(h, p), Flags(h, p), Readers(h, p), SearchWords(h, p)}
	})}
}
