package contact

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

func TestContact_noteIsAddedToTheContactOfTheSitting(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Sat(c.ID, "Warm Homes")
	p := d.contactOf(c.ID, "")
	d.Sees("There is already a clinic contact of today at 10:12.")
	d.Keys(fyne.KeyReturn) // nothing is typed yet, so Enter adds to it
	if d.Focused() != p.form.In.Named("Note").Focus() || p.record == "" {
		t.Fatalf("the focus is on %T, want the note of the contact", d.Focused())
	}
	p = d.contactOf(c.ID, "")
	d.Enter(p.form.In, "Note", "Brought letters")
	d.Press("Add to contact")
	if got := p.form.In.Named("Kind").Get(); got != "clinic" {
		t.Errorf("the kind is %q", got)
	}
	p.Save()
	list := d.Contacts()
	if len(list) != 1 || list[0].Note != "Brought letters" {
		t.Fatalf("contacts %+v", list)
	}
	// A second note goes below the first, and both are shown before they are saved.
	p = d.contactOf(c.ID, "")
	d.Enter(p.form.In, "Note", "And a photo")
	d.Press("Add to contact")
	p.Save()
	if list = d.Contacts(); len(list) != 1 || list[0].Note != "Brought letters\n\nAnd a photo" {
		t.Errorf("contacts %+v", list)
	}
}

func TestContact_asksBeforeItIsRecordedTwice(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Must(d.Store.Casework.SaveContact(d.Ctx(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: uitest.Today, At: "09:00"}))
	p := d.contactOf(c.ID, "")
	uitest.Tick(p.form.In, "Kind", 2)
	uitest.Tick(p.form.In, "Outcome", 0)
	d.Enter(p.form.In, "Note", "Rang again")
	p.Save()
	d.Sees("Is it the same contact?")
	if len(d.Contacts()) != 1 {
		t.Fatal("it was stored without asking")
	}
	d.Type("2")
	if list := d.Contacts(); len(list) != 2 {
		t.Errorf("contacts %+v", list)
	}
}

func TestContact_ofAnotherDayOrOutcomeIsNotAskedAbout(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Must(d.Store.Casework.SaveContact(d.Ctx(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: uitest.Today, At: "09:00"}))
	p := d.contactOf(c.ID, "")
	uitest.Tick(p.form.In, "Kind", 0)
	uitest.Tick(p.form.In, "Outcome", 1)
	d.Enter(p.form.In, "On", "6/4/2026")
	d.SeesNot("There is a clinic contact")
	p.Save()
	if list := d.Contacts(); len(list) != 2 {
		t.Errorf("contacts %+v", list)
	}
}

func TestContact_comesOfTheAppointmentOfToday(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	a := &data.Appointment{ClientID: c.ID, Kind: "clinic", On: uitest.Today, At: "10:00"}
	d.Must(d.Store.Diary.Book(d.Ctx(), a))
	p := d.contactOf(c.ID, "")
	d.Sees("There is already a clinic appointment of today at 10:00.")
	d.Enter(p.form.In, "Note", "Brought letters")
	d.Press("Record contact")
	p.Save()
	list := d.Contacts()
	seen, err := d.Store.Diary.Appointment(d.Ctx(), a.ID)
	d.Must(err)
	if len(list) != 1 || list[0].Note != "Brought letters" || list[0].Kind != "clinic" || seen.ContactID != list[0].ID || seen.State != data.AppointmentSeen {
		t.Errorf("contacts %+v, appointment %+v", list, seen)
	}
}

func TestContact_removedSaysWhatWasRecordedInIt(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Sat(c.ID, "Warm Homes")
	d.open(host.Route{View: host.ViewNewContact, Client: c.ID, Record: d.Contacts()[0].ID})
	d.Press("Entered by mistake")
	d.Sees("What was recorded with it stays in the record: 1 offer.")
}
