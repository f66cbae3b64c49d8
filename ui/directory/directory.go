// Package directory is the directory of local services: searched as you type,
// read beside the list, kept true, and written.
package directory

import (
	"waymark/data"
	"waymark/ui/host"
)

// New makes the page for a view of the directory.
func New(h *host.Host, r host.Route) host.Page {
	if r.View == host.ViewNewService {
		return newFormPage(h, r.Record)
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
