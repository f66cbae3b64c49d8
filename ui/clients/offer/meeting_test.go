package offer

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/uitest"
)

// sit offers a service to a client, who chooses it, and presses Done.
func (d *desk) sit(client data.ID) *offerPage {
	d.T.Helper()
	p := d.offerTo(client)
	d.talkAbout(p, "Warm Homes")
	d.Type("1")
	p.detail.kind.Tap(0)
	p.Save()
	return p
}

func TestOffer_asksOfEachClientHowTheyMetWithOneKey(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "Warm Homes"})
	d.sit(c.ID)
	d.Sees("Type of contact", "We did not meet")
	if len(d.Record(c.ID).Prescriptions) != 0 {
		t.Fatal("stored before it was said")
	}
	d.Type("5")
	list := d.Contacts()
	if len(list) != 1 || list[0].Kind != "home_visit" || list[0].ClientID != c.ID {
		t.Fatalf("contacts %+v", list)
	}
	d.Sees("1 service chosen")
	// the next client of the morning was not met in the same way because of that
	next := d.Named("Zofia", "Łuczak")
	d.sit(next.ID)
	if list = d.Contacts(); len(list) != 1 {
		t.Fatalf("stored before it was said: %+v", list)
	}
	d.Type("1")
	d.Sees("1 service chosen")
	if list = d.Contacts(); len(list) != 2 || list[1].Kind != "clinic" {
		t.Errorf("contacts %+v", list)
	}
}

func TestOffer_escapeFromTheQuestionStoresNothing(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "Warm Homes"})
	p := d.sit(c.ID)
	d.Keys(fyne.KeyEscape)
	if p.done || len(d.Record(c.ID).Prescriptions) != 0 || len(d.Contacts()) != 0 {
		t.Fatal("it was stored")
	}
	p.Save()
	d.Type("7")
	if len(d.Record(c.ID).Prescriptions) != 1 || len(d.Contacts()) != 0 {
		t.Errorf("not met: contacts %+v", d.Contacts())
	}
}

func TestOffer_joinsTheContactOfTheDay(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "Warm Homes"})
	d.Must(d.Store.Diary.Book(d.Ctx(), &data.Appointment{ClientID: c.ID, Kind: "clinic", On: uitest.Today, At: "10:00"}))
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Warm Homes")
	d.Type("1")
	d.Sees("Part of the clinic appointment of today at 10:00")
	p.detail.kind.Tap(0)
	p.Save()
	if list := d.Contacts(); len(list) != 1 || list[0].Outcome != data.ContactAttended {
		t.Errorf("contacts %+v", list)
	}
}

func TestOffer_anotherContactCanBeSaidInPlaceOfTheProposal(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Service(data.Service{Name: "Warm Homes"})
	d.Must(d.Store.Casework.SaveContact(d.Ctx(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: uitest.Today, At: "09:00"}))
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Warm Homes")
	d.Type("1")
	d.Press("Type of contact…")
	d.Sees("The clinic contact of today at 9:00, already recorded")
	d.Type("3")
	d.Sees("Phone contact (new)")
	p.detail.kind.Tap(0)
	p.Save()
	if list := d.Contacts(); len(list) != 2 {
		t.Errorf("contacts %+v", list)
	}
}
