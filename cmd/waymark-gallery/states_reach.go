package main

import (
	"context"
	"errors"

	"waymark/data/store/office"
)

// reachStates are a lone-working card that no other PC has yet.
func reachStates() []state {
	return []state{
		{name: "visits-reach", appearance: "light", fill: fillReach, clients: true, only: "visit-leaving"},
		{name: "visits-reach-dark", appearance: "dark", fill: fillReach, clients: true, only: "visit-leaving"},
	}
}

func fillReach(ctx context.Context, s *office.Office) error {
	if err := fillVisits(ctx, s); err != nil {
		return err
	}
	g, laptop, err := withLaptop(ctx, s)
	if err != nil {
		return err
	}
	card, err := s.Lone.Card(ctx, shownVisits.second)
	if err != nil {
		return err
	}
	return errors.Join(s.Lone.GoOut(ctx, card), g.meet(s), laptop.Close())
}
