package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/meet"
	"waymark/data/store"
	"waymark/data/store/devices"
	"waymark/data/store/office"
	"waymark/ui/host"
)

const (
	devicesScreen = "settings-devices"
	sinceScreen   = "since-met"
)

// deviceStates are a service of several PCs, and what meeting them brought.
func deviceStates() []state {
	return []state{
		{name: "devices", appearance: "light", fill: fillDevices, clients: true, only: devicesScreen},
		{name: "devices-dark", appearance: "dark", fill: fillDevices, clients: true, only: devicesScreen},
		{name: "devices-asked", appearance: "light", fill: fillAsked, only: devicesScreen},
		{name: "met", appearance: "light", fill: fillMet, clients: true, only: sinceScreen},
		{name: "met-dark", appearance: "dark", fill: fillMet, clients: true, only: sinceScreen},
	}
}

func deviceScreens() []screen {
	return []screen{
		{name: devicesScreen, route: part("Devices")},
		{name: sinceScreen, route: func(people) host.Route { return host.Route{Area: host.Today, View: host.ViewSinceMet} }},
	}
}

// gathered are the PCs of an invented service, over a folder beside the database.
type gathered struct {
	ctx   context.Context
	first *office.Office
	at    devices.Store
}

// begun founds a service on a PC.
func begun(ctx context.Context, s *office.Office) (*gathered, error) {
	folder := filepath.Join(filepath.Dir(s.Path()), "shared")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	g := &gathered{ctx: ctx, first: s, at: devices.Store{Address: folder}}
	_, err := meet.New(s).Begin(ctx, "Birchington, room 4", g.at, nil)
	return g, err
}

// pc is a further PC that asks to join.
func (g *gathered) pc(file string) (*office.Office, error) {
	s, err := office.Open(g.ctx, filepath.Join(filepath.Dir(g.first.Path()), file), store.Options{Clock: g.first.Clock()})
	if err != nil {
		return nil, err
	}
	_, err = meet.New(s).Join(g.ctx, g.at, "")
	return s, err
}

// join lets a further PC in.
func (g *gathered) join(file, name string, role access.Role) (*office.Office, error) {
	s, err := g.pc(file)
	if err != nil {
		return nil, err
	}
	met, err := meet.New(g.first).Now(g.ctx, meet.Fully, nil)
	if err != nil {
		return nil, err
	}
	if err := g.first.Devices.Admit(g.ctx, met.Requests[0].Asks(), name, role, nil); err != nil {
		return nil, err
	}
	return s, g.meet(g.first, s)
}

// meet has PCs meet, one after the other.
func (g *gathered) meet(all ...*office.Office) error {
	for _, s := range all {
		if _, err := meet.New(s).Now(g.ctx, meet.Fully, nil); err != nil {
			return err
		}
	}
	return nil
}

// withLaptop begins a service and has a prescriber's laptop join it.
func withLaptop(ctx context.Context, s *office.Office) (g *gathered, laptop *office.Office, err error) {
	if g, err = begun(ctx, s); err == nil {
		laptop, err = g.join("laptop.db", "Siân’s laptop", access.Prescriber)
	}
	return g, laptop, err
}

func fillDevices(ctx context.Context, s *office.Office) error {
	if err := fillSample(ctx, s); err != nil {
		return err
	}
	g, laptop, err := withLaptop(ctx, s)
	if err != nil {
		return err
	}
	old, err := g.join("old.db", "Old laptop, Ewa", access.Prescriber)
	if err != nil {
		return err
	}
	asks, err := g.pc("desk.db")
	if err != nil {
		return err
	}
	of, err := s.Devices.Service(ctx)
	if err != nil {
		return err
	}
	for _, d := range of.Devices {
		if d.Name == "Old laptop, Ewa" {
			err = s.Devices.Strike(ctx, d.ID)
		}
	}
	return errors.Join(err, g.meet(laptop, s), laptop.Close(), old.Close(), asks.Close())
}

// fillAsked is a PC that waits to be let in.
func fillAsked(ctx context.Context, s *office.Office) error {
	if err := fillNothing(ctx, s); err != nil {
		return err
	}
	first, err := office.Open(ctx, filepath.Join(filepath.Dir(s.Path()), "first.db"), store.Options{Clock: s.Clock()})
	if err != nil {
		return err
	}
	g, err := begun(ctx, first)
	if err == nil {
		_, err = meet.New(s).Join(ctx, g.at, "")
	}
	return errors.Join(err, first.Close())
}

// fillMet is what is found after two PCs changed the same things.
func fillMet(ctx context.Context, s *office.Office) error {
	if err := fillSample(ctx, s); err != nil {
		return err
	}
	g, laptop, err := withLaptop(ctx, s)
	if err != nil {
		return err
	}
	clients, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 4})
	if err != nil {
		return err
	}
	for i, row := range clients {
		for _, pc := range []*office.Office{s, laptop} {
			c, err := pc.Casework.Client(ctx, row.ID)
			if err != nil {
				return err
			}
			here := map[bool]int{true: 1, false: 2}[pc == s]
			if i < 2 {
				c.Phone = []string{"", "07700 900382", "07700 900645"}[here]
			} else {
				c.Matters = []string{"", "Walks with a frame since March. Likes mornings.", "Daughter Ffion comes along. Ring her first."}[here]
			}
			if err := pc.Casework.SaveClient(ctx, c); err != nil {
				return err
			}
		}
	}
	twice := func() *data.Client {
		return &data.Client{GivenNames: "Conceição", FamilyName: "Figueira", BirthDate: data.Date{Year: 1951, Month: 9, Day: 4}}
	}
	if err := errors.Join(s.Casework.SaveClient(ctx, twice()), laptop.Casework.SaveClientAsAnother(ctx, twice())); err != nil {
		return err
	}
	return errors.Join(g.meet(laptop, s, laptop, s), laptop.Close())
}

// meets are the meetings of the PC that is shown.
func (g *gallery) meets() host.Meets {
	k := meet.Keep(g.store)
	_ = k.Read(context.Background()) // what cannot be read shows as a PC that works alone
	return k
}
