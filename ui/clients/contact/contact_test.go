package contact

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func (d *desk) contactOf(client, record data.ID) *contactPage {
	d.T.Helper()
	return d.open(host.Route{View: host.ViewNewContact, Client: client, Record: record}).(*contactPage)
}

func TestContactIsRecordedByTyping(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	p := d.contactOf(c.ID, "")
	// the first question has the keyboard, and digits answer
	d.Type("5")
	d.Tab(1)
	d.Type("1")
	d.Tab(1)
	in := p.form.In
	d.Enter(in, "On", "6 apr")
	d.Enter(in, "At", "9.30")
	d.Enter(in, "Minutes", "45")
	d.Enter(in, "Note", "Kettle but little food. Ŵyn ‘tut’ £5")
	p.form.Page.ScrollTo(in.Named("Needs").Obj)
	needs := newNeeds(contactLoaded{record: d.Record(c.ID), lists: person.Lists{Reasons: []data.Reason{d.Housing, d.Benefits}}})
	if len(needs) != 1 || needs[0].ID != string(d.Benefits.ID) {
		t.Fatalf("offered as new needs: %v", needs)
	}
	in.Named("Needs").Set(string(d.Benefits.ID))
	p.Save()
	got := d.Contacts()
	if len(got) != 1 {
		t.Fatalf("%d contacts; the page says %q", len(got), d.Texts())
	}
	k := got[0].Contact
	if k.Kind != "home_visit" || k.Outcome != data.ContactAttended || k.On != data.MustDate("2026-04-06") || k.At != "09:30" ||
		k.Minutes != 45 || k.SurgeryID != d.Birchington.ID || k.StaffID != d.Sian.ID || k.Note != "Kettle but little food. Ŵyn ‘tut’ £5" {
		t.Errorf("stored %+v", k)
	}
	rec := d.Record(c.ID)
	if len(rec.Needs) != 1 || rec.Needs[0].ReasonID != d.Benefits.ID || rec.Needs[0].FoundOn != k.On {
		t.Errorf("needs %+v", rec.Needs)
	}
	if d.Backs != 1 {
		t.Errorf("went back %d times, want once", d.Backs)
	}
}

func TestContactOfADayToComeIsRefused(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	p := d.contactOf(c.ID, "")
	in := p.form.In
	uitest.Tick(in, "Kind", 0)
	d.Enter(in, "On", "14/4/2026")
	uitest.Tick(in, "Outcome", 0) // attended, which cannot be
	p.Save()
	d.Sees("This day is still to come")
	if len(d.Contacts()) != 0 || d.Backs != 0 {
		t.Fatal("it was stored all the same")
	}
}

func TestContactAsksForTheClientFirst(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Named("Haroldina", "Other")
	p := d.contactOf("", "")
	uitest.Tick(p.form.In, "Kind", 2)
	uitest.Tick(p.form.In, "Outcome", 0)
	p.Save()
	d.Sees("Choose a client")
	p.who.Picker.Open()
	test.Type(p.who.Picker.Entry, "pettit")
	p.who.Picker.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p.client != c.ID || p.form.In.Named("SurgeryID").Get() != string(d.Birchington.ID) {
		t.Fatalf("picked %q with surgery %q", p.client, p.form.In.Named("SurgeryID").Get())
	}
	p.Save()
	if got := d.Contacts(); len(got) != 1 || got[0].ClientID != c.ID {
		t.Errorf("stored %+v", got)
	}
}

func TestContactPickerDropsAnAnswerThatTypingOvertook(t *testing.T) {
	d := newDesk(t)
	d.Harold()
	d.Named("Zofia", "Łuczak")
	p := d.contactOf("", "")
	d.Holding = true
	p.who.Picker.Search("pettit")
	p.who.Picker.Search("luczak")
	d.ReleaseOnly(1)
	d.ReleaseOnly(0)
	if got := p.who.Picker.Search("luczak"); len(got) != 1 || got[0].Label != "Zofia Łuczak" {
		t.Errorf("found %v", got)
	}
}

func TestAppointmentIsWrittenUp(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	booked := func(on string) data.ID {
		a := &data.Appointment{ClientID: c.ID, Kind: "clinic", On: data.MustDate(on), At: "09:30", Note: "Hard of hearing"}
		d.Must(d.Store.Diary.Book(d.Ctx(), a))
		return a.ID
	}
	d.SetDay("2026-04-01")
	missed, called, came := booked("2026-04-02"), booked("2026-04-06"), booked("2026-04-07")
	d.SetDay("2026-04-07")
	open := func(id data.ID) *contactPage {
		return d.open(host.Route{View: host.ViewAppointment, Client: c.ID, Record: id}).(*contactPage)
	}
	open(missed)
	d.Sees("This was booked for Thu 2 Apr 2026 at 9:30. Did they attend? Note: Hard of hearing")
	d.Press("Did not attend")
	open(called)
	d.Press("Cancelled")
	p := open(came)
	d.Press("Attended")
	d.SeesNot("Did they attend?")
	if d.Focused() != p.form.In.Named("Note").Focus() {
		t.Errorf("the focus is on %T, want the note", d.Focused())
	}
	d.Type("Brought letters")
	p.Save()
	for id, want := range map[data.ID]data.AppointmentState{missed: data.AppointmentMissed, called: data.AppointmentCancelled, came: data.AppointmentSeen} {
		a, err := d.Store.Diary.Appointment(d.Ctx(), id)
		d.Must(err)
		if a.State != want || (a.ContactID == "") != (want == data.AppointmentCancelled) {
			t.Errorf("stored %+v, want %s", a, want)
		}
	}
	list := d.Contacts()
	if len(list) != 2 || list[0].Outcome != data.ContactMissed || list[1].Note != "Brought letters" || list[1].At != "09:30" {
		t.Errorf("contacts %+v", list)
	}
	if d.Backs != 3 {
		t.Errorf("went back %d times, want three times", d.Backs)
	}
	// Opened once more, it is the contact that came of it.
	if p = open(came); p.record != list[1].ID || p.form.In.Named("Note").Get() != "Brought letters" {
		t.Errorf("opened %q", p.record)
	}
}

func TestAppointmentMissedProposesTheNextStep(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	a := &data.Appointment{ClientID: c.ID, Kind: "clinic", On: uitest.Today, At: "09:30"}
	d.Must(d.Store.Diary.Book(d.Ctx(), a))
	d.open(host.Route{View: host.ViewAppointment, Client: c.ID, Record: a.ID})
	d.Press("Did not attend")
	d.Sees("has not attended once. Next step: book again and write.")
}

func TestContactSaysWhatIsWrongBesideTheField(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	p := d.contactOf(c.ID, "")
	in := p.form.In
	d.Enter(in, "On", "31 feb")
	d.Enter(in, "At", "25:00")
	d.Enter(in, "Minutes", "half an hour")
	in.Named("Note").Obj.(*kit.TextField).Entry.SetText(strings.Repeat("x", data.MaxNote+3))
	p.Save()
	for _, name := range []string{"Kind", "Outcome", "At", "Minutes", "Note", "On"} {
		f := in.Named(name).Obj.(interface{ Error() string })
		if f.Error() == "" {
			t.Errorf("nothing is said beside %s", name)
		}
	}
	if len(d.Contacts()) != 0 || in.Named("Minutes").Get() != "half an hour" || in.Named("On").Get() != "31 feb" {
		t.Error("something typed is lost, or it was stored")
	}
}

func TestContactDraftSurvivesAKilledProgram(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	p := d.contactOf("", "")
	p.who.Picker.Open()
	p.who.Picker.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	p.who.Picker.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	uitest.Tick(p.form.In, "Kind", 4)
	d.Enter(p.form.In, "Note", "Half a note")
	p = d.contactOf("", "")
	d.Press("Continue")
	uitest.Tick(p.form.In, "Outcome", 0)
	p.Save()
	if got := d.Contacts(); len(got) != 1 || got[0].ClientID != c.ID || got[0].Note != "Half a note" || got[0].Kind != "home_visit" {
		t.Errorf("stored %+v", got)
	}
	d.contactOf("", "")
	d.SeesNot("You started this")
}

func TestContactBringsTwoChangesTogether(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	k := &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: uitest.Today, Note: "first"}
	d.Must(d.Store.Casework.SaveContact(d.Ctx(), k))
	p := d.contactOf(c.ID, k.ID)
	d.Enter(p.form.In, "Note", "mine")
	theirs := *k
	theirs.Minutes = 20
	d.Now = d.Now.Add(1e9)
	d.Must(d.Store.Casework.SaveContact(d.Ctx(), &theirs))
	p.Save()
	d.Sees("Someone else changed this contact")
	p.Save()
	got, err := d.Store.Casework.Contact(d.Ctx(), k.ID)
	d.Must(err)
	if got.Note != "mine" || got.Minutes != 20 {
		t.Errorf("stored %+v, want both changes", got)
	}
}

func TestContactAsksBeforeTypingIsLost(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	p := d.contactOf(c.ID, "")
	left := 0
	p.Leave(func() { left++ })
	d.Enter(p.form.In, "Note", "something")
	p.Leave(func() { left++ })
	if left != 1 {
		t.Fatalf("left %d times, want once so far", left)
	}
	d.Press("Discard")
	if left != 2 || len(d.Contacts()) != 0 {
		t.Errorf("left %d times with %d contacts", left, len(d.Contacts()))
	}
}

func TestContactReadsTimesAsPeopleTypeThem(t *testing.T) {
	for typed, want := range map[string]string{"": "", "9": "09:00", "9:30": "09:30", "09.30": "09:30", "0930": "09:30",
		"930": "09:30", "2pm": "14:00", "12.15 AM": "00:15", "12pm": "12:00", " 23:59 ": "23:59"} {
		if got, problem := person.ClockText(typed); got != want || problem != "" {
			t.Errorf("%q is %q (%s), want %q", typed, got, problem, want)
		}
	}
	for _, typed := range []string{"24:00", "9:60", "half nine", "13pm", "0pm", "9:3", "1234567"} {
		if got, problem := person.ClockText(typed); problem == "" {
			t.Errorf("%q is read as %q", typed, got)
		}
	}
}

func TestContactPage_showsEachState(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	p := d.contactOf(c.ID, "")
	d.Fits(p)
	var order []string
	for range len(p.form.In) - 1 { // the needs are chips, each a stop of its own
		order = append(order, nameOfFocused(p.form.In, d.Focused()))
		d.Tab(1)
	}
	if got := strings.Join(order[2:5], " "); got != "On At Minutes" {
		t.Errorf("the focus goes %v", order)
	}
	d.Must(d.Store.Close())
	d.contactOf(c.ID, "")
	d.Sees("Try again")
}

// nameOfFocused finds the text field that has the focus.
func nameOfFocused(in form.Inputs, f fyne.Focusable) string {
	for _, i := range in {
		if i.Focus != nil && i.Focus() == f {
			return i.Name
		}
	}
	return "-"
}
