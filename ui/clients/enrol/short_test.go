package enrol

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

func (d *desk) short() *shortPage {
	d.T.Helper()
	p := NewShort(d.Host, host.Route{Area: host.Clients, View: host.ViewShortReferral}).(*shortPage)
	d.Show(p)
	return p
}

// rahima types a whole short referral, field after field.
func (d *desk) rahima(p *shortPage) {
	d.Type("Rahima Begum-Castellanos")
	d.Tab(1)
	d.Type("19/8/58")
	d.Tab(1)
	d.Type("07700 900641")
	d.Tab(1)
	d.Type("bir")
	d.Tab(1)
	d.Type("gp")
	d.Tab(1)
	d.Type("Dr Patel")
	d.Tab(1)
	d.Type("hou")
	d.Tab(1)
	d.Type("y")
	_ = p
}

func TestShortReferral_isStoredAndLeadsToTheRecord(t *testing.T) {
	d := newDesk(t)
	p := d.short()
	d.rahima(p)
	d.Sees("First name “Rahima”, last name “Begum-Castellanos”", "Call 07700 900641 within 5 working days", "By Tue 14 Apr 2026",
		"Siân Prŷs-Okafor will see the referral on Today.", "Dated Tue 7 Apr 2026, from Dr Patel")
	p.Save()
	rows := d.All()
	if len(rows) != 1 {
		t.Fatalf("%d clients; the form shows %q", len(rows), d.Texts())
	}
	d.WentTo(person.ToRecord(rows[0].ID))
	rec := d.Record(rows[0].ID)
	c, r := rec.Client, rec.Referrals[0]
	if c.GivenNames != "Rahima" || c.FamilyName != "Begum-Castellanos" || c.BirthDate != data.MustDate("1958-08-19") ||
		c.SurgeryID != d.Birchington.ID || c.Prescriber != d.Sian.ID {
		t.Errorf("client %+v", c)
	}
	if r.Source != "gp" || r.Referrer != "Dr Patel" || r.ReasonID != d.Housing.ID || r.SurgeryID != d.Birchington.ID || r.ReceivedOn != uitest.Today {
		t.Errorf("referral %+v", r)
	}
	if len(rec.Consents) != 1 || !rec.Consents[0].Given {
		t.Errorf("consents %+v", rec.Consents)
	}
	if _, _, kept, _ := d.Store.Lists.Draft(d.Ctx(), shortDraft); kept {
		t.Error("the draft is still there")
	}
}

func TestShortReferral_saysWhatIsWrongAndProposesNothing(t *testing.T) {
	d := newDesk(t)
	p := d.short()
	if v := p.form.In.Named("Agreed").Get(); v != "" {
		t.Errorf("%q is chosen already", v)
	}
	d.Enter(p.form.In, "BirthDate", "31/2/50")
	d.Enter(p.form.In, "Phone", "077")
	p.Save()
	d.Sees("Choose whether they agreed to be contacted.", "This phone number has too few digits", "4 fields need checking")
	if len(d.All()) != 0 {
		t.Error("it was saved all the same")
	}
	d.Page.Reload()
	if v := p.form.In.Values(); v["BirthDate"] != "31/2/50" || v["Phone"] != "077" {
		t.Errorf("what was typed is %v", v)
	}
}

// "There is no phone number yet" stood beside a wrong number: whoever read it typed
// the number somewhere else.
func TestShortReferral_aWrongNumberIsNotNoNumber(t *testing.T) {
	d := newDesk(t)
	p := d.short()
	d.Sees("There is no phone number yet.")
	d.Enter(p.form.In, "Phone", "077")
	d.Sees("The phone number needs checking.")
	d.SeesNot("There is no phone number yet.")
	d.Enter(p.form.In, "Phone", "01843 555014")
	d.Sees("Call 01843 555014 within 5 working days")
	d.SeesNot("The phone number needs checking.")
	d.Enter(p.form.In, "Phone", " ")
	d.Sees("There is no phone number yet.")
}

func TestShortReferral_saysThatSomebodyIsYoungAndSavesAllTheSame(t *testing.T) {
	d := newDesk(t)
	p := d.short()
	d.Enter(p.form.In, "Name", "Rahima Begum")
	d.Enter(p.form.In, "BirthDate", "19/8/78")
	d.Sees("Age 47. This service is for people aged 50 and over. You can still save.")
	d.Enter(p.form.In, "BirthDate", "7/4/76")
	d.SeesNot("This service is for people aged")
	d.Enter(p.form.In, "BirthDate", "8/4/76")
	d.Sees("Age 49.")
	uitest.Tick(p.form.In, "Agreed", 2)
	p.Save()
	if len(d.All()) != 1 {
		t.Errorf("refused: %q", d.Texts())
	}
}

func TestShortReferral_nearMatchShowsNoMoreThanItMay(t *testing.T) {
	d := newDesk(t)
	harold := d.Harold()
	p := d.short()
	d.Enter(p.form.In, "Name", "Una Finch")
	d.Enter(p.form.In, "Phone", "01843555014")
	d.Sees("1 near match", "Harold Pettit", "3 Jun 1951 · 01843 555014", "Same phone")
	d.SeesNot("CT7", "943", "Third visit", "Harry")
	d.Press("Someone else")
	d.SeesNot("near match", "Harold")
	d.Enter(p.form.In, "Name", "Harold Pettit")
	d.Enter(p.form.In, "BirthDate", "3/6/51")
	uitest.Tick(p.form.In, "Agreed", 0)
	p.near.others = nil // as if no one had been asked
	p.Save()
	d.Sees("This person may already have a record")
	d.Press("Use this client")
	rec := d.Record(harold.ID)
	if len(d.All()) != 1 || len(rec.Referrals) != 2 || rec.Client.KnownAs != "Harry" {
		t.Errorf("%d clients, referrals %+v", len(d.All()), rec.Referrals)
	}
	d.WentTo(person.ToRecord(harold.ID))
}

// A prescriber who sees their own clients only was told that no client has this name,
// and added a colleague's client a second time.
func TestShortReferral_saysWhoseClientsWereSearched(t *testing.T) {
	d := newDesk(t)
	d.Harold()
	d.Enter(d.short().form.In, "Name", "Una Finch")
	d.Sees("No client has this name, date of birth or phone number.")
	d.Host.Session.SignIn(access.Identity{Person: "petra", Role: access.Prescriber, OwnOnly: true})
	d.Enter(d.short().form.In, "Name", "Harold Pettit")
	d.Sees("None of the clients you can see has this name", "A colleague may know them already.")
	d.SeesNot("No client has", "01843")
}

func TestShortReferral_allDetailsKeepsWhatWasTyped(t *testing.T) {
	d := newDesk(t)
	p := d.short()
	d.rahima(p)
	p.Details()
	to := host.Route{Area: host.Clients, View: host.ViewNewClient, Record: goOn}
	d.WentTo(to)
	long := d.open(to).(*formPage)
	v := long.form.In.Values()
	for name, want := range map[string]string{"GivenNames": "Rahima", "FamilyName": "Begum-Castellanos", "BirthDate": "19/08/1958",
		"Phone": "07700 900641", "SurgeryID": string(d.Birchington.ID), "Referral.SurgeryID": string(d.Birchington.ID), "Referral.Source": "gp",
		"Referral.Referrer": "Dr Patel", "Referral.ReasonID": string(d.Housing.ID), "Consent.contact": string(person.Agreed), "Consent.How": "referral"} {
		if v[name] != want {
			t.Errorf("%s is %q, want %q", name, v[name], want)
		}
	}
	d.SeesNot("You started this on")
	// Left without saving, the next new client is offered it.
	d.short()
	d.Sees("You started this on")
	d.Press("Continue")
	d.WentTo(to)
	p = d.short()
	d.Press("Start again")
	if p.form.In.Named("Name").Get() != "" || !p.form.Begun {
		t.Error("it does not begin afresh")
	}
	if _, _, kept, _ := d.Store.Lists.Draft(d.Ctx(), longDraft); kept {
		t.Error("the draft is still there")
	}
}

func TestShortReferral_draftSurvives(t *testing.T) {
	d := newDesk(t)
	p := d.short()
	d.Enter(p.form.In, "Name", "Rahima")
	p = d.short()
	d.Press("Continue")
	if got := p.form.In.Named("Name").Get(); got != "Rahima" {
		t.Errorf("the draft came back as %q", got)
	}
	left := 0
	p.Leave(func() { left++ })
	d.Sees("Save your changes?")
	d.Keys(fyne.KeyEscape)
	if left != 0 {
		t.Error("left without an answer")
	}
}

func TestLongForm_asksWhyAndConsentBeforeAddress(t *testing.T) {
	d := newDesk(t)
	d.form()
	all := d.Text()
	at := func(label string) int { return strings.Index(all, label) }
	if why, consent := at("Main reason for referral"), at("To keep a record"); why < 0 || consent < why || at("\nAddress\n") < consent {
		t.Errorf("the order is %q", d.Texts())
	}
}

func TestShortReferral_fits(t *testing.T) {
	d := newDesk(t)
	d.Harold()
	p := d.short()
	d.Enter(p.form.In, "Name", "Harold Pettit")
	d.Fits(p)
}

// The desk of a surgery was told that it can add to the record, and that the referral
// appears on Today. It sees neither.
func TestShortReferral_tellsTheDeskWhoGoesOn(t *testing.T) {
	d := newDesk(t)
	d.Show(NewShort(d.Host, host.Route{Area: host.Clients, View: host.ViewShortReferral}))
	d.Sees("Siân Prŷs-Okafor will see the referral on Today.", "You can add everything else later")
	d.Host.Session.StandIn(d.Birchington.ID)
	d.Show(NewShortAt(d.Host, d.Store.Desk))
	d.Sees("Prescribers add everything else later", "Prescribers add the address, NHS number and other consents later.")
	d.SeesNot("appears on Today", "You can add")
}
