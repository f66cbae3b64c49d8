package exchange_test

import (
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/exchange"
)

// Someone asks on one PC that their record is only kept. What another PC typed before
// it knew is kept: storing goes on. From then on no one types there, on any PC.
func TestRestricted_whatWasTypedBeforeItWasKnownArrivesAndThenNothing(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := a.addClient(t, "Ann", "Archer")
	r := a.refer(t, c.ID)
	s.meet()
	b.now = noon.Add(time.Hour)
	request := &data.RightsRequest{ClientID: c.ID, Kind: data.RightsRestriction, AskedOn: data.MustDate("2026-04-08"), AskedHow: "phone"}
	must(t, a.Rights.Save(ctx, request))

	// B does not know yet: answers and further reasons hang on rows of their own.
	response := &data.Response{EpisodeID: r.EpisodeID, ClientID: c.ID, InstrumentID: "swemwbs", Stage: data.Baseline, AnsweredOn: data.MustDate("2026-04-08"),
		Mode: "alone", Finished: true, Answers: map[int]int{1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 6: 3, 7: 3}}
	must(t, b.Measure.SaveResponse(ctx, response))
	reasons, err := b.Lists.Reasons(ctx, true)
	must(t, err)
	again := &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-04-08"), Source: "self", ReasonID: reasons[0].ID, Further: []data.ID{reasons[1].ID}}
	must(t, b.Casework.AddReferral(ctx, again))
	changed, err := b.Casework.Client(ctx, c.ID)
	must(t, err)
	changed.Phone, changed.Matters = "01632 960001", "Rings on Mondays"
	must(t, b.Casework.SaveClientAsAnother(ctx, changed))
	// A types, then hears of it: both texts met, which someone would settle.
	s.meet()
	s.same()
	if n := count(t, a, "SELECT count(*) FROM answer WHERE response_id = ?", response.ID); n != 7 {
		t.Errorf("%d answers arrived", n)
	}
	if n := count(t, a, "SELECT count(*) FROM referral_reason WHERE referral_id = ?", again.ID); n != 1 {
		t.Errorf("%d further reasons arrived", n)
	}
	for _, d := range s.devices {
		p, err := d.Casework.Client(ctx, c.ID)
		must(t, err)
		p.Phone = "01632 960009"
		if err := d.Casework.SaveClientAsAnother(ctx, p); data.CodeOf(err) != data.CodeRestricted {
			t.Errorf("%s: someone could type: %v", d.name, err)
		}
	}

	// Once it is lifted, on the other PC, work goes on everywhere.
	lifted, err := b.Rights.Of(ctx, c.ID)
	must(t, err)
	stands := lifted[0].RightsRequest
	stands.State, stands.ClosedOn, stands.Outcome = data.RightsDropped, data.MustDate("2026-04-08"), "They rang"
	must(t, b.Rights.Save(ctx, &stands))
	s.meet()
	s.same()
	p, err := a.Casework.Client(ctx, c.ID)
	must(t, err)
	p.Phone = "01632 960009"
	must(t, a.Casework.SaveClientAsAnother(ctx, p))
}

// What waits for a person cannot be settled by changing a record that may only be
// kept: it stays listed until that is lifted.
func TestRestricted_whatNeedsAPersonWaits(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := a.addClient(t, "Ann", "Archer")
	s.meet()
	for _, d := range []*device{a, b} {
		p, err := d.Casework.Client(ctx, c.ID)
		must(t, err)
		p.Matters = "By " + d.name
		must(t, d.Casework.SaveClientAsAnother(ctx, p))
	}
	must(t, a.Rights.Save(ctx, &data.RightsRequest{ClientID: c.ID, Kind: data.RightsRestriction, AskedOn: data.MustDate("2026-04-08"), AskedHow: "phone"}))
	s.meet()
	s.same()
	asks := met(t, b, exchange.Text)
	if len(asks) != 1 {
		t.Fatalf("%+v", asks)
	}
	if err := b.Exchange.Settle(ctx, asks[0].ID, exchange.UseLost); data.CodeOf(err) != data.CodeRestricted {
		t.Errorf("%v", err)
	}
	if len(met(t, b, exchange.Text)) != 1 {
		t.Error("it is no longer listed")
	}
}

// A coordinator’s PC holds no clients. Whoever asked that their record is only kept is
// left out of its figures from the next meeting on, as on every PC.
func TestRestricted_isNotInTheFiguresOfACoordinator(t *testing.T) {
	s := newCounty(t)
	full, coordinator := s.devices[0], s.devices[2]
	var asks data.ID
	for _, name := range []string{"Archer", "Baker", "Cole"} {
		c := full.addClient(t, "Ann", name)
		full.refer(t, c.ID)
		asks = c.ID
	}
	s.meetAll()
	seen := func(d *device) (int, int) {
		f, err := d.Figures.Figures(ctx, data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-04-30")})
		must(t, err)
		return f.ReferralsReceived, f.Restricted
	}
	if n, left := seen(coordinator); n != 3 || left != 0 {
		t.Errorf("%d referrals, %d restricted", n, left)
	}
	must(t, s.devices[1].Rights.Save(ctx, &data.RightsRequest{ClientID: asks, Kind: data.RightsRestriction, AskedOn: data.MustDate("2026-04-08"), AskedHow: "phone"}))
	s.meetAll()
	for _, d := range []*device{full, coordinator} {
		if n, left := seen(d); n != 2 || left != 1 {
			t.Errorf("%s: %d referrals, %d restricted", d.name, n, left)
		}
	}
}
