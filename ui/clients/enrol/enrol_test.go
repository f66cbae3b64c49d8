package enrol

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func (d *desk) form() *formPage {
	d.T.Helper()
	return d.open(host.Route{View: host.ViewNewClient}).(*formPage)
}

// write types into a field of the form, as a person would.
func (d *desk) write(p *formPage, name, text string) {
	d.T.Helper()
	f := p.form.In.Named(name).Focus()
	d.Window.Canvas().Focus(f)
	for _, r := range text {
		f.TypedRune(r)
	}
}

// choose presses an answer, as a person would.
func choose(p *formPage, name, value string) {
	switch f := p.form.In.Named(name).Obj.(type) {
	case *kit.Choice:
		f.Choose(value)
	case *kit.ChoiceRow:
		f.Tap(map[string]int{"yes": 0, "no": 1, string(person.Agreed): 0, string(person.Refused): 1}[value])
	default: // a set of reasons
		p.form.In.Named(name).Set(value)
		p.changed()
	}
}

func TestNewClientIsStoredWithReferralAndConsents(t *testing.T) {
	d := newDesk(t)
	p := d.form()
	d.write(p, "GivenNames", "Ngozi")
	d.write(p, "FamilyName", "Adeyemi-Łoś")
	d.write(p, "BirthDate", "3/6/51")
	d.write(p, "NHSNumber", "943 476 5919")
	d.write(p, "Postcode", "ct79aa")
	d.write(p, "Matters", "Her garden.")
	choose(p, "SurgeryID", string(d.Birchington.ID))
	choose(p, "LivesAlone", "yes")
	d.write(p, "Referral.Referrer", "Dr Patel")
	choose(p, "Referral.Source", "gp")
	choose(p, "Referral.ReasonID", string(d.Housing.ID))
	choose(p, "Referral.Further", string(d.Benefits.ID))
	choose(p, "Consent.record", string(person.Agreed))
	choose(p, "Consent.surgery", string(person.Refused))
	choose(p, "Consent.How", "in_person")
	p.Save()

	rows := d.All()
	if len(rows) != 1 {
		t.Fatalf("%d clients stored; the form shows %q", len(rows), d.Texts())
	}
	d.WentTo(person.ToRecord(rows[0].ID))
	rec := d.Record(rows[0].ID)
	c := rec.Client
	if c.Name() != "Ngozi Adeyemi-Łoś" || c.BirthDate.String() != "1951-06-03" || c.NHSNumber != "9434765919" ||
		c.Postcode != "CT7 9AA" || c.LivesAlone != data.Yes || c.Matters != "Her garden." || c.Prescriber != d.Sian.ID {
		t.Errorf("client %+v", c)
	}
	if len(rec.Referrals) != 1 {
		t.Fatalf("referrals %+v", rec.Referrals)
	}
	r := rec.Referrals[0]
	if r.ReceivedOn != uitest.Today || r.Referrer != "Dr Patel" || r.Source != "gp" || r.ReasonID != d.Housing.ID ||
		len(r.Further) != 1 || r.Further[0] != d.Benefits.ID || r.SurgeryID != d.Birchington.ID {
		t.Errorf("referral %+v", r)
	}
	given := map[data.ConsentKind]bool{}
	for _, k := range rec.Consents {
		given[k.Kind] = k.Given
		if k.How != "in_person" || k.On != uitest.Today {
			t.Errorf("consent %+v", k)
		}
	}
	if len(given) != 2 || !given[data.ConsentRecord] || given[data.ConsentSurgery] {
		t.Errorf("consents %v", given)
	}
	if _, _, kept, _ := d.Store.Lists.Draft(d.Ctx(), "client:new"); kept {
		t.Error("the draft is still there after saving")
	}
}

func TestAClientWithoutReferralIsStoredWhenTheDayIsCleared(t *testing.T) {
	d := newDesk(t)
	p := d.form()
	d.write(p, "FamilyName", "Finch")
	p.form.In.Named("Referral.ReceivedOn").Set("")
	p.Save()
	rows := d.All()
	if len(rows) != 1 || rows[0].Status != "" {
		t.Fatalf("rows %+v", rows)
	}
}

func TestWrongInputIsSaidBesideTheFieldAndNothingIsLost(t *testing.T) {
	d := newDesk(t)
	p := d.form()
	d.write(p, "GivenNames", "Walter")
	d.write(p, "NHSNumber", "943 476 5918")
	d.write(p, "Email", "walter")
	choose(p, "Consent.record", string(person.Agreed)) // how is missing
	p.Save()
	if n := len(d.All()); n != 0 {
		t.Fatalf("%d clients were stored", n)
	}
	d.Sees("wrong or swapped digit", "Enter the whole email address", "Select how they gave consent.", "3 fields need checking")
	if d.Focused() != p.form.In.Named("NHSNumber").Focus() {
		t.Error("the focus is not on the first field that is wrong")
	}
	if v := p.form.In.Values(); v["NHSNumber"] != "943 476 5918" || v["GivenNames"] != "Walter" {
		t.Errorf("what was typed is lost: %v", v)
	}
}

func TestAnUnreadableDateIsNotSaved(t *testing.T) {
	d := newDesk(t)
	p := d.form()
	d.write(p, "FamilyName", "Finch")
	d.write(p, "BirthDate", "31 02 1950")
	p.Save()
	if n := len(d.All()); n != 0 {
		t.Fatal("stored in spite of a date that does not exist")
	}
	if s := p.form.In.Named("BirthDate").Obj.(*kit.DateField).Error(); s == "" {
		t.Error("nothing is said beside the date")
	}
}

func TestAFailedSaveKeepsWhatWasTypedAndGoesOnLater(t *testing.T) {
	d := newDesk(t)
	p := d.form()
	d.write(p, "FamilyName", "Finch")
	d.Must(d.Store.Close())
	p.Save()
	d.Sees("Something went wrong.")
	if got := p.form.In.Values()["FamilyName"]; got != "Finch" {
		t.Errorf("family name %q", got)
	}
	if p.form.Button.Disabled() {
		t.Error("save cannot be pressed again")
	}
}

func TestASimilarPersonIsPointedOutButDoesNotBlock(t *testing.T) {
	d := newDesk(t)
	harold := d.Harold()
	p := d.form()
	d.SeesNot("may already have a record")
	d.write(p, "GivenNames", "Harold")
	d.write(p, "FamilyName", "Pettit")
	d.Sees("This person may already have a record: Harold Pettit", "Open record")
	d.Press("Open record")
	d.WentTo(person.ToRecord(harold.ID))
	p.Save()
	if n := len(d.All()); n != 2 {
		t.Errorf("%d clients, want the new one as well", n)
	}
}

func TestAnUnsavedFormAsksBeforeItIsLeft(t *testing.T) {
	d := newDesk(t)
	p := d.form()
	left := 0
	leave := func() { left++ }
	p.Leave(leave)
	if left != 1 {
		t.Fatal("an untouched form does not let go")
	}
	d.write(p, "FamilyName", "Finch")

	p.Leave(leave)
	d.Press("Cancel")
	if left != 1 || len(d.All()) != 0 {
		t.Fatal("cancelled, but left or saved")
	}
	p.Leave(leave)
	d.Press("Save")
	if left != 2 || len(d.All()) != 1 {
		t.Errorf("left %d times, %d clients", left, len(d.All()))
	}
}

func TestDiscardingLeavesNothingBehind(t *testing.T) {
	d := newDesk(t)
	p := d.form()
	d.write(p, "FamilyName", "Finch")
	left := false
	p.Leave(func() { left = true })
	d.Press("Discard")
	if !left || len(d.All()) != 0 {
		t.Errorf("left %v, %d clients", left, len(d.All()))
	}
	if _, _, kept, _ := d.Store.Lists.Draft(d.Ctx(), "client:new"); kept {
		t.Error("the draft is still there")
	}
}

func TestADraftIsOfferedBack(t *testing.T) {
	d := newDesk(t)
	p := d.form()
	d.write(p, "FamilyName", "Finch")
	choose(p, "Referral.ReasonID", string(d.Housing.ID))

	// when the program was killed and the form is opened again
	p = d.form()
	d.Sees("You started this on Tue 7 Apr 2026 at 10:12")
	d.Press("Continue")
	if v := p.form.In.Values(); v["FamilyName"] != "Finch" || v["Referral.ReasonID"] != string(d.Housing.ID) {
		t.Errorf("the draft came back as %v", v)
	}
	p = d.form()
	d.Press("Start again")
	if v := p.form.In.Values(); v["FamilyName"] != "" {
		t.Errorf("family name %q", v["FamilyName"])
	}
	d.form()
	d.SeesNot("You started this")
}

func TestEditingKeepsWhatSomebodyElseChangedMeanwhile(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	p := d.open(host.Route{View: host.ViewEditClient, Client: c.ID}).(*formPage)
	d.Sees("Edit Harold Pettit")
	d.write(p, "Town", "Birchington")

	other := d.Record(c.ID).Client
	other.Phone = "01843 555999"
	d.Now = d.Now.Add(time.Minute)
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), &other))

	p.Save()
	d.Sees("Someone else changed this record")
	if v := p.form.In.Values(); v["Town"] != "Birchington" || v["Phone"] != "01843 555999" {
		t.Fatalf("after the merge: town %q, phone %q", v["Town"], v["Phone"])
	}
	p.Save()
	got := d.Record(c.ID).Client
	if got.Town != "Birchington" || got.Phone != "01843 555999" {
		t.Errorf("stored: town %q, phone %q", got.Town, got.Phone)
	}
	d.WentTo(person.ToRecord(c.ID))
}

func TestReloadingAFormLosesNothing(t *testing.T) {
	d := newDesk(t)
	p := d.form()
	d.write(p, "FamilyName", "Finch")
	p.Reload()
	if got := p.form.In.Values()["FamilyName"]; got != "Finch" {
		t.Errorf("family name %q", got)
	}
}

func TestTabGoesThroughTheFormInReadingOrder(t *testing.T) {
	d := newDesk(t)
	p := d.form()
	d.Window.Canvas().Focus(p.FirstFocus())
	for _, name := range []string{"FamilyName", "KnownAs", "BirthDate"} {
		d.Window.Canvas().FocusNext()
		if d.Focused() != p.form.In.Named(name).Focus() {
			t.Fatalf("the focus is on %T, want %s", d.Focused(), name)
		}
	}
	// everything can be reached, and Save comes after the last field
	seen := map[fyne.Focusable]int{}
	for i := range 200 {
		d.Window.Canvas().FocusNext()
		if _, again := seen[d.Focused()]; again {
			break
		}
		seen[d.Focused()] = i
	}
	for _, in := range p.form.In {
		if in.Focus == nil {
			continue
		}
		if _, ok := seen[in.Focus()]; !ok {
			t.Errorf("%s cannot be reached with Tab", in.Name)
		} else if seen[p.form.Button] < seen[in.Focus()] && !strings.HasPrefix(in.Name, "GivenNames") && in.Name != "FamilyName" && in.Name != "KnownAs" && in.Name != "BirthDate" {
			t.Errorf("%s comes after Save", in.Name)
		}
	}
}

func TestFormFitsTheSmallestWindow(t *testing.T) {
	d := newDesk(t)
	d.Harold()
	p := d.form()
	d.write(p, "GivenNames", "Harold")
	d.write(p, "FamilyName", "Pettit")
	d.Fits(p)
}

// Every field of a client is asked, and what the form shows is what it would save.
func TestClientForm_hasEveryField(t *testing.T) {
	d := newDesk(t)
	p := d.form()
	whole := data.Client{
		GivenNames: "Zoë", FamilyName: "O’Brien", KnownAs: "Zo", BirthDate: data.MustDate("1950-05-04"), Sex: data.SexOther, NHSNumber: "9434765919",
		Address: "9 Canute Road", Town: "Birchington", Postcode: "CT7 9QQ", Phone: "01843 555014", OtherPhone: "07700 900123", Email: "zoe@example.org",
		ContactBy: "After 10", Language: "Polish", Interpreter: data.No, AccessNeeds: "Large print", LivesAlone: data.No,
		SurgeryID: d.Birchington.ID, Prescriber: d.Sian.ID, Matters: "Her garden.", Alert: "Dog", Other: "Daughter", Reads: "en",
	}
	p.form.In.Fill(clientValues(&whole))
	got := clientOf(p.form.In, data.Client{})
	got.NHSNumber = strings.ReplaceAll(got.NHSNumber, " ", "")
	for _, f := range data.ClientFields() {
		if p.form.In.Named(f.Name) == nil {
			t.Errorf("the form does not ask %s", f.Name)
		}
		if want := f.Text(&whole); f.Text(got) != want || want == "" {
			t.Errorf("%s: the form would save %q, want %q", f.Name, f.Text(got), want)
		}
	}
}
