package member_test

import (
	"bytes"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/member"
)

func (s *service) admitForPartner(by, device *member.Identity, partner data.ID) member.Entry {
	s.t.Helper()
	s.now = s.now.Add(time.Minute)
	e, err := s.log.AdmitForPartner(by, device.Public(), "Laptop", partner, s.now)
	must(s.t, err)
	s.log.Add([]member.Entry{e})
	return e
}

func TestAdmitForPartner_givesTheKeysOfThatPartnerOnly(t *testing.T) {
	m, north, south, all := identity(t), identity(t), identity(t), identity(t)
	s := begun(t, m)
	s.admit(m, all, access.Prescriber)
	entry := s.admitForPartner(m, north, "n")
	s.admitForPartner(m, south, "s")
	of := func(device *member.Identity) map[string]bool {
		held := map[string]bool{}
		for id := range s.log.Secrets(device) {
			held[s.log.State().Keys[id].Compartment] = true
		}
		return held
	}
	for compartment, want := range map[string][4]bool{ // manager, all, north, south
		member.Control: {true, true, true, true}, member.Lists: {true, true, true, true}, member.Casework: {true, true, false, false},
		member.Figures: {true, true, false, false}, member.OfPartner("n"): {true, false, true, false}, member.OfPartner("s"): {true, false, false, true},
	} {
		for i, d := range []*member.Identity{m, all, north, south} {
			if i == 1 && compartment != member.Casework && compartment != member.Figures && want[0] && !want[1] {
				continue // it gets further keys with the next upkeep
			}
			if got := of(d)[compartment]; got != want[i] {
				t.Errorf("device %d has the key of %s: %v", i, compartment, got)
			}
		}
	}
	d := s.log.State().Devices[north.ID()]
	if d.Manager() || d.Kind() != member.ForPartner || !d.MayWrite(member.Figures) || d.Holds(member.Figures) || d.MayWrite(member.Casework) || d.MayWrite(member.OfPartner("s")) {
		t.Errorf("%+v", d)
	}
	// A program that knows only the first format would give it everything.
	if !bytes.Contains(entry.Body, []byte(`"format":2`)) || bytes.Contains(s.admit(m, identity(t), access.Prescriber).Body, []byte(`"format":2`)) {
		t.Error("only what lets in the device of a partner is of the newer format")
	}
	before, _ := s.log.State().KeyFor(member.OfPartner("n"))
	s.strike(m, north)
	if now, ok := s.log.State().KeyFor(member.OfPartner("n")); !ok || now.ID == before.ID {
		t.Error("a device was struck off that has the key which is still used")
	}
}

func TestPartnersDevice_letsNoOneInAndKeepsItsPartner(t *testing.T) {
	m, north := identity(t), identity(t)
	s := begun(t, m)
	s.admitForPartner(m, north, "n")
	if _, err := s.log.Admit(north, identity(t).Public(), "PC", access.Prescriber, nil, s.now); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("it lets a device in: %v", err)
	}
	if _, err := s.log.Alter(m, north.ID(), "Laptop", access.Manager, nil, s.now); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("it becomes a manager’s: %v", err)
	}
	e, err := s.log.Alter(m, north.ID(), "Old laptop", access.Prescriber, nil, s.now)
	must(t, err)
	s.log.Add([]member.Entry{e})
	as := identity(t)
	e, err = s.log.Renew(north, as, s.now)
	must(t, err)
	s.log.Add([]member.Entry{e})
	for _, id := range []string{north.ID(), as.ID()} {
		if d := s.log.State().Devices[id]; d.Partner != "n" || d.Name != "Old laptop" {
			t.Errorf("%+v", d)
		}
	}
}
