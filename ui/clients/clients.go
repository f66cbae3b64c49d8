// Package clients is everything about one person: the list in which they are
// found, the form in which they are written down, their record as a story, and
// the flows that begin there: offering services, recording a contact, doing a
// follow-up.
package clients

import (
	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// New gives the page for a route within host.Clients. A view that it does not
// know shows the list.
func New(h *host.Host, r host.Route) host.Page {
	switch r.View {
	case host.ViewNewClient, host.ViewEditClient:
		return newFormPage(h, r)
	case host.ViewClient:
		return newRecordPage(h, r)
	case host.ViewNewContact:
		return newContactPage(h, r)
	case host.ViewFollowUp:
		return newFollowUpPage(h, r)
	case host.ViewOffer:
		return newOfferPage(h, r)
	default:
		return newListPage(h, r)
	}
}

// toRecord is the way to one client's record.
func toRecord(client data.ID) host.Route {
	return host.Route{Area: host.Clients, View: host.ViewClient, Client: client}
}

// optionsOf turns a fixed list of the domain into the options of a choice.
func optionsOf[T ~string](list []data.Option[T]) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, o := range list {
		options[i] = kit.Option{ID: string(o.Value), Label: o.Label}
	}
	return options
}

// surgeryOptions, staffOptions and reasonOptions are the service's own lists
// as options.
func surgeryOptions(list []data.Surgery) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, s := range list {
		options[i] = kit.Option{ID: string(s.ID), Label: s.Name, Note: s.Town}
	}
	return options
}

// staffOptions leaves out those who cannot look after a client.
func staffOptions(list []data.Staff) []kit.Option {
	var options []kit.Option
	for _, s := range list {
		if s.Role != data.RoleReception {
			options = append(options, kit.Option{ID: string(s.ID), Label: s.Name, Note: s.Role.Label()})
		}
	}
	return options
}

func reasonOptions(list []data.Reason) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, r := range list {
		options[i] = kit.Option{ID: string(r.ID), Label: r.Name}
	}
	return options
}
