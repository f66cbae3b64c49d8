package questionnaires

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
)

func TestOneQuestionAPageAndBack(t *testing.T) {
	e, s := handedOver(t)
	e.Type("23")
	e.tap("One at a time")
	e.Sees("Question 1 of 14", "optimistic about the future", "All together")
	e.SeesNot("feeling useful")
	if got := marks(s); len(got) != 1 || got[0] != 2 {
		t.Errorf("the answer given is shown as %v", got)
	}
	e.tap("Next")
	e.tap("Next")
	e.Sees("I’ve been feeling relaxed")
	s.sheet.body.focus(0)
	e.Type("5") // a key goes on by itself
	e.Sees("Question 4 of 14", "interested in other people")
	if got := e.stored(s.keeper.response.ID).Answers; got[3] != 5 || len(got) != 3 {
		t.Errorf("stored %v", got)
	}
	e.tap("All together")
	e.Sees("Page 1 of 2", "feeling useful")
}

func TestTheTextSizeLastsForTheSitting(t *testing.T) {
	e, s := handedSet(t, "ons-lonely", "ons4")
	before := s.sheet.heading.MinSize().Height
	e.tap("A+")
	e.tap("A+")
	if after := s.sheet.heading.MinSize().Height; after <= before*1.2 {
		t.Errorf("the heading is %v high, and was %v", after, before)
	}
	s.sheet.body.focus(0)
	e.Type("1")
	e.Keys(fyne.KeyReturn)
	e.Keys(fyne.KeyReturn)
	if got := textSteps[s.view.step]; got != 1.3 || s.sheet.heading.MinSize().Height <= before*1.2 {
		t.Errorf("the next questionnaire is in size %v", got)
	}
	e.tap("A")
	if s.view.step != 0 || s.sheet.heading.MinSize().Height != before {
		t.Error("A does not go back to the usual size")
	}
	other := e.questionnaire(e.margery, "")
	if other.view.step != 0 {
		t.Error("the next sitting has the size of the one before")
	}
}

func TestReadingAloudIsNotedOnTheResponse(t *testing.T) {
	e, s := handedOver(t)
	id := s.keeper.response.ID
	e.Type("44")
	e.tap("Read it to me")
	e.Sees("Would you like the questions read to you?")
	e.SeesNot("Margery", "Siân")
	if e.stored(id).Mode != modeAlone {
		t.Error("noted before it was decided")
	}
	e.tap("I will carry on myself")
	e.Sees("Page 1 of 2")
	e.tap("Read it to me")
	e.tap("Read aloud")
	if got := e.stored(id); got.Mode != modeReadAloud || got.FilledBy != "Siân Prŷs-Okafor" || len(got.Answers) != 2 {
		t.Fatalf("stored %+v", got)
	}
	e.Sees("Question 1 of 14", "All of the time")
	e.SeesNot("Siân")
	e.Type("31")
	if got := e.stored(id).Answers; got[1] != 3 || got[2] != 1 {
		t.Errorf("stored %v", got)
	}
	e.tap("Client’s own view")
	e.Sees("Page 1 of 2")
	if e.stored(id).Mode != modeReadAloud {
		t.Error("answers that were read aloud are said to be given alone")
	}
}

func TestReadingAloudThatNeverBeganIsTakenBack(t *testing.T) {
	e, s := handedOver(t)
	e.tap("Read it to me")
	e.tap("Read aloud")
	e.tap("Client’s own view")
	if got := e.stored(s.keeper.response.ID); got.Mode != modeAlone || got.FilledBy != "" {
		t.Errorf("stored as %s by %q", got.Mode, got.FilledBy)
	}
}

func TestByPhoneThePadOpensForThePrescriber(t *testing.T) {
	e := newEnv(t)
	s := e.questionnaire(e.margery, "")
	s.prep.mode.Tap(2)
	e.tap("Hand over")
	e.Sees("Question 1 of 14", "optimistic about the future", "Client’s own view")
	for range 14 {
		e.Type("5")
	}
	e.Keys(fyne.KeyReturn)
	e.Sees("The answers are saved.")
	e.SeesNot("give the laptop back")
	if got := e.stored(s.keeper.response.ID); got.Mode != modePhone || *got.Score != 70 {
		t.Errorf("stored %+v", got)
	}
}

func TestEveryViewFitsASmallWindow(t *testing.T) {
	for _, id := range []string{"wemwbs", "ons4", "ucla3", "djg6"} {
		e, s := handedSet(t, id)
		for range textSteps {
			s.sheet.resize(1)
		}
		limit := fyne.NewSize(1024, 640)
		fits := func(what string) {
			t.Helper()
			e.Window.Resize(limit)
			if m := s.Content().MinSize(); m.Width > limit.Width || m.Height > limit.Height {
				t.Errorf("%s %s wants %v", id, what, m)
			}
			if room := s.sheet.scroll.Size().Height; room < 110 {
				t.Errorf("%s %s leaves %v for the question", id, what, room)
			}
		}
		fits("in a column")
		s.sheet.changeLayout()
		fits("one at a time")
		s.sheet.changeLayout()
		s.readAloud()
		s.sheet.readBy()
		fits("read aloud")
	}
}

func TestEachPartSaysForItselfWhetherItWasReadAloud(t *testing.T) {
	e, s := handedSet(t, "ons-lonely", "djg6", "ucla3")
	e.tap("Read it to me")
	e.tap("Read aloud")
	e.Type("3")
	e.Keys(fyne.KeyReturn)
	e.Keys(fyne.KeyReturn)
	e.tap("Client’s own view") // before anything of the second part was read
	s.sheet.body.focus(0)
	e.Type("111111")
	e.Keys(fyne.KeyReturn)
	e.Keys(fyne.KeyReturn)
	all := e.all()
	if all[0].Mode != modeReadAloud || all[1].Mode != modeAlone || all[1].FilledBy != "" || all[2].Mode != modeAlone {
		t.Errorf("stored as %s, %s, %s", all[0].Mode, all[1].Mode, all[2].Mode)
	}
}

func TestTheWordsOfAQuestionStayInViewWhenItHasThePage(t *testing.T) {
	e := newEnv(t)
	_, err := e.Host.Measure.LoadQuestionnaire(context.Background(), ownForm())
	e.Must(err)
	s := e.questionnaire(e.margery, "")
	tickSet(t, s.prep.set, "own-garden")
	s.prep.mode.Tap(1) // read aloud: the answers are higher than the window
	s.prep.filledBy.SetText("Siân")
	e.Window.Resize(fyne.NewSize(1024, 640))
	e.tap("Hand over")
	s.sheet.resize(3)
	s.sheet.focusItem(0)
	if s.sheet.scroll.Offset() != 0 {
		t.Errorf("scrolled %v down, past the question", s.sheet.scroll.Offset())
	}
	if len(inColumns(s.sheet.instrument)) != 2 {
		t.Error("a long list of answers shares its page")
	}
}
