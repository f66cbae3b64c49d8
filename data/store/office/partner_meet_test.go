package office_test

import (
	"context"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store/office"
)

// A manager’s PC with all records and the laptops of two partners meet through a folder.
func TestMeet_aPartnersPCHoldsOnlyItsClients(t *testing.T) {
	ctx := context.Background()
	e := newExchanged(t)
	manager := e.pc()
	var at []data.ID
	var partners []data.ID
	for _, name := range []string{"North", "South"} {
		p := data.Partner{Name: name}
		must(t, manager.Lists.SavePartner(ctx, &p))
		v := data.Surgery{Name: name + " surgery", PartnerID: p.ID}
		must(t, manager.Lists.SaveSurgery(ctx, &v))
		at, partners = append(at, v.ID), append(partners, p.ID)
	}
	ada, bo := data.Client{GivenNames: "Ada", FamilyName: "Pettigrew", SurgeryID: at[0]}, data.Client{GivenNames: "Bo", FamilyName: "Quillfeather", SurgeryID: at[1]}
	must(t, manager.Casework.SaveClient(ctx, &ada))
	must(t, manager.Casework.SaveClient(ctx, &bo))
	must(t, manager.Casework.AddReferral(ctx, &data.Referral{ClientID: ada.ID, ReceivedOn: data.MustDate("2026-04-01"), Source: "gp", Note: "Rhubarb"}))
	_, err := manager.Devices.Begin(ctx, "Manager’s PC", e.at)
	must(t, err)
	e.meet(manager)
	join := func(partner data.ID) *office.Office {
		return e.joinAs(manager, func(r *member.Request) error { return manager.Devices.AdmitForPartner(ctx, r, "Laptop", partner) })
	}
	north, south := join(partners[0]), join(partners[1])
	names := func(s *office.Office) (all string) {
		clients, _, err := s.Casework.Clients(ctx, data.ClientFilter{})
		must(t, err)
		for _, c := range clients {
			all += c.Name + " "
		}
		return all
	}
	e.settle()
	if n, s := names(north), names(south); n != "Ada Pettigrew " || s != "Bo Quillfeather " {
		t.Fatalf("they have %q and %q", n, s)
	}
	must(t, north.Casework.SaveContact(ctx, &data.Contact{ClientID: ada.ID, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-08"), Note: "Tea in the kitchen"}))
	ada.SurgeryID = at[1]
	must(t, manager.Casework.SaveClient(ctx, &ada))
	e.settle()
	if n, s := names(north), names(south); n != "" || s != "Ada Pettigrew Bo Quillfeather " {
		t.Errorf("after she moved they have %q and %q", n, s)
	}
	if list, err := south.Casework.Contacts(ctx, data.ContactFilter{}); err != nil || len(list) != 1 || list[0].Note != "Tea in the kitchen" {
		t.Errorf("what was typed before she moved did not arrive: %+v, %v", list, err)
	}
	of, err := north.Devices.Service(ctx)
	must(t, err)
	if err := manager.Devices.Alter(ctx, of.Me, "Laptop", access.Manager, nil); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("it was made a manager’s: %v", err)
	}
	if err := manager.Devices.AdmitForPartner(ctx, &member.Request{}, "Laptop", "none"); len(data.FieldErrorsOf(err)) == 0 {
		t.Errorf("let in for a partner that there is not: %v", err)
	}
	must(t, manager.Devices.Strike(ctx, of.Me))
	e.meet(manager)
	if r := e.meet(north); r.Standing != meeting.Struck {
		t.Errorf("struck off, it stands %q", r.Standing)
	}
}
