package store_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/offering"
	"waymark/data/store/office"
)

// chose opens a database in which a client has chosen one service that we
// contact for them and one that they go to themselves.
func chose(t *testing.T) (*office.Office, *data.Client, *offering.SittingResult) {
	t.Helper()
	ctx := context.Background()
	s, err := office.Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: on("2026-04-01")})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	c := &data.Client{GivenNames: "Ada", FamilyName: "Stone"}
	must(t, s.Casework.SaveClient(ctx, c))
	var offers []offering.SittingOffer
	for name, kind := range map[string]data.PrescriptionKind{"Advice Centre": data.ReferralOn, "Walking Group": data.Signpost} {
		v := data.Service{Name: name, Phone: "01843 000 111"}
		must(t, s.Directory.SaveService(ctx, &v))
		offers = append(offers, offering.SittingOffer{ServiceID: v.ID, Decision: data.Chosen, Kind: kind})
	}
	sat, err := s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: c.ID, On: d("2026-03-30"), Offers: offers})
	must(t, err)
	return s, c, sat
}

func openTasks(t *testing.T, s *office.Office) []data.TaskRow {
	t.Helper()
	list, err := s.Tasks.Tasks(context.Background(), data.TaskFilter{Open: true, To: s.Session.Today()})
	must(t, err)
	return list
}

func referred(t *testing.T, sat *offering.SittingResult) data.Prescription {
	t.Helper()
	for _, p := range sat.Prescriptions {
		if p.Kind == data.ReferralOn {
			return p
		}
	}
	t.Fatal("nothing was referred")
	return data.Prescription{}
}

func contactOn(t *testing.T, s *office.Office, client, prescription data.ID) data.OfferSheetContact {
	t.Helper()
	sheet, err := s.Offering.OfferSheet(context.Background(), client, []data.ID{prescription})
	must(t, err)
	return sheet.Items[0].Contact
}

func TestSaveSitting_makesATaskOnlyForWhatWeContact(t *testing.T) {
	ctx := context.Background()
	s, c, sat := chose(t)
	list := openTasks(t, s)
	if len(list) != 1 || list[0].Title != "Contact Advice Centre" || list[0].Client != "Ada Stone" || list[0].ServicePhone != "01843 000 111" ||
		list[0].DueOn != d("2026-04-01") || list[0].MayShare {
		t.Fatalf("%+v", list)
	}
	must(t, s.Casework.AddConsent(ctx, &data.Consent{ClientID: c.ID, Kind: data.ConsentOrganisation, Given: true, On: d("2026-03-30"), How: "in_person"}))
	if list = openTasks(t, s); !list[0].MayShare {
		t.Error("the consent is not seen")
	}
	p := referred(t, sat)
	if got := contactOn(t, s, c.ID, p.ID); got != (data.OfferSheetContact{}) {
		t.Errorf("no one rang, and the sheet has %+v", got)
	}
}

func TestTaskDone_tellsTheReferralAndTheSheet(t *testing.T) {
	ctx := context.Background()
	s, c, sat := chose(t)
	p, task := referred(t, sat), openTasks(t, s)[0]
	for _, bad := range []struct {
		on    data.Date
		how   string
		field string
	}{{d("2026-03-01"), "By phone", "ClosedOn"}, {d("2026-04-02"), "By phone", "ClosedOn"}, {d("2026-04-01"), " ", "How"}} {
		if err := s.Tasks.Done(ctx, task.ID, bad.on, bad.how, ""); data.FieldErrorsOf(err).For(bad.field) == "" {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if got, err := s.Offering.Prescription(ctx, p.ID); err != nil || got.Status != data.StatusMade || len(openTasks(t, s)) != 1 {
		t.Fatalf("a refused task left %+v, %v", got, err)
	}
	must(t, s.Tasks.Done(ctx, task.ID, d("2026-03-31"), "By phone", "They ring back on Friday"))
	got, err := s.Offering.Prescription(ctx, p.ID)
	must(t, err)
	if got.Status != data.StatusContacted || got.StatusOn != d("2026-03-31") || got.Note != "By phone. They ring back on Friday" {
		t.Errorf("%+v", got)
	}
	if got := contactOn(t, s, c.ID, p.ID); got != (data.OfferSheetContact{On: d("2026-03-31"), How: "By phone"}) {
		t.Errorf("%+v", got)
	}
	if err := s.Tasks.Done(ctx, task.ID, d("2026-04-01"), "By phone", ""); data.CodeOf(err) != data.CodeConflict {
		t.Error("done twice", err)
	}
	must(t, s.Tasks.Reopen(ctx, task.ID))
	// An open task said “They ring back on Friday”, which was of the call that closed it.
	if open := openTasks(t, s); len(open) != 1 || open[0].Note != "Closed on 31 Mar 2026, then reopened. The note was: They ring back on Friday" || open[0].How != "" {
		t.Errorf("open again as %+v", open)
	}
}

func TestTask_isNotNeededOrPutOff(t *testing.T) {
	ctx := context.Background()
	s, c, sat := chose(t)
	task := openTasks(t, s)[0]
	if err := s.Tasks.PutOff(ctx, task.ID, d("2026-03-31"), ""); data.FieldErrorsOf(err).For("DueOn") == "" {
		t.Error("put off to a day that has passed", err)
	}
	must(t, s.Tasks.PutOff(ctx, task.ID, d("2026-04-03"), "Closed until Friday"))
	if len(openTasks(t, s)) != 0 {
		t.Error("still due today")
	}
	if err := s.Tasks.NotNeeded(ctx, task.ID, d("2026-04-01"), " "); data.FieldErrorsOf(err).For("Note") == "" {
		t.Error("not needed without a reason", err)
	}
	must(t, s.Tasks.NotNeeded(ctx, task.ID, d("2026-04-01"), "Ada rang them herself"))
	if got := contactOn(t, s, c.ID, referred(t, sat).ID); !got.NotNeeded || !got.On.IsZero() {
		t.Errorf("%+v", got)
	}
	got, err := s.Tasks.Task(ctx, task.ID)
	must(t, err)
	if got.FirstDue != d("2026-04-01") || got.DueOn != d("2026-04-03") || got.Status != data.TaskNotNeeded {
		t.Errorf("%+v", got)
	}
}

func TestTask_isSettledByWhatIsRecordedElsewhere(t *testing.T) {
	ctx := context.Background()
	for status, want := range map[data.PrescriptionStatus]data.TaskStatus{
		data.StatusStarted: data.TaskDone, data.StatusContacted: data.TaskDone, data.StatusStopped: data.TaskDone, data.StatusDidNotStart: data.TaskNotNeeded,
	} {
		s, _, sat := chose(t)
		task := openTasks(t, s)[0]
		must(t, s.Offering.SetPrescriptionStatus(ctx, referred(t, sat).ID, status, d("2026-04-01"), ""))
		got, err := s.Tasks.Task(ctx, task.ID)
		must(t, err)
		if got.Status != want || got.ClosedOn != d("2026-04-01") {
			t.Errorf("%s: %+v", status, got)
		}
	}
	s, c, _ := chose(t)
	record, err := s.Overview.Record(ctx, c.ID)
	must(t, err)
	record.Episode.Status, record.Episode.ClosedOn, record.Episode.CloseReason = data.EpisodeClosed, d("2026-04-01"), data.CloseReasons()[0].Value
	must(t, s.Casework.SaveEpisode(ctx, record.Episode))
	if list := openTasks(t, s); len(list) != 0 {
		t.Errorf("closed, and still %+v", list)
	}
}

func TestTask_ofAnotherPartIsClosedLikeAnyOther(t *testing.T) {
	ctx := context.Background()
	s, c, _ := chose(t)
	k := data.Task{ClientID: c.ID, Kind: "anything", Title: "Bring the form", DueOn: d("2026-03-20")}
	must(t, s.Tasks.Add(ctx, &k))
	list, err := s.Tasks.Tasks(ctx, data.TaskFilter{Open: true, ClientID: c.ID})
	must(t, err)
	if len(list) != 2 || list[0].Title != "Bring the form" {
		t.Fatalf("%+v", list)
	}
	must(t, s.Tasks.Done(ctx, k.ID, d("2026-04-01"), "In person", ""))
	record, err := s.Overview.Record(ctx, c.ID)
	must(t, err)
	if e := record.Timeline[0]; e.Title != "Bring the form" || !strings.Contains(strings.Join(e.Tags, "|"), "Done") {
		t.Errorf("the story has %+v", record.Timeline)
	}
}
