package store_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store/overview"
)

func short(given, family, born, phone string) *data.ShortReferral {
	r := &data.ShortReferral{GivenNames: given, FamilyName: family, Phone: phone, Agreed: data.Agreed, ReceivedOn: d("2026-04-07"),
		Source: "gp", Referrer: "Dr Patel"}
	if born != "" {
		r.BirthDate = d(born)
	}
	return r
}

func TestReferShortly_storesAClientWithReferralAndConsent(t *testing.T) {
	s := open(t, on("2026-04-07"))
	surgery, reason := data.Surgery{Name: "Birchington"}, data.Reason{Name: "Housing"}
	must(t, s.Lists.SaveSurgery(bg, &surgery))
	must(t, s.Lists.SaveReason(bg, &reason))
	r := short("Rahima", "Begum", "1958-09-03", "07700900641")
	r.SurgeryID, r.ReasonID = surgery.ID, reason.ID
	must(t, s.Casework.ReferShortly(bg, r))
	rec, err := s.Overview.Record(bg, r.ClientID)
	must(t, err)
	c := rec.Client
	if c.Name() != "Rahima Begum" || c.BirthDate != d("1958-09-03") || c.Phone != "07700 900641" || c.SurgeryID != surgery.ID {
		t.Errorf("client %+v", c)
	}
	if len(rec.Referrals) != 1 || rec.Referrals[0].ReasonID != reason.ID || rec.Referrals[0].Referrer != "Dr Patel" || rec.Referrals[0].Source != "gp" {
		t.Errorf("referrals %+v", rec.Referrals)
	}
	if len(rec.Consents) != 1 || rec.Consents[0].Kind != data.ConsentContact || !rec.Consents[0].Given || rec.Consents[0].How != data.ConsentOnReferral {
		t.Errorf("consents %+v", rec.Consents)
	}
	rows, total, err := s.Casework.ReferredOn(bg, d("2026-04-07"), surgery.ID)
	must(t, err)
	if total != 1 || len(rows) != 1 || rows[0].Name != "Rahima Begum" || rows[0].At != "12:00" || rows[0].Seen {
		t.Errorf("referred today: %+v of %d", rows, total)
	}
	must(t, s.Casework.SaveContact(bg, &data.Contact{ClientID: r.ClientID, Kind: "clinic", Outcome: data.ContactAttended, On: d("2026-04-07")}))
	if rows, _, err = s.Casework.ReferredOn(bg, d("2026-04-07"), ""); err != nil || !rows[0].Seen {
		t.Errorf("once seen: %+v, %v", rows, err)
	}
}

func TestReferShortly_refusesADoubleAndShowsNoMoreThanReceptionMaySee(t *testing.T) {
	s := open(t, on("2026-04-07"))
	here := data.Client{GivenNames: "Rahima", FamilyName: "Begum", BirthDate: d("1958-09-03"), NHSNumber: "9434765919", Postcode: "CT7 9AA", Phone: "01843 555014"}
	must(t, s.Casework.SaveClient(bg, &here))
	r := short("rahima", "begum", "1958-09-03", "")
	err := s.Casework.ReferShortly(bg, r)
	var double *data.DuplicateClient
	if !errors.As(err, &double) || r.ClientID != "" {
		t.Fatalf("stored as %q, %v", r.ClientID, err)
	}
	want := data.Similar{ClientRow: data.ClientRow{ID: here.ID, Name: "Rahima Begum", BirthDate: here.BirthDate, Phone: here.Phone}, Why: "the same name and date of birth"}
	if len(double.Same) != 1 || double.Same[0] != want {
		t.Errorf("shown: %+v", double.Same)
	}
	must(t, s.Casework.ReferShortly(bg, r, here.ID))
	if _, n := allClients(t, s); n != 2 {
		t.Errorf("%d clients once they are said to be two", n)
	}
}

func TestReferShortly_ofAKnownClientOverwritesNothing(t *testing.T) {
	s := open(t, on("2026-04-07"))
	here := data.Client{GivenNames: "Rahima", FamilyName: "Begum", Phone: "01843 555014", OtherPhone: "01843 555015"}
	must(t, s.Casework.SaveClient(bg, &here))
	must(t, s.Casework.AddReferral(bg, &data.Referral{ClientID: here.ID, ReceivedOn: d("2026-03-02")}))
	r := short("Rahima", "Begum-Castellanos", "1958-09-03", "07700 900641")
	r.ClientID = here.ID
	must(t, s.Casework.ReferShortly(bg, r))
	rec, err := s.Overview.Record(bg, here.ID)
	must(t, err)
	if c := rec.Client; c.Name() != "Rahima Begum" || c.BirthDate != d("1958-09-03") || c.Phone != "01843 555014" || c.OtherPhone != "01843 555015" {
		t.Errorf("client %+v", c)
	}
	if len(rec.Referrals) != 2 || rec.Episodes != 1 {
		t.Fatalf("%d referrals in %d episodes", len(rec.Referrals), rec.Episodes)
	}
	for _, part := range []string{"07700 900641", "Rahima Begum-Castellanos"} {
		if !strings.Contains(rec.Referrals[0].Note, part) {
			t.Errorf("the referral says %q, without %q", rec.Referrals[0].Note, part)
		}
	}
}

func TestReferShortly_isWrittenWholeOrNotAtAll(t *testing.T) {
	s := open(t, on("2026-04-07"))
	r := short("Rahima", "Begum", "", "")
	r.ReasonID = "0190ffff-0000-7000-8000-000000000001" // there is no such reason
	if err := s.Casework.ReferShortly(bg, r); err == nil {
		t.Fatal("stored with a reason that does not exist")
	}
	if _, n := allClients(t, s); n != 0 || r.ClientID != "" {
		t.Errorf("%d clients, ID %q", n, r.ClientID)
	}
}

func TestNearMatches_byPhoneNameAndBirth(t *testing.T) {
	s := open(t, on("2026-04-07"))
	here := data.Client{GivenNames: "Rahima", FamilyName: "Begum", BirthDate: d("1958-09-03"), Phone: "07700 900641", OtherPhone: "+44 1843 555014", NHSNumber: "9434765919"}
	must(t, s.Casework.SaveClient(bg, &here))
	must(t, s.Casework.SaveClient(bg, &data.Client{FamilyName: "Else", Phone: "07700 900642"}))
	for why, r := range map[string]*data.ShortReferral{
		"the same phone":                        short("", "Castellanos", "", "07700900641"),
		"the same phone and a similar name":     short("Rahima", "Castellanos", "1978-08-19", "07700 900 641"),
		"the same name":                         short("rahima", "BEGUM", "", ""),
		"the same name and date of birth":       short("Rahima", "Begum", "1958-09-03", "01843555014"),
		"same date of birth and a similar name": short("Rahimah", "Begun", "1958-09-03", ""),
		"the same date of birth and phone":      short("X", "Y", "1958-09-03", "01843 555014"),
	} {
		near, err := s.Casework.NearMatches(bg, r)
		must(t, err)
		if len(near) != 1 || near[0] != (data.NearMatch{ID: here.ID, Name: "Rahima Begum", BirthDate: here.BirthDate, Phone: here.Phone, Why: why}) {
			t.Errorf("want %q: %+v", why, near)
		}
	}
	for _, r := range []*data.ShortReferral{short("", "", "", ""), short("Una", "Finch", "1960-01-01", "9434765919"), short("Una", "Finch", "", "900641")} {
		if near, err := s.Casework.NearMatches(bg, r); err != nil || len(near) != 0 {
			t.Errorf("%+v is near %+v, %v", r, near, err)
		}
	}
}

func TestAttentionList_showsNewReferralsUntilThereIsAContact(t *testing.T) {
	s := open(t, on("2026-04-07"))
	r, refused := short("Rahima", "Begum", "", ""), short("Una", "Finch", "", "")
	refused.Agreed = data.Disagree
	must(t, s.Casework.ReferShortly(bg, r))
	must(t, s.Casework.ReferShortly(bg, refused))
	today := func() (sentences []string) {
		list, err := s.Overview.AttentionList(bg, d("2026-04-07"), "")
		must(t, err)
		for _, a := range list {
			if a.Kind == overview.KindNewReferral || a.Kind == "No next step" {
				sentences = append(sentences, a.Sentence)
			}
		}
		slices.Sort(sentences)
		return sentences
	}
	want := []string{"Rahima Begum was referred on Tue 7 Apr 2026: first call by Tue 14 Apr 2026",
		"Una Finch was referred on Tue 7 Apr 2026 and did not agree to be contacted"}
	if got := today(); !slices.Equal(got, want) {
		t.Fatalf("Today says %q", got)
	}
	must(t, s.Casework.SaveContact(bg, &data.Contact{ClientID: r.ClientID, Kind: "phone", Outcome: data.ContactMissed, On: d("2026-04-07")}))
	if got := today(); len(got) != 2 || got[0] != "Rahima Begum has no next step planned" {
		t.Errorf("after a call: %q", got)
	}
}
