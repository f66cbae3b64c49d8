package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"waymark/data"
	"waymark/data/store/measure"
	"waymark/data/store/offering"
)

// Who was seen and never asked is due the first questionnaire that is offered;
// who was asked is due each one that they answered, once their second
// follow-up has come.
func TestQuestionnaires_due(t *testing.T) {
	ctx := context.Background()
	a := newAnswerer(t)
	ada := a.client("Ada", true)
	a.client("Ben", true)
	a.client("Cem", false) // was never seen
	today := data.MustDate("2026-06-30")
	due := func(name string, want ...string) {
		t.Helper()
		list, err := a.s.Measure.DueQuestionnaires(ctx, measure.DueFilter{Today: today})
		must(t, err)
		var got []string
		for _, d := range list.Rows {
			got = append(got, fmt.Sprintf("%s %s %s", d.Client, d.InstrumentID, d.Stage))
			if d.Why() == "" || d.ClientID == "" {
				t.Errorf("%s: %+v says nothing", name, d)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	save := func(id data.ID, questionnaire string, stage data.Stage, day string, finished bool) *data.Response {
		r := data.Response{ClientID: id, InstrumentID: questionnaire, Stage: stage, AnsweredOn: data.MustDate(day), Mode: "alone", Finished: finished, Answers: map[int]int{1: 1}}
		must(t, a.s.Measure.SaveResponse(ctx, &r))
		return &r
	}
	due("no one asked", "Ada wemwbs baseline", "Ben wemwbs baseline")
	must(t, a.s.Measure.HideQuestionnaire(ctx, "wemwbs", true))
	first := idsOf(t, a.s)[0]
	due("without WEMWBS", "Ada "+first+" baseline", "Ben "+first+" baseline")
	must(t, a.s.Measure.HideQuestionnaire(ctx, "wemwbs", false))

	half := save(ada, "wemwbs", data.Baseline, "2026-01-12", false)
	due("half-filled", "Ben wemwbs baseline")
	half.Finished = true
	must(t, a.s.Measure.SaveResponse(ctx, half))
	save(ada, "ons4", data.Baseline, "2026-01-12", true)
	due("asked, no follow-up yet", "Ben wemwbs baseline")

	sitting, err := a.s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: ada, On: data.MustDate("2026-01-19"), Offers: []offering.SittingOffer{{ServiceID: a.service.ID, Decision: data.Chosen}}})
	must(t, err)
	second, err := a.s.Offering.CompleteFollowUp(ctx, sitting.FollowUps[0].ID, offering.Completion{On: data.MustDate("2026-02-09"), Status: data.StatusStarted})
	must(t, err)
	if second == nil || second.DueOn.After(today) {
		t.Fatalf("second follow-up: %+v", second)
	}
	due("second follow-up came", "Ben wemwbs baseline", "Ada wemwbs follow_up", "Ada ons4 follow_up")
	must(t, a.s.Measure.HideQuestionnaire(ctx, "ons4", true))
	due("one hidden", "Ben wemwbs baseline", "Ada wemwbs follow_up")
	must(t, a.s.Measure.HideQuestionnaire(ctx, "ons4", false))
	save(ada, "wemwbs", data.StageFollowUp, "2026-06-01", true)
	due("one asked again", "Ben wemwbs baseline", "Ada ons4 follow_up")
	again := save(ada, "ons4", data.Baseline, "2026-06-01", false) // ticked as a first one by mistake
	due("the other half-filled", "Ben wemwbs baseline")
	again.Stage = data.StageFollowUp
	must(t, a.s.Measure.SaveResponse(ctx, again))
	due("as a follow-up", "Ben wemwbs baseline")
	for _, id := range idsOf(t, a.s) {
		must(t, a.s.Measure.HideQuestionnaire(ctx, id, true))
	}
	due("none offered")
}
