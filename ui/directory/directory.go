// Package directory is the directory of local services: searched as you type,
// read beside the list, kept true, and written.
package directory

import (
	"time"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
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

func toDay(d data.Date) kit.Day { return kit.Day{Year: d.Year, Month: int(d.Month), Day: d.Day} }

func fromDay(d kit.Day) data.Date {
	return data.Date{Year: d.Year, Month: time.Month(d.Month), Day: d.Day}
}
