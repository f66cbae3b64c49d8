package store_test

import (
	"context"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/offering"
)

// TestOffer_choosesNothingForSomeoneWhoDied: services could be chosen for them, and
// three weeks later Today had their family rung to ask how they liked it.
func TestOffer_choosesNothingForSomeoneWhoDied(t *testing.T) {
	ctx := context.Background()
	today := data.MustDate("2026-04-08")
	s := open(t, on(today.String()))
	c := data.Client{GivenNames: "Ada", FamilyName: "Hart"}
	must(t, s.Casework.SaveClient(ctx, &c))
	must(t, s.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: today}))
	v := data.Service{Name: "Choir", LastChecked: today}
	must(t, s.Directory.SaveService(ctx, &v))
	record, err := s.Overview.Record(ctx, c.ID)
	must(t, err)
	e := record.Episode
	e.Status, e.CloseReason, e.ClosedOn = data.EpisodeClosed, data.CloseDied, today
	must(t, s.Casework.SaveEpisode(ctx, e))
	sitting := offering.Sitting{ClientID: c.ID, On: today, Offers: []offering.SittingOffer{{ServiceID: v.ID, Decision: data.Chosen}}}
	if _, err := s.Offering.SaveSitting(ctx, sitting); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("chosen: %v", err)
	}
	if record, err = s.Overview.Record(ctx, c.ID); err != nil || len(record.FollowUps)+len(record.Prescriptions) != 0 {
		t.Errorf("follow-ups %v, services %v, %v", record.FollowUps, record.Prescriptions, err)
	}
	e.Status = data.EpisodeOpen // that was someone else of the name
	must(t, s.Casework.SaveEpisode(ctx, e))
	_, err = s.Offering.SaveSitting(ctx, sitting)
	must(t, err)
}

// TestToday_remindsOfNoOneWhoDied: a questionnaire that was left halfway, and a flag to
// review, once named them on Today for good.
func TestToday_remindsOfNoOneWhoDied(t *testing.T) {
	ctx := context.Background()
	today := data.MustDate("2026-03-02")
	s := open(t, func() time.Time { return time.Date(today.Year, today.Month, today.Day, 12, 0, 0, 0, time.UTC) })
	c := data.Client{GivenNames: "Ada", FamilyName: "Hart"}
	must(t, s.Casework.SaveClient(ctx, &c))
	must(t, s.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: today}))
	must(t, s.Measure.SaveResponse(ctx, &data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: today,
		Mode: "alone", Answers: map[int]int{1: 3}}))
	kinds, err := s.Flags.Kinds(ctx, false)
	must(t, err)
	must(t, s.Flags.Set(ctx, &data.Flag{ClientID: c.ID, KindID: kinds[0].ID, Why: "Seen", SetOn: today, ReviewOn: data.MustDate("2026-04-02")}, false))
	today = data.MustDate("2026-04-08")

	named := func() (n int) {
		list, err := s.Overview.AttentionList(ctx, today, "")
		must(t, err)
		for _, a := range list {
			if a.ClientID == c.ID && a.Kind != "No next step" {
				n++
			}
		}
		return n
	}
	if n := named(); n != 2 {
		t.Fatalf("Today names them %d times", n)
	}
	record, err := s.Overview.Record(ctx, c.ID)
	must(t, err)
	e := record.Episode
	e.Status, e.CloseReason, e.ClosedOn = data.EpisodeClosed, data.CloseDied, today
	must(t, s.Casework.SaveEpisode(ctx, e))
	if n := named(); n != 0 {
		t.Errorf("Today names someone who died %d times", n)
	}
	e.Status = data.EpisodeOpen
	must(t, s.Casework.SaveEpisode(ctx, e))
	if n := named(); n != 2 {
		t.Errorf("opened again, Today names them %d times", n)
	}
}
