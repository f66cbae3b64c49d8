package exchange_test

import (
	"fmt"
	"testing"
	"time"

	"waymark/data"
)

// move has a client belong to the surgery of another partner, some minutes after noon.
func (w *partnership) move(d *device, client data.ID, to *device, minutes int) {
	w.t.Helper()
	d.now = noon.Add(time.Duration(minutes) * time.Minute)
	c, err := d.Casework.Client(ctx, client)
	must(w.t, err)
	c.SurgeryID = w.at[to]
	must(w.t, d.Casework.SaveClientAsAnother(ctx, c))
}

// ring has a device note a phone number, some minutes after noon.
func (w *partnership) ring(d *device, client data.ID, phone string, minutes int) {
	w.t.Helper()
	d.now = noon.Add(time.Duration(minutes) * time.Minute)
	c, err := d.Casework.Client(ctx, client)
	must(w.t, err)
	c.Phone = phone
	must(w.t, d.Casework.SaveClientAsAnother(ctx, c))
}

// Someone had two records. One was taken back from the PC of a partner while something
// was being typed into it there, and so was still to go when it became one with the
// other, which belongs there. The one record was to go in its place: it would have gone
// as soon as nothing named it, from the PC of the partner who answers for that person.
func TestPartnersPC_keepsWhoBecameOneWithSomeoneTakenBack(t *testing.T) {
	w := newPartnership(t)
	first, second := w.client(w.a, w.north, "Archer"), w.client(w.a, w.north, "Archer")
	w.meetAll()
	w.ring(w.north, second.ID, "01632 960009", 1)
	w.move(w.a, second.ID, w.south, 2)
	w.service.send(w.a)
	w.hear(w.north, w.a.name, 1<<30)
	must(t, w.a.Exchange.JoinPeople(ctx, first.ID, second.ID))
	w.move(w.a, first.ID, w.north, 3)
	w.service.send(w.a)
	w.hear(w.north, w.a.name, 1<<30)
	for range 2 {
		w.service.send(w.north) // what was typed is handed over, and what is to go goes
		if n := w.north.one(t, "SELECT count(*) FROM client"); n != "1" {
			t.Fatalf("the PC of the partner has %s clients", n)
		}
	}
	w.meetAll()
}

// Two records become one while one of them is taken back from the PC of a partner, and a
// device that does not know it yet gives it both again. Whatever comes first there, in
// the end it has the one record, as all have it, or nothing of it.
func TestPartnersPC_hasTheSameInWhateverOrderTwoBecomeOne(t *testing.T) {
	for want, end := range []string{"goes", "stays"} {
		for _, order := range orders(3) {
			t.Run(fmt.Sprint(end, order), func(t *testing.T) {
				w := newPartnership(t)
				first, second := w.client(w.a, w.north, "Archer"), w.client(w.a, w.north, "Archer-Reed")
				w.contact(t, w.a, second.ID, "a visit")
				w.meetAll()
				w.ring(w.north, second.ID, "01632 960009", 1)
				w.ring(w.b, first.ID, "01632 960007", 3)
				w.ring(w.b, second.ID, "01632 960008", 4)
				w.service.send(w.b)
				before := len(w.sent[w.a.name])
				w.move(w.a, second.ID, w.south, 2)
				w.service.send(w.a)
				must(t, w.a.Exchange.JoinPeople(ctx, first.ID, second.ID))
				w.service.send(w.a)
				w.move(w.a, first.ID, []*device{w.south, w.north}[want], 5)
				w.contact(t, w.a, first.ID, "another visit")
				w.service.send(w.a)
				for _, n := range order {
					_, err := w.north.Exchange.Apply(ctx, w.north.opened(w.sent[w.a.name][before+n]))
					must(t, err)
				}
				w.hear(w.north, w.b.name, 1<<30)
				w.meetAll()
				if n := w.north.one(t, "SELECT count(*) FROM client"); n != fmt.Sprint(want) {
					t.Errorf("the PC of the partner has %s clients", n)
				}
			})
		}
	}
}

// orders are all orders of the numbers below n.
func orders(n int) (list [][]int) {
	if n == 0 {
		return [][]int{nil}
	}
	for _, order := range orders(n - 1) {
		for at := range n {
			list = append(list, append(append(append([]int{}, order[:at]...), n-1), order[at:]...))
		}
	}
	return list
}

// A record was taken back from the PC of a partner and given to it again, by a device
// that did not know of a new phone number yet. The number had come before the record
// went, and went with it. All devices took it for there still: it never came again.
func TestPartnersPC_getsAgainWhatWentWithARecord(t *testing.T) {
	w := newPartnership(t)
	c := w.join()
	w.devices = append(w.devices, c)
	w.seeTo()
	who := w.client(w.a, w.north, "Archer")
	w.meetAll()
	w.ring(w.b, who.ID, "01632 960007", 1)
	w.service.send(w.b)
	w.move(w.a, who.ID, w.south, 2)
	w.service.send(w.a)
	w.hear(c, w.a.name, 1<<30)
	w.move(c, who.ID, w.north, 3)
	w.service.send(c)
	for i, from := range []*device{w.b, w.a, c} {
		w.hear(w.north, from.name, 1<<30)
		want := []string{"01632 960007", "-", ""}[i]
		if got := w.north.one(t, "SELECT phone FROM client"); got != want {
			t.Fatalf("the PC of the partner has the number %q, not %q", got, want)
		}
		w.service.send(w.north)
	}
	for _, heard := range [][2]*device{{w.a, c}, {w.a, w.b}, {w.b, c}, {w.b, w.a}, {c, w.b}} {
		w.hear(heard[0], heard[1].name, 1<<30)
	}
	w.meetAll()
	if got := w.north.one(t, "SELECT phone FROM client"); got != "01632 960007" {
		t.Errorf("the PC of the partner has the number %q", got)
	}
}

// Someone had two records: one of a partner’s, and one of no partner’s. They became one
// at that partner’s. What hung on the other record was given to no one: its rows had not
// changed, but whose they are had.
func TestPartnersPC_getsWhatHungOnTheRecordOfNoPartner(t *testing.T) {
	for _, first := range []string{"their record", "the other record"} {
		t.Run(first+" is kept", func(t *testing.T) {
			w := newPartnership(t)
			v := &data.Surgery{Name: "Nobody’s Surgery"}
			must(t, w.a.Lists.SaveSurgery(ctx, v))
			w.at[w.a] = v.ID
			of := []*device{w.north, w.a}
			if first == "the other record" {
				of = []*device{w.a, w.north}
			}
			kept, gone := w.client(w.a, of[0], "Archer"), w.client(w.a, of[1], "Archer-Reed")
			if kept.ID > gone.ID {
				t.Fatal("the ids are not in their order")
			}
			for _, c := range []*data.Client{kept, gone} {
				w.contact(t, w.a, c.ID, "a visit to "+c.FamilyName)
			}
			w.meetAll()
			must(t, w.a.Exchange.JoinPeople(ctx, kept.ID, gone.ID))
			w.move(w.a, kept.ID, w.north, 2)
			w.meetAll()
			if n := w.north.one(t, "SELECT count(*) FROM contact"); n != "2" {
				t.Errorf("the PC of the partner has %s contacts", n)
			}
		})
	}
}
