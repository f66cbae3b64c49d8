package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
)

// A prescriber writes a referral down and puts a service before the person with
// the hands on the keys all the while. What is stored is what was typed.
func TestKeyboardJourneyFromReferralToAChosenService(t *testing.T) {
	s, w := newShell(t)
	ctx, db := context.Background(), s.host.Office
	lunch := data.Service{Name: "Thursday lunch club", Status: data.ServiceActive, LastChecked: data.MustDate("2026-04-01")}
	for _, v := range []*data.Service{{Name: "Work coaching", Status: data.ServiceActive, LastChecked: lunch.LastChecked}, &lunch} {
		if err := db.Directory.SaveService(ctx, v); err != nil {
			t.Fatal(err)
		}
	}
	k := keyboard{t, w}

	k.ctrl(fyne.KeyN)
	k.ctrl(fyne.KeyD) // all details
	k.typed("Siân Mary")
	k.tab()
	k.typed("van der Berg")
	k.tabTo("Date of birth")
	k.typed("3 6 1951")
	k.tabTo("Sex")
	k.typed("f")
	k.tabTo("NHS number")
	k.typed("943 476 5919")
	k.tabTo("Lives alone")
	k.typed("y")
	k.tabTo("What matters to them")
	k.typed("Her garden, and  the dog")
	k.tabTo("Source of referral")
	k.typed("gp")
	k.tabTo("Referrer’s name")
	k.typed("Dr Patel")
	k.tabTo("Main reason for referral")
	k.typed("bef")
	k.tabTo("Referrer’s note")
	k.typed("Third visit this month")
	for _, use := range data.ConsentKinds() {
		k.tabTo(use.Label)
		k.typed("a")
	}
	k.key(fyne.KeyDelete) // the last was not asked after all
	k.tabTo("How did they tell you?")
	k.key(fyne.KeySpace)
	k.typed("in")
	k.key(fyne.KeyReturn)
	k.ctrl(fyne.KeyS)

	id := s.Route().Client
	if s.Route() != (host.Route{Area: host.Clients, View: host.ViewClient, Client: id}) || id == "" {
		t.Fatalf("after saving the form the window shows %+v", s.Route())
	}
	wantClient(t, s, id)

	k.ctrl(fyne.KeyO)
	k.typed("lunch cl")
	k.key(fyne.KeyReturn)
	if at := k.at(); at != "What did they decide?" {
		t.Fatalf("Enter in the search leads to %q", at)
	}
	k.key(fyne.KeySpace) // they choose this
	k.tab()
	k.typed("10")
	k.tab()
	k.typed("If it is the lady from last time, I will go")
	if at := k.at(); at != "In their own words" {
		t.Errorf("the words are typed into %q", at)
	}
	k.tab()
	k.key(fyne.KeySpace) // a referral
	k.ctrl(fyne.KeyS)
	if !k.reads("Type of contact") {
		t.Error("it does not ask how they met")
	}
	k.typed("1") // at the clinic

	offers, err := db.Offering.Offers(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if len(offers) != 1 || offers[0].ServiceID != lunch.ID || offers[0].Decision != data.Chosen ||
		offers[0].Confidence == nil || *offers[0].Confidence != 10 || offers[0].Words != "If it is the lady from last time, I will go" {
		t.Errorf("stored %+v", offers)
	}
	rec, err := db.Overview.Record(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	contacts, err := db.Casework.Contacts(ctx, data.ContactFilter{From: data.MustDate("2026-04-07"), To: data.MustDate("2026-04-07")})
	if err != nil || len(contacts) != 1 {
		t.Errorf("contacts %+v, %v", contacts, err)
	}
	if len(rec.Prescriptions) != 1 || rec.Prescriptions[0].ServiceID != lunch.ID || len(rec.FollowUps) != 1 {
		t.Errorf("service referrals %+v, follow-ups %+v", rec.Prescriptions, rec.FollowUps)
	}
}

// wantClient checks that the record holds what was typed into the form.
func wantClient(t *testing.T, s *Shell, id data.ID) {
	t.Helper()
	rec, err := s.host.Overview.Record(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	c := rec.Client
	if c.GivenNames != "Siân Mary" || c.FamilyName != "van der Berg" || c.BirthDate.String() != "1951-06-03" || c.Sex != data.SexFemale ||
		c.NHSNumber != "9434765919" || c.LivesAlone != data.Yes || c.Matters != "Her garden, and  the dog" {
		t.Errorf("the client is %+v", c)
	}
	reasons, err := s.host.Lists.Reasons(context.Background(), true)
	if err != nil {
		t.Fatal(err)
	}
	names := map[data.ID]string{}
	for _, r := range reasons {
		names[r.ID] = r.Name
	}
	if len(rec.Referrals) != 1 {
		t.Fatalf("referrals %+v", rec.Referrals)
	}
	r := rec.Referrals[0]
	if names[r.ReasonID] != "Befriending/Isolation" || r.Source != "gp" || r.Referrer != "Dr Patel" || r.Note != "Third visit this month" ||
		r.ReceivedOn != data.MustDate("2026-04-07") || len(r.Further) != 0 {
		t.Errorf("the referral is %+v, its reason %q", r, names[r.ReasonID])
	}
	if n := len(data.ConsentKinds()) - 1; len(rec.Consents) != n {
		t.Errorf("%d consents, want %d: %+v", len(rec.Consents), n, rec.Consents)
	}
	for _, consent := range rec.Consents {
		if !consent.Given || consent.How != "in_person" {
			t.Errorf("consent %+v", consent)
		}
	}
}
