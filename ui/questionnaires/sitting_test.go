package questionnaires

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
)

// handedOver opens a client's questionnaire and hands the pad over.
func handedOver(t *testing.T) (*env, *sitting) {
	t.Helper()
	e := newEnv(t)
	s := e.questionnaire(e.margery, "")
	s.prep.mode.SetSelected(0)
	e.tap("Hand over")
	if !s.FullWindow() {
		t.Fatalf("the pad is not open:\n%s", e.Text())
	}
	return e, s
}

func TestPreparationProposesAndAsks(t *testing.T) {
	e := newEnv(t)
	s := e.questionnaire(e.margery, "")
	e.Sees("Margery O’Neill", "Prepare a questionnaire")
	if got := valueAt(data.Stages(), s.prep.stage.Selected()); got != data.Baseline {
		t.Errorf("the stage proposed is %q", got)
	}
	if s.prep.mode.Selected() != -1 {
		t.Error("how it is filled in was ticked for the prescriber")
	}
	if got := s.prep.code.Text(); got != padCode {
		t.Errorf("the code proposed is %q", got)
	}

	e.tap("Hand over")
	if s.FullWindow() || s.prep.mode.Error() == "" {
		t.Error("handed over without saying how it is filled in")
	}
	s.prep.mode.SetSelected(4)
	s.prep.modeChanged()
	s.prep.code.SetText("x")
	e.tap("Hand over")
	if s.FullWindow() || s.prep.filledBy.Error() == "" || s.prep.code.Error() == "" {
		t.Error("handed over without who answers, or without a code")
	}
	s.prep.filledBy.SetText("Her daughter")
	s.prep.code.SetText("go now")
	s.prep.on.SetText("31/02/2026")
	e.tap("Hand over")
	if s.FullWindow() || s.prep.on.Error() == "" || s.prep.filledBy.Text() != "Her daughter" {
		t.Error("handed over with a day that does not exist, or lost what was typed")
	}
	s.prep.on.SetText("06/04/2026")
	e.tap("Hand over")
	if !s.FullWindow() {
		t.Fatalf("not handed over:\n%s", e.Text())
	}
	r := e.stored(s.keeper.response.ID)
	if r.Mode != "proxy" || r.FilledBy != "Her daughter" || r.AnsweredOn.String() != "2026-04-06" || r.Finished {
		t.Errorf("stored %+v", r)
	}
}

// TestPreparation_refusedGivesTheKeyboardToWhatIsMissing: the field was shown, and the
// keyboard stayed on “Hand over”.
func TestPreparation_refusedGivesTheKeyboardToWhatIsMissing(t *testing.T) {
	e := newEnv(t)
	s := e.questionnaire(e.margery, "")
	s.prep.on.SetText("31/02/2026")
	s.prep.code.SetText("x")
	has := func(what string, want fyne.Focusable) {
		t.Helper()
		e.tap("Hand over")
		if got := e.Window.Canvas().Focused(); s.FullWindow() || got != want {
			t.Errorf("%s: the keyboard is on %T", what, got)
		}
	}
	has("no such day", s.prep.on.Entry)
	s.prep.on.SetText("06/04/2026")
	s.prep.code.SetText("x")
	e.tap("Hand over")
	e.Type("1") // how: alone
	if s.prep.mode.Selected() != 0 {
		t.Error("the question how they fill it in has not the keyboard")
	}
	has("no code", s.prep.code.Entry)
	s.prep.set.tick(0, false)
	for _, d := range s.prep.set.chosen {
		t.Fatalf("%s is still ticked", d.ShortName)
	}
	has("no questionnaire", s.prep.set.first())
}

// Ctrl+S did nothing on the one form that it does not save but hand over.
func TestPreparation_isHandedOverByCtrlS(t *testing.T) {
	e := newEnv(t)
	s := e.questionnaire(e.margery, "")
	s.Save()
	if s.FullWindow() || s.prep.mode.Error() == "" {
		t.Error("handed over without saying how it is filled in")
	}
	s.prep.mode.Tap(0)
	s.Save()
	if e.Met('1'); !s.FullWindow() {
		t.Fatal("not handed over")
	}
	stored := s.keeper.response.ID
	if s.Save(); s.keeper.response.ID != stored || !s.FullWindow() {
		t.Error("the key does something while the client has the laptop")
	}
}

func TestPreparationIsWalkedInReadingOrder(t *testing.T) {
	e := newEnv(t)
	e.Size = fyne.NewSize(1170, 1200) // so that nothing scrolls
	s := e.questionnaire(e.margery, "")
	s.prep.mode.Tap(1)
	e.Window.Canvas().Unfocus()
	driver := fyne.CurrentApp().Driver()
	var walked []fyne.Focusable
	last := fyne.Position{Y: -1}
	for {
		e.Window.Canvas().FocusNext()
		now := e.Window.Canvas().Focused()
		if len(walked) > 0 && now == walked[0] {
			break
		}
		if len(walked) > 30 {
			t.Fatal("Tab does not come round")
		}
		at := driver.AbsolutePositionForObject(now.(fyne.CanvasObject))
		if at.Y < last.Y-8 || (at.Y < last.Y+8 && at.X <= last.X) {
			t.Errorf("Tab goes from %v to %T at %v", last, now, at)
		}
		walked, last = append(walked, now), at
	}
	for what, want := range map[string]fyne.Focusable{"the day": s.prep.on.Entry, "who helps": s.prep.filledBy.Entry, "the code": s.prep.code.Entry, "Hand over": s.prep.handOver} {
		if !slices.Contains(walked, want) {
			t.Errorf("Tab never reaches %s", what)
		}
	}
}

func TestPreparationProposesAFollowUpAfterABaseline(t *testing.T) {
	e := newEnv(t)
	e.answered(e.margery, data.Baseline, "2026-03-03", 2, true, 5)
	s := e.questionnaire(e.margery, "")
	if got := valueAt(data.Stages(), s.prep.stage.Selected()); got != data.Baseline {
		t.Errorf("after a baseline without a total, %q is proposed", got)
	}
	e.answered(e.margery, data.Baseline, "2026-03-04", 2, true)
	s = e.questionnaire(e.margery, "")
	if got := valueAt(data.Stages(), s.prep.stage.Selected()); got != data.StageFollowUp {
		t.Errorf("after a complete baseline, %q is proposed", got)
	}
}

func TestPadShowsTheInstrumentAndNobody(t *testing.T) {
	e, s := handedOver(t)
	e.Sees("Below are some statements about feelings and thoughts.", "Over the last 2 weeks",
		"© NHS Health Scotland, University of Warwick and University of Edinburgh, 2006, all rights reserved",
		"0 of 14 answered")
	e.SeesNot("Margery", "O’Neill", padCode, "Siân")
	for i, v := range marks(s) {
		if v != 0 {
			t.Errorf("item %d is ticked already", i+1)
		}
	}
}

func TestEveryAnswerIsStoredAtOnce(t *testing.T) {
	e, s := handedOver(t)
	id := s.keeper.response.ID
	e.Type("2")
	if got := e.stored(id); len(got.Answers) != 1 || got.Answers[1] != 2 || got.Finished {
		t.Fatalf("after one key: %+v", got)
	}
	e.Type("35")
	if got := e.stored(id).Answers; got[2] != 3 || got[3] != 5 {
		t.Fatalf("keys do not move on: %v", got)
	}
	e.Sees("3 of 14 answered")
	e.Type("1111")
	if got := e.Window.Canvas().Focused(); got != fyne.Focusable(s.sheet.next) {
		t.Errorf("after the last row the focus is on %T", got)
	}
	e.Keys(fyne.KeyReturn)
	e.Sees("Page 2 of 2", "I’ve been feeling good about myself", "Finish")
	e.Type("4")
	if got := e.stored(id).Answers; got[8] != 4 || len(got) != 8 {
		t.Fatalf("the second page: %v", got)
	}
	e.tap("Back")
	if got := marks(s); got[0] != 2 || got[6] != 1 {
		t.Errorf("page one has lost its answers: %v", got)
	}
	s.sheet.answered(0, 0)
	if _, still := e.stored(id).Answers[1]; still {
		t.Error("an answer that was taken away is still stored")
	}
}

func TestFinishWithoutBlanksThanksAndShowsNothing(t *testing.T) {
	e, s := handedOver(t)
	e.Type("2222222")
	e.Keys(fyne.KeyReturn)
	e.Type("3333333")
	e.Keys(fyne.KeyReturn)
	e.Sees("Thank you", "Please give the laptop back")
	e.SeesNot("Margery", "35", "Back to record", "Total")
	r := e.stored(s.keeper.response.ID)
	if !r.Finished || r.Score == nil || *r.Score != 35 {
		t.Fatalf("stored %+v", r)
	}
	if !s.FullWindow() {
		t.Error("the rail is back before the prescriber is")
	}
}

// Every answer used to tell all screens to read everything again.
func TestSitting_tellsOthersTwice(t *testing.T) {
	e := newEnv(t)
	told := 0
	e.questionnaire(e.margery, "").prep.mode.SetSelected(0)
	defer e.Host.Subscribe(func(store.Change) { told++ })()
	e.tap("Hand over")
	e.Type("2222222")
	e.Keys(fyne.KeyReturn)
	e.Type("3333333")
	e.Keys(fyne.KeyReturn)
	e.Sees("Thank you")
	if told != 2 {
		t.Errorf("a questionnaire of 14 answers told the other screens %d times, not once when it began and once when it ended", told)
	}
}

// What is left halfway is told once it is put aside, and not before.
func TestSitting_putAsideIsTold(t *testing.T) {
	e, s := handedOver(t)
	told := 0
	defer e.Host.Subscribe(func(store.Change) { told++ })()
	e.Type("444")
	if told != 0 {
		t.Errorf("three answers told the other screens %d times", told)
	}
	s.Leave(func() {})
	e.Type(padCode)
	e.Keys(fyne.KeyReturn)
	if told != 1 {
		t.Errorf("putting it aside told the other screens %d times, not once", told)
	}
	if r := e.stored(s.keeper.response.ID); len(r.Answers) != 3 || r.Finished {
		t.Errorf("stored %+v", r)
	}
}

func TestBlanksAreAskedAboutAndMayStay(t *testing.T) {
	e, s := handedOver(t)
	e.Type("2222")
	s.sheet.body.focus(5)
	e.Type("22")
	e.tap("Next")
	e.Type("3333333")
	e.tap("Finish")
	e.Sees("1 question has no answer", "I’ve had energy to spare")
	e.tap("Go back to them")
	e.Sees("Page 1 of 2")
	e.tap("Next")
	e.tap("Finish")
	e.tap("Leave them blank")
	e.Sees("Thank you")
	r := e.stored(s.keeper.response.ID)
	if _, given := r.Answers[5]; given || !r.Finished || r.Score != nil {
		t.Fatalf("stored %+v", r)
	}
	e.tap("Prescriber")
	e.Type(padCode)
	e.Keys(fyne.KeyReturn)
	if e.Window.Canvas().Focused() != fyne.Focusable(s.result.primary) {
		t.Error("the result does not have the focus")
	}
	e.Sees("No score: question 5 is blank.", "Margery O’Neill", "Left blank")
}

func TestNoWayOutOfThePadWithoutTheCode(t *testing.T) {
	e, s := handedOver(t)
	e.Type("444")
	left := false
	s.Leave(func() { left = true })
	if left {
		t.Fatal("left without the code")
	}
	e.Keys(fyne.KeyReturn)
	e.Type("hello")
	e.Keys(fyne.KeyReturn)
	if left {
		t.Fatal("left with another code")
	}
	e.Sees("That is not the code.")
	e.SeesNot(padCode)
	e.Keys(fyne.KeyEscape)
	if left || !s.FullWindow() || e.Window.Canvas().Overlays().Top() != nil {
		t.Fatal("cancelling must stay on the pad")
	}
	e.Sees("3 of 14 answered")
	s.Leave(func() { left = true })
	e.Type(padCode)
	e.Keys(fyne.KeyReturn)
	if !left || s.FullWindow() {
		t.Fatal("the code does not lead out")
	}
}

func TestHalfwayIsKeptAndCarriedOn(t *testing.T) {
	e, s := handedOver(t)
	id := s.keeper.response.ID
	e.Type("444")
	e.tap("Prescriber")
	e.Type(strings.ToUpper(padCode))
	e.Keys(fyne.KeyReturn)
	e.Sees("Unfinished: 3 of 14 answered.")
	if e.stored(id).Finished {
		t.Fatal("left half-way, yet finished")
	}

	// A new page, as after the program was killed.
	s = e.questionnaire(e.margery, id)
	e.Sees("3 of 14 answered")
	if s.prep.mode.Selected() != 0 {
		t.Error("how it was filled in is forgotten")
	}
	e.tap("Hand over")
	e.Type("5")
	if got := e.stored(id).Answers; len(got) != 4 || got[4] != 5 {
		t.Fatalf("carried on at the wrong item: %v", got)
	}
}

func TestReloadLeavesThePadAlone(t *testing.T) {
	e, s := handedOver(t)
	e.Type("4")
	content := s.root.Objects[0]
	background := e.Host.Background
	e.Host.Background = func(func(context.Context) func()) { t.Error("the record was read while the client has the laptop") }
	s.Reload()
	e.Host.Background = background
	s.load() // as a read that was on its way when the laptop was handed over
	if s.root.Objects[0] != content || !s.FullWindow() {
		t.Error("a change elsewhere took the pad away")
	}
	e.Sees("1 of 14 answered")
}

func TestResultTellsTheChange(t *testing.T) {
	e := newEnv(t)
	e.answered(e.margery, data.Baseline, "2026-03-03", 2, true)
	r := e.answered(e.margery, data.StageFollowUp, "2026-04-06", 3, true)
	s := e.questionnaire(e.margery, r.ID)
	e.Sees("42", "Up 14 points since Tue 3 Mar 2026, when it was 28. Scores go up and down from day to day.", "a prompt for a conversation, not a diagnosis", "Some of the time")
	e.tap("Back to record")
	want := host.Route{Area: host.Clients, View: host.ViewClient, Client: e.margery}
	if len(e.Went) != 1 || e.Went[0] != want {
		t.Errorf("went to %v", e.Went)
	}
	left := false
	s.Leave(func() { left = true })
	if !left {
		t.Error("the result holds the prescriber back")
	}
}

func TestSaveThatFailsKeepsTheAnswers(t *testing.T) {
	e, s := handedOver(t)
	e.Type("4")
	e.Must(e.Host.Close())
	e.Type("5")
	e.Sees("could not be saved yet")
	if got := marks(s); got[0] != 4 || got[1] != 5 {
		t.Errorf("the answers are gone: %v", got)
	}
	for range s.sheet.pages {
		s.sheet.forward()
	}
	e.tap("Leave them blank")
	if s.stage != handed {
		t.Error("thanked for answers that are not stored")
	}
	e.Sees("could not be saved yet")
}

func TestSavesAreOneAtATimeAndInOrder(t *testing.T) {
	e, s := handedOver(t)
	var waiting []func(context.Context) func()
	e.Host.Background = func(work func(context.Context) func()) { waiting = append(waiting, work) }
	e.Type("123")
	if len(waiting) != 1 {
		t.Fatalf("%d saves at once", len(waiting))
	}
	for len(waiting) > 0 {
		work := waiting[0]
		waiting = waiting[1:]
		work(context.Background())()
	}
	if got := e.stored(s.keeper.response.ID).Answers; got[1] != 1 || got[2] != 2 || got[3] != 3 {
		t.Errorf("stored %v", got)
	}
}
