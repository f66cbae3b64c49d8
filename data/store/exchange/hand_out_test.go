package exchange_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/exchange/change"
	"waymark/data/store/exchange"
)

// TestHandOut_inPiecesGivesTheSameAsAtOnce lets in the PCs of a partner and of a surgery
// on two copies of one database. On one all that they are given is worked out at once. On
// the other it takes many pieces, the program is killed after each, and someone goes on
// typing. Both give the PCs the same records, and what was typed too.
func TestHandOut_inPiecesGivesTheSameAsAtOnce(t *testing.T) {
	s := newService(t, 1)
	a := s.devices[0]
	must(t, caseload.Write(ctx, a.Office, caseload.Options{Clients: 30, Partners: 2, Seed: 3, Today: today}))
	s.send(a)
	partner := data.ID(a.one(t, "SELECT id FROM partner ORDER BY id LIMIT 1"))
	surgery := data.ID(a.one(t, "SELECT surgery_id FROM client GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"))
	client := data.ID(a.one(t, "SELECT id FROM client WHERE surgery_id = ? ORDER BY id DESC LIMIT 1", surgery))
	own := change.Holding{Partners: []change.Partner{{ID: string(partner), Since: 1}}, Clinics: []change.Clinic{{Surgery: string(surgery), Since: 1}}}
	b := copyOf(t, a)

	exchange.LookAtOnce(t, 1<<30)
	must(t, a.Exchange.Hold(ctx, own))
	must(t, a.correctPhone(client, "01632 960777"))
	atOnce := sentAfter(t, s, a)

	exchange.LookAtOnce(t, 15)
	must(t, b.Exchange.Hold(ctx, own))
	pieces := 0
	for more := true; more; {
		killed, kill := context.WithCancel(ctx)
		err := b.Exchange.HandOut(killed, func(done, of int) {
			if pieces++; pieces == 40 {
				must(t, b.correctPhone(client, "01632 960777"))
			}
			if done > of || done == 0 {
				t.Errorf("%d of %d rows were looked at", done, of)
			}
			kill()
		})
		kill()
		if more = errors.Is(err, context.Canceled); err != nil && !more {
			t.Fatal(err)
		}
	}
	if pieces < 100 {
		t.Errorf("it took only %d pieces", pieces)
	}
	inPieces := sentAfter(t, s, b)

	if len(atOnce.Parts) != len(inPieces.Parts) {
		t.Errorf("%d parts, in pieces %d", len(atOnce.Parts), len(inPieces.Parts))
	}
	for _, of := range []struct {
		holds change.Holding
		to    func(d *device)
	}{
		{change.Holding{Kind: change.HoldsPartner, Partners: own.Partners}, func(d *device) { d.partner = partner }},
		{change.Holding{Kind: change.HoldsClinics, Clinics: own.Clinics}, func(d *device) { d.surgery = surgery }},
	} {
		var held []map[string][]byte
		for _, in := range []exchange.Incoming{atOnce, inPieces} {
			d := s.join()
			of.to(d)
			must(t, d.Exchange.Hold(ctx, of.holds))
			s.hear(d, a.name, 1)
			_, err := d.Exchange.Apply(ctx, d.opened(in))
			must(t, err)
			if got := d.one(t, "SELECT phone FROM client WHERE id = ?", client); d.surgery != "" && got != "01632 960777" {
				t.Errorf("the surgery has the number %s", got)
			}
			held = append(held, dump(t, d))
		}
		for table, rows := range held[0] {
			if other := string(held[1][table]); other != string(rows) {
				t.Errorf("%s\n%s", table, difference(string(rows), other))
			}
		}
	}
}

// TestHandOut_inPiecesFollowsWhatHangsTogether gives a surgery to another partner. Nothing
// but the surgery is due then, and all that is of its clients hangs on it.
func TestHandOut_inPiecesFollowsWhatHangsTogether(t *testing.T) {
	exchange.LookAtOnce(t, 9)
	w := newPartnership(t)
	for _, family := range strings.Fields("Archer Baker Carter Dixon Ellis Foster Gibson Hughes") {
		c := w.client(w.a, w.north, family)
		w.contact(t, w.a, c.ID, "a visit")
		w.contact(t, w.a, c.ID, "another visit")
	}
	w.meetAll()
	list, err := w.a.Lists.Surgeries(ctx, true)
	must(t, err)
	for _, v := range list {
		if v.ID == w.at[w.north] {
			v.PartnerID = w.south.partner
			must(t, w.a.Lists.SaveSurgery(ctx, &v))
		}
	}
	w.service.send(w.a) // w.b would look again at what is given, and give what is missing
	for d, want := range map[*device]string{w.north: "0 clients, 0 contacts", w.south: "8 clients, 16 contacts"} {
		w.hear(d, w.a.name, 1<<30)
		if got := d.one(t, "SELECT (SELECT count(*) FROM client) || ' clients, ' || (SELECT count(*) FROM contact) || ' contacts'"); got != want {
			t.Errorf("%s has %s, not %s", d.name, got, want)
		}
	}
	w.meetAll()
}

// sentAfter is what a device hands over next.
func sentAfter(t *testing.T, s *service, d *device) exchange.Incoming {
	t.Helper()
	out, err := d.Exchange.Gather(ctx, s.devices[0].cursor)
	must(t, err)
	return exchange.Incoming{Device: d.name, Number: 2, Clock: out.Clock, Parts: out.Parts}
}

// copyOf is the same device from a copy of its database.
func copyOf(t *testing.T, of *device) *device {
	t.Helper()
	must(t, of.Close())
	defer of.open(t)
	body, err := os.ReadFile(of.path)
	must(t, err)
	d := &device{name: of.name, now: of.now, path: filepath.Join(t.TempDir(), "waymark.db")}
	must(t, os.WriteFile(d.path, body, 0o600))
	d.open(t)
	t.Cleanup(func() { must(t, d.Close()) })
	return d
}
