package store_test

import (
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/rule"
	"waymark/data/store/office"
)

// asking is a person with a bit of everything, and the request that they make.
func asking(t *testing.T, s *office.Office, kind data.RightsKind) (data.Client, *data.RightsRequest) {
	t.Helper()
	c := data.Client{GivenNames: "Edith", FamilyName: "Sørensen"}
	must(t, s.Casework.SaveClient(bg, &c))
	must(t, s.Casework.AddReferral(bg, &data.Referral{ClientID: c.ID, ReceivedOn: d("2026-03-01")}))
	must(t, s.Casework.SaveContact(bg, &data.Contact{ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: d("2026-03-02"), Note: "A talk."}))
	r := &data.RightsRequest{ClientID: c.ID, Kind: kind, AskedOn: d("2026-03-12"), AskedHow: "letter", Was: "The age"}
	must(t, s.Rights.Save(bg, r))
	return c, r
}

func TestRights_dueDayIsOfTheServicesHolidays(t *testing.T) {
	s := open(t, on("2026-04-07"))
	_, r := asking(t, s, data.RightsAccess)
	due, err := s.Rights.Due(bg, d("2026-04-07"))
	must(t, err)
	if len(due) != 1 || due[0].Due.On != d("2026-04-13") || due[0].Client != "Edith Sørensen" || due[0].Due.Sentence(d("2026-04-07")) != "Due Mon 13 Apr 2026, 6 days left" {
		t.Fatalf("%+v", due)
	}
	if early, err := s.Rights.Due(bg, d("2026-03-12")); err != nil || len(early) != 0 {
		t.Errorf("reminded a month before: %v %v", early, err)
	}
	r.ExtendedOn, r.ExtendedWhy = d("2026-04-07"), "Three requests at once"
	must(t, s.Rights.Save(bg, r))
	list, err := s.Rights.Open(bg)
	must(t, err)
	if list[0].Due.On != d("2026-06-12") {
		t.Errorf("extended to %s", list[0].Due.On)
	}
	late := *r
	late.AskedOn = d("2026-02-03")
	if data.FieldErrorsOf(s.Rights.Save(bg, &late)).For("ExtendedOn") == "" {
		t.Error("a request that was due before could be extended")
	}
	r.State, r.ClosedOn = data.RightsDone, d("2026-04-07")
	if data.FieldErrorsOf(s.Rights.Save(bg, r)).For("HandedHow") == "" {
		t.Error("done without a word of how it was handed over")
	}
	r.HandedHow = "post"
	must(t, s.Rights.Save(bg, r))
	if list, err := s.Rights.Open(bg); err != nil || len(list) != 0 {
		t.Errorf("still open: %v %v", list, err)
	}
}

// TestRestriction_nothingIsChangedUntilItIsLifted tries what people do to a record:
// each goes through the one door of the store.
func TestRestriction_nothingIsChangedUntilItIsLifted(t *testing.T) {
	for _, kind := range []data.RightsKind{data.RightsRestriction, data.RightsObjection} {
		s := open(t, on("2026-04-07"))
		c, r := asking(t, s, kind)
		contacts, err := s.Casework.Contacts(bg, data.ContactFilter{})
		must(t, err)
		noted := contacts[0].Contact
		noted.Note = "Another talk."
		reason, changed := reasonID(t, s), c
		changed.Phone = "01632 960001"
		tries := map[string]func() error{
			"details": func() error { return s.Casework.SaveClient(bg, &changed) },
			"contact": func() error { return s.Casework.SaveContact(bg, &noted) },
			"removal": func() error { return s.Casework.RemoveContact(bg, noted.ID, "wrong person") },
			"referral": func() error {
				return s.Casework.AddReferral(bg, &data.Referral{ClientID: c.ID, ReceivedOn: d("2026-04-01")})
			},
			"consent": func() error {
				return s.Casework.AddConsent(bg, &data.Consent{ClientID: c.ID, Kind: data.ConsentSurgery, Given: true, On: d("2026-04-07"), How: "phone"})
			},
			"answers": func() error {
				return s.Measure.SaveResponse(bg, &data.Response{ClientID: c.ID, InstrumentID: "wemwbs", Stage: data.Baseline, AnsweredOn: d("2026-03-02"), Mode: "alone", Finished: true, Answers: answers(3)})
			},
			"gap": func() error {
				return s.Offering.SaveGap(bg, &data.Gap{ClientID: c.ID, FoundOn: d("2026-04-07"), ReasonID: reason, Note: "none"})
			},
			"task": func() error {
				return s.Tasks.Add(bg, &data.Task{ClientID: c.ID, Kind: data.TaskLetter, Title: "Write", DueOn: d("2026-04-08")})
			},
		}
		before := countRows(t, s, "change_entry")
		for what, try := range tries {
			if err := try(); data.CodeOf(err) != data.CodeRestricted {
				t.Errorf("%s: %s is not refused: %v", kind, what, err)
			}
		}
		if after := countRows(t, s, "change_entry"); after != before {
			t.Errorf("%s: %d changes", kind, after-before)
		}
		must(t, s.Casework.AddConsent(bg, &data.Consent{ClientID: c.ID, Kind: data.ConsentSurgery, On: d("2026-04-07"), How: "phone"}))
		other := data.Client{FamilyName: "Other"}
		must(t, s.Casework.SaveClient(bg, &other))

		standing, err := s.Rights.Standing(bg)
		must(t, err)
		if standing[c.ID].Kind != kind || len(standing) != 1 {
			t.Errorf("%+v", standing)
		}
		r.LiftedOn, r.LiftedWhy = d("2026-04-07"), "They agree"
		if data.FieldErrorsOf(s.Rights.Save(bg, r)).For("ToldOn") == "" {
			t.Error("lifted before they were told")
		}
		r.ToldOn = d("2026-04-06")
		must(t, s.Rights.Save(bg, r))
		must(t, s.Casework.SaveClient(bg, &changed))
	}
}

func reasonID(t *testing.T, s *office.Office) data.ID {
	t.Helper()
	r := data.Reason{Name: "Housing", Position: 1}
	must(t, s.Lists.SaveReason(bg, &r))
	return r.ID
}

func TestRestriction_ofARefusedRequestEnds(t *testing.T) {
	s := open(t, on("2026-04-07"))
	c, r := asking(t, s, data.RightsObjection)
	r.State, r.ClosedOn, r.Outcome = data.RightsRefused, d("2026-04-07"), "The law asks for it"
	must(t, s.Rights.Save(bg, r))
	if standing, err := s.Rights.Standing(bg); err != nil || len(standing) != 0 {
		t.Errorf("%v %v", standing, err)
	}
	must(t, s.Casework.SaveClient(bg, &c))
}

// TestRestriction_isNotCounted compares the figures before, while it stands and
// after it: as before they were made, and again as they were.
func TestRestriction_isNotCounted(t *testing.T) {
	s := open(t, on("2026-04-07"))
	c, r := asking(t, s, data.RightsCorrection)
	must(t, s.Casework.AddConsent(bg, &data.Consent{ClientID: c.ID, Kind: data.ConsentStory, Given: true, On: d("2026-03-02"), How: "phone"}))
	must(t, s.Casework.SaveTale(bg, &data.Tale{ClientID: c.ID, Kind: data.TaleStory, ToldOn: d("2026-03-02"), Body: "A story."}))
	f := data.FigureFilter{From: d("2026-03-01"), To: d("2026-03-31")}
	count := func() (seen, left, tales int) {
		figures, err := s.Figures.Figures(bg, f)
		must(t, err)
		told, err := s.Figures.Tales(bg, f)
		must(t, err)
		return figures.Seen, figures.Restricted, len(told)
	}
	if seen, left, tales := count(); seen != 1 || left != 0 || tales != 1 {
		t.Fatal(seen, left, tales)
	}
	r.Restricts = true
	must(t, s.Rights.Save(bg, r))
	if seen, left, tales := count(); seen != 0 || left != 1 || tales != 0 {
		t.Error(seen, left, tales)
	}
	r.LiftedOn, r.ToldOn, r.LiftedWhy = d("2026-04-07"), d("2026-04-07"), "Mended"
	must(t, s.Rights.Save(bg, r))
	if seen, left, tales := count(); seen != 1 || left != 0 || tales != 1 {
		t.Error(seen, left, tales)
	}
}

func TestWithdraw_takesEffectAtOnceAndIsOnRecord(t *testing.T) {
	s := open(t, on("2026-04-07"))
	c, _ := asking(t, s, data.RightsRestriction) // a consent can be taken back whatever stands
	no := data.Consent{ClientID: c.ID, Kind: data.ConsentStory, On: d("2026-04-07"), How: "phone"}
	if err := s.Rights.Withdraw(bg, &no, "phone"); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("a consent that was never given is taken back: %v", err)
	}
	for _, kind := range data.ConsentKinds() {
		w, err := s.Rights.Follows(bg, c.ID, kind.Value)
		must(t, err)
		if len(w.Follows) == 0 {
			t.Errorf("nothing follows from taking back %s", kind.Label)
		}
	}
}

func TestWithdraw_storyLeavesTheReport(t *testing.T) {
	s := open(t, on("2026-04-07"))
	c, _ := asking(t, s, data.RightsAccess)
	must(t, s.Casework.AddConsent(bg, &data.Consent{ClientID: c.ID, Kind: data.ConsentStory, Given: true, On: d("2026-03-02"), How: "phone"}))
	must(t, s.Casework.SaveTale(bg, &data.Tale{ClientID: c.ID, Kind: data.TaleStory, ToldOn: d("2026-03-02"), Body: "A story."}))
	w, err := s.Rights.Follows(bg, c.ID, data.ConsentStory)
	must(t, err)
	if !strings.Contains(strings.Join(w.Follows, " "), "1 text is taken out") {
		t.Errorf("%q", w.Follows)
	}
	must(t, s.Rights.Withdraw(bg, &data.Consent{ClientID: c.ID, Kind: data.ConsentStory, On: d("2026-04-07"), How: "phone"}, "phone"))
	told, err := s.Figures.Tales(bg, data.FigureFilter{From: d("2026-03-01"), To: d("2026-03-31")})
	must(t, err)
	list, err := s.Rights.Of(bg, c.ID)
	must(t, err)
	if len(told) != 0 || len(list) != 2 || list[1].Kind != data.RightsWithdrawal || list[1].State != data.RightsDone || rule.RightsDue(&list[1].RightsRequest, data.NewHolidays(nil)).On != d("2026-04-07") {
		t.Errorf("%v %+v", told, list)
	}
}
