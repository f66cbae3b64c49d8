package store_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/measure"
	"waymark/data/store/offering"
	"waymark/data/store/office"
)

// on returns a clock that stands still at noon of a day.
func on(day string) data.Clock {
	d := data.MustDate(day)
	return func() time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }
}

func open(t *testing.T, clock data.Clock) *office.Office {
	t.Helper()
	s, err := office.Open(context.Background(), filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestStory_hasEverything goes with one client from the referral to the figures, over
// weeks, with the rule for follow-ups in between.
func TestStory_hasEverything(t *testing.T) {
	ctx := context.Background()
	now := data.MustDate("2026-03-13") // a Friday, three weeks before Good Friday
	clock := data.Clock(func() time.Time { return time.Date(now.Year, now.Month, now.Day, 12, 0, 0, 0, time.UTC) })
	s := open(t, clock)

	surgery := data.Surgery{Name: "Harbour Street Surgery"}
	must(t, s.Lists.SaveSurgery(ctx, &surgery))
	siân := data.Staff{Name: "Siân Prŷs", Role: data.RolePrescriber}
	must(t, s.Lists.SaveStaff(ctx, &siân))
	s.Session.SwitchTo(siân.ID)
	housing, lonely := data.Reason{Name: "Housing"}, data.Reason{Name: "Befriending"}
	must(t, s.Lists.SaveReason(ctx, &housing))
	must(t, s.Lists.SaveReason(ctx, &lonely))
	service := data.Service{Name: "Café Łódź lunch club", Organisation: "O’Brien Trust", Needs: []data.ID{lonely.ID}, Area: "Margate"}
	must(t, s.Directory.SaveService(ctx, &service))

	client := data.Client{GivenNames: "Zoë", FamilyName: "O’Brien", BirthDate: data.MustDate("1950-05-04"), Sex: data.SexFemale,
		NHSNumber: "943 476 5919", Postcode: "ct79ab", Phone: "01843 555014", SurgeryID: surgery.ID, Prescriber: siân.ID}
	must(t, s.Casework.SaveClient(ctx, &client))
	must(t, s.Casework.AddReferral(ctx, &data.Referral{ClientID: client.ID, ReceivedOn: now, Source: "gp", Referrer: "Dr Patel",
		SurgeryID: surgery.ID, ReasonID: housing.ID, Further: []data.ID{lonely.ID}}))
	must(t, s.Casework.AddNeed(ctx, &data.Need{ClientID: client.ID, ReasonID: lonely.ID, FoundOn: now}))
	must(t, s.Casework.SaveContact(ctx, &data.Contact{ClientID: client.ID, Kind: "clinic", Outcome: data.ContactAttended, On: now, At: "09:30"}))
	must(t, s.Casework.AddConsent(ctx, &data.Consent{ClientID: client.ID, Kind: data.ConsentRecord, Given: true, On: now, How: "in_person"}))
	answers := map[int]int{}
	for i := 1; i <= 14; i++ {
		answers[i] = 2
	}
	must(t, s.Measure.SaveResponse(ctx, &data.Response{ClientID: client.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: now, Mode: "alone", Finished: true, Answers: answers}))

	for _, words := range []string{"obrien", "O'Bri", "zoe", "943476", "943 476 5919", "CT7 9", "ct79ab", "4/5/1950", "1950", "555014", "o", "rien zo"} {
		rows, total, err := s.Casework.Clients(ctx, data.ClientFilter{Words: words})
		must(t, err)
		if total != 1 || len(rows) != 1 || rows[0].Reason != "Housing" || rows[0].Status != data.EpisodeOpen {
			t.Errorf("search %q: total %d, rows %+v", words, total, rows)
		}
	}
	for _, words := range []string{"lodz", "cafe lun", "obrien", "o’brien trust", "befr", "margate club"} {
		rows, total, err := s.Directory.Services(ctx, data.ServiceFilter{Words: words})
		must(t, err)
		if total != 1 || len(rows) != 1 || rows[0].Needs != "Befriending" {
			t.Errorf("directory search %q: total %d, rows %+v", words, total, rows)
		}
	}

	confidence := 7
	sitting, err := s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: client.ID, On: now, Offers: []offering.SittingOffer{
		{ServiceID: service.ID, Decision: data.Chosen, Words: "I’ll go if it’s the lady from last time", Confidence: &confidence, Kind: data.Signpost},
		{ServiceID: service.ID, Decision: data.Declined, Words: "not today"},
	}})
	must(t, err)
	first := sitting.FollowUps[0]
	if first.DueOn != data.MustDate("2026-04-07") {
		t.Fatalf("first follow-up due %s (%s)", first.DueOn, first.MovedBecause)
	}

	now = data.MustDate("2026-04-08")
	attempt := data.Attempt{FollowUpID: first.ID, On: now, Result: "no_answer"}
	must(t, s.Offering.RecordAttempt(ctx, &attempt))
	if attempt.NextOn != data.MustDate("2026-04-10") {
		t.Errorf("next try %s", attempt.NextOn)
	}
	now = data.MustDate("2026-04-10")
	next, err := s.Offering.CompleteFollowUp(ctx, first.ID, offering.Completion{On: now, Status: data.StatusStarted, Note: "went twice"})
	must(t, err)
	if next == nil || next.Number != 2 || next.DueOn != data.MustDate("2026-05-01") {
		t.Fatalf("second follow-up %+v", next)
	}
	if _, err := s.Offering.CompleteFollowUp(ctx, first.ID, offering.Completion{On: now}); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("completing twice: %v", err)
	}
	for i := 1; i <= 14; i++ {
		answers[i] = 3
	}
	must(t, s.Measure.SaveResponse(ctx, &data.Response{ClientID: client.ID, InstrumentID: "wemwbs", Stage: data.StageFollowUp, AnsweredOn: now, Mode: "phone", Finished: true, Answers: answers}))

	f, err := s.Figures.Figures(ctx, data.FigureFilter{From: data.MustDate("2026-01-01"), To: now})
	must(t, err)
	if f.Seen != 1 || f.ByReason[0].N != 1 || f.PeopleStarted != 1 || f.FollowUps.OnTime != 1 || f.FollowUps.Due != 1 {
		t.Errorf("figures %+v", f)
	}
	if len(f.Outcomes) != 2 || f.Outcomes[1].Measure != "swemwbs" || len(f.Outcomes[0].Pairs) != 1 || f.Outcomes[0].Pairs[0].Before != 28 || f.Outcomes[0].Pairs[0].After != 42 {
		t.Errorf("outcomes %+v", f.Outcomes)
	}
	if f, err = s.Figures.Figures(ctx, data.FigureFilter{From: data.MustDate("2026-01-01"), To: now, ReasonID: lonely.ID}); err != nil || f.Seen != 0 {
		t.Errorf("other reason: %+v, %v", f, err)
	}

	record, err := s.Overview.Record(ctx, client.ID)
	must(t, err)
	if len(record.Timeline) != 10 || len(record.FollowUps) != 1 || len(record.Prescriptions) != 1 || len(record.Consents) != 1 {
		t.Errorf("record: %d entries, %+v", len(record.Timeline), record)
	}
	attention, err := s.Overview.AttentionList(ctx, now, "")
	must(t, err)
	if len(attention) != 1 || attention[0].Kind != "Directory" {
		t.Errorf("attention %+v", attention)
	}
	if _, err := s.Measure.DueQuestionnaires(ctx, measure.DueFilter{Today: now}); err != nil {
		t.Error(err)
	}
	rows, err := s.Offering.FollowUps(ctx, data.FollowUpFilter{From: data.MustDate("2026-04-01"), To: data.MustDate("2026-05-30")})
	must(t, err)
	if len(rows) != 2 || rows[0].Status != data.FollowUpDone || rows[1].Status != data.FollowUpOpen {
		t.Errorf("follow-ups %+v", rows)
	}

	record.Episode.Status, record.Episode.CloseReason, record.Episode.ClosedOn = data.EpisodeClosed, "goals_met", now
	must(t, s.Casework.SaveEpisode(ctx, record.Episode))
	if rows, err = s.Offering.FollowUps(ctx, data.FollowUpFilter{OpenOnly: true}); err != nil || len(rows) != 0 {
		t.Errorf("after closing: %+v, %v", rows, err)
	}
	check, err := s.Soundness.Check(ctx)
	must(t, err)
	if len(check.Problems) != 0 {
		t.Errorf("check: %v", check.Problems)
	}
}

// TestAfterwardsBelongsToWhatWasClosed: a questionnaire by phone after the
// episode was closed once opened a new one, and its pair was lost.
func TestAfterwardsBelongsToWhatWasClosed(t *testing.T) {
	ctx := context.Background()
	now := data.MustDate("2026-03-02")
	s := open(t, func() time.Time { return time.Date(now.Year, now.Month, now.Day, 12, 0, 0, 0, time.UTC) })
	client := data.Client{FamilyName: "Ellis"}
	must(t, s.Casework.SaveClient(ctx, &client))
	must(t, s.Casework.AddReferral(ctx, &data.Referral{ClientID: client.ID, ReceivedOn: now}))
	must(t, s.Casework.SaveContact(ctx, &data.Contact{ClientID: client.ID, Kind: "clinic", Outcome: data.ContactAttended, On: now}))
	answers := map[int]int{}
	for i := 1; i <= 14; i++ {
		answers[i] = 2
	}
	must(t, s.Measure.SaveResponse(ctx, &data.Response{ClientID: client.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: now, Mode: "alone", Finished: true, Answers: answers}))
	record, err := s.Overview.Record(ctx, client.ID)
	must(t, err)
	now = data.MustDate("2026-04-02")
	record.Episode.Status, record.Episode.CloseReason, record.Episode.ClosedOn = data.EpisodeClosed, "goals_met", now
	must(t, s.Casework.SaveEpisode(ctx, record.Episode))

	now = data.MustDate("2026-04-20")
	must(t, s.Casework.SaveContact(ctx, &data.Contact{ClientID: client.ID, Kind: "phone", Outcome: data.ContactAttended, On: now}))
	must(t, s.Measure.SaveResponse(ctx, &data.Response{ClientID: client.ID, InstrumentID: "wemwbs", Stage: data.StageFollowUp, AnsweredOn: now, Mode: "phone", Finished: true, Answers: answers}))
	record, err = s.Overview.Record(ctx, client.ID)
	must(t, err)
	f, err := s.Figures.Figures(ctx, data.FigureFilter{From: data.MustDate("2026-03-01"), To: now})
	must(t, err)
	if record.Episodes != 1 || record.Episode.Status != data.EpisodeClosed || len(f.Outcomes[0].Pairs) != 1 {
		t.Errorf("%d episodes, %s, pairs %v", record.Episodes, record.Episode.Status, f.Outcomes[0].Pairs)
	}
	must(t, s.Casework.AddReferral(ctx, &data.Referral{ClientID: client.ID, ReceivedOn: now}))
	if record, err = s.Overview.Record(ctx, client.ID); err != nil || record.Episodes != 2 || record.Episode.Status != data.EpisodeOpen {
		t.Errorf("after a new referral: %d episodes, %v", record.Episodes, err)
	}
}
