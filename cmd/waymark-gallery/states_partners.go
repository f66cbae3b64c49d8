package main

import (
	"context"
	"errors"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/office"
)

// partnerStates are a partnership of several organisations, as one of its managers
// finds it.
func partnerStates() []state {
	return []state{
		{name: "partnership", appearance: "light", fill: fillPartnership, gate: true, only: "gate-partners"},
		{name: "partnership-surgeries", appearance: "light", fill: fillPartnership, gate: true, only: "gate-surgeries"},
		{name: "partnership-people", appearance: "light", fill: fillPartnership, gate: true, only: "gate-people"},
		{name: "partnership-person", appearance: "dark", fill: fillPartnership, gate: true, only: "gate-person"},
		{name: "partnership-roles", appearance: "light", fill: fillPartnership, gate: true, only: "gate-roles"},
		{name: "partnership-reports", appearance: "light", fill: fillPartnership, gate: true, only: "gate-reports"},
	}
}

// fillPartnership has people sign in to a service of three partners.
func fillPartnership(ctx context.Context, s *office.Office) error {
	if err := fillPeople(ctx, s, access.Manager, false); err != nil {
		return err
	}
	partners := []data.Partner{{Name: "Thanet Mind"}, {Name: "Age Concern Dover and Deal"}, {Name: "Ashford Volunteer Centre"}}
	for i := range partners {
		if err := s.Lists.SavePartner(ctx, &partners[i]); err != nil {
			return err
		}
	}
	surgeries, err := s.Lists.Surgeries(ctx, true)
	for i := range surgeries {
		surgeries[i].PartnerID = partners[i%3].ID
		err = errors.Join(err, s.Lists.SaveSurgery(ctx, &surgeries[i]))
	}
	if err != nil {
		return err
	}
	list, err := s.People.List(ctx)
	for i := range list {
		if p := list[i]; p.Active() && p.Role.ByPartner() && p.Role != access.Manager {
			p.Partner = partners[i%3].ID
			err = errors.Join(err, s.People.Save(ctx, &p))
		}
	}
	return err
}
