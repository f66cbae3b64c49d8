package questionnaires

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// keyingIn opens the page and starts to key these in, twice where asked.
func keyingIn(t *testing.T, twice bool, ids ...string) (*env, *keying) {
	t.Helper()
	e := newEnv(t)
	e.open(host.Route{Area: host.Questionnaires, View: host.ViewKeying, Client: e.margery})
	k := e.Page.(*keying)
	tickSet(t, k.form.set, ids...)
	k.form.mode.Tap(0)
	if twice {
		k.form.twice.SetChecked(true)
	}
	e.tap("Start entering answers")
	if k.desk == nil {
		t.Fatalf("nothing to key into:\n%s", e.Text())
	}
	return e, k
}

func TestAPaperFormIsKeyedByDigitsAlone(t *testing.T) {
	e, _ := keyingIn(t, false, "wemwbs", "ons4")
	e.Sees("Enter WEMWBS", "form 1 of 2", "Question 1 of 14", "None of the time")
	e.Type("22222")
	if got := e.all()[0]; len(got.Answers) != 5 || got.Finished {
		t.Fatalf("stored %+v", got)
	}
	e.Keys(fyne.KeyBackspace)
	e.Type(" 222222223")
	e.Sees("All questions entered", "1 question is blank")
	e.SeesNot("29", "Total", "Score")
	e.Keys(fyne.KeyReturn)
	e.Sees("Enter ONS4", "form 2 of 2", "0 Not at all … 10 Completely")
	e.Type("8")
	e.Keys(fyne.KeyReturn)
	e.Type("10")
	e.Keys(fyne.KeyReturn)
	e.Type("-T")
	e.Keys(fyne.KeyReturn)
	all := e.all()
	if len(all) != 2 || !all[0].Finished || !all[1].Finished || all[0].Mode != modeAlone {
		t.Fatalf("stored %+v", all)
	}
	if _, given := all[0].Answers[5]; given || all[0].Answers[14] != 3 || all[0].Score != nil {
		t.Errorf("WEMWBS: %v", all[0].Answers)
	}
	if got := all[1].Answers; got[1] != 8 || got[2] != 10 || got[4] != 10 || len(got) != 3 {
		t.Errorf("ONS4: %v", got)
	}
	e.Sees("No score: question 5 is blank.", "Anxiety yesterday", "Enter another")
	if e.Window.Canvas().Focused() != fyne.Focusable(e.Button("Enter another")) {
		t.Error("the next form needs the mouse")
	}
}

func TestAWrongKeySaysWhichThereAre(t *testing.T) {
	e, k := keyingIn(t, false, "djg6")
	e.Type("17")
	e.Sees("“7” is not an answer to question 2. Type 1, 2 or 3.")
	if got := k.desk.sheet.Current(); got != 1 {
		t.Errorf("went on to %d", got)
	}
	e.Type("2")
	e.SeesNot("is not an answer")
}

func TestKeyedTwiceIsComparedAndSettledOneByOne(t *testing.T) {
	e, k := keyingIn(t, true, "djg6")
	e.Type("123123")
	e.Keys(fyne.KeyReturn)
	e.Sees("Enter De Jong Gierveld 6 again", "second entry")
	for i := range 6 {
		if mark := k.desk.sheet.Mark(i); mark != "" {
			t.Errorf("what was keyed first is to be seen: %q", mark)
		}
	}
	if e.all()[0].Finished {
		t.Error("finished before the second time")
	}
	e.Type("12 122")
	e.Keys(fyne.KeyReturn)
	e.Sees("Check the paper form", "2 questions do not match", "First entry", "3  No", "Second entry", "left blank")
	e.SeesNot("I experience a general sense of emptiness")
	e.Type("1") // neither: the paper says so
	e.Sees("2  More or less")
	test.Tap(uitest.All(e.Desk, func(b *kit.Button) bool { return b.Text() == "Use this" })[0]) // the first time's
	e.Sees("All questions entered")
	e.Keys(fyne.KeyReturn)
	got := e.all()[0]
	want := map[int]int{1: 1, 2: 2, 3: 1, 4: 1, 5: 2, 6: 3}
	for item, v := range want {
		if got.Answers[item] != v {
			t.Errorf("question %d is %d, want %d", item, got.Answers[item], v)
		}
	}
	if !got.Finished {
		t.Error("not finished")
	}
}

func TestKeyedTwiceTheSameIsStoredAtOnce(t *testing.T) {
	e, _ := keyingIn(t, true, "djg6")
	e.Type("123123")
	e.Keys(fyne.KeyReturn)
	e.Type("123123")
	e.Keys(fyne.KeyReturn)
	if got := e.all()[0]; !got.Finished {
		t.Error("not finished")
	}
	e.Sees("Enter another")
}

func TestLeavingTheCheckAsksAndKeepsTheFirstTime(t *testing.T) {
	e, k := keyingIn(t, true, "djg6")
	e.Type("12")
	left := 0
	k.Leave(func() { left++ })
	if left != 1 {
		t.Error("what is stored holds no one back")
	}
	e.Type("3123")
	e.Keys(fyne.KeyReturn)
	k.Leave(func() { left++ })
	e.Sees("Leave before checking?")
	e.tap("Leave")
	if left != 2 {
		t.Error("cannot leave the check")
	}
	if got := e.all()[0]; got.Finished || len(got.Answers) != 6 {
		t.Errorf("stored %+v", got)
	}
}

func TestKeyingThatIsKilledGoesOnWhereItWas(t *testing.T) {
	e, _ := keyingIn(t, false, "djg6", "ons-lonely")
	e.Type("123")
	id := e.all()[0].ID
	// Killed here. The half-filled form is carried on from its preparation.
	e.questionnaire(e.margery, id)
	e.tap("Enter the rest from paper")
	if len(e.Went) != 1 || e.Went[0].View != host.ViewKeying || e.Went[0].Record != id {
		t.Fatalf("went to %v", e.Went)
	}
	e.open(e.Went[0])
	k := e.Page.(*keying)
	if got := k.form.set.chosen; len(got) != 1 || got[0].ID != "ons-lonely" {
		t.Errorf("what is left of the set: %v", got)
	}
	e.tap("Start entering answers")
	e.Sees("Question 4 of 6")
	e.Type("123")
	e.Keys(fyne.KeyReturn)
	e.Type("4")
	e.Keys(fyne.KeyReturn)
	all := e.all()
	if len(all) != 2 || all[0].ID != id || !all[0].Finished || len(all[0].Answers) != 6 || all[1].Answers[1] != 4 {
		t.Fatalf("stored %+v", all)
	}
}

func TestKeyingThatCannotBeStoredSaysSoAndKeepsIt(t *testing.T) {
	e, k := keyingIn(t, false, "djg6")
	e.Type("12")
	e.Must(e.Host.Close())
	e.Type("3123")
	e.Keys(fyne.KeyReturn)
	e.Sees("went wrong")
	if k.result != nil || k.desk.sheet.Mark(5) != "3" {
		t.Error("what was keyed is gone from the screen")
	}
}

func TestKeyingIsChosenFromTheOverview(t *testing.T) {
	e := newEnv(t)
	e.answered(e.margery, data.Baseline, "2026-03-03", 2, true)
	e.open(host.Route{Area: host.Questionnaires})
	e.tap("Enter paper answers")
	e.Type("marg")
	e.Keys(fyne.KeyReturn)
	want := host.Route{Area: host.Questionnaires, View: host.ViewKeying, Client: e.margery}
	if len(e.Went) != 1 || e.Went[0] != want {
		t.Errorf("went to %v", e.Went)
	}
}

func TestKeyingFitsASmallWindow(t *testing.T) {
	e, _ := keyingIn(t, true, "ons4")
	if m := e.Page.Content().MinSize(); m.Width > 828 || m.Height > 600 {
		t.Errorf("wants %v", m)
	}
}

// A paper form may have been printed in the client's language, which is proposed.
// Which wording they read goes with the answers, for each form of the set.
func TestKeying_storesTheWordingOfThePaperForm(t *testing.T) {
	e := newEnv(t)
	const code = "cy"
	e.speakWelsh()
	c, err := e.Host.Casework.Client(e.Ctx(), e.margery)
	e.Must(err)
	c.Reads = code
	e.Must(e.Host.Casework.SaveClient(e.Ctx(), c))
	e.open(host.Route{Area: host.Questionnaires, View: host.ViewKeying, Client: e.margery})
	k := e.Page.(*keying)
	tickSet(t, k.form.set, "djg6")
	e.SeesNot("Wording on the form")
	tickSet(t, k.form.set, "djg6", "mood")
	e.Sees("Wording on the form")
	if got := k.form.wording.choice.Selected(); got != code {
		t.Fatalf("it proposes %q, and the client reads %q", got, code)
	}
	k.form.mode.Tap(0)
	e.tap("Start entering answers")
	e.Type("123123")
	e.Keys(fyne.KeyReturn)
	e.Type("11")
	e.Keys(fyne.KeyReturn)
	for _, r := range e.all() {
		if want := map[string]string{"djg6": "", "mood": code}[r.InstrumentID]; r.Language != want || !r.Finished {
			t.Errorf("%s is stored in %q, want %q (finished: %v)", r.InstrumentID, r.Language, want, r.Finished)
		}
	}
}
