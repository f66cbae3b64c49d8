package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/offering"
	"waymark/data/store/office"
)

// After an erasure no byte of the person is in the file or its log, everyone
// else is as before, and the trail says that someone was erased.
func TestErasedIsGoneForGood(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(ctx, path, store.Options{Clock: on("2026-04-08"), NewID: caseload.NewIDs(3, d("2026-04-08"))})
	must(t, err)
	must(t, caseload.Write(ctx, s, caseload.Options{Seed: 3, Today: d("2026-04-08")}))
	c := data.Client{FamilyName: "Zyxwvutsky", GivenNames: "Quirina", Phone: "01632 961777", Matters: "dialysis at the Zyxwell"}
	must(t, s.Casework.SaveClient(ctx, &c))
	must(t, s.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: d("2026-03-01"), Note: "Zyxwellian note"}))
	services, _, err := s.Directory.Services(ctx, data.ServiceFilter{})
	must(t, err)
	sat, err := s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: c.ID, On: d("2026-03-02"), Offers: []offering.SittingOffer{{ServiceID: services[0].ID, Decision: data.Chosen, Words: "zyxwonderful"}}})
	must(t, err)
	must(t, s.Measure.SaveResponse(ctx, &data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: d("2026-03-02"), Mode: "alone", Finished: true, Answers: answers(3)}))
	must(t, s.Casework.AddConsent(ctx, &data.Consent{ClientID: c.ID, Kind: data.ConsentStory, Given: true, On: d("2026-03-02"), How: "phone"}))
	must(t, s.Casework.SaveTale(ctx, &data.Tale{ClientID: c.ID, Kind: data.TaleStory, ToldOn: d("2026-03-02"), Body: "A zyxwarming story."}))
	must(t, s.Letters.RecordSent(ctx, &data.SentLetter{ClientID: c.ID, Kind: "referral", Form: data.FormLetter, Recipient: "Zyxw Trust", Body: "Dear zyxwriter"}))
	must(t, s.Tasks.Add(ctx, &data.Task{ClientID: c.ID, Kind: data.TaskLetter, Title: "Write", Note: "zyxwork", DueOn: d("2026-04-08")}))
	for _, key := range []string{"client:" + string(c.ID), "followup:" + string(sat.FollowUps[0].ID)} {
		must(t, s.Lists.SaveDraft(ctx, key, []byte("zyxwhat was typed")))
	}
	before, err := s.Soundness.Counts(ctx)
	must(t, err)
	if left, err := s.Casework.EraseClient(ctx, c.ID); err != nil || left.Unfinished || len(left.Copies) > 0 {
		t.Errorf("left %+v, %v", left, err)
	}
	if _, err := s.Casework.EraseClient(ctx, c.ID); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("erased twice: %v", err)
	}
	if _, n, err := s.Casework.Clients(ctx, data.ClientFilter{Words: "zyxw"}); err != nil || n != 0 {
		t.Errorf("%d are found, %v", n, err)
	}
	if _, n, err := s.Casework.Clients(ctx, data.ClientFilter{Words: "a"}); err != nil || n == 0 {
		t.Errorf("no one else is found: %v", err)
	}
	after, err := s.Soundness.Counts(ctx)
	must(t, err)
	if before[0].N-1 != after[0].N {
		t.Errorf("%+v, then %+v", before[0], after[0])
	}
	must(t, s.Close())
	for _, name := range []string{path, path + "-wal"} {
		b, err := os.ReadFile(name)
		if err != nil {
			continue // the log is gone when everything was closed
		}
		lower := bytes.ToLower(b)
		for _, word := range []string{"zyxw", "961777", string(c.ID)} {
			if i := bytes.Index(lower, []byte(word)); i >= 0 {
				t.Errorf("%s still holds %q at %d: %q", filepath.Base(name), word, i, lower[max(0, i-40):i+40])
			}
		}
	}
	checkWhole(t, path)
}

// checkWhole asks SQLite whether every row that one points at is there.
func checkWhole(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	defer func() { _ = db.Close() }()
	var broken, traced int
	must(t, db.QueryRow("SELECT count(*) FROM pragma_foreign_key_check").Scan(&broken))
	must(t, db.QueryRow("SELECT count(*) FROM audit WHERE action = 'erase' AND record_id = '' AND client_id = ''").Scan(&traced))
	if broken != 0 || traced != 1 {
		t.Errorf("%d rows point nowhere; %d rows of the trail", broken, traced)
	}
}
