package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/people"
)

// TestPad_storesWhatAClientAnswersAfterTheAccessOfStaffEnds: the answers were refused
// until the client gave up, and the questionnaire was lost.
func TestPad_storesWhatAClientAnswersAfterTheAccessOfStaffEnds(t *testing.T) {
	d := newPadDesk(t, true)
	elsewhere := people.New(d.Store.Store, access.NewSession("", access.Manager, d.Store.Clock()))
	other := people.Person{Name: "Ngozi Adeyemi", Role: access.Manager}
	d.Must(elsewhere.Save(d.Ctx(), &other))
	d.Keys(fyne.Key1)
	d.Must(elsewhere.End(d.Ctx(), d.boss.ID))
	d.shell.Watch()
	if !d.shell.fullWindow() {
		t.Fatal("the questionnaire is taken from the client’s hands")
	}
	for range 20 {
		d.Type("2")
	}
	d.givesBack()
	d.Sees("Your access has ended.")
	d.SeesNot("Margery O’Neill")
	if _, err := d.Store.Measure.UnfinishedResponses(d.Ctx()); data.CodeOf(err) != data.CodeRefused {
		t.Error("whose access has ended reads", err)
	}
	d.Store.Session.SignIn(access.Identity{Person: other.ID, Role: access.Manager})
	list, err := d.Store.Measure.UnfinishedResponses(d.Ctx())
	d.Must(err)
	if len(list) != 1 || list[0].StaffID != d.boss.ID {
		t.Fatalf("left halfway: %+v", list)
	}
	r, err := d.Store.Measure.Response(d.Ctx(), list[0].ID)
	d.Must(err)
	if len(r.Answers) < 5 {
		t.Errorf("%d answers are kept", len(r.Answers))
	}
}
