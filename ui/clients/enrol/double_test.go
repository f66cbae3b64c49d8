package enrol

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
)

func (d *desk) edit(id data.ID) *formPage {
	d.T.Helper()
	return d.open(host.Route{View: host.ViewEditClient, Client: id}).(*formPage)
}

func TestSimilarPersonIsShownAboveTheFieldsAtOnce(t *testing.T) {
	d := newDesk(t)
	d.Harold()
	p := d.form()
	d.write(p, "GivenNames", "Harold")
	d.write(p, "FamilyName", "Pettit")
	var banner *kit.Banner
	d.Each(func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Banner); ok {
			banner = b
		}
	})
	if banner == nil {
		t.Fatal("no banner")
	}
	driver := fyne.CurrentApp().Driver()
	bottom := driver.AbsolutePositionForObject(banner).Y + banner.Size().Height
	field := driver.AbsolutePositionForObject(p.form.In.Named("GivenNames").Obj).Y
	if banner.Size().Height < banner.MinSize().Height || field < bottom {
		t.Errorf("the banner ends at %v and is %v high, the first field begins at %v", bottom, banner.Size().Height, field)
	}
}

func TestNewClientWithTheNHSNumberOfAnotherAsksBeforeItIsSaved(t *testing.T) {
	d := newDesk(t)
	harold := d.Harold()
	p := d.form()
	d.write(p, "GivenNames", "Harry")
	d.write(p, "NHSNumber", "943-476 5919")
	d.write(p, "Matters", "His  allotment")
	p.Save()
	d.Sees("This person may already have a record", "Harold Pettit “Harry”", "born 03/06/1951", "has the same NHS number")
	if n := len(d.All()); n != 1 {
		t.Fatalf("%d clients are stored before the question is answered", n)
	}
	d.Press("Cancel")
	if v := p.form.In.Values(); v["Matters"] != "His  allotment" || v["NHSNumber"] != "943-476 5919" {
		t.Errorf("cancelling changed what was typed to %v", v)
	}

	p.Save()
	d.Press("Open record")
	d.WentTo(person.ToRecord(harold.ID))
	p = d.form()
	d.Press("Continue")
	if v := p.form.In.Values(); v["Matters"] != "His  allotment" || v["GivenNames"] != "Harry" {
		t.Errorf("the draft came back as %v", v)
	}

	p.Save() // a draft that was resumed is asked about as well
	d.Sees("This person may already have a record")
	d.Press("Save as a new client")
	rows := d.All()
	if len(rows) != 2 {
		t.Fatalf("%d clients, want both", len(rows))
	}
	d.WentTo(person.ToRecord(p.entry.client.ID))
	if c := d.Record(p.entry.client.ID).Client; c.NHSNumber != harold.NHSNumber || c.Matters != "His  allotment" {
		t.Errorf("stored %+v", c)
	}
}

func TestLeavingAFormAndSavingAsksAboutADouble(t *testing.T) {
	d := newDesk(t)
	d.Harold()
	p := d.form()
	d.write(p, "GivenNames", "PETTIT")
	d.write(p, "FamilyName", "harold")
	d.write(p, "BirthDate", "3/6/51")
	left := 0
	p.Leave(func() { left++ })
	d.Press("Save")
	d.Sees("has the same name and date of birth")
	if left != 0 || len(d.All()) != 1 {
		t.Fatal("left or saved without an answer")
	}
	d.Press("Save as a new client")
	if left != 1 || len(d.All()) != 2 {
		t.Errorf("left %d times with %d clients", left, len(d.All()))
	}
}

func TestEditingAClientIntoAnotherAsks(t *testing.T) {
	d := newDesk(t)
	d.Harold()
	other := d.Named("Una", "Finch")
	p := d.edit(other.ID)
	d.write(p, "NHSNumber", "9434765919")
	p.Save()
	d.Sees("Harold Pettit")
	d.Keys(fyne.KeyEscape)
	if got := d.Record(other.ID).Client.NHSNumber; got != "" {
		t.Fatalf("the number %q was saved without an answer", got)
	}
	p.Save()
	d.Press("Save as a new client")
	if got := d.Record(other.ID).Client.NHSNumber; got != "9434765919" {
		t.Fatalf("the number is %q", got)
	}
	p = d.edit(other.ID)
	d.write(p, "Town", "Sarre")
	p.Save() // they are known as two people now
	d.SeesNot("Nothing is saved yet. If you open the record")
	if got := d.Record(other.ID).Client.Town; got != "Sarre" {
		t.Errorf("the town is %q", got)
	}
}

func TestADoubleWithAReferralIsStoredWhole(t *testing.T) {
	d := newDesk(t)
	d.Harold()
	p := d.form()
	d.write(p, "NHSNumber", "9434765919")
	d.write(p, "FamilyName", "Finch")
	choose(p, "Referral.ReasonID", string(d.Housing.ID))
	choose(p, "Consent.record", string(person.Agreed))
	choose(p, "Consent.How", "in_person")
	p.Save()
	d.Press("Save as a new client")
	rec := d.Record(p.entry.client.ID)
	if len(rec.Referrals) != 1 || rec.Referrals[0].ReasonID != d.Housing.ID || len(rec.Consents) != 1 {
		t.Errorf("referrals %+v, consents %+v", rec.Referrals, rec.Consents)
	}
}
