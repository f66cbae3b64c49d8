package questionnaires

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
)

func TestOverviewListsDueHalfwayAndRecent(t *testing.T) {
	e := newEnv(t)
	e.Must(e.Host.Casework.SaveContact(context.Background(), &data.Contact{ClientID: e.margery, On: data.MustDate("2026-04-01"), Kind: "clinic", Outcome: data.ContactAttended}))
	kwame := e.client("Kwame", "Mensah")
	half := e.answered(kwame, data.Baseline, "2026-04-02", 3, false, 13, 14)
	ann := e.client("Ann", "Lee")
	e.answered(ann, data.Baseline, "2026-04-03", 4, true)
	e.open(host.Route{Area: host.Questionnaires})
	e.Sees("Margery O’Neill", "Kwame Mensah", "12 of 14 answered on 2 Apr 2026", "Ann Lee", "56")

	e.tap("Continue")
	want := host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: kwame, Record: half.ID}
	if len(e.Went) != 1 || e.Went[0] != want {
		t.Errorf("went to %v", e.Went)
	}
	// And by keyboard, from a list.
	rows := e.Page.(*overview).recent.rows
	e.Window.Canvas().Focus(rows)
	e.Keys(fyne.KeyDown)
	e.Keys(fyne.KeyReturn)
	if len(e.Went) != 2 || e.Went[1].Client != ann {
		t.Errorf("went to %v", e.Went)
	}
}

func TestOverviewOfAFreshDatabaseSaysWhatToDo(t *testing.T) {
	e := newEnv(t)
	e.open(host.Route{Area: host.Questionnaires})
	e.Sees("No questionnaires yet")
}

func TestOverviewTellsAnErrorAndTriesAgain(t *testing.T) {
	e := newEnv(t)
	e.Must(e.Host.Close())
	e.open(host.Route{Area: host.Questionnaires})
	e.SeesNot("No questionnaires yet")
	e.Sees("Something went wrong")
}

func TestStartChoosesByTyping(t *testing.T) {
	e := newEnv(t)
	kwame := e.client("Kwame", "Mensah")
	e.open(host.Route{Area: host.Questionnaires})
	e.Window.Canvas().Focus(e.Page.(*overview).FirstFocus())
	e.Keys(fyne.KeyReturn)
	e.Sees("Which client?", "Margery O’Neill")
	e.Type("mens")
	e.SeesNot("Margery O’Neill")
	e.Keys(fyne.KeyReturn)
	want := host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: kwame}
	if len(e.Went) != 1 || e.Went[0] != want {
		t.Errorf("went to %v", e.Went)
	}
}

func TestPagesFitASmallWindow(t *testing.T) {
	e := newEnv(t)
	e.client("Maximiliana Wilhelmina Theodora", "Featherstonehaugh-Cholmondeley of the Long Name")
	r := e.answered(e.margery, data.Baseline, "2026-03-03", 2, true)
	fits := func(what string, limit fyne.Size) {
		t.Helper()
		if m := e.Page.Content().MinSize(); m.Width > limit.Width || m.Height > limit.Height {
			t.Errorf("%s wants %v, more than %v", what, m, limit)
		}
	}
	beside, whole := fyne.NewSize(828, 600), fyne.NewSize(1024, 640)
	e.open(host.Route{Area: host.Questionnaires})
	fits("the overview", beside)
	e.questionnaire(e.margery, r.ID)
	fits("the result", beside)
	s := e.questionnaire(e.margery, "")
	fits("the preparation", beside)
	s.prep.mode.SetSelected(0)
	e.tap("Hand over")
	for range textSteps {
		s.sheet.resize(1)
	}
	fits("the pad at its largest", whole)
	s.finish()
	fits("the thanks", whole)
}
