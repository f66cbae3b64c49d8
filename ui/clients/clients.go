// Package clients is the way to the rooms that are about one person: finding
// them, writing them down, their record, and what begins there.
package clients

import (
	"waymark/ui/clients/contact"
	"waymark/ui/clients/enrol"
	"waymark/ui/clients/find"
	"waymark/ui/clients/followup"
	"waymark/ui/clients/moving"
	"waymark/ui/clients/offer"
	"waymark/ui/clients/record"
	"waymark/ui/clients/rights"
	"waymark/ui/clients/round"
	"waymark/ui/host"
)

// New returns the page for a route within host.Clients. A view that it does not
// know shows the list.
func New(h *host.Host, r host.Route) host.Page {
	switch r.View {
	case host.ViewShortReferral:
		return enrol.NewShort(h, r)
	case host.ViewNewClient, host.ViewEditClient:
		return enrol.New(h, r)
	case host.ViewClient:
		return record.New(h, r)
	case host.ViewNewContact, host.ViewAppointment:
		return contact.New(h, r)
	case host.ViewRound:
		return round.New(h, r)
	case host.ViewFollowUp:
		return followup.New(h, r)
	case host.ViewImportClients:
		return moving.New(h, r)
	case host.ViewRights:
		return rights.New(h, r)
	case host.ViewRightsReview:
		return rights.NewReview(h, r)
	case host.ViewOffer:
		return offer.New(h, r)
	default:
		return find.New(h, r)
	}
}
