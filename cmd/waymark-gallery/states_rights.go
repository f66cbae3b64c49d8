package main

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/ui/host"
)

// rightsScreens are what people asked under their rights: everyone's, one
// person's, and the texts that are read for a copy.
func rightsScreens() []screen {
	return []screen{
		{"rights-desk", func(people) host.Route { return host.Route{Area: host.Clients, View: host.ViewRights} }, nil, false},
		{"rights-person", func(p people) host.Route {
			return host.Route{Area: host.Clients, View: host.ViewRights, Client: p.asking}
		}, nil, false},
		{"rights-review", func(p people) host.Route {
			return host.Route{Area: host.Clients, View: host.ViewRightsReview, Client: p.asking, Record: p.request}
		}, nil, false},
		{"record-restricted", func(p people) host.Route {
			return host.Route{Area: host.Clients, View: host.ViewClient, Client: p.restricted}
		}, nil, false},
		{"rights-restricted", func(p people) host.Route {
			return host.Route{Area: host.Clients, View: host.ViewRights, Client: p.restricted}
		}, nil, false},
		{"rights-new", func(p people) host.Route {
			return host.Route{Area: host.Clients, View: host.ViewRights, Client: p.asking}
		}, press("Record a request…"), false},
	}
}

// addRights has two clients ask: one for a copy, of which some is reviewed, and one
// that their record is only kept.
func addRights(ctx context.Context, s *office.Office, not ...data.ID) (asking, restricted, request data.ID, err error) {
	clients, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 12})
	if err != nil {
		return "", "", "", err
	}
	clients = slices.DeleteFunc(clients, func(c data.ClientRow) bool { return slices.Contains(not, c.ID) })
	if len(clients) < 2 {
		return "", "", "", nil
	}
	asking, restricted = clients[0].ID, clients[1].ID
	copyOf := &data.RightsRequest{ClientID: asking, Kind: data.RightsAccess, AskedOn: day.AddDays(-26), AskedHow: "letter", Asked: "Everything that you hold about me, with who has seen it"}
	for _, r := range []*data.RightsRequest{
		{ClientID: asking, Kind: data.RightsCorrection, AskedOn: day.AddDays(-40), AskedHow: "phone", Was: "The house number is 17", Now: "The house number is 71", Told: "Age UK Thanet, by phone",
			State: data.RightsDone, ClosedOn: day.AddDays(-38), Outcome: "Corrected while on the phone"},
		copyOf,
		{ClientID: restricted, Kind: data.RightsObjection, AskedOn: day.AddDays(-3), AskedHow: "email", Asked: "I do not want to be in your reports"},
	} {
		if err := s.Rights.Save(ctx, r); err != nil {
			return "", "", "", err
		}
	}
	texts, err := s.Rights.Texts(ctx, copyOf.ID)
	if err != nil {
		return "", "", "", err
	}
	for i := range texts { // up to one that names others: of these one is blacked out
		t := &texts[i]
		t.Read = len(t.Found) == 0
		if !t.Read {
			f := t.Found[0]
			t.Marks = []data.RightsMark{{From: f.From, To: f.To, Reason: data.ReasonOther}}
		}
		if err := s.Rights.SaveText(ctx, copyOf.ID, t); err != nil || !t.Read {
			return asking, restricted, copyOf.ID, err
		}
	}
	return asking, restricted, copyOf.ID, nil
}
