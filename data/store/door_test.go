package store_test

import (
	"context"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/lists"
)

// What a session may not do is refused at the door, whichever way a slice reads
// or writes.
func TestDoor_refusesWhatTheSessionMayNot(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	c := data.Client{GivenNames: "Ada", FamilyName: "Hart"}
	must(t, s.Casework.SaveClient(ctx, &c))
	visitor := access.NewSession("", "visitor", on("2026-04-08"))
	cases := casework.New(s.Store, visitor)
	door := s.For(visitor, access.Casework)
	for way, err := range map[string]error{
		"one row":       func() error { _, err := cases.Client(ctx, c.ID); return err }(),
		"many rows":     func() error { _, err := cases.SimilarClients(ctx, &c); return err }(),
		"a count":       func() error { _, _, err := cases.Clients(ctx, data.ClientFilter{}); return err }(),
		"a save":        cases.SaveClient(ctx, &data.Client{GivenNames: "Bo", FamilyName: "Hart"}),
		"an erasure":    func() error { _, err := cases.EraseClient(ctx, c.ID); return err }(),
		"a setting":     lists.New(s.Store, visitor).SetSetting(ctx, lists.SettingServiceName, "Ours"),
		"a look":        door.Look(ctx, func(*store.Tx) error { return nil }),
		"a connection":  door.Reading(ctx, func(store.Conn) error { return nil }),
		"taking back":   door.TakeBack(ctx, store.ChangedClient, "need", c.ID),
		"working again": door.Rederive(ctx, nil),
	} {
		if data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%s is let through: %v", way, err)
		}
	}
	if _, n, err := s.Casework.Clients(ctx, data.ClientFilter{}); err != nil || n != 1 {
		t.Errorf("%d clients, %v", n, err)
	}
}

// Rows name who was in the session when they were written.
func TestDoor_writesInTheNameOfTheSession(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	staff := data.Staff{Name: "Siân Prŷs", Role: data.RolePrescriber}
	must(t, s.Lists.SaveStaff(ctx, &staff))
	if staff.CreatedBy != "" {
		t.Errorf("no one was there, and %q wrote", staff.CreatedBy)
	}
	s.Session.SwitchTo(staff.ID)
	c := data.Client{GivenNames: "Ada", FamilyName: "Hart"}
	must(t, s.Casework.SaveClient(ctx, &c))
	if c.CreatedBy != staff.ID || c.UpdatedBy != staff.ID {
		t.Errorf("%q and %q wrote, want %q", c.CreatedBy, c.UpdatedBy, staff.ID)
	}
}
