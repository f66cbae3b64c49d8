package store_test

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/data/store/office"
)

// auditSince returns the audit rows after the first n, as "action record fields".
func auditSince(t *testing.T, s *office.Office, n int) (rows []string, whole string) {
	t.Helper()
	db, err := sql.Open("sqlite3", s.Path())
	must(t, err)
	defer func() { _ = db.Close() }()
	list, err := db.Query("SELECT action, record, fields, at || actor || record_id || client_id FROM audit ORDER BY rowid LIMIT -1 OFFSET ?", n)
	must(t, err)
	defer func() { _ = list.Close() }()
	for list.Next() {
		var action, record, fields, rest string
		must(t, list.Scan(&action, &record, &fields, &rest))
		rows = append(rows, strings.TrimSpace(action+" "+record+" "+fields))
		whole += action + record + fields + rest
	}
	must(t, list.Err())
	return rows, whole
}

// Each write leaves one row in the audit trail, and never what was written.
func TestEveryWriteIsAuditedOnce(t *testing.T) {
	ctx := context.Background()
	a := newAnswerer(t)
	id := a.client("Ada", true)
	first := a.answers(id, data.Baseline, "2026-01-12", answers(2))
	last := a.answers(id, data.StageFollowUp, "2026-03-12", answers(3))
	const secret = "rhubarb"
	tale := data.Tale{ClientID: id, Kind: data.TaleStory, ToldOn: data.MustDate("2026-03-01"), Heading: secret, Body: secret}
	pairing := data.Pairing{EpisodeID: first.EpisodeID, InstrumentID: "wemwbs", BeforeID: first.ID, AfterID: last.ID, Reason: secret}
	learnt := data.Learnt{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-03-31"), Body: secret}
	for _, step := range []struct {
		do   func() error
		want string
	}{
		{func() error { _, err := a.s.Measure.LoadQuestionnaire(ctx, garden("1", 3)); return err }, "load questionnaire body"},
		{func() error { return a.s.Measure.HideQuestionnaire(ctx, "garden", true) }, "change questionnaire hidden"},
		{func() error { return a.s.Measure.HideQuestionnaire(ctx, "ons4", true) }, "change setting value"},
		{func() error { return a.s.Measure.SavePairing(ctx, &pairing) }, "add pairing"},
		{func() error { return a.s.Measure.DropPairing(ctx, pairing.ID) }, "remove pairing"},
		{func() error { return a.s.Casework.SaveTale(ctx, &tale) }, "add tale"},
		{func() error { tale.Body += "!"; return a.s.Casework.SaveTale(ctx, &tale) }, "change tale body"},
		{func() error { return a.s.Casework.RemoveTale(ctx, tale.ID) }, "change tale removed_at"},
		{func() error { return a.s.Figures.SaveLearnt(ctx, &learnt) }, "add learnt"},
		{func() error { _, err := a.s.Figures.AddPicture(ctx, secret, asJPEG(t, halves(4, 4))); return err }, "add picture"},
		{func() error {
			return a.s.Figures.Freeze(ctx, &data.Frozen{Title: secret, Filter: data.FigureFilter{From: learnt.From, To: learnt.To}, Body: []byte(secret)})
		}, "add frozen"},
		{func() error { last.Mode = "phone"; return a.s.Measure.SaveResponse(ctx, &last) }, "change response mode"},
	} {
		before, _ := auditSince(t, a.s, 0)
		must(t, step.do())
		rows, whole := auditSince(t, a.s, len(before))
		if !slices.Equal(rows, []string{step.want}) || strings.Contains(whole, secret) {
			t.Errorf("audited as %q, want %q; whole: %s", rows, step.want, whole)
		}
	}
}

// Why an offer was not chosen is kept beside the words; a chosen one has none.
func TestWhyAnOfferWasNotChosen(t *testing.T) {
	ctx := context.Background()
	a := newAnswerer(t)
	id := a.client("Ada", true)
	_, err := a.s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: id, On: data.MustDate("2026-01-19"), Offers: []offering.SittingOffer{
		{ServiceID: a.service.ID, Decision: data.Declined, Why: "too_far", Words: "two buses"}, {ServiceID: a.service.ID, Decision: data.Chosen, Why: "too_far"}}})
	must(t, err)
	offers, err := a.s.Offering.Offers(ctx, id)
	must(t, err)
	for _, o := range offers {
		if want := map[data.Decision]data.DeclineReason{data.Declined: "too_far", data.Chosen: ""}[o.Decision]; o.Why != want {
			t.Errorf("%s because of %q, want %q", o.Decision, o.Why, want)
		}
	}
	_, err = a.s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: id, On: data.MustDate("2026-01-19"), Offers: []offering.SittingOffer{
		{ServiceID: a.service.ID, Decision: data.Declined, Why: "the moon"}}})
	if err == nil || len(offers) != 2 {
		t.Errorf("a reason that there is not: %v, %d offers", err, len(offers))
	}
}

// Stories come from the period and the part of the caseload asked for, stories
// before quotes, and those that may not be told are counted.
func TestTalesInScope(t *testing.T) {
	ctx := context.Background()
	a := newAnswerer(t)
	surgery := data.Surgery{Name: "Harbour"}
	must(t, a.s.Lists.SaveSurgery(ctx, &surgery))
	ada, ben := a.client("Ada", true), a.client("Ben", true)
	must(t, a.s.Casework.AddReferral(ctx, &data.Referral{ClientID: ben, ReceivedOn: data.MustDate("2026-01-06"), Source: "gp", SurgeryID: surgery.ID}))
	must(t, a.s.Load(ctx, "told", func(b *office.Bulk) error {
		for _, v := range []data.Tale{
			{ClientID: ada, Kind: data.TaleQuote, ToldOn: data.MustDate("2026-02-01"), Body: "quote"},
			{ClientID: ben, Kind: data.TaleStory, ToldOn: data.MustDate("2026-03-01"), Body: "story"},
			{ClientID: ben, Kind: data.TaleStory, ToldOn: data.MustDate("2026-05-01"), Body: "later"},
		} {
			if err := b.Add(&v); err != nil {
				return err
			}
		}
		return nil
	}))
	for _, id := range []data.ID{ada, ben} {
		must(t, a.s.Casework.AddConsent(ctx, &data.Consent{ClientID: id, Kind: data.ConsentStory, Given: true, On: data.MustDate("2026-05-01"), How: "written"}))
	}
	quarter := data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-03-31")}
	told := func(f data.FigureFilter, want ...string) {
		t.Helper()
		tales, err := a.s.Figures.Tales(ctx, f)
		must(t, err)
		var got []string
		for _, v := range tales {
			got = append(got, v.Body)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%+v tells %q, want %q", f, got, want)
		}
	}
	told(quarter, "story", "quote")
	one := quarter
	one.SurgeryID = surgery.ID
	told(one, "story")
	must(t, a.s.Casework.AddConsent(ctx, &data.Consent{ClientID: ben, Kind: data.ConsentStory, On: data.MustDate("2026-05-02"), How: "phone"}))
	told(quarter, "quote")
	told(one)
	if n, err := a.s.Figures.TalesWithoutConsent(ctx, quarter); err != nil || n != 1 {
		t.Errorf("%d may not be told: %v", n, err)
	}
}
