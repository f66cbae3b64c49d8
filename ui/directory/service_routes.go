package directory

import (
	"waymark/data"
	"waymark/ui/host"
)

// viewRung is the form for a service of the ring round that was just rung:
// saving it counts as checking it, and leads back to the round.
const viewRung host.View = "edit service rung"

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
