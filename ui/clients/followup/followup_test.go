package followup

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func (d *desk) followUp(client, id data.ID) *followUpPage {
	d.T.Helper()
	return d.open(host.Route{View: host.ViewFollowUp, Client: client, Record: id}).(*followUpPage)
}

// spoke answers that they spoke, and how it is going.
func spoke(p *followUpPage, status int) {
	uitest.Tick(p.form.In, "Way", 0)
	uitest.Tick(p.form.In, "reached.Status", status)
}

// noNews is the last answer to how it is going.
var noNews = len(data.PrescriptionStatuses())

// stored reads a follow-up back from the database.
func (d *desk) stored(id data.ID) *data.FollowUp {
	d.T.Helper()
	f, err := d.Store.Offering.FollowUp(d.Ctx(), id)
	d.Must(err)
	return f
}

func TestFollowUpShowsWhatIsNeededOnThePhone(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	d.Must(d.Store.Offering.RecordAttempt(d.Ctx(), &data.Attempt{FollowUpID: f.ID, On: data.MustDate("2026-04-02"), Result: "no_answer",
		Note: "rang twice", NextOn: uitest.Today}))
	p := d.followUp(c.ID, f.ID)
	d.Sees("First follow-up", "with Harold Pettit", "Due today", "3 weeks from 17 Mar 2026", c.Phone, "calls after 10",
		"Money Advice at the Hub", "“I'll try it”", "Confidence 4 of 10", "1 earlier attempt", "No answer: rang twice")
	d.Fits(p)
}

func TestFollowUpReachedSchedulesTheSecond(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	p := d.followUp(c.ID, f.ID)
	spoke(p, 2)
	d.Sees("The second follow-up is due on Tue 28 Apr 2026", "3 weeks after this one (7 Apr 2026)")
	d.Enter(p.form.In, "reached.Note", "Went twice, likes it")
	// done on a Monday from which three weeks lead to another
	d.Enter(p.form.In, "reached.On", "6/4/2026")
	d.Sees("is due on Mon 27 Apr 2026")
	p.Save()
	d.Sees("The second follow-up is due on Mon 27 Apr 2026", "Started on 6 Apr 2026")
	got := d.stored(f.ID)
	if got.Status != data.FollowUpDone || got.ClosedOn != data.MustDate("2026-04-06") || got.Note != "Went twice, likes it" {
		t.Errorf("stored %+v", got)
	}
	rec := d.Record(c.ID)
	if rec.Prescriptions[0].Status != data.StatusStarted {
		t.Errorf("the prescription stands at %s", rec.Prescriptions[0].Status)
	}
	if len(rec.FollowUps) != 1 || rec.FollowUps[0].Number != 2 || rec.FollowUps[0].DueOn != data.MustDate("2026-04-27") {
		t.Errorf("open are %+v", rec.FollowUps)
	}
	d.Keys(fyne.KeyReturn)
	if d.Backs != 1 {
		t.Errorf("went back %d times, want once", d.Backs)
	}
}

func TestFollowUpSaysWhyTheSecondIsMoved(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	d.Now = d.Now.AddDate(0, 0, 6) // Mon 13 Apr; three weeks on is the early May holiday
	p := d.followUp(c.ID, f.ID)
	spoke(p, noNews)
	d.Sees("6 days overdue", "is due on Tue 5 May 2026", "moved past Early May bank holiday")
	p.Save()
	d.Sees("is due on Tue 5 May 2026", "moved past Early May bank holiday")
}

func TestFollowUpWithoutNewsLeavesThePrescriptionAlone(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	p := d.followUp(c.ID, f.ID)
	uitest.Tick(p.form.In, "Way", 0)
	row, ok := p.form.In.Named("reached.Status").Obj.(*kit.ChoiceRow)
	if !ok {
		t.Fatal("the answers are not a row")
	}
	row.Tap(2) // a slip of the hand
	row.Tap(len(data.PrescriptionStatuses()))
	if got := p.form.In.Named("reached.Status").Get(); got != string(person.NoNews) {
		t.Fatalf("answered %q, want no news", got)
	}
	p.Save()
	if got := d.Record(c.ID).Prescriptions[0].Status; got != data.StatusMade {
		t.Errorf("the prescription stands at %s", got)
	}
	if got := d.stored(f.ID).Status; got != data.FollowUpDone {
		t.Errorf("the follow-up stands at %s", got)
	}
}

func TestFollowUpLeadsToTheSecondQuestionnaireWhenTheSecondIsDone(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	d.Answered(c.ID, data.Baseline, data.MustDate("2026-03-17"))
	p := d.followUp(c.ID, f.ID)
	spoke(p, noNews)
	p.Save()
	d.Sees("The second follow-up is due on")
	d.SeesNot("Questionnaire", "questionnaire")
	d.Now = d.Now.AddDate(0, 0, 21)
	second := d.Record(c.ID).FollowUps[0]
	p = d.followUp(c.ID, second.ID)
	spoke(p, noNews)
	p.Save()
	d.Sees("It was the last one for this service.", "Follow-up questionnaire is due")
	d.SeesNot("Start")
	d.Press("Questionnaire")
	d.WentTo(host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: c.ID})
	d.Press("Back to record")
	d.WentTo(person.ToRecord(c.ID))
}

func TestFollowUpReachedNobodyProposesANextDay(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	p := d.followUp(c.ID, f.ID)
	in := p.form.In
	uitest.Tick(in, "Way", 1)
	if got := in.Named("nobody.NextOn").Get(); got != "09/04/2026" {
		t.Errorf("proposed %s, want two working days on", got)
	}
	d.Enter(in, "nobody.On", "6/4/2026")
	if got := in.Named("nobody.NextOn").Get(); got != "08/04/2026" || in.Named("nobody.At").Get() != "" {
		t.Errorf("proposed %s after the day was changed, called at %q", got, in.Named("nobody.At").Get())
	}
	p.Save()
	d.Sees("Choose what happened, for example no answer")
	uitest.Tick(in, "nobody.Result", 2)
	d.Enter(in, "nobody.NextOn", "13/4/2026")
	d.Enter(in, "nobody.On", "7/4/2026") // a day that was typed is left alone
	p.Save()
	d.Sees("We will remind you again on Mon 13 Apr 2026")
	got := d.stored(f.ID)
	if got.Status != data.FollowUpOpen || got.DueOn != data.MustDate("2026-04-13") || got.Attempts != 1 {
		t.Errorf("stored %+v", got)
	}
	tries, err := d.Store.Offering.Attempts(d.Ctx(), f.ID)
	d.Must(err)
	if len(tries) != 1 || tries[0].Result != "message" || tries[0].On != uitest.Today || tries[0].At != "10:12" {
		t.Errorf("tries %+v", tries)
	}
}

func TestFollowUpClosesAfterTheLastAttempt(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	d.Must(d.Store.Offering.RecordAttempt(d.Ctx(), &data.Attempt{FollowUpID: f.ID, On: data.MustDate("2026-03-31"), At: "09:30", Result: "no_answer"}))
	d.Must(d.Store.Offering.RecordAttempt(d.Ctx(), &data.Attempt{FollowUpID: f.ID, On: data.MustDate("2026-04-02"), At: "14:00", Result: "engaged"}))
	p := d.followUp(c.ID, f.ID)
	uitest.Tick(p.form.In, "Way", 1)
	d.Sees("This is attempt 3 of 3. The follow-up will be closed as “could not be reached”. To try once more, enter a " +
		"date.")
	uitest.Tick(p.form.In, "nobody.Result", 0)
	d.Enter(p.form.In, "nobody.At", "half past")
	p.Save()
	d.Sees("Enter a time, like 9:30")
	d.Enter(p.form.In, "nobody.At", "4.15pm")
	p.Save()
	d.Sees("The follow-up is closed as “could not be reached”.")
	if got := d.stored(f.ID); got.Status != data.FollowUpUnreached || got.Attempts != 3 {
		t.Errorf("stored %+v", got)
	}
}

func TestFollowUpIsClosed(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	p := d.followUp(c.ID, f.ID)
	uitest.Tick(p.form.In, "Way", 3)
	p.Save()
	d.Sees("Choose “Declined”")
	uitest.Tick(p.form.In, "close.Status", 1)
	d.Enter(p.form.In, "close.Note", "Moved to her sister’s")
	p.Save()
	d.Sees("no longer needed")
	if got := d.stored(f.ID); got.Status != data.FollowUpNotNeeded || got.Note != "Moved to her sister’s" {
		t.Errorf("stored %+v", got)
	}
	if n := len(d.Record(c.ID).FollowUps); n != 0 {
		t.Errorf("%d follow-ups are open after it was closed", n)
	}
	d.Now = d.Now.AddDate(0, 0, 2)
	d.followUp(c.ID, f.ID)
	d.Sees("This follow-up is closed", "Was due Tue 7 Apr 2026")
	d.SeesNot("overdue")
}

func TestFollowUpIsMoved(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	p := d.followUp(c.ID, f.ID)
	uitest.Tick(p.form.In, "Way", 2)
	p.Save()
	d.Sees("Enter the new date")
	d.Enter(p.form.In, "move.To", "6/4/2026")
	p.Save()
	d.Sees("Date must be today or in the future")
	d.Enter(p.form.In, "move.To", "4/5/2026")
	d.Sees("That is Early May bank holiday")
	d.Enter(p.form.In, "move.To", "20/4/2026")
	d.Enter(p.form.In, "move.Why", "away until then")
	p.Save()
	got := d.stored(f.ID)
	if got.DueOn != data.MustDate("2026-04-20") || got.MovedBecause != "away until then" || got.FirstDue != uitest.Today {
		t.Errorf("stored %+v", got)
	}
}

func TestFollowUpDraftSurvivesAKilledProgram(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	p := d.followUp(c.ID, f.ID)
	uitest.Tick(p.form.In, "Way", 1)
	uitest.Tick(p.form.In, "nobody.Result", 0)
	d.Enter(p.form.In, "nobody.Note", "half")
	p = d.followUp(c.ID, f.ID)
	p.Save() // the question stands there: nothing may be stored behind it
	if d.stored(f.ID).Attempts != 0 {
		t.Fatal("it was stored behind the question")
	}
	d.Press("Continue")
	p.Save()
	tries, err := d.Store.Offering.Attempts(d.Ctx(), f.ID)
	d.Must(err)
	if len(tries) != 1 || tries[0].Note != "half" {
		t.Errorf("tries %+v", tries)
	}
}

// TestFollowUp_answersNothingForThePerson: who opened a follow-up and saved had spoken to
// them by phone, and it was done.
func TestFollowUp_answersNothingForThePerson(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	p := d.followUp(c.ID, f.ID)
	p.Save()
	d.Sees("Choose what happened")
	d.Type("s") // the keyboard is there
	p.Save()
	d.Sees("Choose how it is going, or “No news”")
	if got := d.stored(f.ID); got.Status != data.FollowUpOpen || len(d.Contacts()) > 0 {
		t.Fatalf("saved with nothing chosen: %+v, contacts %+v", got, d.Contacts())
	}
	d.Type("n")
	p.Save()
	if got := d.stored(f.ID); got.Status != data.FollowUpDone || len(d.Contacts()) != 1 {
		t.Errorf("by three keys: %+v, contacts %+v", got, d.Contacts())
	}
}

// A note that was typed before the form asked whether they spoke is seen again.
func TestFollowUp_draftWithoutAnAnswerShowsItsNote(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	host.NewDraft(d.Host, "followup:"+string(f.ID)).Keep(map[string]string{"reached.Note": "Went twice"})
	p := d.followUp(c.ID, f.ID)
	d.Press("Continue")
	if !p.fields[wayReached].Visible() || p.form.In.Named("reached.Note").Get() != "Went twice" {
		t.Error("the note is out of sight")
	}
}

func TestFollowUpAsksBeforeTypingIsLost(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	p := d.followUp(c.ID, f.ID)
	left := 0
	uitest.Tick(p.form.In, "Way", 1) // looking is not typing
	p.Leave(func() { left++ })
	if left != 1 {
		t.Fatal("looking at another way counts as typing")
	}
	p = d.followUp(c.ID, f.ID)
	d.SeesNot("Continue") // nor is it asked about
	uitest.Tick(p.form.In, "Way", 1)
	d.Enter(p.form.In, "nobody.Note", "x")
	p.Leave(func() { left++ })
	if left != 1 {
		t.Fatal("left without asking")
	}
	d.Press("Discard")
	if left != 2 || d.stored(f.ID).Attempts != 0 {
		t.Errorf("left %d times", left)
	}
}

func TestFollowUpThatSomebodyElseClosedKeepsWhatWasTyped(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	p := d.followUp(c.ID, f.ID)
	spoke(p, noNews)
	d.Enter(p.form.In, "reached.Note", "Went twice")
	d.Must(d.Store.Offering.CloseFollowUp(d.Ctx(), f.ID, data.FollowUpNotNeeded, uitest.Today, ""))
	p.Save()
	d.Sees("has been closed already")
	if got := p.form.In.Named("reached.Note").Get(); got != "Went twice" {
		t.Errorf("the note holds %q", got)
	}
}

func TestFollowUpSaysThatAQuestionnaireIsDue(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	d.followUp(c.ID, f.ID)
	d.Sees("First questionnaire is due")
	d.Press("Start")
	d.WentTo(host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: c.ID})
}

func TestFollowUpStates(t *testing.T) {
	d := newDesk(t)
	c, f := d.Due()
	d.Holding = true
	d.followUp(c.ID, f.ID)
	d.Sees("Loading…")
	d.Holding = false
	d.followUp(c.ID, "none")
	d.Sees("This record has been deleted.")
}
