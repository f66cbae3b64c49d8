package report

import (
	"testing"

	"waymark/data"
)

// A partner narrows the surgeries to choose from to its own; a surgery says by itself
// whose it is.
func TestChoices_aPartnerHasItsSurgeries(t *testing.T) {
	changes := 0
	c := newChoices(func() data.Date { return data.MustDate("2026-04-07") }, func() { changes++ })
	one := toChoose{surgeries: []data.Surgery{{ID: "hill", Name: "Hill", PartnerID: "thanet"}, {ID: "vale", Name: "Vale", PartnerID: "dover"}}}
	c.fill(one)
	if len(c.lists.partners) != 0 || c.partner.Selected() != "" {
		t.Error("a service of one organisation has a partner")
	}
	one.partners = []data.Partner{{ID: "thanet", Name: "Thanet Mind"}, {ID: "dover", Name: "Age Dover"}}
	c.fill(one)
	c.surgery.Choose("vale")
	c.partner.Choose("thanet")
	f, ok := c.filter()
	if !ok || f.PartnerID != "thanet" || f.SurgeryID != "" {
		t.Errorf("a surgery of another partner stays chosen: %+v", f)
	}
	if q := c.request(f, data.SystemClock().Now()); q.Partner != "Thanet Mind" || q.Surgery != "" {
		t.Errorf("%+v", q)
	}
	c.surgery.Choose("hill")
	if f, _ := c.filter(); f.PartnerID != "" || f.SurgeryID != "hill" {
		t.Errorf("a surgery of the partner: %+v", f)
	}
	if changes != 3 {
		t.Errorf("counted anew %d times", changes)
	}
}
