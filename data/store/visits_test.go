package store_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/office"
)

// afternoon is a clock that a test moves.
type afternoon struct{ now time.Time }

func (a *afternoon) clock() time.Time { return a.now }

func (a *afternoon) wait(d time.Duration) { a.now = a.now.Add(d) }

func visitDay(t *testing.T) (*office.Office, *afternoon, data.Client, data.Staff) {
	t.Helper()
	a := &afternoon{now: time.Date(2026, 4, 7, 13, 36, 0, 0, time.UTC)}
	s := open(t, a.clock)
	staff := data.Staff{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}
	must(t, s.Lists.SaveStaff(bg, &staff))
	s.Session.SwitchTo(staff.ID)
	c := data.Client{GivenNames: "Walter", FamilyName: "Finch", Address: "9 Canute Road", Town: "Birchington", Postcode: "CT7 9QQ", Alert: "Dog"}
	must(t, s.Casework.SaveClient(bg, &c))
	must(t, s.Casework.AddReferral(bg, &data.Referral{ClientID: c.ID, ReceivedOn: d("2026-03-01")}))
	return s, a, c, staff
}

func planVisit(t *testing.T, s *office.Office, c data.Client, day string) data.Visit {
	t.Helper()
	v := data.Visit{ClientID: c.ID, On: d(day), At: "14:00"}
	must(t, s.Visits.Save(bg, &v))
	return v
}

func rate(t *testing.T, s *office.Office, v data.Visit, room, value string) []data.VisitDecision {
	t.Helper()
	list, err := s.Visits.SaveFinding(bg, &data.VisitFinding{VisitID: v.ID, Aspect: data.AspectRoom, Room: room, Value: value})
	must(t, err)
	return list
}

// A visit from its plan to the contact, the needs and the next visit.
func TestVisit_fromPlanToTheNextVisit(t *testing.T) {
	s, a, c, staff := visitDay(t)
	v := planVisit(t, s, c, "2026-04-07")
	a.wait(28 * time.Minute)
	must(t, s.Visits.Arrive(bg, v.ID))
	if list := rate(t, s, v, "Kitchen", "4"); len(list) != 0 {
		t.Fatalf("a 4 asks for %+v", list)
	}
	list := rate(t, s, v, "Living room", "7")
	if len(list) != 1 || list[0].State != data.DecisionOpen || list[0].Reasons()[0] != "Living room 7" {
		t.Fatalf("a 7 asks for %+v", list)
	}
	open, err := s.Visits.OpenDecisions(bg, staff.ID)
	if must(t, err); len(open) != 1 || open[0].Client != "Walter Finch" {
		t.Fatalf("open are %+v", open)
	}
	housing := data.Reason{Name: "Housing"}
	must(t, s.Lists.SaveReason(bg, &housing))
	a.wait(50 * time.Minute)
	contact, err := s.Visits.Finish(bg, v.ID, data.Finish{Minutes: 50, Note: "Boxes on the stairs.", Needs: []data.Need{{ReasonID: housing.ID, Note: "Home visit: living room 7"}}})
	must(t, err)
	if contact.Kind != "home_visit" || contact.Outcome != data.ContactAttended || contact.At != "14:04" || contact.On != d("2026-04-07") || contact.StaffID != staff.ID {
		t.Errorf("the contact is %+v", contact)
	}
	r, err := s.Visits.Visit(bg, v.ID)
	must(t, err)
	if r.ContactID != contact.ID || r.FinishedAt.IsZero() || len(r.Findings) != 5 || len(r.Open()) != 1 {
		t.Errorf("the finished visit is %+v", r)
	}
	needs, err := s.Visits.Needs(bg, v.ID)
	if must(t, err); len(needs) != 1 || needs[0].VisitID != v.ID || needs[0].EpisodeID != contact.EpisodeID {
		t.Errorf("needs %+v", needs)
	}
	if _, err := s.Visits.Finish(bg, v.ID, data.Finish{}); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("finished twice: %v", err)
	}
	next := planVisit(t, s, c, "2026-05-05")
	r, err = s.Visits.Visit(bg, next.ID)
	must(t, err)
	if r.Last == nil || r.Last.Value(data.AspectRoom, "Living room") != "7" || r.Last.Finding(data.AspectRoom, "Bedroom") == nil {
		t.Errorf("the visit before is %+v", r.Last)
	}
	must(t, s.Casework.RemoveContact(bg, contact.ID, "the wrong person"))
	if r, err = s.Visits.Visit(bg, v.ID); err != nil || r.ContactID != "" {
		t.Errorf("after its contact was removed: %+v, %v", r, err)
	}
}

// What was tapped is there when the program ends without a word.
func TestSaveFinding_isOnTheDisk(t *testing.T) {
	a := &afternoon{now: time.Date(2026, 4, 7, 13, 36, 0, 0, time.UTC)}
	path := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(bg, path, store.Options{Clock: a.clock})
	must(t, err)
	c := data.Client{FamilyName: "Finch"}
	must(t, s.Casework.SaveClient(bg, &c))
	v := planVisit(t, s, c, "2026-04-07")
	rate(t, s, v, "Kitchen", "6")
	rate(t, s, v, "Kitchen", "3")
	other, err := office.Open(bg, path, store.Options{Clock: a.clock, ReadOnly: true})
	must(t, err)
	defer func() { _ = other.Close(); _ = s.Close() }()
	r, err := other.Visits.Visit(bg, v.ID)
	if must(t, err); r.Value(data.AspectRoom, "Kitchen") != "3" || len(r.Findings) != 1 || r.ArrivedAt.IsZero() {
		t.Errorf("another reader sees %+v", r)
	}
}

func TestDecide_answersOnceAndOnlyWhatIsAsked(t *testing.T) {
	s, _, c, _ := visitDay(t)
	v := planVisit(t, s, c, "2026-04-07")
	answer := rate(t, s, v, "Kitchen", "8")[0]
	for _, bad := range []data.VisitDecision{
		{ID: answer.ID}, {ID: answer.ID, State: data.DecisionActed}, {ID: answer.ID, State: data.DecisionNotNeeded},
		{ID: answer.ID, State: data.DecisionActed, Told: "The council", ToldOn: d("2026-04-08")},
		{ID: answer.ID, State: data.DecisionActed, Told: "The council", ToldOn: d("2026-04-07"), ToldAt: "25:00"},
	} {
		if err := s.Visits.Decide(bg, &bad); data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%+v is accepted: %v", bad, err)
		}
	}
	if left := rate(t, s, v, "Kitchen", "3"); len(left) != 0 {
		t.Fatalf("a corrected rating still asks for %+v", left)
	}
	acted := data.VisitDecision{ID: answer.ID, State: data.DecisionActed, Told: "Council safeguarding team", ToldOn: d("2026-04-07"), ToldAt: "14:34"}
	if err := s.Visits.Decide(bg, &acted); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("a decision that is not asked any more: %v", err)
	}
	acted.ID = rate(t, s, v, "Kitchen", "8")[0].ID
	must(t, s.Visits.Decide(bg, &acted))
	if err := s.Visits.Decide(bg, &acted); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("answered twice: %v", err)
	}
	if list := rate(t, s, v, "Kitchen", "8"); len(list) != 1 || list[0].State != data.DecisionActed || list[0].Told != acted.Told {
		t.Errorf("tapped again: %+v", list)
	}
	if list := rate(t, s, v, "Kitchen", "9"); len(list) != 2 || list[1].State != data.DecisionOpen {
		t.Errorf("worse than what was answered: %+v", list)
	}
	must(t, s.Lists.SetSetting(bg, data.SettingVisitThreshold, "0"))
	if list := rate(t, s, v, "Bedroom", "9"); len(list) != 1 {
		t.Errorf("without a threshold: %+v", list)
	}
}

func TestPhotos_onlyWithConsentAndGoneWithoutIt(t *testing.T) {
	s, _, c, _ := visitDay(t)
	v := planVisit(t, s, c, "2026-04-07")
	file := withExif(asJPEG(t, halves(64, 32)), 6)
	if _, err := s.Visits.AddPhoto(bg, v.ID, "The stairs", file); data.CodeOf(err) != data.CodeRefused {
		t.Fatalf("a photo without being asked: %v", err)
	}
	must(t, s.Visits.SavePhotoConsent(bg, v.ID, data.Yes))
	p, err := s.Visits.AddPhoto(bg, v.ID, " The  stairs ", file)
	must(t, err)
	read, err := s.Visits.Photo(bg, p.ID)
	must(t, err)
	if read.Width != 32 || read.Height != 64 || read.Caption != "The stairs" || bytes.Contains(read.Body, []byte(whereItWasTaken)) {
		t.Errorf("kept as %d by %d %q", read.Width, read.Height, read.Caption)
	}
	for range data.MaxVisitPhotos - 1 {
		_, err := s.Visits.AddPhoto(bg, v.ID, "", file)
		must(t, err)
	}
	if _, err := s.Visits.AddPhoto(bg, v.ID, "", file); data.CodeOf(err) != data.CodeRefused || !strings.Contains(data.Sentence(err), "12 photos") {
		t.Errorf("one too many: %v", err)
	}
	must(t, s.Visits.RemovePhoto(bg, p.ID))
	must(t, s.Visits.SavePhotoConsent(bg, v.ID, data.No))
	if _, err := s.Visits.Photo(bg, p.ID); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("a removed photo is read: %v", err)
	}
	if r, err := s.Visits.Visit(bg, v.ID); err != nil || len(r.Photos) != 0 || r.Photos == nil && r.Visit.Photos != data.No {
		t.Errorf("without consent there are %+v, %v", r.Photos, err)
	}
}

func TestList_isInTheOrderOfTravel(t *testing.T) {
	s, _, c, staff := visitDay(t)
	late, early := data.Visit{ClientID: c.ID, On: d("2026-04-09"), At: "16:00"}, data.Visit{ClientID: c.ID, On: d("2026-04-09"), At: "09:00", Address: "The hostel", Postcode: "ct91aa"}
	must(t, s.Visits.Save(bg, &late))
	must(t, s.Visits.Save(bg, &early))
	rows, err := s.Visits.List(bg, data.VisitFilter{From: d("2026-04-09"), To: d("2026-04-09"), StaffID: staff.ID})
	must(t, err)
	if len(rows) != 2 || rows[0].ID != early.ID || rows[0].Where != "The hostel, CT9 1AA" || rows[1].Where != "9 Canute Road, Birchington, CT7 9QQ" || rows[1].Place != "CT7 9QQ" || rows[1].Located {
		t.Fatalf("by the hour: %+v", rows)
	}
	must(t, s.Visits.SetOrder(bg, []data.ID{late.ID, early.ID}))
	if rows, err = s.Visits.List(bg, data.VisitFilter{ClientID: c.ID}); err != nil || rows[0].ID != late.ID {
		t.Errorf("by travel: %+v, %v", rows, err)
	}
	must(t, s.Visits.Remove(bg, late.ID))
	must(t, s.Visits.Arrive(bg, early.ID))
	if err := s.Visits.Remove(bg, early.ID); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("a visit that began is removed: %v", err)
	}
	if rows, err = s.Visits.List(bg, data.VisitFilter{}); err != nil || len(rows) != 1 || rows[0].On != d("2026-04-07") {
		t.Errorf("made before its day: %+v, %v", rows, err)
	}
}

// A card from the plan to the alarm, the calls and being back.
func TestLone_outOverdueAndBack(t *testing.T) {
	s, a, c, staff := visitDay(t)
	must(t, s.Lists.SetSetting(bg, data.SettingLoneBuddy, "Gemma Whitlock"))
	v := planVisit(t, s, c, "2026-04-07")
	card, err := s.Lone.Card(bg, v.ID)
	must(t, err)
	if card.Place != "9 Canute Road, Birchington, CT7 9QQ" || card.Hazards != "Dog" || card.Buddy != "Gemma Whitlock" || card.DueAt.Format("15:04") != "15:00" || card.StaffID != staff.ID {
		t.Fatalf("proposed is %+v", card)
	}
	if err := s.Lone.GoOut(bg, card); data.CodeOf(err) != data.CodeInvalid || data.FieldErrorsOf(err).For("BuddyTel") == "" {
		t.Fatalf("out without a way to reach the buddy: %v", err)
	}
	card.Phone, card.BuddyTel = "07700 900162", "01632 960155"
	must(t, s.Lone.GoOut(bg, card))
	asSomeone := func(who access.Identity) data.LoneCard {
		t.Helper()
		s.Session.SignIn(who)
		defer s.Session.StaffAt(staff.ID)
		out, err := s.Lone.Out(bg)
		must(t, err)
		return out[0]
	}
	elsewhere := []access.Identity{{Person: "rita", Role: access.Reception}, {Person: "cora", Role: access.Coordinator}, {Person: "vera", Role: access.Volunteer}}
	for _, who := range elsewhere {
		if seen := asSomeone(who); seen.Place+seen.Access+seen.Hazards != "" || seen.ClientID != "" || seen.Staff != staff.Name {
			t.Errorf("%s sees whose home someone went to: %+v", who.Role, seen)
		}
	}
	if seen := asSomeone(access.Identity{Person: staff.ID, Role: access.Prescriber, OwnOnly: true}); seen.Place != card.Place {
		t.Errorf("their own card is %+v", seen)
	}
	a.wait(2 * time.Hour)
	for _, who := range elsewhere {
		if seen := asSomeone(who); seen.Place != card.Place || seen.Hazards != card.Hazards {
			t.Errorf("%s does not see where to look for someone who is overdue: %+v", who.Role, seen)
		}
	}
	must(t, s.Lone.Rung(bg, card.ID, "Siân", data.CallNoAnswer))
	out, err := s.Lone.Out(bg)
	must(t, err)
	if len(out) != 1 || out[0].Staff != staff.Name || len(out[0].Calls) != 1 {
		t.Fatalf("out are %+v", out)
	}
	must(t, s.Lone.Rung(bg, card.ID, "Gemma Whitlock", data.CallSafe))
	if out, err = s.Lone.Out(bg); err != nil || !out[0].DueAt.After(a.now) {
		t.Errorf("reached and safe, and due at %v, %v", out, err)
	}
	must(t, s.Lone.Back(bg, card.ID))
	if out, err = s.Lone.Out(bg); err != nil || len(out) != 0 {
		t.Errorf("back, and out are %+v, %v", out, err)
	}
	again, err := s.Lone.Card(bg, planVisit(t, s, c, "2026-04-08").ID)
	must(t, err)
	if again.ID != "" || again.Phone != card.Phone {
		t.Errorf("the next card begins as %+v", again)
	}
}

// Erasing a person leaves nothing of their home in the file.
func TestErase_coversVisitsPhotosAndCards(t *testing.T) {
	ctx := context.Background()
	s, a, c, _ := visitDay(t)
	v := planVisit(t, s, c, "2026-04-07")
	rate(t, s, v, "Zyxwroom", "9")
	must(t, s.Visits.SaveWords(ctx, v.ID, "Zyxwords"))
	must(t, s.Visits.SavePhotoConsent(ctx, v.ID, data.Yes))
	_, err := s.Visits.AddPhoto(ctx, v.ID, "zyxwphoto", asJPEG(t, halves(64, 32)))
	must(t, err)
	card, err := s.Lone.Card(ctx, v.ID)
	must(t, err)
	card.Place, card.Buddy, card.BuddyTel = "Zyxwplace", "zyxwbuddy", "01632 960155"
	must(t, s.Lone.GoOut(ctx, card))
	must(t, s.Lone.Rung(ctx, card.ID, "zyxwrung", data.CallNoAnswer))
	_, err = s.Visits.Finish(ctx, v.ID, data.Finish{Minutes: 30})
	must(t, err)
	a.wait(time.Hour)
	_, err = s.Casework.EraseClient(ctx, c.ID)
	must(t, err)
	counts, err := s.Soundness.Counts(ctx)
	must(t, err)
	for _, n := range counts {
		if (strings.HasPrefix(n.Key, "visit") || strings.HasPrefix(n.Key, "lone")) && n.N > 0 {
			t.Errorf("%d rows of %s are left", n.N, n.Key)
		}
	}
	path := s.Path()
	must(t, s.Close())
	nowhereIn(t, path, "zyxw", "Zyxw")
}

// nowhereIn fails if a word is in a database file or its log.
func nowhereIn(t *testing.T, path string, words ...string) {
	t.Helper()
	for _, name := range []string{path, path + "-wal"} {
		b, err := os.ReadFile(name)
		if err != nil {
			continue // the log is gone once everything is closed
		}
		for _, word := range words {
			if bytes.Contains(b, []byte(word)) {
				t.Errorf("%s still holds %q", filepath.Base(name), word)
			}
		}
	}
}

// Reception has to see the alarm, and nothing else of a visit.
func TestLone_receptionSeesWhoIsOutAndNoCards(t *testing.T) {
	s, _, c, _ := visitDay(t)
	v := planVisit(t, s, c, "2026-04-07")
	card, err := s.Lone.Card(bg, v.ID)
	must(t, err)
	card.Buddy, card.BuddyTel = "Gemma", "01632 960155"
	must(t, s.Lone.GoOut(bg, card))
	s.Session.StandIn("01900000-0000-7000-8000-00000000aaaa")
	if out, err := s.Lone.Out(bg); err != nil || len(out) != 1 {
		t.Errorf("reception sees %+v, %v", out, err)
	}
	must(t, s.Lone.Rung(bg, card.ID, "Siân", data.CallNoAnswer))
	if _, err := s.Lone.Card(bg, v.ID); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("reception reads a card: %v", err)
	}
	if err := s.Lone.GoOut(bg, card); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("reception writes a card: %v", err)
	}
	if _, err := s.Visits.Visit(bg, v.ID); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("reception reads a visit: %v", err)
	}
	must(t, s.Lone.Back(bg, card.ID))
}

// A visit that reception or the calendar booked is planned, made and seen in the
// diary, with one contact.
func TestVisit_followsItsBooking(t *testing.T) {
	s, a, c, staff := visitDay(t)
	booked := data.Appointment{ClientID: c.ID, StaffID: staff.ID, Kind: "home_visit", On: d("2026-04-08"), At: "14:00", Minutes: 60}
	must(t, s.Diary.Book(bg, &booked))
	rows, err := s.Visits.List(bg, data.VisitFilter{From: d("2026-04-08"), To: d("2026-04-08"), StaffID: staff.ID})
	must(t, err)
	if len(rows) != 1 || rows[0].ID != "" || rows[0].AppointmentID != booked.ID || rows[0].Where == "" {
		t.Fatalf("booked and not planned: %+v", rows)
	}
	id, err := s.Visits.Adopt(bg, booked.ID)
	must(t, err)
	if again, err := s.Visits.Adopt(bg, booked.ID); err != nil || again != id {
		t.Errorf("adopted again as %s, %v", again, err)
	}
	must(t, s.Diary.Move(bg, booked.ID, data.FreeSlot{Day: d("2026-04-09"), At: "11:00", Minutes: 45}))
	r, err := s.Visits.Visit(bg, id)
	must(t, err)
	if r.On != d("2026-04-09") || r.At != "11:00" || r.Minutes != 45 {
		t.Errorf("moved in the diary, and planned for %v %s", r.On, r.At)
	}
	a.now = time.Date(2026, 4, 9, 11, 4, 0, 0, time.UTC)
	must(t, s.Visits.Arrive(bg, id))
	if now, err := s.Diary.Appointment(bg, booked.ID); err != nil || now.State != data.AppointmentInRoom {
		t.Errorf("under way, and in the diary %s, %v", now.State, err)
	}
	contact, err := s.Visits.Finish(bg, id, data.Finish{Minutes: 40, Note: "All well."})
	must(t, err)
	now, err := s.Diary.Appointment(bg, booked.ID)
	must(t, err)
	contacts, err := s.Casework.Contacts(bg, data.ContactFilter{})
	must(t, err)
	if now.State != data.AppointmentSeen || now.ContactID != contact.ID || len(contacts) != 1 || contact.At != "11:04" {
		t.Errorf("finished: %s of %s, %d contacts", now.State, now.ContactID, len(contacts))
	}
}

func TestRemove_cancelsTheBooking(t *testing.T) {
	s, _, c, staff := visitDay(t)
	booked := data.Appointment{ClientID: c.ID, StaffID: staff.ID, Kind: "home_visit", On: d("2026-04-08"), At: "14:00"}
	must(t, s.Diary.Book(bg, &booked))
	id, err := s.Visits.Adopt(bg, booked.ID)
	must(t, err)
	must(t, s.Visits.Remove(bg, id))
	if now, err := s.Diary.Appointment(bg, booked.ID); err != nil || now.State != data.AppointmentCancelled {
		t.Errorf("in the diary it is %s, %v", now.State, err)
	}
	if rows, err := s.Visits.List(bg, data.VisitFilter{}); err != nil || len(rows) != 0 {
		t.Errorf("removed, and listed %+v, %v", rows, err)
	}
}
