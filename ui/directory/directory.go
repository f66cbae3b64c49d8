// Package directory is the directory of local services: searched as you type,
// read beside the list, kept true, and written.
package directory

import (
	"waymark/data"
	"waymark/ui/host"
)

// viewRung is the form for a service of the ring round that was just rung:
// saving it counts as checking it, and leads back to the round.
const viewRung host.View = "edit service rung"

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

// editRoute is the form for a service that exists: the form view with a record.
func editRoute(id data.ID) host.Route {
	return host.Route{Area: host.Directory, View: host.ViewNewService, Record: id}
}

func serviceRoute(id data.ID) host.Route {
	return host.Route{Area: host.Directory, View: host.ViewService, Record: id}
}

func importRoute() host.Route {
	return host.Route{Area: host.Directory, View: host.ViewImport}
}
