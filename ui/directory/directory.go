// Package directory is the way to the rooms of the directory: searching it,
// writing an entry, keeping it true; listimport imports lists.
package directory

import (
	"waymark/ui/directory/entry"
	"waymark/ui/directory/search"
	"waymark/ui/directory/service"
	"waymark/ui/directory/upkeep"
	"waymark/ui/host"
)

// New makes the page for a view of the directory.
func New(h *host.Host, r host.Route) host.Page {
	switch r.View {
	case host.ViewNewService:
		return entry.New(h, r.Record, false)
	case service.ViewRung:
		return entry.New(h, r.Record, true)
	case host.ViewRingRound:
		return upkeep.NewRingRound(h)
	case host.ViewDuplicates:
		return upkeep.NewDuplicates(h)
	case host.ViewNeeds:
		return upkeep.NewNeeds(h)
	}
	return search.New(h, r.Record)
}
