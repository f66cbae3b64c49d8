package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store/measure"
	"waymark/data/store/offering"
	"waymark/data/store/office"
)

func due(t *testing.T, s *office.Office) *measure.DueList {
	t.Helper()
	list, err := s.Measure.DueQuestionnaires(context.Background(), measure.DueFilter{Today: data.MustDate("2026-06-30")})
	must(t, err)
	return list
}

func TestRefuseQuestionnaire_isNoLongerDueUntilUndone(t *testing.T) {
	ctx := context.Background()
	a := newAnswerer(t)
	id := a.client("Ada", true)
	refusal := data.QuestionnaireRefusal{ClientID: id, Stage: data.Baseline, On: data.MustDate("2026-01-12"), Reason: " Prefers  to talk "}
	must(t, a.s.Measure.RefuseQuestionnaire(ctx, &refusal))
	if list := due(t, a.s); len(list.Rows) != 0 || list.First != 0 {
		t.Errorf("refused, and due: %+v", list)
	}
	record, err := a.s.Overview.Record(ctx, id)
	must(t, err)
	if len(record.Refusals) != 1 || len(record.Asks) != 1 || record.Asks[0].State != data.AskRefused || record.Asks[0].Reason != "Prefers to talk" {
		t.Errorf("the record: %+v, %+v", record.Refusals, record.Asks)
	}
	told := false
	for _, e := range record.Timeline {
		told = told || e.ID == refusal.ID && e.Title == "First questionnaire" && e.Detail == "Prefers to talk"
	}
	if !told {
		t.Errorf("the story does not tell it: %+v", record.Timeline)
	}

	again := data.QuestionnaireRefusal{ClientID: id, Stage: data.Baseline, On: data.MustDate("2026-02-12")}
	must(t, a.s.Measure.RefuseQuestionnaire(ctx, &again))
	if again.ID != refusal.ID {
		t.Error("a second refusal is a second record")
	}
	must(t, a.s.Measure.UndoRefusal(ctx, refusal.ID))
	if list := due(t, a.s); len(list.Rows) != 1 || list.First != 1 || list.Rows[0].Client != "Ada" {
		t.Errorf("undone, and not due: %+v", list)
	}
}

func TestRefuseQuestionnaire_aLaterAnswerOverridesIt(t *testing.T) {
	ctx := context.Background()
	a := newAnswerer(t)
	id := a.client("Ada", true)
	must(t, a.s.Measure.RefuseQuestionnaire(ctx, &data.QuestionnaireRefusal{ClientID: id, Stage: data.Baseline, On: data.MustDate("2026-01-12")}))
	a.answers(id, data.Baseline, "2026-01-19", answers(2))
	if record, err := a.s.Overview.Record(ctx, id); err != nil || len(record.Asks) != 0 {
		t.Errorf("answered, and still told as refused: %+v, %v", record.Asks, err)
	}
}

func TestRefuseQuestionnaire_saysWhatIsWrong(t *testing.T) {
	ctx := context.Background()
	a := newAnswerer(t)
	id := a.client("Ada", true)
	for want, r := range map[string]data.QuestionnaireRefusal{
		"today or in the past": {ClientID: id, Stage: data.Baseline, On: data.MustDate("2026-07-01")},
		"first questionnaire":  {ClientID: id, On: data.MustDate("2026-06-01")},
	} {
		if err := a.s.Measure.RefuseQuestionnaire(ctx, &r); err == nil || !strings.Contains(fmt.Sprint(data.FieldErrorsOf(err)), want) {
			t.Errorf("%+v: %v", r, err)
		}
	}
}

func TestRefuseQuestionnaire_isErasedWithThePerson(t *testing.T) {
	ctx := context.Background()
	a := newAnswerer(t)
	id := a.client("Ada", true)
	must(t, a.s.Measure.RefuseQuestionnaire(ctx, &data.QuestionnaireRefusal{ClientID: id, Stage: data.Baseline, On: data.MustDate("2026-01-12"), Reason: "Prefers to talk"}))
	_, err := a.s.Casework.EraseClient(ctx, id)
	must(t, err)
	counts, err := a.s.Soundness.Counts(ctx)
	must(t, err)
	for _, c := range counts {
		if c.Key == "questionnaire_refusal" && c.N != 0 {
			t.Errorf("%d refusals are left", c.N)
		}
	}
}

// Today names the questionnaire that is due, whichever it is, with the
// follow-up and where something needs attention.
func TestDueQuestionnaires_todayNamesWhatIsDue(t *testing.T) {
	ctx := context.Background()
	a := newAnswerer(t)
	must(t, a.s.Measure.HideQuestionnaire(ctx, "wemwbs", true))
	ada := a.client("Ada", true)
	r := data.Response{ClientID: ada, InstrumentID: "swemwbs", Stage: data.Baseline, AnsweredOn: data.MustDate("2026-01-12"), Mode: "alone", Finished: true, Answers: map[int]int{1: 1}}
	must(t, a.s.Measure.SaveResponse(ctx, &r))
	sitting, err := a.s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: ada, On: data.MustDate("2026-01-19"), Offers: []offering.SittingOffer{{ServiceID: a.service.ID, Decision: data.Chosen}}})
	must(t, err)
	_, err = a.s.Offering.CompleteFollowUp(ctx, sitting.FollowUps[0].ID, offering.Completion{On: data.MustDate("2026-02-09"), Status: data.StatusStarted})
	must(t, err)
	rows, err := a.s.Offering.FollowUps(ctx, data.FollowUpFilter{OpenOnly: true})
	must(t, err)
	if len(rows) != 1 || data.DueWords(rows[0].Asks) != "SWEMWBS due" {
		t.Errorf("with the follow-up: %+v", rows)
	}
	list, err := a.s.Overview.AttentionList(ctx, data.MustDate("2026-06-30"), "")
	must(t, err)
	sentences := fmt.Sprint(list)
	if !strings.Contains(sentences, "Ada is due the follow-up questionnaire: SWEMWBS") || strings.Contains(sentences, " WEMWBS") {
		t.Errorf("needs attention: %s", sentences)
	}
}
