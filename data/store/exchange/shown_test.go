package exchange_test

import (
	"testing"

	"waymark/data"
	"waymark/data/store/exchange"
)

// TestShow_namesWhatAPersonDecides: two PCs change one client, and make one person
// twice; each is shown with the names and values that it is about.
func TestShow_namesWhatAPersonDecides(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := &data.Client{GivenNames: "Amina", FamilyName: "Yusuf", Phone: "07700 900100"}
	must(t, a.Casework.SaveClient(ctx, c))
	s.meet()
	for _, d := range []*device{a, b} {
		mine, err := d.Casework.Client(ctx, c.ID)
		must(t, err)
		mine.Phone, mine.Matters = "07700 90038"+d.name[len(d.name)-1:], "Noted on "+d.name
		must(t, d.Casework.SaveClient(ctx, mine))
		must(t, d.Casework.SaveClientAsAnother(ctx, &data.Client{GivenNames: "Jo", FamilyName: "Bevan", BirthDate: data.Date{Year: 1951, Month: 9, Day: 4}}))
	}
	s.meet()
	kinds := map[string]int{}
	for _, d := range []*device{a, b} {
		list, total, err := d.Exchange.ShowSinceLastMet(ctx, 100)
		must(t, err)
		if total != len(list) {
			t.Errorf("%d of %d", len(list), total)
		}
		for _, one := range list {
			kinds[one.Kind]++
			switch one.Kind {
			case exchange.Text, exchange.Overwritten:
				if one.Client != "Amina Yusuf" || len(one.Values) == 0 || one.Values[0].Here == "" || one.Values[0].Lost == "" || one.Values[0].Here == one.Values[0].Lost {
					t.Errorf("%+v", one)
				}
			case exchange.SamePeople:
				if one.Client != "Jo Bevan" || one.Other != "Jo Bevan" || one.OtherClient == one.ClientID || one.Values[0].Here != "4 Sep 1951" {
					t.Errorf("%+v", one)
				}
			}
		}
	}
	if kinds[exchange.SamePeople] == 0 || kinds[exchange.Text] == 0 || kinds[exchange.Overwritten] == 0 {
		t.Errorf("%v", kinds)
	}
}
