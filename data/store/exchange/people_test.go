package exchange_test

import (
	"slices"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/exchange"
)

// met lists what a person has to decide on a device, of one kind.
func met(t *testing.T, d *device, kind string) (list []exchange.Settled) {
	t.Helper()
	all, err := d.Exchange.SinceLastMet(ctx)
	must(t, err)
	return slices.DeleteFunc(all, func(s exchange.Settled) bool { return s.Kind != kind })
}

// twice has two devices write one person down.
func twice(t *testing.T) (s *service, first, second *data.Client) {
	t.Helper()
	s = newService(t, 3)
	a, b := s.devices[0], s.devices[1]
	born := data.Date{Year: 1951, Month: 9, Day: 4}
	first = &data.Client{GivenNames: "Jo", FamilyName: "Bevan", BirthDate: born, Phone: "01632 960001", Matters: "Likes mornings", Email: "jo@example.org"}
	must(t, a.Casework.SaveClient(ctx, first))
	b.now = noon.Add(time.Minute)
	second = &data.Client{GivenNames: "Jo", FamilyName: "Bevan", BirthDate: born, Phone: "01632 960002", Matters: "Ring twice", Town: "Ton"}
	must(t, b.Casework.SaveClient(ctx, second))
	for i, d := range []*device{a, b} {
		c := []*data.Client{first, second}[i]
		r := d.refer(t, c.ID)
		must(t, d.Casework.SaveContact(ctx, &data.Contact{EpisodeID: r.EpisodeID, ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-02"), Note: "By " + d.name}))
		must(t, d.Measure.SaveResponse(ctx, &data.Response{EpisodeID: r.EpisodeID, ClientID: c.ID, InstrumentID: "swemwbs", Stage: data.Baseline, AnsweredOn: data.MustDate("2026-04-02"),
			Mode: "alone", Finished: true, Answers: map[int]int{1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3}}))
	}
	must(t, a.Casework.AddConsent(ctx, &data.Consent{ClientID: first.ID, Kind: data.ConsentSurgery, Given: false, On: data.MustDate("2026-04-01"), How: "phone"}))
	must(t, b.Casework.AddConsent(ctx, &data.Consent{ClientID: second.ID, Kind: data.ConsentSurgery, Given: true, On: data.MustDate("2026-04-03"), How: "phone"}))
	s.meet()
	s.same()
	return s, first, second
}

func TestJoinPeople_twoRecordsBecomeOneOnEveryPCAndNothingIsLost(t *testing.T) {
	s, first, second := twice(t)
	a, b, c := s.devices[0], s.devices[1], s.devices[2]
	if len(met(t, a, exchange.SamePeople))+len(met(t, b, exchange.SamePeople)) == 0 {
		t.Fatal("no one is asked")
	}
	// The third writes in the record that goes, before it knows.
	late := &data.Contact{ClientID: second.ID, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-08"), Note: "Later"}
	must(t, c.Casework.SaveContact(ctx, late))
	kept, gone := min(first.ID, second.ID), max(first.ID, second.ID)
	must(t, a.Lists.SaveDraft(ctx, "contact/"+string(gone), []byte(`{"client_id":"`+gone+`","note":"Half a sentence"}`)))
	must(t, a.Exchange.JoinPeople(ctx, first.ID, second.ID))
	s.meet()
	s.same()
	if draft, _, ok, err := a.Lists.Draft(ctx, "contact/"+string(kept)); err != nil || !ok || string(draft) != `{"client_id":"`+string(kept)+`","note":"Half a sentence"}` {
		t.Errorf("what was typed and not saved: %s, %v, %v", draft, ok, err)
	}
	for _, d := range s.devices {
		if n := count(t, d, "SELECT count(*) FROM client"); n != 1 {
			t.Errorf("%s has %d clients", d.name, n)
		}
		for table, want := range map[string]int{"episode": 1, "referral": 2, "contact": 3, "response": 2, "consent": 3} {
			if n := count(t, d, "SELECT count(*) FROM "+table+" WHERE client_id = ?", kept); n != want {
				t.Errorf("%s has %d of %s, want %d", d.name, n, table, want)
			}
		}
		p, err := d.Casework.Client(ctx, kept)
		must(t, err)
		if p.Email != "jo@example.org" || p.Town != "Ton" {
			t.Errorf("%s: an empty field won: %+v", d.name, p)
		}
		if n := count(t, d, "SELECT given FROM consent WHERE client_id = ? AND kind = ? ORDER BY given_on DESC, created_at DESC, id DESC LIMIT 1", kept, data.ConsentSurgery); n != 0 {
			t.Errorf("%s: yes counts although one record says no", d.name)
		}
		if left := met(t, d, exchange.SamePeople); len(left) != 0 {
			t.Errorf("%s still asks: %+v", d.name, left)
		}
		sound, err := d.Soundness.Check(ctx)
		must(t, err)
		if len(sound.Problems) > 0 {
			t.Errorf("%s: %q", d.name, sound.Problems)
		}
		if list, n, err := d.Casework.Clients(ctx, data.ClientFilter{Words: "bevan"}); err != nil || n != 1 {
			t.Errorf("%s finds %+v, %v", d.name, list, err)
		}
	}
	lost := map[string]bool{}
	for _, x := range append(met(t, a, exchange.Text), met(t, a, exchange.Overwritten)...) {
		for column := range x.Lost {
			lost[column] = true
		}
	}
	if !lost["phone"] || !lost["matters"] {
		t.Errorf("what gave way is not listed: %v", lost)
	}

	// They are one: if they are erased, nothing of either is left, and nothing comes back.
	must(t, c.Casework.SaveContact(ctx, &data.Contact{ClientID: kept, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-08"), Note: "Last"}))
	_, err := a.Casework.EraseClient(ctx, kept)
	must(t, err)
	s.meet()
	s.same()
	for _, d := range s.devices {
		if n := count(t, d, "SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM contact) + (SELECT count(*) FROM conflict) + (SELECT count(*) FROM exchange_waiting)"); n != 0 {
			t.Errorf("%s has %d rows of theirs", d.name, n)
		}
		if n := count(t, d, "SELECT count(*) FROM audit WHERE record_id IN (?1, ?2) OR client_id IN (?1, ?2)", kept, gone); n != 0 {
			t.Errorf("%s names them in %d rows of the audit trail", d.name, n)
		}
	}
}

// A coordinator’s PC counts one person once two records became one.
// A client was given a surgery of which one PC had not heard yet, so this waited there.
// When the client became one with another meanwhile, that PC lost it for good.
func TestJoinPeople_losesNothingThatWaits(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	first, second := a.addClient(t, "Jo", "Bevan"), a.addClient(t, "Jo", "Bevan")
	s.meet()
	v := &data.Surgery{Name: "Hill"}
	must(t, a.Lists.SaveSurgery(ctx, v))
	s.send(a)
	first.SurgeryID = v.ID
	must(t, a.Casework.SaveClientAsAnother(ctx, first))
	s.send(a)
	must(t, a.Exchange.JoinPeople(ctx, first.ID, second.ID))
	s.send(a)
	sent := s.sent[a.name][len(s.sent[a.name])-3:]
	for _, n := range []int{1, 2, 0} {
		_, err := b.Exchange.Apply(ctx, sent[n])
		must(t, err)
	}
	if got, err := b.Casework.Client(ctx, first.ID); err != nil || got.SurgeryID != v.ID {
		t.Errorf("the client is of the surgery %q, %v", got.SurgeryID, err)
	}
	s.same()
}

func TestJoinPeople_theCoordinatorCountsOne(t *testing.T) {
	s := newCounty(t)
	full := s.devices[0]
	var ids []data.ID
	for _, name := range []string{"Archer", "Baker", "Cole"} {
		c := full.addClient(t, "Ann", name)
		full.refer(t, c.ID)
		must(t, full.Casework.SaveContact(ctx, &data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-02")}))
		ids = append(ids, c.ID)
	}
	s.meetAll()
	s.agree()
	must(t, full.Exchange.JoinPeople(ctx, ids[0], ids[2]))
	s.meetAll()
	s.agree()
	f, err := s.devices[2].Figures.Figures(ctx, data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-04-30")})
	if err != nil || f.Seen != 2 {
		t.Errorf("%d people, %v", f.Seen, err)
	}
}

// A PC erases one of two records, and another joins them meanwhile: they are one
// person, who is erased.
func TestJoinPeople_whoeverWasErasedMeanwhileIsErased(t *testing.T) {
	s, first, second := twice(t)
	must(t, s.devices[0].Exchange.JoinPeople(ctx, first.ID, second.ID))
	_, err := s.devices[1].Casework.EraseClient(ctx, first.ID)
	must(t, err)
	_, err = s.devices[2].Casework.EraseClient(ctx, second.ID)
	must(t, err)
	s.meet()
	s.same()
	for _, d := range s.devices {
		if n := count(t, d, "SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM contact)"); n != 0 {
			t.Errorf("%s has %d rows of theirs", d.name, n)
		}
	}
}

func TestDifferentPeople_isRememberedEverywhere(t *testing.T) {
	s, first, second := twice(t)
	for _, d := range s.devices[:2] {
		if own := met(t, d, exchange.SamePeople); len(own) > 0 {
			must(t, d.Exchange.Settle(ctx, own[0].ID, exchange.Seen))
			break
		}
	}
	s.meet()
	s.same()
	for _, d := range s.devices {
		if left := met(t, d, exchange.SamePeople); len(left) != 0 {
			t.Errorf("%s still asks: %+v", d.name, left)
		}
		if n := count(t, d, "SELECT count(*) FROM client"); n != 2 {
			t.Errorf("%s has %d clients", d.name, n)
		}
	}
	// Once one of them is erased, nothing names them.
	_, err := s.devices[0].Casework.EraseClient(ctx, max(first.ID, second.ID))
	must(t, err)
	s.meet()
	s.same()
	if n := count(t, s.devices[1], "SELECT count(*) FROM conflict WHERE body LIKE '%' || ? || '%'", max(first.ID, second.ID)); n != 0 {
		t.Error("what was said of them names who was erased")
	}
}

func TestJoinPeople_refusesARestrictedRecord(t *testing.T) {
	s, first, second := twice(t)
	a := s.devices[0]
	must(t, a.Rights.Save(ctx, &data.RightsRequest{ClientID: second.ID, Kind: data.RightsRestriction, AskedOn: data.MustDate("2026-04-08"), AskedHow: "phone"}))
	if err := a.Exchange.JoinPeople(ctx, first.ID, second.ID); data.CodeOf(err) != data.CodeRestricted {
		t.Errorf("%v", err)
	}
	if err := a.Exchange.JoinPeople(ctx, first.ID, "nobody"); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("%v", err)
	}
}

// Answers are rows of their own. Those that give way to another PC’s are listed like
// anything else that someone typed, and can be put back, with their score.
func TestConflict_answersThatGiveWayAreListedAndCanBePutBack(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := a.addClient(t, "Ann", "Archer")
	r := a.refer(t, c.ID)
	response := &data.Response{EpisodeID: r.EpisodeID, ClientID: c.ID, InstrumentID: "swemwbs", Stage: data.Baseline, AnsweredOn: data.MustDate("2026-04-02"),
		Mode: "alone", Finished: true, Answers: map[int]int{1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3}}
	must(t, a.Measure.SaveResponse(ctx, response))
	s.meet()
	for i, d := range []*device{a, b} {
		d.now = noon.Add(time.Duration(i+1) * time.Minute)
		mine, err := d.Measure.Response(ctx, response.ID)
		must(t, err)
		mine.Answers[1] = 1 + 4*i
		must(t, d.Measure.SaveResponse(ctx, mine))
	}
	s.meet()
	s.same()
	shown, _, err := a.Exchange.ShowSinceLastMet(ctx, 10)
	must(t, err)
	if len(shown) != 1 || len(shown[0].Values) != 1 || shown[0].Values[0].Lost != "1: 1, 2: 3, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3" || shown[0].Values[0].Here != "1: 5, 2: 3, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3" {
		t.Fatalf("%+v", shown)
	}
	before := count(t, a, "SELECT score * 100 FROM response WHERE id = ?", response.ID)
	must(t, a.Exchange.Settle(ctx, shown[0].ID, exchange.UseLost))
	s.meet()
	s.same()
	for _, d := range s.devices {
		mine, err := d.Measure.Response(ctx, response.ID)
		must(t, err)
		if mine.Answers[1] != 1 {
			t.Errorf("%s has %v", d.name, mine.Answers)
		}
		if after := count(t, d, "SELECT score * 100 FROM response WHERE id = ?", response.ID); after >= before {
			t.Errorf("%s: the score is %d, and was %d", d.name, after, before)
		}
	}
}

// The needs of a service are a set that wins as a whole. What gives way is named.
func TestConflict_needsOfAServiceThatGiveWayAreNamed(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	v := &data.Service{Name: "Lunch club", Status: data.ServiceActive}
	must(t, a.Directory.SaveService(ctx, v))
	s.meet()
	reasons, err := a.Lists.Reasons(ctx, true)
	must(t, err)
	for i, d := range []*device{a, b} {
		d.now = noon.Add(time.Duration(i+1) * time.Minute)
		mine, err := d.Directory.Service(ctx, v.ID)
		must(t, err)
		mine.Needs = []data.ID{reasons[i].ID}
		must(t, d.Directory.SaveService(ctx, mine))
	}
	s.meet()
	s.same()
	shown, _, err := a.Exchange.ShowSinceLastMet(ctx, 10)
	must(t, err)
	if len(shown) != 1 || shown[0].Values[0].Lost != reasons[0].Name || shown[0].Values[0].Here != reasons[1].Name {
		t.Fatalf("%+v", shown)
	}
	must(t, a.Exchange.Settle(ctx, shown[0].ID, exchange.UseLost))
	s.meet()
	s.same()
	got, err := b.Directory.Service(ctx, v.ID)
	if err != nil || len(got.Needs) != 1 || got.Needs[0] != reasons[0].ID {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestJoinPeople_cancelsWhatIsBookedWithWhoDied: one record said that they had died, and
// what was booked in the other stayed booked until the PCs met again.
func TestJoinPeople_cancelsWhatIsBookedWithWhoDied(t *testing.T) {
	for _, died := range []int{0, 1} {
		s := newService(t, 2)
		a, b := s.devices[0], s.devices[1]
		both := []*data.Client{a.addClient(t, "Ann", "Archer"), a.addClient(t, "Anne", "Archer")}
		for _, c := range both {
			a.refer(t, c.ID)
		}
		visit := &data.Appointment{ClientID: both[1-died].ID, Kind: "home_visit", On: data.DateOf(a.now).AddDays(5), At: "10:00", Minutes: 60}
		must(t, a.Diary.Book(ctx, visit))
		a.now = a.now.Add(time.Hour)
		r, err := a.Overview.Record(ctx, both[died].ID)
		must(t, err)
		r.Episode.Status, r.Episode.CloseReason, r.Episode.ClosedOn = data.EpisodeClosed, data.CloseDied, data.DateOf(a.now)
		must(t, a.Casework.SaveEpisode(ctx, r.Episode))
		must(t, a.Exchange.JoinPeople(ctx, both[0].ID, both[1].ID))
		is := func(d *device) {
			t.Helper()
			got, err := d.Diary.Appointment(ctx, visit.ID)
			must(t, err)
			if got.State != data.AppointmentCancelled {
				t.Errorf("the record %d says that they died: on %s it is %s", died, d.name, got.State)
			}
		}
		is(a)
		s.meet()
		s.same()
		is(b)
	}
}
