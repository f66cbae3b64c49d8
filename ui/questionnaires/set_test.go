package questionnaires

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/lists"
	"waymark/ui/host"
)

// tickSet ticks questionnaires on a form, in this order, as a person would.
func tickSet(t *testing.T, p *setPicker, ids ...string) {
	t.Helper()
	for i := range p.checks {
		if p.checks[i].Checked {
			p.checks[i].SetChecked(false)
		}
	}
	for _, id := range ids {
		found := false
		for i, d := range p.offered {
			if d.ID == id {
				p.checks[i].SetChecked(true)
				found = true
			}
		}
		if !found {
			t.Fatalf("%s is not offered", id)
		}
	}
}

// handedSet hands a set over, to be answered alone.
func handedSet(t *testing.T, ids ...string) (*env, *sitting) {
	t.Helper()
	e := newEnv(t)
	s := e.questionnaire(e.margery, "")
	tickSet(t, s.prep.set, ids...)
	s.prep.mode.Tap(0)
	e.tap("Hand over")
	if !s.FullWindow() {
		t.Fatalf("the pad is not open:\n%s", e.Text())
	}
	return e, s
}

// all returns the client's responses, oldest first.
func (e *env) all() []data.Response {
	e.T.Helper()
	r, err := e.Host.Overview.Record(context.Background(), e.margery)
	e.Must(err)
	return r.Responses
}

func TestASetIsAskedInTheOrderTickedAndEachIsStored(t *testing.T) {
	e, s := handedSet(t, "ucla3", "ons4")
	e.Sees("Part 1 of 2", "How often do you feel left out?", "Occasionally")
	if len(e.all()) != 1 {
		t.Error("a response was made before its turn")
	}
	e.Type("1234") // the fourth has five answers of its own
	if s.window() != fyne.Focusable(s.sheet.next) {
		t.Fatalf("after the last question the focus is on %T", s.window())
	}
	e.Keys(fyne.KeyReturn)
	e.Sees("Thank you", "part 1 of 2", "The next has 4 questions")
	e.SeesNot("Margery", "Total", "Back to record")
	e.Keys(fyne.KeyReturn)
	e.Sees("Part 2 of 2", "how satisfied are you", "Not at all", "Completely")
	e.Type("70T")
	e.Keys(fyne.KeySpace) // the ring is on 0
	e.tap("Finish")
	e.Sees("Please give the laptop back")
	all := e.all()
	if len(all) != 2 || all[0].InstrumentID != "ucla3" || all[1].InstrumentID != "ons4" || !all[0].Finished || !all[1].Finished {
		t.Fatalf("stored %+v", all)
	}
	if got := all[0].Answers; got[1] != 1 || got[2] != 2 || got[3] != 3 || got[4] != 4 {
		t.Errorf("UCLA-3: %v", got)
	}
	if got := all[1].Answers; got[1] != 7 || got[3] != 10 || len(got) != 4 {
		t.Errorf("ONS4: %v", got)
	}
	if zero, given := all[1].Answers[2]; !given || zero != 0 {
		t.Error("an answer of 0 was taken for a blank")
	}
	if _, _, ok, err := e.Host.Lists.Draft(context.Background(), planKey(e.margery)); ok || err != nil {
		t.Error("the plan of a set that is done is still there")
	}
	e.tap("Prescriber")
	e.Type(padCode)
	e.Keys(fyne.KeyReturn)
	e.Sees("UCLA three-item loneliness scale", "Life satisfaction", "Anxiety yesterday", "In the range “high”", "lower is better", "This is their first score.")
}

func (s *sitting) window() fyne.Focusable { return s.host.Window.Canvas().Focused() }

func TestASetThatIsKilledLosesNothingAndIsResumed(t *testing.T) {
	e, _ := handedSet(t, "ucla3", "ons4", "djg6")
	e.Type("1115")
	e.Keys(fyne.KeyReturn)
	e.Keys(fyne.KeyReturn)
	e.Type("83")
	// Killed here: a new page over the same database is all there is.
	all := e.all()
	if len(all) != 2 || !all[0].Finished || all[1].Finished || all[1].Answers[1] != 8 || all[1].Answers[2] != 3 {
		t.Fatalf("stored %+v", all)
	}
	e.open(host.Route{Area: host.Questionnaires})
	e.Sees("ONS4 · 2 of 4 answered on 7 Apr 2026")
	s := e.questionnaire(e.margery, all[1].ID)
	if got := s.prep.set.chosen; len(got) != 1 || got[0].ID != "djg6" {
		t.Fatalf("what is left of the set: %v", got)
	}
	e.tap("Hand over")
	e.Sees("Part 1 of 2")
	e.Type("54")
	e.Keys(fyne.KeyReturn)
	e.Keys(fyne.KeyReturn)
	e.Sees("I experience a general sense of emptiness")
	e.Type("222222")
	e.Keys(fyne.KeyReturn)
	e.Sees("Please give the laptop back")
	all = e.all()
	if len(all) != 3 || !all[2].Finished || all[2].Score == nil || *all[2].Score != 6 {
		t.Fatalf("stored %+v", all)
	}
}

func TestASetLeftBetweenTwoIsFoundAgain(t *testing.T) {
	e, _ := handedSet(t, "ons-lonely", "djg6")
	e.Type("3")
	e.Keys(fyne.KeyReturn)
	e.Sees("part 1 of 2")
	// Killed on the page between.
	all := e.all()
	if len(all) != 2 || !all[0].Finished || all[1].InstrumentID != "djg6" || all[1].Finished {
		t.Fatalf("stored %+v", all)
	}
	e.open(host.Route{Area: host.Questionnaires})
	e.Sees("De Jong Gierveld 6 · 0 of 6 answered")
}

func TestTheNextOfASetThatCannotBeBegunIsTriedAgain(t *testing.T) {
	e, s := handedSet(t, "ons-lonely", "djg6")
	e.Type("3")
	background := e.Host.Background
	calls := 0
	e.Host.Background = func(work func(context.Context) func()) {
		if calls++; calls == 2 { // the answer is stored, the next response is not
			s.keeper.busy = false
			for _, f := range slices.Clone(s.keeper.after) {
				f(false)
			}
			s.keeper.after = nil
			return
		}
		background(work)
	}
	e.Keys(fyne.KeyReturn)
	e.Host.Background = background
	e.Sees("could not be saved yet")
	if plan, _, _ := readPlan(context.Background(), e.Host.Office, e.margery); len(plan) != 1 {
		t.Errorf("the plan is %v although its response is not stored", plan)
	}
	e.tap("Go on")
	e.Sees("I experience a general sense of emptiness")
	if all := e.all(); len(all) != 2 {
		t.Errorf("stored %+v", all)
	}
}

func TestASetOfFollowUpsStoresWhatIsNewAsTheFirst(t *testing.T) {
	e := newEnv(t)
	e.answered(e.margery, data.Baseline, "2026-03-03", 2, true)
	s := e.questionnaire(e.margery, "")
	tickSet(t, s.prep.set, "ons-lonely", "wemwbs")
	e.Sees("This will be saved as their first ONS loneliness")
	s.prep.mode.Tap(0)
	e.tap("Hand over")
	if got := e.all()[1]; got.Stage != data.Baseline {
		t.Errorf("the new one is stored as %s", got.Stage)
	}
	e.Type("3")
	e.Keys(fyne.KeyReturn)
	if got := e.all()[2]; got.InstrumentID != "wemwbs" || got.Stage != data.StageFollowUp {
		t.Errorf("the other one is %s, %s", got.InstrumentID, got.Stage)
	}
}

func TestPreparationRefusesAnEmptySetAndTellsADoubleOne(t *testing.T) {
	e := newEnv(t)
	s := e.questionnaire(e.margery, "")
	tickSet(t, s.prep.set)
	s.prep.mode.Tap(0)
	e.tap("Hand over")
	if s.FullWindow() || s.prep.set.Error() == "" {
		t.Error("handed over nothing")
	}
	tickSet(t, s.prep.set, "wemwbs", "swemwbs")
	e.Sees("You do not need to ask SWEMWBS")
}

func TestARegistrationIsShownWhereItBelongs(t *testing.T) {
	e := newEnv(t)
	e.Must(e.Host.Lists.SetSetting(context.Background(), lists.SettingRegistration, "WW-2231"))
	s := e.questionnaire(e.margery, "")
	tickSet(t, s.prep.set, "swemwbs", "ons-lonely")
	s.prep.mode.Tap(0)
	e.tap("Hand over")
	e.Sees("2008, all rights reserved. Registration: WW-2231")
	s.finish()
	s.goOn()
	e.Sees("Office for National Statistics")
	e.SeesNot("WW-2231")
}

func TestAResumedSetKeepsItsStage(t *testing.T) {
	e := newEnv(t)
	e.answered(e.margery, data.Baseline, "2026-03-03", 2, true)
	s := e.questionnaire(e.margery, "")
	tickSet(t, s.prep.set, "ons-lonely", "wemwbs")
	s.prep.mode.Tap(0)
	e.tap("Hand over")
	// Killed here: the first of the set is a baseline, the rest are follow-ups.
	e.questionnaire(e.margery, e.all()[1].ID)
	e.tap("Hand over")
	e.Type("3")
	e.Keys(fyne.KeyReturn)
	if got := e.all()[2]; got.InstrumentID != "wemwbs" || got.Stage != data.StageFollowUp {
		t.Errorf("the rest of the set is %s, %s", got.InstrumentID, got.Stage)
	}
}
