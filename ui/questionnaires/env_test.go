package questionnaires

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// padCode is the code that the prescriber used last.
const padCode = "spark7"

// env is a window with one page of this area in it, over a real database.
type env struct {
	*uitest.Desk
	margery data.ID
}

func newEnv(t *testing.T) *env {
	t.Helper()
	e := &env{Desk: uitest.New(t)}
	e.Size = fyne.NewSize(1366, 768)
	staff := &data.Staff{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}
	e.Must(e.Store.Lists.SaveStaff(e.Ctx(), staff))
	e.Store.Session.SwitchTo(staff.ID)
	e.Host.PadCodes = map[data.ID]string{staff.ID: padCode}
	e.margery = e.client("Margery", "O’Neill")
	return e
}

func (e *env) client(given, family string) data.ID {
	e.T.Helper()
	c := &data.Client{GivenNames: given, FamilyName: family}
	e.Must(e.Host.Casework.SaveClient(context.Background(), c))
	e.Must(e.Host.Casework.AddReferral(context.Background(), &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-03-02")}))
	return c.ID
}

// answered stores a questionnaire in which every item has the same answer,
// but for those left blank.
func (e *env) answered(client data.ID, stage data.Stage, on string, value int, finished bool, blank ...int) *data.Response {
	e.T.Helper()
	r := &data.Response{ClientID: client, InstrumentID: "wemwbs", Stage: stage, AnsweredOn: data.MustDate(on),
		Mode: "alone", Finished: finished, Answers: map[int]int{}}
	for item := 1; item <= 14; item++ {
		r.Answers[item] = value
	}
	for _, item := range blank {
		delete(r.Answers, item)
	}
	e.Must(e.Host.Measure.SaveResponse(context.Background(), r))
	return r
}

func (e *env) open(r host.Route) { e.Show(New(e.Host, r)) }

func (e *env) questionnaire(client, response data.ID) *sitting {
	e.open(host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: client, Record: response})
	return e.Page.(*sitting)
}

func (e *env) tap(text string) {
	e.T.Helper()
	e.Press(text)
	if text == "Hand over" || text == "Start entering answers" {
		e.Met('1')
	}
}

func (e *env) stored(id data.ID) *data.Response {
	e.T.Helper()
	r, err := e.Host.Measure.Response(context.Background(), id)
	e.Must(err)
	return r
}

// marks are the places ticked on the page of the pad, 0 for none.
func marks(s *sitting) []int {
	var out []int
	for _, c := range s.sheet.body.cells {
		out = append(out, c.marked())
	}
	return out
}

// entry is the nth entry that can be seen, from 0.
func (e *env) entry(n int) fyne.Focusable {
	e.T.Helper()
	entries := uitest.All(e.Desk, func(*kit.Entry) bool { return true })
	if n >= len(entries) {
		e.T.Fatalf("there is no such entry in:\n%s", e.Text())
	}
	return entries[n]
}
