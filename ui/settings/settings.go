// Package settings is where a service makes the program its own: who uses this
// PC, the lists that forms offer, the days on which no one works, where the
// records lie and how they are copied, and how the program looks.
package settings

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// page is what a part asks of the page that it stands on.
type page interface {
	Form(title, verb string, fields []fyne.CanvasObject, fail func(data.FieldErrors), prepare frame.Prepare) (refresh func())
	Write(what, stored string, work func(ctx context.Context) error, then func())
	Writing() bool
	Say(tone kit.Tone, sentence string)
	Reload()
}

// parts are the parts that the page does not only show.
type parts struct {
	h        *host.Host
	p        page
	own      *own
	copies   *copies
	clinics  *clinics
	versions *versions
	devices  *deviceList
}

func newParts(h *host.Host, p page) *parts {
	return &parts{h: h, p: p, own: newOwn(h, p), copies: newCopies(h, p), clinics: newClinics(h, p), versions: newVersions(h, p), devices: newDevices(h, p)}
}

// New makes the page of the settings.
func New(h *host.Host, r host.Route) host.Page {
	p := frame.New(h)
	groups := newParts(h, p).groups()
	p.Fill(groups, wanted(groups, r))
	return p
}

// wanted is the part that a route leads to, nil for none.
func wanted(groups []frame.Group, r host.Route) *frame.Part {
	title := ""
	switch r.View {
	case host.ViewClinics:
		title = clinicsTitle
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
