package enrol

import (
	"testing"

	"waymark/ui/host"
	"waymark/ui/uitest"
)

// desk is this room over a real database.
type desk struct{ *uitest.People }

func newDesk(t *testing.T) *desk { return &desk{uitest.NewPeople(t)} }

// open shows a page as the shell does.
func (d *desk) open(r host.Route) host.Page {
	d.T.Helper()
	r.Area = host.Clients
	d.Show(New(d.Host, r))
	return d.Page
}
