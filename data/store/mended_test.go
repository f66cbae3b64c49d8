package store_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/data/store/office"
	"waymark/data/store/sources"
)

// Each of these was a fault that a reader of the code found.

var bg = context.Background()

func d(s string) data.Date { return data.MustDate(s) }

// chosen is a client who chose a service on a day.
func chosen(t *testing.T, s *office.Office, on string) (data.Client, data.Service, data.Prescription) {
	t.Helper()
	c, v := data.Client{FamilyName: "Ash"}, data.Service{Name: "Lunch club"}
	must(t, s.Casework.SaveClient(bg, &c))
	must(t, s.Directory.SaveService(bg, &v))
	must(t, s.Casework.AddReferral(bg, &data.Referral{ClientID: c.ID, ReceivedOn: d(on)}))
	r, err := s.Offering.SaveSitting(bg, offering.Sitting{ClientID: c.ID, On: d(on), Offers: []offering.SittingOffer{{ServiceID: v.ID, Decision: data.Chosen}}})
	must(t, err)
	return c, v, r.Prescriptions[0]
}

// A save that failed must be possible again: the ID of the row that was never
// written used to stay in the record, and the retry looked for it for ever.
func TestFailedFirstSaveCanBeTriedAgain(t *testing.T) {
	s := open(t, on("2026-06-30"))
	c := data.Client{FamilyName: "Ash", SurgeryID: "gone"}
	if err := s.Casework.SaveClient(bg, &c); err == nil {
		t.Fatal("want failure")
	}
	c.SurgeryID = ""
	if err := s.Casework.SaveClient(bg, &c); err != nil {
		t.Errorf("second try: %v (ID %q)", err, c.ID)
	}
}

// The same with the episode that was opened for a questionnaire.
func TestFailedFirstAnswerCanBeTriedAgain(t *testing.T) {
	s := open(t, on("2026-06-30"))
	c := data.Client{FamilyName: "Ash"}
	must(t, s.Casework.SaveClient(bg, &c))
	r := data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: d("2026-06-01"), Mode: "alone", Answers: map[int]int{1: 9}}
	if err := s.Measure.SaveResponse(bg, &r); err == nil {
		t.Fatal("want failure")
	}
	r.Answers[1] = 3
	if err := s.Measure.SaveResponse(bg, &r); err != nil {
		t.Errorf("second try: %v", err)
	}
}

// A referral that came late opened an episode that began before a closed one,
// and the record showed the closed one.
func TestOpenEpisodeIsShownBeforeALaterClosedOne(t *testing.T) {
	s := open(t, on("2026-06-30"))
	c := data.Client{FamilyName: "Ash"}
	must(t, s.Casework.SaveClient(bg, &c))
	must(t, s.Casework.AddReferral(bg, &data.Referral{ClientID: c.ID, ReceivedOn: d("2026-03-01")}))
	r, _ := s.Overview.Record(bg, c.ID)
	e := *r.Episode
	e.Status, e.ClosedOn, e.CloseReason = data.EpisodeClosed, d("2026-05-01"), "goals_met"
	must(t, s.Casework.SaveEpisode(bg, &e))
	late := data.Referral{ClientID: c.ID, ReceivedOn: d("2026-02-01")}
	must(t, s.Casework.AddReferral(bg, &late))
	r, err := s.Overview.Record(bg, c.ID)
	must(t, err)
	if r.Episode.ID != late.EpisodeID {
		t.Errorf("the open episode is not shown: status %s of %d", r.Episode.Status, r.Episodes)
	}
	_, n, _ := s.Casework.Clients(bg, data.ClientFilter{Status: data.EpisodeOpen})
	if n != 1 {
		t.Errorf("%d open clients", n)
	}
}

// A service closed with no end given came before those that are open: NULL
// sorts first.
func TestClosedForNowComesAfterOpen(t *testing.T) {
	s := open(t, on("2026-06-30"))
	open1 := data.Service{Name: "Advice A", Status: data.ServiceActive}
	paused := data.Service{Name: "Advice B", Status: data.ServicePaused}
	must(t, s.Directory.SaveService(bg, &open1))
	must(t, s.Directory.SaveService(bg, &paused))
	rows, _, err := s.Directory.Services(bg, data.ServiceFilter{Words: "advice", For: &data.Suiting{}})
	must(t, err)
	if rows[0].ID != open1.ID {
		t.Errorf("first comes %q, %s, against: %v", rows[0].Name, rows[0].Status, rows[0].Reasons)
	}
}

// Each report held one reader and waited for a second, until none was left.
func TestSeveralReportsAtOnce(t *testing.T) {
	s := open(t, on("2026-06-30"))
	ctx, cancel := context.WithTimeout(bg, 15*time.Second)
	defer cancel()
	var wg sync.WaitGroup
	var mu sync.Mutex
	failed := 0
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if _, err := s.Figures.Figures(ctx, data.FigureFilter{From: d("2026-01-01"), To: d("2026-06-30")}); err != nil {
					mu.Lock()
					failed++
					mu.Unlock()
					return
				}
			}
		})
	}
	wg.Wait()
	if failed > 0 {
		t.Errorf("%d of 8 never got an answer: %v", failed, ctx.Err())
	}
}

// A number typed as it stands on a phone was not found, so that someone got a
// second record.
func TestPhoneIsFoundHoweverItIsWritten(t *testing.T) {
	s := open(t, on("2026-06-30"))
	c := data.Client{FamilyName: "Ash", Phone: "+44 1843 496001"}
	must(t, s.Casework.SaveClient(bg, &c))
	for _, w := range []string{"01843 496001", "+44 1843 496001", "0044 1843 496001", "Ash 01843"} {
		if _, n, err := s.Casework.Clients(bg, data.ClientFilter{Words: w}); err != nil || n != 1 {
			t.Errorf("%q finds %d, %v", w, n, err)
		}
	}
}

// Two answers that changed and left the total as it was made no trace, and an
// older copy was saved over them.
func TestChangedAnswersAreAChange(t *testing.T) {
	now := time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)
	s := open(t, func() time.Time { now = now.Add(time.Second); return now })
	c := data.Client{FamilyName: "Ash"}
	must(t, s.Casework.SaveClient(bg, &c))
	r := data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: d("2026-06-01"), Mode: "alone", Finished: true, Answers: answers(3)}
	must(t, s.Measure.SaveResponse(bg, &r))
	before, _ := s.Soundness.Counts(bg)
	a, err := s.Measure.Response(bg, r.ID)
	must(t, err)
	b, err := s.Measure.Response(bg, r.ID)
	must(t, err)
	a.Answers[1], a.Answers[14] = 5, 1
	must(t, s.Measure.SaveResponse(bg, a))
	after, _ := s.Soundness.Counts(bg)
	if before[len(before)-1].N == after[len(after)-1].N {
		t.Error("no row of the audit trail for two changed answers")
	}
	b.FilledBy = ""
	b.Answers[2] = 4
	if err := s.Measure.SaveResponse(bg, b); data.CodeOf(err) != data.CodeConflict {
		got, _ := s.Measure.Response(bg, r.ID)
		t.Errorf("the older copy was saved over it (%v): item 1 is %d again", err, got.Answers[1])
	}
}

// A reply slip from weeks ago took "completed" back.
func TestNewsThatComesLateDoesNotTakeBackNewer(t *testing.T) {
	s := open(t, on("2026-06-30"))
	c := data.Client{FamilyName: "Ash"}
	must(t, s.Casework.SaveClient(bg, &c))
	v := data.Service{Name: "A"}
	must(t, s.Directory.SaveService(bg, &v))
	r, err := s.Offering.SaveSitting(bg, offering.Sitting{ClientID: c.ID, On: d("2026-05-01"), Offers: []offering.SittingOffer{{ServiceID: v.ID, Decision: data.Chosen}}})
	must(t, err)
	p := r.Prescriptions[0].ID
	must(t, s.Offering.SetPrescriptionStatus(bg, p, data.StatusStarted, d("2026-05-10"), ""))
	must(t, s.Offering.SetPrescriptionStatus(bg, p, data.StatusCompleted, d("2026-06-20"), ""))
	must(t, s.Offering.SetPrescriptionStatus(bg, p, data.StatusContacted, d("2026-05-03"), "reply slip found in the post"))
	got, _ := s.Offering.Prescription(bg, p)
	if got.Status != data.StatusCompleted {
		t.Errorf("status %s on %s", got.Status, got.StatusOn)
	}
}

// "Started", pressed by mistake and corrected, still counted as a wait that
// had ended.
func TestCorrectedStartIsNoWait(t *testing.T) {
	s := open(t, on("2026-06-30"))
	_, _, p := chosen(t, s, "2026-05-01")
	must(t, s.Offering.SetPrescriptionStatus(bg, p.ID, data.StatusStarted, d("2026-05-10"), ""))
	must(t, s.Offering.SetPrescriptionStatus(bg, p.ID, data.StatusDidNotStart, d("2026-05-10"), "wrong button"))
	f, err := s.Figures.Figures(bg, data.FigureFilter{From: d("2026-01-01"), To: d("2026-06-30")})
	must(t, err)
	if f.PeopleStarted != len(f.ToFirstService.Days) {
		t.Errorf("%d people started, but %d waits for a first service: %v", f.PeopleStarted, len(f.ToFirstService.Days), f.ToFirstService)
	}
}

// A refusal takes people out of means without touching a record of the period.
func TestRefusalIsSaidOfAKeptReport(t *testing.T) {
	now := time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)
	s := open(t, func() time.Time { now = now.Add(time.Second); return now })
	c, _, _ := chosen(t, s, "2026-05-01")
	r := data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: d("2026-05-01"), Mode: "alone", Finished: true, Answers: answers(3)}
	must(t, s.Measure.SaveResponse(bg, &r))
	must(t, s.Casework.SaveContact(bg, &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: d("2026-05-01")}))
	q := data.FigureFilter{From: d("2026-01-01"), To: d("2026-06-30")}
	fr := data.Frozen{Title: "x", Filter: q, AsAt: now.Add(time.Second).UTC().Format("2006-01-02T15:04:05.000Z"), Body: []byte("{}")}
	must(t, s.Figures.Freeze(bg, &fr))
	now = now.Add(time.Hour)
	must(t, s.Casework.AddConsent(bg, &data.Consent{ClientID: c.ID, Kind: data.ConsentEvaluation, On: d("2026-06-30"), How: "phone"}))
	since, err := s.Figures.SinceFrozen(bg, &fr)
	must(t, err)
	if since == (data.SinceFrozen{}) {
		t.Error("figures changed, but nothing is said to have been written since")
	}
}

// The day of a referral was typed as 2016, and the episode stayed there after
// the correction. Its beginning moves with its stamp and a row of the trail.
func TestTheBeginningFollowsACorrectedReferral(t *testing.T) {
	ctx := context.Background()
	clock := time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)
	s := open(t, func() time.Time { clock = clock.Add(time.Second); return clock })
	c := data.Client{FamilyName: "Ash"}
	must(t, s.Casework.SaveClient(ctx, &c))
	f := data.Referral{ClientID: c.ID, ReceivedOn: d("2016-06-01")}
	must(t, s.Casework.AddReferral(ctx, &f))
	opened := func(want string) {
		t.Helper()
		r, err := s.Overview.Record(ctx, c.ID)
		must(t, err)
		if r.Episode.OpenedOn != d(want) {
			t.Errorf("opened on %s, not %s", r.Episode.OpenedOn, want)
		}
	}
	stale, err := s.Overview.Record(ctx, c.ID)
	must(t, err)
	f.ReceivedOn = d("2026-06-01")
	must(t, s.Casework.UpdateReferral(ctx, &f))
	opened("2026-06-01")
	must(t, s.Casework.SaveContact(ctx, &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: d("2026-06-05")}))
	f.ReceivedOn = d("2026-06-20")
	must(t, s.Casework.UpdateReferral(ctx, &f))
	opened("2026-06-05")
	f.ReceivedOn = d("2026-05-01")
	must(t, s.Casework.UpdateReferral(ctx, &f))
	opened("2026-05-01")
	if err := s.Casework.SaveEpisode(ctx, stale.Episode); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("an older copy of the episode was saved over it: %v", err)
	}
}

// Further reasons of a referral, and what a service is for, are in tables of
// their own: a change there left no trace.
func TestListsLeaveATrace(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-06-30"))
	housing := data.Reason{Name: "A home of one's own"}
	must(t, s.Lists.SaveReason(ctx, &housing))
	c, v := data.Client{FamilyName: "Ash"}, data.Service{Name: "Lunch club"}
	must(t, s.Casework.SaveClient(ctx, &c))
	must(t, s.Directory.SaveService(ctx, &v))
	f := data.Referral{ClientID: c.ID, ReceivedOn: d("2026-06-01")}
	must(t, s.Casework.AddReferral(ctx, &f))
	trail := func() int {
		n, err := s.Soundness.Counts(ctx)
		must(t, err)
		return n[len(n)-1].N
	}
	for what, change := range map[string]func() error{
		"a further reason": func() error { f.Further = []data.ID{housing.ID}; return s.Casework.UpdateReferral(ctx, &f) },
		"a need":           func() error { v.Needs = []data.ID{housing.ID}; return s.Directory.SaveService(ctx, &v) },
		"a language":       func() error { v.Languages = []string{"cy"}; return s.Directory.SaveService(ctx, &v) },
	} {
		for _, want := range []int{1, 0} { // once for the change, not again for nothing
			before := trail()
			must(t, change())
			if n := trail() - before; n != want {
				t.Errorf("%s: %d rows of the trail, want %d", what, n, want)
			}
		}
	}
}

// The last import was the last one that changed something.
func TestAnImportThatChangedNothingWasOne(t *testing.T) {
	now := d("2026-06-01")
	s := open(t, func() time.Time { return now.Time().Add(12 * time.Hour) })
	for _, on := range []string{"2026-06-01", "2026-06-20"} {
		now = d(on)
		imported(t, s, sources.ImportOptions{}, entry(1, "1", "Lunch club"))
		if list, err := s.Sources.Sources(context.Background()); err != nil || list[0].LastOn != now {
			t.Errorf("%+v, %v, want %s", list, err, now)
		}
	}
}

// What a source said of an entry while it was merged never reached the entry:
// after the merge was undone its telephone number stayed the old one for ever.
func TestASourceIsHeardAfterAMergeIsUndone(t *testing.T) {
	ctx := context.Background()
	clock := time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)
	s := open(t, func() time.Time { clock = clock.Add(time.Second); return clock })
	a, b := entry(1, "1", "Lunch club", phone("01843 496111")), entry(2, "2", "Lunch at St Mary's", phone("01843 496222"))
	_, rows := imported(t, s, sources.ImportOptions{}, a, b)
	merge, err := s.Directory.MergeServices(ctx, rows["Lunch club"].ServiceID, rows["Lunch at St Mary's"].ServiceID)
	must(t, err)
	b.Service.Phone = "01843 496999"
	imported(t, s, sources.ImportOptions{}, a, b)
	must(t, s.Directory.UndoMerge(ctx, merge))
	imported(t, s, sources.ImportOptions{}, a, b)
	for name, want := range map[string]string{"Lunch club": "01843 496111", "Lunch at St Mary's": "01843 496999"} {
		if v, err := s.Directory.Service(ctx, rows[name].ServiceID); err != nil || v.Phone != want {
			t.Errorf("%s: %v, %v", name, v, err)
		}
	}
}

// A file that was exported before a merge brought the merged entry back, and a
// sitting that was open during one offered what no one finds any more.
func TestAMergedEntryStaysMerged(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-06-30"))
	kept, gone := data.Service{Name: "Lunch club"}, data.Service{Name: "Lunch club Margate", Phone: "01843 496222", LastChecked: d("2026-06-29")}
	must(t, s.Directory.SaveService(ctx, &kept))
	must(t, s.Directory.SaveService(ctx, &gone))
	var exported []*data.SourceEntry
	for e, err := range s.Sources.ExportEntries(ctx) {
		must(t, err)
		exported = append(exported, e)
	}
	_, err := s.Directory.MergeServices(ctx, kept.ID, gone.ID)
	must(t, err)
	for range 2 {
		r, _ := imported(t, s, sources.ImportOptions{Source: "our own list"}, exported...)
		if _, n, _ := s.Directory.Services(ctx, data.ServiceFilter{}); n != 1 || r.New != 0 {
			t.Errorf("%d services, %d new", n, r.New)
		}
	}
	if v, err := s.Directory.Service(ctx, kept.ID); err != nil || v.Name != "Lunch club" {
		t.Errorf("%v, %v", v, err)
	}
	c := data.Client{FamilyName: "Ash"}
	must(t, s.Casework.SaveClient(ctx, &c))
	r, err := s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: c.ID, On: d("2026-06-01"), Offers: []offering.SittingOffer{{ServiceID: gone.ID, Decision: data.Chosen}}})
	must(t, err)
	if p := r.Prescriptions[0]; p.ServiceID != kept.ID || p.Service != "Lunch club" {
		t.Errorf("chosen: %+v", p)
	}
}
