package round

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// desk is this room over a real database.
type desk struct{ *uitest.People }

func newDesk(t *testing.T) *desk { return &desk{uitest.NewPeople(t)} }

func (d *desk) round() *page {
	d.T.Helper()
	p := New(d.Host, host.Route{Area: host.Clients, View: host.ViewRound}).(*page)
	d.Show(p)
	return p
}

// owed adds a client of whom services are due, on a day for each.
func (d *desk) owed(name string, chosenOn ...string) *data.Client {
	d.T.Helper()
	c := d.Named("Ann", name)
	for i, on := range chosenOn {
		d.Chosen(c.ID, fmt.Sprintf("Lunch club %d of %s", i+1, name), on)
	}
	return c
}

// save does what the menu does for Ctrl+S.
func (d *desk) save() { d.Page.(host.Saver).Save() }

// One person after another, by keyboard alone: an unanswered call is two keys.
func TestRound_oneAfterAnotherByKeyboard(t *testing.T) {
	d := newDesk(t)
	harold, _ := d.Due()                                 // due today
	ash := d.owed("Ash", "2026-03-10", "2026-03-11")     // due on 31 March and 1 April
	birch := d.owed("Birch", "2026-03-13", "2026-03-20") // due today, and on the 10th
	p := d.round()
	d.Sees("1 of 3", "Ann Ash", "7 days overdue", "Lunch club 1 of Ash", "Lunch club 2 of Ash", "No phone number", "“I'll try it”")
	d.Type("2") // no answer
	d.Sees("We will remind you again on Thu 9 Apr 2026 in the afternoon.")
	d.save()
	d.Sees("2 of 3", "Ann Birch", "Ann Ash: saved. Next attempt on Thu 9 Apr 2026 in the afternoon.")
	rec := d.Record(ash.ID)
	if len(rec.FollowUps) != 2 || rec.FollowUps[0].Attempts != 1 || rec.FollowUps[1].Attempts != 1 || rec.FollowUps[1].DueOn.String() != "2026-04-09" {
		t.Errorf("one call for both: %+v", rec.FollowUps)
	}

	// reached: what is due is answered, what is still to come may be left
	d.Type("1")
	d.Tab(1)
	d.Type("3") // started
	d.Tab(1)
	d.Type("Goes on Tuesdays")
	d.save()
	d.Sees("3 of 3", "Harold Pettit", "01843 555014", "Contact preferences: calls after 10", "Ann Birch: saved. Second follow-up on Tue 28 Apr 2026.")
	rec = d.Record(birch.ID)
	if len(rec.FollowUps) != 2 || rec.FollowUps[0].Number != 1 || rec.FollowUps[1].Number != 2 || rec.Prescriptions[1].Status != data.StatusStarted || rec.Prescriptions[1].Note != "Goes on Tuesdays" {
		t.Errorf("after the call: %+v, %+v", rec.FollowUps, rec.Prescriptions)
	}
	d.Type("5") // wrong number
	d.Sees("Ask the surgery for another number first.")
	d.save()
	d.Sees("You have called everyone for today", "You called 3 people.", "Next: Ann Ash, Thu 9 Apr 2026 in the afternoon.")
	if f := d.Record(harold.ID).FollowUps[0]; f.Attempts != 1 {
		t.Errorf("Harold's follow-up: %+v", f)
	}
	d.Keys(fyne.KeyReturn)
	d.WentTo(host.Route{Area: host.Today})
	_ = p
}

func TestRound_saysWhatIsMissing(t *testing.T) {
	d := newDesk(t)
	c := d.owed("Ash", "2026-03-10", "2026-03-11")
	p := d.round()
	d.save()
	d.Sees("Choose what happened on the call")
	d.Type("1")
	d.save()
	d.Sees("Choose how it is going, or “Not talked about”")
	for _, v := range p.call.stop.services {
		uitest.Tick(p.call.form.In, "heard."+string(v.followUp.ID), len(data.PrescriptionStatuses())+1)
	}
	d.save()
	d.Sees("You have not talked about any service.")
	uitest.Tick(p.call.form.In, "heard."+string(p.call.stop.services[1].followUp.ID), 1)
	d.Enter(p.call.form.In, "On", "8/4/2026")
	d.save()
	d.Sees("Date must be today or in the past")
	d.Enter(p.call.form.In, "On", "7/4/2026")
	d.save()
	d.Sees("1 of 1", "Ann Ash: saved.") // what was not talked about is still due
	if len(d.Record(c.ID).FollowUps) != 2 || len(d.Contacts()) != 1 {
		t.Errorf("stored %+v with %d contacts", d.Record(c.ID).FollowUps, len(d.Contacts()))
	}
}

func TestRound_nothingTypedIsLost(t *testing.T) {
	d := newDesk(t)
	ash, birch := d.owed("Ash", "2026-03-10"), d.owed("Birch", "2026-03-11")
	p := d.round()
	d.Type("3")
	d.Enter(p.call.form.In, "missed.Note", "Her son said tomorrow")
	// something else changes meanwhile: the call stays
	d.owed("Cedar", "2026-02-10")
	if p.call.stop.client() != ash.ID {
		t.Fatal("another client was put in the place of a call that was begun")
	}
	left := false
	p.Leave(func() { left = true })
	if !left {
		t.Fatal("the round is not left")
	}
	p = d.round() // as after a crash
	d.Sees("Ann Cedar")
	d.Press("Put off call")
	d.Sees("Ann Ash", "2 of 3", "We kept what you typed before.")
	if got := p.call.form.In.Named("missed.Note").Get(); got != "Her son said tomorrow" || p.call.result() != data.AttemptEngaged {
		t.Errorf("came back with %q, %q", p.call.result(), got)
	}
	d.save()
	d.Sees("3 of 3", "Ann Birch")
	uitest.Tick(p.call.form.In, "Result", 1)
	d.save()
	d.Sees("Ann Cedar", "· put off earlier today", "3 of 3")
	if f := d.Record(birch.ID).FollowUps[0]; f.Attempts != 1 {
		t.Errorf("stored %+v", f)
	}
}

func TestRound_asksForTheQuestionnaireWithTheSecond(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	d.Answered(c.ID, data.Baseline, data.MustDate("2026-03-17"))
	p := d.round()
	uitest.Tick(p.call.form.In, "Result", 0)
	d.SeesNot("Follow-up questionnaire is due")
	uitest.Tick(p.call.form.In, "heard."+string(f.ID), 2)
	d.save()
	d.Now = d.Now.AddDate(0, 0, 21)
	p = d.round()
	d.Sees("Second follow-up")
	uitest.Tick(p.call.form.In, "Result", 0)
	d.Sees("Follow-up questionnaire is due")
	uitest.Tick(p.call.form.In, "heard."+string(p.call.stop.services[0].followUp.ID), 3)
	d.save()
	d.Sees("Choose what to do about the questionnaire")
	uitest.Tick(p.call.form.In, "Ask", 1)
	d.save()
	d.Sees("Book Harry", "Choose another time in the calendar")
	d.Keys(fyne.KeyEscape)
	d.Sees("Harold Pettit: saved.", "You have called everyone for today")
}

func TestRound_asksTheQuestionnaireByPhone(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	p := d.round()
	uitest.Tick(p.call.form.In, "Result", 0)
	d.Sees("First questionnaire is due")
	uitest.Tick(p.call.form.In, "heard."+string(f.ID), 2)
	uitest.Tick(p.call.form.In, "Ask", 0)
	d.save()
	d.WentTo(host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: c.ID, Mode: "phone"})
}

func TestRound_saysWhatAFilterLeavesOut(t *testing.T) {
	d := newDesk(t)
	d.owed("Ash", "2026-03-10", "2026-03-11")
	d.Harold()
	p := New(d.Host, host.Route{Area: host.Clients, View: host.ViewRound, Record: "someone else"}).(*page)
	d.Show(p)
	d.Sees("No follow-ups are due", "2 overdue follow-ups of other staff are not in this round.")
	d.Press("Show all (Ctrl+M)")
	d.WentTo(host.Route{Area: host.Clients, View: host.ViewRound})
}

func TestRound_endSaysHowManyWereOnTime(t *testing.T) {
	d := newDesk(t)
	d.owed("Ash", "2026-03-10")
	p := d.round()
	uitest.Tick(p.call.form.In, "Result", 0)
	uitest.Tick(p.call.form.In, "heard."+string(p.call.stop.services[0].followUp.ID), 2)
	d.save()
	d.Sees("You have called everyone for today", "You called 1 person.", "The one follow-up due in the last 3 months was done within 5 working days.")
}

func TestRound_emptyIsKind(t *testing.T) {
	d := newDesk(t)
	d.round()
	d.Sees("No follow-ups are due", "Follow-ups appear here 3 weeks after a client chooses a service.")
}

func TestRound_failureIsSaidAndNothingIsLost(t *testing.T) {
	d := newDesk(t)
	c := d.owed("Ash", "2026-03-10")
	p := d.round()
	uitest.Tick(p.call.form.In, "Result", 2)
	d.Page = nil
	d.Must(d.Store.Offering.CloseFollowUp(d.Ctx(), d.Record(c.ID).FollowUps[0].ID, data.FollowUpDeclined, uitest.Today, ""))
	p.Save()
	d.Sees("This follow-up has been closed already. Nothing was changed.")
	if p.call.result() != data.AttemptEngaged {
		t.Error("what was chosen is gone")
	}
}

func TestRound_fitsTheSmallestWindow(t *testing.T) {
	d := newDesk(t)
	long := strings.Repeat("Featherstonehaugh-", 4)
	c := d.owed(long, "2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13")
	c.Phone, c.ContactBy, c.Alert = "01843 555014", strings.Repeat("after ten but not on Tuesdays ", 4), "Two-person visits only"
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
	p := d.round()
	d.Fits(p)
	uitest.Tick(p.call.form.In, "Result", 0)
	d.Fits(p)
	uitest.Tick(p.call.form.In, "Result", 1)
	d.Fits(p)
	if kit.OverlayOpen(d.Window) {
		t.Error("a dialog is open")
	}
}
