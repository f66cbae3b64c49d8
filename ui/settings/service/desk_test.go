package service

import (
	"testing"

	"waymark/ui/host"
	"waymark/ui/settings/frame"
	"waymark/ui/settings/frame/frametest"
)

// desk is a page of what a service begins with over a real database with the starting lists.
type desk struct {
	*frametest.Screen
	// Parts of the page that was opened last.
	own     *own
	clinics *clinics
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{}
	d.Screen = frametest.Of(t, func(h *host.Host, p *frame.Page) []*frame.Part {
		d.own, d.clinics = newOwn(h, p), newClinics(h, p)
		return []*frame.Part{d.own.part(), d.clinics.part(), Holidays(h, p), Visits(h, p)}
	})
	return d
}
