package exchange_test

import (
	"testing"
	"time"

	"waymark/data"
)

func TestApply_aClientAndTheirContactsArrive(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := a.addClient(t, "Ann", "Archer")
	r := a.refer(t, c.ID)
	must(t, a.Casework.SaveContact(ctx, &data.Contact{EpisodeID: r.EpisodeID, ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended, On: data.MustDate("2026-04-02"), Note: "Spoke."}))
	s.meet()
	s.same()
	got, err := b.Casework.Client(ctx, c.ID)
	if err != nil || got.FamilyName != "Archer" {
		t.Fatal(got, err)
	}
	rows, _, err := b.Casework.Clients(ctx, data.ClientFilter{Words: "arch", Limit: 5})
	if err != nil || len(rows) != 1 {
		t.Errorf("the client cannot be found: %v %v", rows, err)
	}
}

func TestApply_theLaterChangeOfAColumnWinsAndOthersStay(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := a.addClient(t, "Ann", "Archer")
	s.meet()
	other, err := b.Casework.Client(ctx, c.ID)
	must(t, err)
	a.now, b.now = noon.Add(time.Minute), noon.Add(2*time.Minute)
	c.Phone, c.Email = "01632 960001", "ann@example.org"
	must(t, a.Casework.SaveClient(ctx, c))
	other.Phone = "01632 960002"
	must(t, b.Casework.SaveClient(ctx, other))
	s.meet()
	s.same()
	got, err := a.Casework.Client(ctx, c.ID)
	must(t, err)
	if got.Phone != other.Phone || got.Email != "ann@example.org" {
		t.Error(got.Phone, got.Email)
	}
	news, err := a.Exchange.SinceLastMet(ctx)
	if err != nil || len(news) != 1 || news[0].Lost["phone"] != "01632960001" && news[0].Lost["phone"] != "01632 960001" {
		t.Errorf("what was typed and lost is not listed: %+v %v", news, err)
	}
}

func TestApply_twiceChangesNothing(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	a.refer(t, a.addClient(t, "Ann", "Archer").ID)
	s.meet()
	before := dump(t, b)
	for _, in := range s.sent[a.name] {
		sum, err := b.Exchange.Apply(ctx, in)
		if err != nil || sum.Added+sum.Changed > 0 {
			t.Error(sum, err)
		}
	}
	for name, rows := range dump(t, b) {
		if string(rows) != string(before[name]) {
			t.Error(name, "changed")
		}
	}
}
