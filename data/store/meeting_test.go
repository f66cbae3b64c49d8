package store_test

import (
	"context"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/data/store/office"
)

// day is a database with one client, one service and a clock that can be set.
type sittingDay struct {
	*office.Office
	t       *testing.T
	now     time.Time
	client  data.ID
	service data.ID
	sian    data.ID
}

func newSittingDay(t *testing.T) *sittingDay {
	t.Helper()
	d := &sittingDay{t: t, now: time.Date(2026, 4, 7, 9, 30, 0, 0, time.UTC)}
	d.Office = open(t, func() time.Time { return d.now })
	ctx := context.Background()
	surgery := data.Surgery{Name: "Harbour Street"}
	must(t, d.Lists.SaveSurgery(ctx, &surgery))
	staff := data.Staff{Name: "Siân Prŷs", Role: data.RolePrescriber}
	must(t, d.Lists.SaveStaff(ctx, &staff))
	d.Session.SwitchTo(staff.ID)
	service := data.Service{Name: "Lunch club"}
	must(t, d.Directory.SaveService(ctx, &service))
	client := data.Client{GivenNames: "Zoë", FamilyName: "O’Brien", SurgeryID: surgery.ID}
	must(t, d.Casework.SaveClient(ctx, &client))
	must(t, d.Casework.AddReferral(ctx, &data.Referral{ClientID: client.ID, ReceivedOn: data.MustDate("2026-04-01"), Source: "gp"}))
	d.client, d.service, d.sian = client.ID, service.ID, staff.ID
	return d
}

// proposed is what a form proposes today.
func (d *sittingDay) proposed(likely data.ContactKind) data.Meeting {
	d.t.Helper()
	p, err := d.Casework.ProposeMeeting(context.Background(), d.client, data.DateOf(d.now), data.MeetingHint{Likely: likely})
	must(d.t, err)
	return p.Meeting
}

func (d *sittingDay) offer(m data.Meeting) *offering.SittingResult {
	d.t.Helper()
	r, err := d.Offering.SaveSitting(context.Background(), offering.Sitting{ClientID: d.client, On: data.DateOf(d.now), Meeting: m,
		Offers: []offering.SittingOffer{{ServiceID: d.service, Decision: data.Chosen}}})
	must(d.t, err)
	return r
}

func (d *sittingDay) answer(m data.Meeting) *data.Response {
	d.t.Helper()
	r := &data.Response{ClientID: d.client, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: data.DateOf(d.now), Mode: "alone",
		Finished: true, Answers: answers(3)}
	must(d.t, d.Measure.SaveResponseMet(context.Background(), r, m))
	return r
}

func (d *sittingDay) contacts() []data.ContactRow {
	d.t.Helper()
	list, err := d.Casework.Contacts(context.Background(), data.ContactFilter{})
	must(d.t, err)
	return list
}

func TestSitting_offersQuestionnaireAndNoteMakeOneContact(t *testing.T) {
	d, ctx := newSittingDay(t), context.Background()
	if m := d.proposed(""); m.Said() {
		t.Fatalf("a first sitting proposes %+v", m)
	}
	sat := d.offer(data.Meeting{Kind: "clinic"})
	list := d.contacts()
	if len(list) != 1 || list[0].ID != sat.ContactID || list[0].Kind != "clinic" || list[0].At != "09:30" || list[0].StaffID != d.sian ||
		list[0].Surgery != "Harbour Street" || list[0].Outcome != data.ContactAttended {
		t.Fatalf("contacts %+v", list)
	}
	d.now = d.now.Add(20 * time.Minute)
	m := d.proposed("")
	if m.ContactID != sat.ContactID {
		t.Fatalf("proposes %+v", m)
	}
	r := d.answer(m)
	k, err := d.Casework.Contact(ctx, r.ContactID)
	must(t, err)
	k.Note = "Brought letters."
	must(t, d.Casework.SaveContact(ctx, k))
	if list = d.contacts(); len(list) != 1 || list[0].Note != "Brought letters." {
		t.Errorf("contacts %+v", list)
	}
	parts, err := d.Casework.ContactParts(ctx, k.ID)
	must(t, err)
	if parts != (data.ContactParts{Offers: 1, Responses: 1}) {
		t.Errorf("parts %+v", parts)
	}
	figures, err := d.Figures.Figures(ctx, data.FigureFilter{From: data.MustDate("2026-04-01"), To: data.MustDate("2026-04-30")})
	must(t, err)
	if figures.Seen != 1 {
		t.Errorf("%d people seen", figures.Seen)
	}
}

func TestSitting_appointmentTookPlace(t *testing.T) {
	d, ctx := newSittingDay(t), context.Background()
	a := &data.Appointment{ClientID: d.client, Kind: "home_visit", On: data.DateOf(d.now), At: "10:00", Note: "Bring the form"}
	must(t, d.Diary.Book(ctx, a))
	d.offer(d.proposed(""))
	d.offer(d.proposed(""))
	list := d.contacts()
	if len(list) != 1 || list[0].Outcome != data.ContactAttended || list[0].At != "10:00" || list[0].Kind != "home_visit" {
		t.Errorf("contacts %+v", list)
	}
	seen, err := d.Diary.Appointment(ctx, a.ID)
	must(t, err)
	if seen.State != data.AppointmentSeen || seen.ContactID != list[0].ID || seen.Note != "Bring the form" {
		t.Errorf("appointment %+v", seen)
	}
}

func TestSitting_notMetRecordsNoContact(t *testing.T) {
	d := newSittingDay(t)
	d.offer(data.Meeting{NotMet: true})
	d.answer(data.Meeting{NotMet: true})
	if list := d.contacts(); len(list) != 0 {
		t.Errorf("contacts %+v", list)
	}
}

func TestSitting_savedTwiceFromStaleFormsMakesOneContact(t *testing.T) {
	d := newSittingDay(t)
	d.offer(data.Meeting{Kind: "clinic"})
	d.answer(data.Meeting{Kind: "clinic"}) // said before the other was saved
	if list := d.contacts(); len(list) != 1 {
		t.Errorf("contacts %+v", list)
	}
	d.answer(data.Meeting{Kind: "clinic", Separate: true})
	if list := d.contacts(); len(list) != 2 {
		t.Errorf("contacts %+v", list)
	}
}

func TestSitting_refusedContactSavesNothing(t *testing.T) {
	d, ctx := newSittingDay(t), context.Background()
	sat := d.offer(data.Meeting{Kind: "clinic"})
	must(t, d.Casework.RemoveContact(ctx, sat.ContactID, "wrong person"))
	_, err := d.Offering.SaveSitting(ctx, offering.Sitting{ClientID: d.client, On: data.DateOf(d.now), Meeting: data.Meeting{ContactID: sat.ContactID},
		Offers: []offering.SittingOffer{{ServiceID: d.service, Decision: data.Declined}}})
	if data.CodeOf(err) != data.CodeConflict {
		t.Errorf("a removed contact was joined: %v", err)
	}
	_, err = d.Offering.SaveSitting(ctx, offering.Sitting{ClientID: d.client, On: data.DateOf(d.now), Meeting: data.Meeting{Kind: "clinic"},
		Offers: []offering.SittingOffer{{ServiceID: d.service, Decision: "nonsense"}}})
	if err == nil {
		t.Error("an offer without a decision was saved")
	}
	offers, err := d.Offering.Offers(ctx, d.client)
	must(t, err)
	if len(offers) != 1 || offers[0].ContactID != "" || len(d.contacts()) != 0 {
		t.Errorf("offers %+v, contacts %+v", offers, d.contacts())
	}
}

func TestRemoveContact_keepsWhatWasPartOfIt(t *testing.T) {
	d, ctx := newSittingDay(t), context.Background()
	d.offer(data.Meeting{Kind: "clinic"})
	r := d.answer(d.proposed(""))
	k, err := d.Casework.Contact(ctx, r.ContactID)
	must(t, err)
	k.Outcome = data.ContactMissed
	if err := d.Casework.SaveContact(ctx, k); data.FieldErrorsOf(err).For("Outcome") == "" {
		t.Errorf("a contact with offers was called missed: %v", err)
	}
	must(t, d.Casework.RemoveContact(ctx, k.ID, "wrong day"))
	r.Answers[1] = 5 // the pad still holds the contact that is gone
	r.Stamp = data.Stamp{}
	must(t, d.Measure.SaveResponse(ctx, r))
	again, err := d.Measure.Response(ctx, r.ID)
	must(t, err)
	if again.ContactID != "" || again.Answers[1] != 5 {
		t.Errorf("response %+v", again)
	}
	if m := d.proposed(""); m.ContactID != "" || m.Kind != "" {
		t.Errorf("proposes %+v of a contact that is gone", m)
	}
}

func TestFollowUps_inOneCallMakeOneContact(t *testing.T) {
	d, ctx := newSittingDay(t), context.Background()
	first, second := d.offer(data.Meeting{Kind: "clinic"}), d.offer(data.Meeting{NotMet: true})
	d.now = time.Date(2026, 4, 28, 14, 0, 0, 0, time.UTC)
	for _, sat := range []*offering.SittingResult{first, second} {
		_, err := d.Offering.CompleteFollowUp(ctx, sat.FollowUps[0].ID, offering.Completion{On: data.DateOf(d.now), Meeting: d.proposed("phone")})
		must(t, err)
	}
	list := d.contacts()
	if len(list) != 2 || list[1].Kind != "phone" || list[1].At != "14:00" {
		t.Fatalf("contacts %+v", list)
	}
	f, err := d.Offering.FollowUp(ctx, second.FollowUps[0].ID)
	must(t, err)
	if f.ContactID != list[1].ID {
		t.Errorf("the second follow-up is part of %q", f.ContactID)
	}
}

func TestLogCall_addsTheNoteToTheCallOfTheFollowUp(t *testing.T) {
	d, ctx := newSittingDay(t), context.Background()
	sat := d.offer(data.Meeting{NotMet: true})
	_, err := d.Offering.CompleteFollowUp(ctx, sat.FollowUps[0].ID, offering.Completion{On: data.DateOf(d.now), Meeting: d.proposed("phone")})
	must(t, err)
	call := func(outcome data.ContactOutcome, note string) {
		t.Helper()
		must(t, d.Casework.LogCall(ctx, &data.Contact{ClientID: d.client, Kind: "phone", Outcome: outcome, On: data.DateOf(d.now), Note: note}))
	}
	call(data.ContactMissed, "No answer")
	call(data.ContactAttended, "Glad, goes again on Tuesday.")
	call(data.ContactAttended, "Rang again about the bus.")
	notes := map[string]int{}
	for _, k := range d.contacts() {
		notes[k.Note]++
	}
	if len(notes) != 3 || notes["Glad, goes again on Tuesday."] != 1 || notes[""] != 0 {
		t.Errorf("notes %v", notes)
	}
}

func TestSitting_acrossMidnightBelongsToTheDayItBegan(t *testing.T) {
	d, ctx := newSittingDay(t), context.Background()
	began := data.DateOf(d.now)
	d.now = time.Date(2026, 4, 8, 0, 5, 0, 0, time.UTC)
	r, err := d.Offering.SaveSitting(ctx, offering.Sitting{ClientID: d.client, On: began, Meeting: data.Meeting{Kind: "home_visit"},
		Offers: []offering.SittingOffer{{ServiceID: d.service, Decision: data.Declined}}})
	must(t, err)
	k, err := d.Casework.Contact(ctx, r.ContactID)
	must(t, err)
	if k.On != began || k.At != "" || k.SurgeryID != "" {
		t.Errorf("contact %+v", k)
	}
	if m := d.proposed(""); m.Said() {
		t.Errorf("the new day proposes %+v", m)
	}
}

func TestSitting_afterTheEpisodeClosedStaysInIt(t *testing.T) {
	d, ctx := newSittingDay(t), context.Background()
	rec, err := d.Overview.Record(ctx, d.client)
	must(t, err)
	e := rec.Episode
	e.Status, e.ClosedOn, e.CloseReason = data.EpisodeClosed, data.DateOf(d.now), data.CloseReasons()[0].Value
	must(t, d.Casework.SaveEpisode(ctx, e))
	r := d.answer(data.Meeting{Kind: "phone"})
	k, err := d.Casework.Contact(ctx, r.ContactID)
	must(t, err)
	if k.EpisodeID != e.ID {
		t.Errorf("the contact went to another episode")
	}
}

// TestProposeMeeting_theNextClientIsAsked: the form proposed the kind of contact of the
// client before, and saved it for whoever did not look.
func TestProposeMeeting_theNextClientIsAsked(t *testing.T) {
	d, ctx := newSittingDay(t), context.Background()
	d.offer(data.Meeting{Kind: "clinic"})
	next := data.Client{GivenNames: "Harold", FamilyName: "Pettit"}
	must(t, d.Casework.SaveClient(ctx, &next))
	d.client = next.ID
	if m := d.proposed(""); m.Said() {
		t.Errorf("the next client of the morning: %+v", m)
	}
}

func TestFigures_tellWhatWasRecordedWithoutAContact(t *testing.T) {
	d, ctx := newSittingDay(t), context.Background()
	april := data.FigureFilter{From: data.MustDate("2026-04-01"), To: data.MustDate("2026-04-30")}
	figures := func() *data.Figures {
		t.Helper()
		f, err := d.Figures.Figures(ctx, april)
		must(t, err)
		return f
	}
	d.offer(data.Meeting{NotMet: true})
	d.answer(data.Meeting{NotMet: true})
	want := data.Unmet{Referrals: 1, Offers: 1, Responses: 1}
	if f := figures(); f.Unmet != want || f.Seen != 0 {
		t.Errorf("%+v, want %+v", f.Unmet, want)
	}
	if u, err := d.Figures.Unmet(ctx, april); err != nil || u != want {
		t.Errorf("%+v, %v", u, err)
	}
	elsewhere := april
	elsewhere.SurgeryID = "no such surgery"
	if u, err := d.Figures.Unmet(ctx, elsewhere); err != nil || u.Any() {
		t.Errorf("of another surgery %+v, %v", u, err)
	}
	d.now = time.Date(2026, 4, 28, 14, 0, 0, 0, time.UTC)
	rec, err := d.Overview.Record(ctx, d.client)
	must(t, err)
	_, err = d.Offering.CompleteFollowUp(ctx, rec.FollowUps[0].ID, offering.Completion{On: data.DateOf(d.now), Meeting: data.Meeting{NotMet: true}})
	must(t, err)
	if f := figures(); f.Unmet.FollowUps != 1 {
		t.Errorf("%+v", f.Unmet)
	}
	must(t, d.Casework.SaveContact(ctx, &data.Contact{ClientID: d.client, Kind: "phone", Outcome: data.ContactAttended, On: data.DateOf(d.now)}))
	if f := figures(); f.Unmet.Any() || f.Seen != 1 {
		t.Errorf("%+v, %d seen", f.Unmet, f.Seen)
	}
}
