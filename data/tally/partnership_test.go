package tally_test

import (
	"testing"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/tally"
)

// Everyone is of one partner or of none, so the partners and those of none come to
// the whole, and a report on one partner has its people.
func TestCount_partnersComeToTheWhole(t *testing.T) {
	s := &service{words: tally.NewWords()}
	ada, bea, cid := s.seen("2026-02-01"), s.seen("2026-02-02"), s.seen("2026-02-03")
	s.seen("2026-02-04") // of no one
	ada.Surgery = s.code("north")
	ada.Referrals = []tally.Referral{{On: day("2026-01-05"), Episode: 1, Surgery: s.code("south"), Prescriber: s.code("sian")}}
	bea.Surgery = s.code("north")
	cid.Referrals = []tally.Referral{{On: day("2026-01-06"), Episode: 1, Prescriber: s.code("sian")}}
	count := func(partner data.ID) *data.Figures {
		f := period("2026-01-01", "2026-03-31")
		f.PartnerID = partner
		c := tally.New(f, s.words, instrument.Standard(), s.words.Kinds(), "", calendar)
		c.Join(tally.Partnership{Surgeries: map[string]string{"north": "thanet", "south": "dover"}, Staff: map[string]string{"sian": "thanet"}})
		for _, one := range s.facts {
			c.Add(one)
		}
		return c.Figures(tally.Names{Partners: []tally.Entry{{ID: "dover", Name: "Dover"}, {ID: "thanet", Name: "Thanet"}}})
	}
	f := count("")
	if p := f.ByPartner; len(p) != 3 || p[0].N != 1 || p[1].N != 2 || p[2].N != 1 || f.Seen != 4 {
		t.Errorf("%d seen, %+v", f.Seen, p)
	}
	if f.SurgeryPartners["north"] != "thanet" || f.SurgeryPartners["south"] != "dover" {
		t.Errorf("%v", f.SurgeryPartners)
	}
	for partner, want := range map[data.ID][2]int{"thanet": {2, 1}, "dover": {1, 1}} {
		if f := count(partner); f.Seen != want[0] || f.ReferralsReceived != want[1] {
			t.Errorf("%s: %d seen, %d referrals", partner, f.Seen, f.ReferralsReceived)
		}
	}
}
