package papers

import (
	"testing"

	"waymark/ui/host"
	"waymark/ui/settings/frame"
	"waymark/ui/settings/frame/frametest"
)

// newDesk is a page of what a service prints, sends and asks over a real database with the starting lists.
func newDesk(t *testing.T) *frametest.Screen {
	t.Helper()
	return frametest.Of(t, func(h *host.Host, p *frame.Page) []*frame.Part {
		return []*frame.Part{Reports(h, p), Letters(h, p), Messages(h, p), Languages(h, p), Questionnaires(h, p)}
	})
}
