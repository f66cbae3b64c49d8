package clients

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
)

// sit offers a service to a client, who chooses it, and presses Done.
func (d *desk) sit(client data.ID) *offerPage {
	d.T.Helper()
	p := d.offerTo(client)
	d.talkAbout(p, "Warm Homes")
	d.say("1")
	p.Save()
	return p
}

func TestOffer_asksHowTheyMetWithOneKeyAndThenNoMore(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.service(data.Service{Name: "Warm Homes"})
	d.sit(c.ID)
	d.Sees("How did you meet?", "We did not meet")
	if len(d.Record(c.ID).Prescriptions) != 0 {
		t.Fatal("stored before it was said")
	}
	d.say("5")
	list := d.contacts()
	if len(list) != 1 || list[0].Kind != "home_visit" || list[0].ClientID != c.ID {
		t.Fatalf("contacts %+v", list)
	}
	d.Sees("1 service chosen")
	// the next client of the morning
	next := d.Named("Zofia", "Łuczak")
	d.sit(next.ID)
	d.Sees("1 service chosen")
	if list = d.contacts(); len(list) != 2 || list[1].Kind != "home_visit" {
		t.Errorf("contacts %+v", list)
	}
}

func TestOffer_escapeFromTheQuestionStoresNothing(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.service(data.Service{Name: "Warm Homes"})
	p := d.sit(c.ID)
	d.Keys(fyne.KeyEscape)
	if p.done || len(d.Record(c.ID).Prescriptions) != 0 || len(d.contacts()) != 0 {
		t.Fatal("it was stored")
	}
	p.Save()
	d.say("7")
	if len(d.Record(c.ID).Prescriptions) != 1 || len(d.contacts()) != 0 {
		t.Errorf("not met: contacts %+v", d.contacts())
	}
}

func TestOffer_joinsTheContactOfTheDay(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.service(data.Service{Name: "Warm Homes"})
	d.Must(d.Store.SaveContact(d.Ctx(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactPlanned, On: deskToday, At: "10:00"}))
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Warm Homes")
	d.say("1")
	d.Sees("Part of the planned clinic contact of today, 10:00")
	p.Save()
	if list := d.contacts(); len(list) != 1 || list[0].Outcome != data.ContactAttended {
		t.Errorf("contacts %+v", list)
	}
}

func TestOffer_anotherContactCanBeSaidInPlaceOfTheProposal(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.service(data.Service{Name: "Warm Homes"})
	d.Must(d.Store.SaveContact(d.Ctx(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: deskToday, At: "09:00"}))
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Warm Homes")
	d.say("1")
	d.Press("How you met…")
	d.Sees("The clinic contact of today, 09:00, already recorded")
	d.say("3")
	d.Sees("Phone contact (new)")
	p.Save()
	if list := d.contacts(); len(list) != 2 {
		t.Errorf("contacts %+v", list)
	}
}

func TestFollowUps_inOneCallAreOnePhoneContact(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Chosen(c.ID, "Warm Homes", "2026-03-17")
	d.Chosen(c.ID, "Lunch club", "2026-03-17")
	for _, f := range d.Record(c.ID).FollowUps {
		p := d.followUp(c.ID, f.ID)
		p.Save()
		if got := d.stored(f.ID); got.Status != data.FollowUpDone || got.ContactID == "" {
			t.Errorf("stored %+v", got)
		}
	}
	if list := d.contacts(); len(list) != 1 || list[0].Kind != "phone" || list[0].At != "10:12" {
		t.Errorf("contacts %+v", list)
	}
}

func TestFollowUp_thatReachedNobodyIsNoContact(t *testing.T) {
	d := newDesk(t)
	c, f := d.due()
	p := d.followUp(c.ID, f.ID)
	tick(p.typing.in, "Way", 1)
	tick(p.typing.in, "nobody.Result", 0)
	p.Save()
	if list := d.contacts(); len(list) != 0 {
		t.Errorf("contacts %+v", list)
	}
}

func TestContact_noteIsAddedToTheContactOfTheSitting(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.service(data.Service{Name: "Warm Homes"})
	d.sit(c.ID)
	d.say("1")
	p := d.contactOf(c.ID, "")
	d.Sees("There is a clinic contact of today, 10:12.")
	d.Keys(fyne.KeyReturn) // nothing is typed yet, so Enter adds to it
	if d.Focused() != p.typing.in.named("Note").focus() || p.record == "" {
		t.Fatalf("the focus is on %T, want the note of the contact", d.Focused())
	}
	p = d.contactOf(c.ID, "")
	d.enter(p.typing.in, "Note", "Brought letters")
	d.Press("Add to it")
	if got := p.typing.in.named("Kind").get(); got != "clinic" {
		t.Errorf("the kind is %q", got)
	}
	p.Save()
	list := d.contacts()
	if len(list) != 1 || list[0].Note != "Brought letters" {
		t.Fatalf("contacts %+v", list)
	}
	// A second note goes below the first, and both are shown before they are saved.
	p = d.contactOf(c.ID, "")
	d.enter(p.typing.in, "Note", "And a photo")
	d.Press("Add to it")
	p.Save()
	if list = d.contacts(); len(list) != 1 || list[0].Note != "Brought letters\n\nAnd a photo" {
		t.Errorf("contacts %+v", list)
	}
}

func TestContact_asksBeforeItIsRecordedTwice(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Must(d.Store.SaveContact(d.Ctx(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: deskToday, At: "09:00"}))
	p := d.contactOf(c.ID, "")
	tick(p.typing.in, "Kind", 2)
	tick(p.typing.in, "Outcome", 0)
	d.enter(p.typing.in, "Note", "Rang again")
	p.Save()
	d.Sees("Is it the same contact?")
	if len(d.contacts()) != 1 {
		t.Fatal("it was stored without asking")
	}
	d.say("2")
	if list := d.contacts(); len(list) != 2 {
		t.Errorf("contacts %+v", list)
	}
}

func TestContact_ofAnotherDayOrOutcomeIsNotAskedAbout(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Must(d.Store.SaveContact(d.Ctx(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: deskToday, At: "09:00"}))
	p := d.contactOf(c.ID, "")
	tick(p.typing.in, "Kind", 0)
	d.enter(p.typing.in, "On", "+7")
	d.SeesNot("There is a clinic contact")
	p.Save()
	if list := d.contacts(); len(list) != 2 || list[1].Outcome != data.ContactPlanned {
		t.Errorf("contacts %+v", list)
	}
}

func TestContact_removedSaysWhatWasRecordedInIt(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.service(data.Service{Name: "Warm Homes"})
	d.sit(c.ID)
	d.say("1")
	d.open(host.Route{View: host.ViewNewContact, Client: c.ID, Record: d.contacts()[0].ID})
	d.Press("Entered in error")
	d.Sees("What was recorded in it stays, without a contact: 1 offer.")
}
