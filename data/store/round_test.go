package store_test

import (
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/data/store/office"
	"waymark/data/store/round"
)

// owed is a client who chose services on a day, all in one sitting.
func owed(t *testing.T, s *office.Office, name, on string, services ...string) (data.Client, []data.FollowUp) {
	t.Helper()
	c := data.Client{FamilyName: name}
	must(t, s.Casework.SaveClient(bg, &c))
	must(t, s.Casework.AddReferral(bg, &data.Referral{ClientID: c.ID, ReceivedOn: d(on)}))
	sitting := offering.Sitting{ClientID: c.ID, On: d(on)}
	for _, service := range services {
		v := data.Service{Name: service}
		must(t, s.Directory.SaveService(bg, &v))
		sitting.Offers = append(sitting.Offers, offering.SittingOffer{ServiceID: v.ID, Decision: data.Chosen})
	}
	r, err := s.Offering.SaveSitting(bg, sitting)
	must(t, err)
	return c, r.FollowUps
}

func calls(t *testing.T, s *office.Office) *round.Calls {
	t.Helper()
	c, err := s.Round.Calls(bg, "")
	must(t, err)
	return c
}

func TestSaveCall_oneCallForOnePersonHoweverManyServices(t *testing.T) {
	now := d("2026-03-17")
	s := open(t, func() time.Time { return time.Date(now.Year, now.Month, now.Day, 9, 40, 0, 0, time.UTC) })
	c, due := owed(t, s, "Ash", "2026-03-17", "Lunch club", "Money advice", "Walking group")
	now = d("2026-04-08")
	missed := &round.Call{ClientID: c.ID, On: now, At: "09:40", Result: data.AttemptNoAnswer, Note: "Rang out", About: []data.ID{due[0].ID, due[1].ID, due[2].ID}}
	came, err := s.Round.SaveCall(bg, missed)
	must(t, err)
	if came.NextOn.Long() != "Fri 10 Apr 2026" || came.NextPart != data.CallAfternoon || came.Closed != 0 {
		t.Fatalf("came of it: %+v", came)
	}
	rec, err := s.Overview.Record(bg, c.ID)
	must(t, err)
	if len(rec.FollowUps) != 3 || rec.FollowUps[0].DueOn != came.NextOn || rec.FollowUps[2].DuePart != data.CallAfternoon || rec.FollowUps[1].Attempts != 1 {
		t.Errorf("owed now: %+v", rec.FollowUps)
	}
	told := 0
	for _, e := range rec.Timeline {
		if e.Kind == data.EntryAttempt {
			told++
			if len(e.Title) < len("Tried to follow up at 9:40: Lunch club; Money advice; Walking group") {
				t.Errorf("the story says %q", e.Title)
			}
		}
	}
	if told != 1 {
		t.Errorf("one call is told %d times", told)
	}

	now = d("2026-04-10")
	came, err = s.Round.SaveCall(bg, &round.Call{ClientID: c.ID, On: now, Meeting: data.Meeting{Kind: "phone"}, Heard: []round.Heard{
		{FollowUpID: due[0].ID, Status: data.StatusStarted, Note: "Goes on Tuesdays"}, {FollowUpID: due[1].ID}}})
	must(t, err)
	if len(came.Second) != 2 || came.Second[0].Number != 2 {
		t.Errorf("came of it: %+v", came)
	}
	contacts, err := s.Casework.Contacts(bg, data.ContactFilter{From: now, To: now})
	must(t, err)
	if len(contacts) != 1 || contacts[0].Kind != "phone" || contacts[0].Outcome != data.ContactAttended {
		t.Errorf("contacts: %+v", contacts)
	}
	if got := calls(t, s); len(got.Stops) != 1 || len(got.Stops[0].Due) != 1 || got.Stops[0].Due[0].ID != due[2].ID {
		t.Errorf("what was not talked about is not in the round: %+v", got)
	}
}

func TestSaveCall_savesAllOrNothing(t *testing.T) {
	s := open(t, on("2026-03-17"))
	a, due := owed(t, s, "Ash", "2026-02-10", "Lunch club")
	_, other := owed(t, s, "Birch", "2026-02-10", "Walking group")
	_, err := s.Round.SaveCall(bg, &round.Call{ClientID: a.ID, On: d("2026-03-17"), Result: data.AttemptEngaged, About: []data.ID{due[0].ID, other[0].ID}})
	if data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("a call to two people: %v", err)
	}
	if f, err := s.Offering.FollowUp(bg, due[0].ID); err != nil || f.Attempts != 0 {
		t.Errorf("half of a refused call was stored: %+v, %v", f, err)
	}
	for _, c := range []round.Call{
		{ClientID: a.ID, On: d("2026-03-17")},
		{ClientID: a.ID, On: d("2026-03-18"), Heard: []round.Heard{{FollowUpID: due[0].ID}}},
		{ClientID: a.ID, On: d("2026-03-17"), Result: data.AttemptEngaged},
		{ClientID: a.ID, On: d("2026-03-17"), At: "25:00", Result: data.AttemptEngaged, About: []data.ID{due[0].ID}},
	} {
		if _, err := s.Round.SaveCall(bg, &c); len(data.FieldErrorsOf(err)) == 0 {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestSaveCall_closesAfterTheLastAttempt(t *testing.T) {
	now := d("2026-03-10")
	s := open(t, func() time.Time { return time.Date(now.Year, now.Month, now.Day, 9, 40, 0, 0, time.UTC) })
	must(t, s.Lists.SetSetting(bg, "follow_up_attempts", "2"))
	c, due := owed(t, s, "Ash", "2026-02-10", "Lunch club")
	call := func(next data.Date) (*round.Came, error) {
		return s.Round.SaveCall(bg, &round.Call{ClientID: c.ID, On: now, At: "09:40", Result: data.AttemptNoAnswer, About: []data.ID{due[0].ID}, NextOn: next})
	}
	came, err := call(data.Date{})
	must(t, err)
	now = came.NextOn
	if came, err = call(now.AddDays(1)); err != nil || came.Closed != 0 {
		t.Fatalf("one more attempt that someone decided on: %+v, %v", came, err)
	}
	now = now.AddDays(1)
	_, err = call(now.AddDays(1))
	must(t, err)
	now = now.AddDays(1)
	if _, err = call(now.AddDays(1)); len(data.FieldErrorsOf(err)) == 0 {
		t.Errorf("a chain without an end: %v", err)
	}
	came, err = call(data.Date{})
	must(t, err)
	f, err := s.Offering.FollowUp(bg, due[0].ID)
	must(t, err)
	if came.Closed != 1 || f.Status != data.FollowUpUnreached || f.ClosedOn != now {
		t.Errorf("after the last attempt: %+v, %+v", came, f)
	}
	if got := calls(t, s); len(got.Stops) != 0 || got.Done != 1 {
		t.Errorf("the round: %+v", got)
	}
}

func TestCalls_goesOnWhereItStopped(t *testing.T) {
	now := d("2026-02-10")
	s := open(t, func() time.Time { return time.Date(now.Year, now.Month, now.Day, 9, 40, 0, 0, time.UTC) })
	ash, _ := owed(t, s, "Ash", "2026-02-10", "Lunch club", "Walking group")
	now = d("2026-02-12")
	birch, birchDue := owed(t, s, "Birch", "2026-02-12", "Lunch club")
	_, cedar := owed(t, s, "Cedar", "2026-02-12", "Lunch club")
	now = d("2026-03-05")
	got := calls(t, s)
	if len(got.Stops) != 3 || got.Stops[0].ClientID != ash.ID || len(got.Stops[0].Due) != 2 || got.Done != 0 {
		t.Fatalf("the round: %+v", got)
	}
	must(t, s.Round.PutOff(bg, ash.ID))
	_, err := s.Round.SaveCall(bg, &round.Call{ClientID: cedar[0].ClientID, On: now, Result: data.AttemptMessage, About: []data.ID{cedar[0].ID}})
	must(t, err)
	got = calls(t, s)
	if len(got.Stops) != 2 || got.Stops[0].ClientID != birch.ID || !got.Stops[1].Later || got.Done != 1 {
		t.Errorf("after one call: %+v", got)
	}
	must(t, s.Offering.CloseFollowUp(bg, birchDue[0].ID, data.FollowUpDeclined, now, ""))
	if got = calls(t, s); len(got.Stops) != 1 || got.Done != 2 {
		t.Errorf("after two: %+v", got)
	}
	now = d("2026-03-06")
	if got = calls(t, s); len(got.Stops) != 1 || got.Stops[0].Later || got.Done != 0 {
		t.Errorf("the next day: %+v", got)
	}
	// what was put off says nothing about someone who was erased
	_, err = s.Casework.EraseClient(bg, ash.ID)
	must(t, err)
	if n := countRows(t, s, "draft"); n != 0 {
		t.Errorf("%d drafts are left of someone who was erased", n)
	}
}

func TestBeyond_countsWhatAFilterHides(t *testing.T) {
	now := d("2026-02-10")
	s := open(t, func() time.Time { return time.Date(now.Year, now.Month, now.Day, 9, 40, 0, 0, time.UTC) })
	sian := data.Staff{Name: "Siân", Role: data.RolePrescriber}
	must(t, s.Lists.SaveStaff(bg, &sian))
	owed(t, s, "Ash", "2026-02-10", "Lunch club", "Walking group") // of no one
	s.Session.SwitchTo(sian.ID)
	mine, _ := owed(t, s, "Birch", "2026-02-10", "Lunch club")
	now = d("2026-03-03") // due today: not overdue
	beyond := func(f data.FollowUpFilter) int {
		n, err := s.Round.Beyond(bg, f)
		must(t, err)
		return n
	}
	if n := beyond(data.FollowUpFilter{Prescriber: sian.ID}); n != 0 {
		t.Errorf("%d are overdue on the day", n)
	}
	now = d("2026-03-04")
	for want, f := range map[int]data.FollowUpFilter{0: {}, 2: {Prescriber: sian.ID}, 3: {SurgeryID: "elsewhere"}} {
		if n := beyond(f); n != want {
			t.Errorf("%+v leaves out %d, want %d", f, n, want)
		}
	}
	rows, total, err := s.Casework.Clients(bg, data.ClientFilter{Overdue: true, Words: "b"})
	must(t, err)
	if total != 1 || rows[0].ID != mine.ID {
		t.Errorf("overdue and searched for: %d, %+v", total, rows)
	}
	c, err := s.Round.Calls(bg, sian.ID)
	must(t, err)
	if len(c.Stops) != 1 || c.Beyond != 2 {
		t.Errorf("the round of one prescriber: %+v", c)
	}
}

func TestKept_countsWhatWasFirstDue(t *testing.T) {
	now := d("2026-02-10")
	s := open(t, func() time.Time { return time.Date(now.Year, now.Month, now.Day, 9, 40, 0, 0, time.UTC) })
	_, due := owed(t, s, "Ash", "2026-02-10", "A", "B", "C", "D") // due on 3 March, on time until 10 March
	must(t, s.Offering.CloseFollowUp(bg, due[2].ID, data.FollowUpNotNeeded, d("2026-02-10"), ""))
	now = d("2026-03-10")
	_, err := s.Offering.CompleteFollowUp(bg, due[0].ID, offering.Completion{On: now})
	must(t, err)
	kept := func() data.FollowUpFigures {
		n, err := s.Round.Kept(bg, d("2026-03-01"), d("2026-03-31"), "")
		must(t, err)
		return n
	}
	if got := kept(); got != (data.FollowUpFigures{Due: 2, OnTime: 1, NotNeeded: 1, NotYet: 3}) { // the second is first due on 31 March
		t.Errorf("on the last day: %+v", got)
	}
	now = d("2026-03-11")
	if got := kept(); got != (data.FollowUpFigures{Due: 4, OnTime: 1, NotNeeded: 1, Open: 2, NotYet: 1}) {
		t.Errorf("a day later: %+v", got)
	}
	f, err := s.Figures.Figures(bg, data.FigureFilter{From: d("2026-03-01"), To: d("2026-03-31")})
	must(t, err)
	if f.FollowUps != kept() {
		t.Errorf("the report counts %+v", f.FollowUps)
	}
}
