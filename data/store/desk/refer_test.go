package desk_test

import (
	"context"
	"testing"

	"waymark/data"
)

// referral is what a surgery types of a person.
func referral(given, family, born, phone string) *data.ShortReferral {
	r := &data.ShortReferral{GivenNames: given, FamilyName: family, Phone: phone, Agreed: data.Agreed, ReceivedOn: data.MustDate("2026-04-07")}
	if born != "" {
		r.BirthDate = data.MustDate(born)
	}
	return r
}

func TestDesk_refersFromItsOwnSurgery(t *testing.T) {
	ctx := context.Background()
	s := openSurgeries(t)
	s.Session.StandIn(s.own)
	choices, err := s.Desk.ShortChoices(ctx)
	must(t, err)
	if choices.Here != s.own || len(choices.Surgeries) != 1 || choices.Surgeries[0].ID != s.own {
		t.Errorf("offered %+v", choices.Surgeries)
	}
	r := referral("Noor", "Hossain", "1958-09-03", "07700 900641")
	r.SurgeryID = s.other // as a form that was not looked at would send
	must(t, s.Desk.ReferShortly(ctx, r))
	rows, total, err := s.Desk.ReferredOn(ctx, data.MustDate("2026-04-07"), s.other)
	must(t, err)
	if total != 1 || rows[0].ClientID != r.ClientID || rows[0].Name != "Noor Hossain" {
		t.Errorf("referred from here: %+v", rows)
	}
}

func TestDesk_nearMatchesAreItsOwnPeopleOrTheVeryPerson(t *testing.T) {
	ctx := context.Background()
	s := openSurgeries(t)
	mine := s.person(t, "Joan", "Bracewell", "1951-03-12", "07700 900118", s.own)
	theirs := s.person(t, "Derek", "Mumford", "1947-10-30", "07700 900204", s.other)
	s.Session.StandIn(s.own)
	near := func(r *data.ShortReferral) []data.NearMatch {
		t.Helper()
		list, err := s.Desk.NearMatches(ctx, r)
		must(t, err)
		return list
	}
	if list := near(referral("Joan", "Bracewell", "", "")); len(list) != 1 || list[0].ID != mine {
		t.Errorf("one of its own: %+v", list)
	}
	for _, r := range []*data.ShortReferral{referral("Derek", "Mumford", "", ""), referral("Someone", "Else", "", "07700 900204")} {
		if list := near(r); len(list) != 0 {
			t.Errorf("the desk is told of another surgery's person: %+v", list)
		}
		r.ClientID = theirs
		if err := s.Desk.ReferShortly(ctx, r); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("and may add to their record: %v", err)
		}
	}
	exact := referral("derek", "MUMFORD", "1947-10-30", "")
	if list := near(exact); len(list) != 1 || list[0].ID != theirs {
		t.Errorf("the very person: %+v", list)
	}
	exact.ClientID = theirs
	must(t, s.Desk.ReferShortly(ctx, exact))
}
