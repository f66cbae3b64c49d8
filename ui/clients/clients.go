// Package clients is everything about one person: the list in which they are
// found, the form in which they are written down, their record as a story, and
// the flows that begin there: offering services, recording a contact, doing a
// follow-up.
package clients

import "waymark/ui/host"

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
