package records

import (
	"testing"

	"waymark/ui/host"
	"waymark/ui/settings/frame"
	"waymark/ui/settings/frame/frametest"
)

// desk is a page of what keeps the records safe over a real database with the starting lists.
type desk struct {
	*frametest.Screen
	// Parts of the page that was opened last.
	copies *copies
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{}
	d.Screen = frametest.Of(t, func(h *host.Host, p *frame.Page) []*frame.Part {
		d.copies = newCopies(h, p)
		return []*frame.Part{d.copies.part(), Audit(h, p), Retention(h, p), Governance(h, p)}
	})
	return d
}
