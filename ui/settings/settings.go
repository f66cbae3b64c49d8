// Package settings is where a service makes the program its own. Its parts are in the
// rooms beneath; here is which there are, in what order, and who sees them.
package settings

import (
	"slices"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/settings/frame"
	"waymark/ui/settings/program"
	"waymark/ui/settings/service"
)

// NewVersionsRoute is the part about new versions.
var NewVersionsRoute = host.Route{Area: host.Settings, View: host.ViewPart, Record: program.VersionsTitle}

// New makes the page of the settings.
func New(h *host.Host, r host.Route) host.Page {
	p := frame.New(h)
	list := groups(h, p)
	p.Fill(list, wanted(list, r))
	return p
}

// wanted is the part that a route leads to, nil for none.
func wanted(groups []frame.Group, r host.Route) *frame.Part {
	title := ""
	switch r.View {
	case host.ViewClinics:
		title = service.ClinicsTitle
	case host.ViewPart:
		title = string(r.Record)
	}
	for _, g := range groups {
		if i := slices.IndexFunc(g.Places, func(s frame.Place) bool { return s.Title == title }); i >= 0 {
			return g.Places[i].Part
		}
	}
	return nil
}

// Part is one part of the settings, as the search over everything finds it.
type Part struct {
	Title string
	// Words are others that people use for what can be set there.
	Words string
	Route host.Route
}

// Parts are all parts of the settings. Nothing is read for them.
func Parts(h *host.Host) []Part {
	places := New(h, host.Route{}).(*frame.Page).Parts()
	list := make([]Part, len(places))
	for i, s := range places {
		list[i] = Part{Title: s.Title, Words: s.Words, Route: host.Route{Area: host.Settings, View: host.ViewPart, Record: data.ID(s.Title)}}
	}
	return list
}
