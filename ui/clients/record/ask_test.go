package record

import (
	"testing"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// seen makes a client who came to a contact and chose a service, so that the
// next step is a follow-up and no longer the questionnaire.
func (d *desk) seen() *data.Client {
	c, _ := d.Due()
	d.Must(d.Store.Casework.SaveContact(d.Ctx(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: data.MustDate("2026-03-17")}))
	return c
}

func TestRecord_promptsForTheFirstQuestionnaireUntilItIsRefused(t *testing.T) {
	d := newDesk(t)
	c := d.seen()
	d.open1(c)
	d.Sees("First WEMWBS is due", "First follow-up")
	d.Press("Record refusal…")
	field[*kit.TextField](d, "Reason").SetText("Prefers to talk")
	d.Press("Save")
	d.SeesNot("First WEMWBS is due")
	d.Sees("First WEMWBS declined", "Prefers to talk")
	refusals := d.Record(c.ID).Refusals
	if len(refusals) != 1 || refusals[0].Reason != "Prefers to talk" || refusals[0].On != uitest.Today || refusals[0].Stage != data.Baseline {
		t.Fatalf("stored %+v", refusals)
	}
	d.Press("Undo")
	d.Sees("First WEMWBS is due")
	d.Press("Start WEMWBS")
	d.WentTo(host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: c.ID})
}

func TestRecord_answeringEndsThePrompt(t *testing.T) {
	d := newDesk(t)
	c := d.seen()
	d.Answered(c.ID, data.Baseline, data.MustDate("2026-03-17"))
	d.open1(c)
	d.SeesNot("First WEMWBS is due", "Record refusal…")
}

// The pair on the record is the report's: the first long form and the short one
// later are compared on the short form's score.
func TestRecord_showsThePairOfTheReport(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Answered(c.ID, data.Baseline, data.MustDate("2026-03-10"))
	r := data.Response{ClientID: c.ID, InstrumentID: "swemwbs", Stage: data.StageFollowUp, AnsweredOn: uitest.Today, Mode: "alone", Finished: true,
		Answers: map[int]int{1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 6: 4, 7: 4}}
	d.Must(d.Store.Measure.SaveResponse(d.Ctx(), &r))
	d.open1(c)
	d.Sees("SWEMWBS, 7 to 35", "19.25 at first, 25.03 now: up 5.78")
	d.Press("Choose scores…")
	d.Sees("SWEMWBS: first and follow-up scores for reports", "Standard rule: the first complete")
}
