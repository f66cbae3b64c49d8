package main

import (
	"context"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/ui/host"
)

// flagScreens are the record of someone with flags, of which one is due a review.
func flagScreens() []screen {
	return []screen{{"record-flags", func(p people) host.Route {
		return host.Route{Area: host.Clients, View: host.ViewClient, Client: p.flagged}
	}, nil, true},
		{"settings-flags", part("Flags"), nil, false},
		{"settings-holidays", part("Holidays"), nil, false},
	}
}

// addFlags sets three flags on a client who is not the one of the other pictures.
func addFlags(ctx context.Context, s *office.Office, not data.ID) (data.ID, error) {
	clients, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 2})
	if err != nil || len(clients) == 0 {
		return not, err
	}
	who := clients[0].ID
	if who == not && len(clients) > 1 {
		who = clients[1].ID
	}
	kinds, err := s.Flags.Kinds(ctx, false)
	if err != nil {
		return who, err
	}
	flags := []data.Flag{
		{KindID: kinds[0].ID, Why: "Her son shouted at the district nurse", ReviewOn: day.AddMonths(5)},
		{KindID: kinds[1].ID, Note: "Alsatian, shut in the yard if we ring first", Why: "Seen on the visit of 3 March", ReviewOn: day},
		{KindID: kinds[2].ID, Note: "Concentrator in the bedroom, and she smokes there", Why: "Told by the surgery", ReviewOn: day.AddMonths(2)},
	}
	for i := range flags {
		f := &flags[i]
		f.ClientID, f.SetOn = who, day.AddDays(-36)
		err := s.Load(ctx, "flags of the gallery", func(b *office.Bulk) error { return b.Add(f) })
		if err != nil {
			return who, err
		}
	}
	return who, nil
}
