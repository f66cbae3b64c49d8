// Package directory is the directory of local services: searched as you type,
// read beside the list, kept true, and written.
package directory

import "waymark/ui/host"

// New makes the page for a view of the directory.
func New(h *host.Host, r host.Route) host.Page {
	switch r.View {
	case host.ViewNewService:
		return newFormPage(h, r.Record, false)
	case viewRung:
		return newFormPage(h, r.Record, true)
	case host.ViewRingRound:
		return newRingPage(h)
	case host.ViewDuplicates:
		return newDuplicatesPage(h)
	}
	return newListPage(h, r.Record)
}
