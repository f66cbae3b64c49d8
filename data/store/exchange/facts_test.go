package exchange_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync/atomic"

	"waymark/data"
	"waymark/data/store/exchange"
)

// fact is something that a device acknowledged: a row, that a client was erased, or
// that two records were joined. It counts unless the device was restored from a copy
// that was made before, and had not sent it.
type fact struct {
	by     *device
	sent   bool
	table  string // "" for what is said of clients
	id     string
	client string
	other  string // whom a client was joined with
	erased bool
}

func (h *history) acknowledge(f fact) { h.facts = append(h.facts, f) }

// keep notes that a device acknowledged a row.
func (h *history) keep(d *device, table string, id, client data.ID) {
	h.acknowledge(fact{by: d, table: table, id: string(id), client: string(client)})
}

// sentBy notes that what a device acknowledged is out.
func (h *history) sentBy(d *device) {
	for i := range h.facts {
		if h.facts[i].by == d {
			h.facts[i].sent = true
		}
	}
}

// people names by one ID the clients who were joined.
func (h *history) people() func(client string) string {
	of := map[string]string{}
	person := func(client string) string {
		for of[client] != "" && of[client] != client {
			client = of[client]
		}
		return client
	}
	for _, f := range h.facts {
		if f.other != "" {
			of[person(f.client)] = person(f.other)
		}
	}
	return person
}

func (h *history) nothingIsMissing() {
	h.t.Helper()
	person, erased := h.people(), map[string]bool{}
	for _, f := range h.facts {
		if f.erased {
			erased[person(f.client)] = true
		}
	}
	for _, d := range h.devices {
		for _, f := range h.facts {
			if f.table == "" {
				continue
			}
			var there bool
			must(h.t, reader(d).QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM "+f.table+" WHERE id = ?)", f.id).Scan(&there))
			if gone := erased[person(f.client)]; there == gone {
				h.t.Errorf("%s: %s %s of client %s is there: %v, erased: %v", d.name, f.table, f.id, f.client, there, gone)
			}
		}
		if sum, err := d.Exchange.Apply(ctx, exchange.Incoming{Device: "none", Parts: nil}); err != nil || sum.Waiting > 0 {
			h.t.Error(sum, err)
		}
	}
}

// copied is a copy of a device's database, with what it had sent and heard then.
type copied struct {
	body    []byte
	cursor  exchange.Cursor
	segment int64
	name    string
	applied map[string][]bool
	facts   int
}

// backUp copies the database of a device.
func (h *history) backUp(d *device) {
	must(h.t, d.Close())
	body, err := os.ReadFile(d.path)
	must(h.t, err)
	applied := map[string][]bool{}
	for from, done := range h.applied[d.name] {
		applied[from] = slices.Clone(done)
	}
	h.copies[d] = copied{body, d.cursor, d.segment, d.name, applied, len(h.facts)}
	d.open(h.t)
	h.note(d, "is backed up")
}

// restore has a device go on from its copy as another one. What it sent since then it
// hears from the one that it was.
func (h *history) restore(d *device) {
	c, ok := h.copies[d]
	if !ok {
		return
	}
	h.note(d, "is restored")
	must(h.t, d.Close())
	must(h.t, os.WriteFile(d.path, c.body, 0o600))
	d.open(h.t)
	h.renewed++
	d.name = fmt.Sprintf("%s again %d", c.name, h.renewed)
	d.cursor, d.segment = c.cursor, 0
	must(h.t, d.Exchange.Renew(ctx, d.name))
	h.seeTo()
	if d.surgery != "" {
		h.holdsOwn(d)
	}
	done := make([]bool, c.segment)
	for i := range done {
		done[i] = true
	}
	c.applied[c.name] = done
	h.applied[d.name] = c.applied
	h.facts = slices.Concat(h.facts[:c.facts], slices.DeleteFunc(slices.Clone(h.facts[c.facts:]), func(f fact) bool { return f.by == d && !f.sent }))
	delete(h.copies, d)
}

// killed is a context that ends at a step of the work, as a program does that is killed.
type killed struct {
	context.Context
	left *atomic.Int64 // a database asks from goroutines of its own, too
}

func killedAfter(steps int) killed {
	k := killed{ctx, new(atomic.Int64)}
	k.left.Store(int64(steps))
	return k
}

var ended = func() chan struct{} { c := make(chan struct{}); close(c); return c }()

// Done implements context.Context.
func (k killed) Done() <-chan struct{} {
	if k.left.Add(-1) < 0 {
		return ended
	}
	return k.Context.Done()
}

// Err implements context.Context.
func (k killed) Err() error {
	if k.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// kill has a device be killed in the middle of taking something in, or of handing over
// what is new: nothing of it is there afterwards.
func (h *history) kill(d *device, from string, n int) {
	left := h.rng.IntN(400)
	h.note(d, fmt.Sprintf("is killed hearing %d of %s", n, from))
	if _, err := d.Exchange.Apply(killedAfter(left), d.opened(h.sent[from][n])); err != nil && !errors.Is(err, context.Canceled) {
		h.t.Fatalf("%s is killed hearing %d of %s: %v", d.name, n, from, err)
	}
}

// send has a device hand over what it changed.
func (h *history) send(d *device) int {
	h.t.Helper()
	if h.rng.IntN(12) == 0 {
		left := h.rng.IntN(200)
		h.note(d, "is killed handing over")
		if _, err := d.Exchange.Gather(killedAfter(left), d.cursor); err != nil && !errors.Is(err, context.Canceled) {
			h.t.Fatalf("%s is killed handing over: %v", d.name, err)
		}
	}
	h.sentBy(d)
	return h.service.send(d)
}
