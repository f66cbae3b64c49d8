package service

import (
	"waymark/data"
	"waymark/ui/host"
)

// EditRoute is the form for a service that exists: the form view with a record.
func EditRoute(id data.ID) host.Route {
	return host.Route{Area: host.Directory, View: host.ViewNewService, Record: id}
}

// Route is the way to one service in the list.
func Route(id data.ID) host.Route {
	return host.Route{Area: host.Directory, View: host.ViewService, Record: id}
}

// ImportRoute is the way to the import of lists.
func ImportRoute() host.Route {
	return host.Route{Area: host.Directory, View: host.ViewImport}
}
