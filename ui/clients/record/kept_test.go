package record

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// buttons are the names of those that are shown.
func buttons(d *desk) []string {
	var names []string
	d.Each(func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok {
			names = append(names, b.Text())
		}
	})
	return names
}

// TestRecord_offersNothingWhileItsUseIsRestricted: each of these led to a form whose
// last button then said that nothing was saved.
func TestRecord_offersNothingWhileItsUseIsRestricted(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Chosen(c.ID, "Walking group", "2026-04-01")
	d.Must(d.Store.Measure.SaveResponse(d.Ctx(), &data.Response{ClientID: c.ID, InstrumentID: "ons4", Stage: data.Baseline, AnsweredOn: d.Host.Today(),
		Mode: "alone", Finished: true, Answers: map[int]int{1: 4}}))
	p := d.open(person.ToRecord(c.ID)).(*recordPage)
	before := buttons(d)
	for _, name := range []string{"Offer services", "Record a contact", "Questionnaire", "Log a call", "Edit details", "Change", "Edit"} {
		if !slices.Contains(before, name) {
			t.Errorf("%q is not offered on a record that may be used: %q", name, before)
		}
	}
	d.Must(d.Store.Rights.Save(d.Ctx(), &data.RightsRequest{ClientID: c.ID, Kind: data.RightsRestriction, AskedOn: d.Host.Today(), AskedHow: "letter"}))
	p.Reload()
	d.Sees("Use is restricted since")
	if left := buttons(d); slices.ContainsFunc(left, func(name string) bool {
		return !slices.Contains([]string{"Clients", "More", "Open Rights", "Show to client", "Read answers"}, name)
	}) {
		t.Errorf("still offered: %q", left)
	}
	if !slices.Contains(buttons(d), "Read answers") {
		t.Error("the answers that are kept cannot be read")
	}
	var items []string
	for _, item := range p.menuItems() {
		if !item.IsSeparator {
			items = append(items, item.Label)
		}
	}
	if got := strings.Join(items, ", "); got != "Withdraw a consent…, Rights, Delete this person’s record…" {
		t.Errorf("the menu offers %s", got)
	}
}

// TestRecord_offersNothingThatTheRoleForbids: a volunteer was offered to move an
// appointment, to change who someone is, to add or edit a referral, and to pause or
// close support, which the store then refused.
func TestRecord_offersNothingThatTheRoleForbids(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	c.Prescriber = d.Store.Session.Person()
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
	d.Must(d.Store.Diary.Book(d.Ctx(), &data.Appointment{ClientID: c.ID, Kind: "phone", On: d.Host.Today().AddDays(2), At: "10:00"}))
	p := d.open(person.ToRecord(c.ID)).(*recordPage)
	d.Sees("Move or cancel", "Edit details")
	referral := &data.Entry{Kind: data.EntryReferral, ID: p.rec.Referrals[0].ID}
	if p.story.entryAction(referral) == nil {
		t.Error("whoever adds clients may not edit a referral")
	}
	d.Store.Session.SignIn(access.Identity{Person: c.Prescriber, Role: access.Volunteer})
	p.Reload()
	d.Sees("Phone", "Record a contact")
	d.SeesNot("Move or cancel", "Edit details")
	for _, item := range p.menuItems() {
		for _, forbidden := range []string{"Edit personal", "Book ", "Add a referral", "Pause", "Close", "Reopen"} {
			if strings.HasPrefix(item.Label, forbidden) {
				t.Errorf("the menu offers %q", item.Label)
			}
		}
	}
	for _, step := range []person.StepKind{person.StepReferral, person.StepReopen, person.StepClose} {
		if s := p.permittedStep(person.Step{Verb: "Do it", Does: step}); s.Verb != "" {
			t.Errorf("the next step offers %v", step)
		}
	}
	if p.story.entryAction(referral) != nil {
		t.Error("a referral can be edited")
	}
	d.SetDay("2026-05-07")
	unsettled, err := d.Store.Diary.Unsettled(d.Ctx(), d.Host.Today(), "")
	d.Must(err)
	if len(unsettled) != 1 {
		t.Errorf("%d appointments wait for an answer, want that of their own client", len(unsettled))
	}
	d.Store.Session.SignIn(access.Identity{Person: "someone else", Role: access.Volunteer})
	if unsettled, err = d.Store.Diary.Unsettled(d.Ctx(), d.Host.Today(), ""); err != nil || len(unsettled) != 0 {
		t.Errorf("someone else is asked what came of it: %+v, %v", unsettled, err)
	}
}
