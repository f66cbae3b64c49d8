package questionnaires

import (
	"context"
	"testing"

	"waymark/data"
)

func TestPreparation_recordsThatTheyWouldRatherNot(t *testing.T) {
	e := newEnv(t)
	ctx := context.Background()
	e.Must(e.Host.Casework.SaveContact(ctx, &data.Contact{ClientID: e.margery, On: data.MustDate("2026-04-01"), Kind: "clinic", Outcome: data.ContactAttended}))
	e.questionnaire(e.margery, "")
	e.tap("Record refusal…")
	e.Sees("would rather not answer")
	e.tap("Save")
	record, err := e.Host.Overview.Record(ctx, e.margery)
	e.Must(err)
	if len(record.Refusals) != 1 || record.Refusals[0].Stage != data.Baseline || record.Refusals[0].InstrumentID != "" {
		t.Errorf("stored %+v", record.Refusals)
	}
	if len(record.Asks) != 1 || record.Asks[0].State != data.AskRefused {
		t.Errorf("still asked: %+v", record.Asks)
	}
}

// What the pad proposes is what is due.
func TestPreparation_proposesWhatIsDue(t *testing.T) {
	e := newEnv(t)
	e.Must(e.Host.Measure.HideQuestionnaire(context.Background(), "wemwbs", true))
	e.Must(e.Host.Casework.SaveContact(context.Background(), &data.Contact{ClientID: e.margery, On: data.MustDate("2026-04-01"), Kind: "clinic", Outcome: data.ContactAttended}))
	s := e.questionnaire(e.margery, "")
	record, err := e.Host.Overview.Record(context.Background(), e.margery)
	e.Must(err)
	if len(s.prep.set.chosen) != 1 || len(record.Asks) != 1 || s.prep.set.chosen[0].ID != record.Asks[0].InstrumentID {
		t.Errorf("proposes %+v, due is %+v", s.prep.set.chosen, record.Asks)
	}
}
