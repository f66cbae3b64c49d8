package store_test

import (
	"context"
	"testing"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/data/store/office"
)

// answerer makes clients who answer WEMWBS.
type answerer struct {
	*testing.T
	s       *office.Office
	service data.Service
}

func newAnswerer(t *testing.T) *answerer {
	a := &answerer{T: t, s: open(t, on("2026-06-30")), service: data.Service{Name: "Lunch club"}}
	must(t, a.s.Directory.SaveService(context.Background(), &a.service))
	return a
}

func (a *answerer) client(name string, seen bool) data.ID {
	a.Helper()
	ctx := context.Background()
	c := data.Client{GivenNames: name}
	must(a.T, a.s.Casework.SaveClient(ctx, &c))
	must(a.T, a.s.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-01-05"), Source: "gp"}))
	if seen {
		must(a.T, a.s.Casework.SaveContact(ctx, &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: data.MustDate("2026-01-12")}))
	}
	return c.ID
}

// answers returns every item the value, but for those left blank.
func answers(value int, blank ...int) map[int]int {
	all := map[int]int{}
	for i := 1; i <= 14; i++ {
		all[i] = value
	}
	for _, i := range blank {
		delete(all, i)
	}
	return all
}

func (a *answerer) answers(client data.ID, stage data.Stage, day string, given map[int]int) data.Response {
	a.Helper()
	r := data.Response{ClientID: client, InstrumentID: "wemwbs", Stage: stage, AnsweredOn: data.MustDate(day), Mode: "alone", Finished: true, Answers: given}
	must(a.T, a.s.Measure.SaveResponse(context.Background(), &r))
	return r
}

func (a *answerer) outcome(measure string) data.OutcomeFigures {
	a.Helper()
	f, err := a.s.Figures.Figures(context.Background(), data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-06-30")})
	must(a.T, err)
	for _, o := range f.Outcomes {
		if o.Measure == measure {
			return o
		}
	}
	return data.OutcomeFigures{}
}

// The rule for pairs: the first complete one of the episode, and the last
// complete one on or after the day of the first follow-up.
func TestFigures_pairingRule(t *testing.T) {
	a := newAnswerer(t)
	ctx := context.Background()
	id := a.client("Ada", true)
	a.answers(id, data.Baseline, "2026-01-12", answers(1, 3)) // incomplete: is not the first
	a.answers(id, data.Baseline, "2026-01-19", answers(2))
	a.answers(id, data.Baseline, "2026-01-20", answers(3)) // complete, but not the first
	result, err := a.s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: id, On: data.MustDate("2026-01-19"), Offers: []offering.SittingOffer{{ServiceID: a.service.ID, Decision: data.Chosen}}})
	must(t, err)
	due := result.FollowUps[0].FirstDue // 9 February
	a.answers(id, data.StageFollowUp, due.AddDays(-1).String(), answers(5))
	if o := a.outcome("wemwbs"); len(o.Pairs) != 0 || o.Baselines != 1 || o.FollowUps != 1 || len(o.Unpaired) != 1 || o.NotDue != 0 {
		t.Errorf("the day before the follow-up it makes no pair: %+v", o)
	}
	a.answers(id, data.StageFollowUp, due.String(), answers(3))
	a.answers(id, data.StageFollowUp, due.AddDays(30).String(), answers(4))
	a.answers(id, data.StageFollowUp, due.AddDays(40).String(), answers(5, 14)) // incomplete: is not the last
	o := a.outcome("wemwbs")
	if len(o.Pairs) != 1 || o.Pairs[0].Before != 28 || o.Pairs[0].After != 56 || len(o.Unpaired) != 0 {
		t.Fatalf("%+v", o)
	}
	// Item 14 is none of the short form's, so that there the last one counts.
	if o := a.outcome("swemwbs"); len(o.Pairs) != 1 || o.Pairs[0].Before != 15.32 || o.Pairs[0].After != 35 {
		t.Errorf("%+v", o.Pairs)
	}

	record, err := a.s.Overview.Record(ctx, id)
	must(t, err)
	choice := pairOn(t, a.s, record.Responses[0], "wemwbs")
	if choice.Before == nil || *choice.Before.Score != 28 || choice.After == nil || *choice.After.Score != 56 || choice.Adjusted != nil {
		t.Fatalf("the record says another pair than the report: %+v", choice)
	}
	other := data.Pairing{EpisodeID: record.Episode.ID, InstrumentID: "wemwbs", BeforeID: choice.Before.ID, AfterID: choice.Choices[4].ID, Reason: "The last one was on the day of a funeral"}
	must(t, a.s.Measure.SavePairing(ctx, &other))
	if o := a.outcome("wemwbs"); len(o.Pairs) != 1 || o.Pairs[0].After != 42 || o.Adjusted != 1 {
		t.Errorf("adjusted: %+v", o)
	}
	must(t, a.s.Measure.DropPairing(ctx, other.ID))
	if o := a.outcome("wemwbs"); o.Pairs[0].After != 56 || o.Adjusted != 0 {
		t.Errorf("back to the rule: %+v", o)
	}
	if err := a.s.Measure.SavePairing(ctx, &data.Pairing{EpisodeID: record.Episode.ID, InstrumentID: "wemwbs", BeforeID: choice.Before.ID, AfterID: "no one's", Reason: "x"}); data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("another's questionnaire: %v", err)
	}
}

// A later questionnaire that was marked as a first one by mistake counts among the
// follow-ups, as it makes a pair; a report on few people was refused for it.
func TestFigures_laterOneMarkedAsFirst(t *testing.T) {
	a := newAnswerer(t)
	id := a.client("Ada", true)
	a.answers(id, data.Baseline, "2026-01-19", answers(2))
	result, err := a.s.Offering.SaveSitting(context.Background(), offering.Sitting{ClientID: id, On: data.MustDate("2026-01-19"), Offers: []offering.SittingOffer{{ServiceID: a.service.ID, Decision: data.Chosen}}})
	must(t, err)
	a.answers(id, data.Baseline, result.FollowUps[0].FirstDue.String(), answers(3))
	if o := a.outcome("wemwbs"); len(o.Pairs) != 1 || o.Baselines != 1 || o.FollowUps != 1 || *o.BaselineMean != 28 || *o.FollowUpMean != 42 {
		t.Errorf("%d pairs of %d first and %d later: %+v", len(o.Pairs), o.Baselines, o.FollowUps, o)
	}
}

// An episode without a follow-up on record takes the one marked as such; who
// answered without a contact is among the people all the same, and who refused
// is in no figure.
func TestOutcomesOfPeople(t *testing.T) {
	a := newAnswerer(t)
	seen, unseen, refuser := a.client("Ada", true), a.client("Ben", false), a.client("Cem", true)
	for _, id := range []data.ID{seen, unseen, refuser} {
		a.answers(id, data.Baseline, "2026-01-12", answers(2))
		a.answers(id, data.StageFollowUp, "2026-03-12", answers(3))
	}
	must(t, a.s.Casework.AddConsent(context.Background(), &data.Consent{ClientID: refuser, Kind: data.ConsentEvaluation, On: data.MustDate("2026-01-12"), How: "phone"}))
	o := a.outcome("wemwbs")
	if o.People != 3 || o.Refused != 1 || len(o.Pairs) != 2 || o.Baselines != 2 || *o.FollowUpMean != 42 {
		t.Errorf("%+v", o)
	}
}

// A story is told only while the consent to it stands.
func TestTaleDropsOutWithItsConsent(t *testing.T) {
	a := newAnswerer(t)
	ctx := context.Background()
	id := a.client("Ada", true)
	period := data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-06-30")}
	told := data.Tale{ClientID: id, Kind: data.TaleQuote, ToldOn: data.MustDate("2026-03-01"), Body: "They rang when they said they would."}
	must(t, a.s.Casework.SaveTale(ctx, &told))
	consent := func(given bool, day string) {
		must(t, a.s.Casework.AddConsent(ctx, &data.Consent{ClientID: id, Kind: data.ConsentStory, Given: given, On: data.MustDate(day), How: "written"}))
	}
	for _, step := range []struct {
		do   func()
		told int
	}{
		{func() {}, 0}, {func() { consent(true, "2026-03-01") }, 1}, {func() { consent(false, "2026-05-01") }, 0}, {func() { consent(true, "2026-05-02") }, 1},
		{func() { must(t, a.s.Casework.RemoveTale(ctx, told.ID)) }, 0},
	} {
		step.do()
		tales, err := a.s.Figures.Tales(ctx, period)
		must(t, err)
		if len(tales) != step.told {
			t.Errorf("%d stories, want %d", len(tales), step.told)
		}
	}
}

// Of people without a follow-up score the report tells apart who was not due yet,
// who would rather not answer, and whose is missing.
func TestOutcomes_missingIsNotNotYetDue(t *testing.T) {
	a := newAnswerer(t) // on 30 June
	ctx := context.Background()
	begin := func(name, day string) data.ID {
		id := a.client(name, true)
		a.answers(id, data.Baseline, day, answers(2))
		_, err := a.s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: id, On: data.MustDate(day), Offers: []offering.SittingOffer{{ServiceID: a.service.ID, Decision: data.Chosen}}})
		must(t, err)
		return id
	}
	a.client("never asked", true)
	begin("long ago", "2026-02-02")
	begin("in June", "2026-06-15")
	declined := begin("rather not", "2026-02-03")
	must(t, a.s.Measure.RefuseQuestionnaire(ctx, &data.QuestionnaireRefusal{ClientID: declined, Stage: data.StageFollowUp, On: data.MustDate("2026-04-01")}))
	alone := a.client("nothing planned", true)
	a.answers(alone, data.Baseline, "2026-02-02", answers(3))
	if o := a.outcome("wemwbs"); o.Baselines != 4 || len(o.Unpaired) != 1 || o.NotDue != 2 || o.Declined != 1 {
		t.Errorf("missing %d, not due %d, declined %d, of %d", len(o.Unpaired), o.NotDue, o.Declined, o.Baselines)
	}
}

// Scores of the short form that are worked out of answers to the long one say
// where they come from.
func TestOutcomes_sayWhoseAnswersTheyAre(t *testing.T) {
	a := newAnswerer(t)
	id := a.client("Ada", true)
	a.answers(id, data.Baseline, "2026-01-12", answers(2))
	a.answers(id, data.StageFollowUp, "2026-03-12", answers(3))
	if long, short := a.outcome("wemwbs"), a.outcome("swemwbs"); long.Other != "" || short.Other != "wemwbs" || len(short.Pairs) != 1 {
		t.Errorf("%q and %q", long.Other, short.Other)
	}
}
