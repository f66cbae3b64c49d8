package exchange

import (
	"context"
	"slices"
	"strings"

	"waymark/data/exchange/change"
	"waymark/data/store"
	"waymark/data/store/measure"
)

// Start makes this database that of a device of a service. device is an id of a
// fixed form that is never used again. shared is what a device of the service gave
// (see Shared), empty for the first one: where both have a row of the same key, that
// of the service comes before what this database had. A database that was another
// device of the service becomes this one, as with Renew.
func (s *Exchange) Start(ctx context.Context, device string, shared []byte) error {
	if begun, err := s.Begun(ctx); err != nil || begun {
		if err == nil {
			err = s.Renew(ctx, device)
		}
		return err
	}
	return s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
		if len(shared) > 0 {
			if err := t.SetErasureKey(shared); err != nil {
				return err
			}
		}
		if err := t.Derive("INSERT INTO exchange_device (number, device) VALUES (0, ?)", device); err != nil {
			return err
		}
		if err := t.Derive("INSERT INTO exchange_state (one, entries, tombstones, own, met, sent, clock, joined) VALUES (1, 0, 0, 0, 0, 0, 0, ?)", len(shared) > 0); err != nil {
			return err
		}
		w, err := begin(t)
		if err != nil {
			return err
		}
		w.state.begunThisTime = true
		if err := w.foldAtFirst(); err != nil {
			return err
		}
		if err := w.fold(); err != nil {
			return err
		}
		if err := w.adopt(); err != nil {
			return err
		}
		if err := t.Audit("begin", "exchange", "", "", ""); err != nil {
			return err
		}
		return w.end()
	})
}

// Begun reports whether this database is one of a service.
func (s *Exchange) Begun(ctx context.Context) (begun bool, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM exchange_state)").Scan(&begun)
	return begun, store.Problem(err)
}

// Shared is what another device needs beside the records to join: the key of the
// hashes of who was erased.
func (s *Exchange) Shared(ctx context.Context) (key []byte, err error) {
	err = s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
		key, err = t.ErasureKey()
		return err
	})
	return key, err
}

// Renew makes this database another device of its service, because an older copy
// of it was restored. What the old one had not handed over is handed over again.
func (s *Exchange) Renew(ctx context.Context, device string) error {
	return s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
		var was string
		if err := t.Value(&was, "SELECT device FROM exchange_device WHERE number = 0"); err != nil {
			return err
		}
		if was == device {
			return nil
		}
		n := 0
		if err := t.Value(&n, "SELECT max(number) + 1 FROM exchange_device"); err != nil {
			return err
		}
		// What was sent under the old name keeps it. The rest is under the new name,
		// with clocks of its own, so no change has two devices.
		if err := t.Derive("UPDATE exchange_device SET number = ? WHERE number = 0", n); err != nil {
			return err
		}
		if err := t.Derive("INSERT INTO exchange_device (number, device) VALUES (0, ?)", device); err != nil {
			return err
		}
		return renewClocks(t, n)
	})
}

// renewClocks notes for what this device sent under its old name that it is of that name.
func renewClocks(t *store.Tx, was int) error {
	w, err := begin(t)
	if err != nil {
		return err
	}
	// What was typed since the last meeting is not in the clocks yet.
	if err := w.fold(); err != nil {
		return err
	}
	if err := w.flush(); err != nil {
		return err
	}
	type held struct {
		table int
		row   any
	}
	rows, err := store.Collect(t.Ctx, t, func(h *held) []any { return []any{&h.table, &h.row} }, "SELECT tbl, row FROM exchange_row WHERE mine > 0")
	if err != nil {
		return err
	}
	for _, h := range rows {
		r, err := w.row(w.byNumber[h.table], store.KeyText(h.row))
		if err != nil {
			return err
		}
		w.renewRow(r, was)
		if err := w.spare(); err != nil {
			return err
		}
	}
	// Whom someone erased has no clock but that of when it is said.
	if err := t.Derive("UPDATE exchange_gone SET device = ? WHERE device = 0 AND max(clock, mine) <= ?", was, w.state.sent); err != nil {
		return err
	}
	return w.end()
}

// renewRow notes for what this device sent of a row under its old name that it is of that
// name. What a PC had before it joined has the clock 0, whether it was sent or not.
func (w *work) renewRow(r *rowState, was int) {
	sent := func(clock int64) bool { return clock <= w.state.sent && (clock > 0 || r.mine <= w.state.sent) }
	if r.dirty = true; r.device == self && sent(r.clock) {
		r.device = was
	}
	for group, c := range r.cells {
		if c.device == self && sent(max(c.clock, c.own)) {
			c.device = was
			r.cells[group] = c
		}
	}
}

// madeByRule reports whether a row is one that every device makes alike, so that it
// yields to whatever someone typed: the lists that a service begins with.
func madeByRule(key string) bool { return strings.HasPrefix(key, "01900000-0000-7000-8000-") }

type entry struct {
	seq            int64
	table          int
	row            any
	columns, clock int64
}

// fold brings the clocks of rows up to the change log, and gives this transaction
// a clock that is later than all of them.
func (w *work) fold() error {
	// What this transaction has written already is in the log then, so that its clock does
	// not go back.
	if err := w.t.FlushEntries(); err != nil {
		return err
	}
	if err := w.foldLog(); err != nil {
		return err
	}
	w.t.SetClock(max(w.state.own, w.state.met, w.state.clock) + 1)
	// Answers that were saved one by one have no entry yet.
	if err := measure.NoteTapsWithin(w.t); err != nil {
		return err
	}
	if err := w.t.FlushEntries(); err != nil {
		return err
	}
	return w.foldLog()
}

// foldAtOnce is how many entries of the log are read at a time: the first time they
// are all that there ever were.
const foldAtOnce = 20_000

func (w *work) foldLog() error {
	for {
		list, err := store.Collect(w.t.Ctx, w.t, func(e *entry) []any { return []any{&e.seq, &e.table, &e.row, &e.columns, &e.clock} },
			"SELECT seq, tbl, row, columns, clock FROM change_entry WHERE seq > ? ORDER BY seq LIMIT ?", w.state.entries, foldAtOnce)
		for i := range list {
			if err == nil {
				err = w.foldEntry(&list[i])
			}
			if err == nil {
				err = w.spare()
			}
			w.state.entries = list[i].seq
		}
		if err != nil {
			return err
		}
		if len(list) < foldAtOnce {
			break
		}
	}
	if err := w.foldTombstones(); err != nil {
		return err
	}
	return w.t.Value(&w.state.tombstones, "SELECT coalesce((SELECT max(seq) FROM tombstone), 0)")
}

func (w *work) foldEntry(e *entry) error {
	t := w.byNumber[e.table]
	if t == nil {
		return nil
	}
	key := store.KeyText(e.row)
	if t.stays != nil && t.stays(key) {
		return nil
	}
	r, err := w.row(t, key)
	if err != nil {
		return err
	}
	clock := e.clock
	if w.state.begunThisTime && w.state.joined {
		clock = 0 // what the service has comes before what this database had
	}
	w.state.own = max(w.state.own, e.clock)
	if r == nil || e.columns == 0 {
		if madeByRule(key) {
			clock = 0
		}
		w.add(t, key, &rowState{clock: clock, device: self, mine: e.clock})
		return nil
	}
	c := cell{clock, self, clock}
	for _, name := range t.ColumnsOf(e.columns) {
		if group, ok := t.ofCol[name]; ok {
			r.set(group, c)
		}
	}
	if t.Updated && !store.StampStays(e.columns) {
		r.set(change.Stamped, c)
	}
	r.mine = e.clock
	return nil
}

func (w *work) foldTombstones() error {
	type stone struct {
		table  int
		row    any
		erased bool
		clock  int64
	}
	list, err := store.Collect(w.t.Ctx, w.t, func(s *stone) []any { return []any{&s.table, &s.row, &s.erased, &s.clock} },
		"SELECT tbl, row, erased, clock FROM tombstone WHERE seq > ? ORDER BY seq", w.state.tombstones)
	if err != nil {
		return err
	}
	for _, s := range list {
		w.state.own = max(w.state.own, s.clock)
		if s.erased {
			if hash, ok := s.row.([]byte); ok {
				if err := w.noteErased(s.table, hash, s.clock); err != nil {
					return err
				}
			}
			continue
		}
		t := w.byNumber[s.table]
		if t == nil {
			continue
		}
		key := store.KeyText(s.row)
		if err := w.noteGone(t, key, cell{clock: s.clock}, s.clock); err != nil {
			return err
		}
		r, err := w.row(t, key)
		if err != nil {
			return err
		}
		if r != nil && w.newest(r).clock < s.clock {
			if err := w.drop(t, key); err != nil {
				return err
			}
		}
	}
	return nil
}

// adopt begins the clocks of rows that were there before there was a change log.
func (w *work) adopt() error {
	if err := w.flush(); err != nil {
		return err
	}
	mine := w.tick()
	for _, t := range w.inOrder() {
		keys, err := w.clocklessOf(t)
		if err != nil {
			return err
		}
		for _, key := range keys {
			if t.stays != nil && t.stays(key) {
				continue
			}
			r, err := w.row(t, key)
			if err != nil {
				return err
			}
			if r == nil {
				w.add(t, key, &rowState{device: self, mine: mine})
			}
			if err := w.spare(); err != nil {
				return err
			}
		}
	}
	return nil
}

// keysOf lists the keys of all rows of a table.
func (w *work) keysOf(t *table) ([]string, error) {
	return store.Collect(w.t.Ctx, w.t, func(k *string) []any { return []any{k} },
		"SELECT "+strings.Join(t.Key, " || char(31) || ")+" FROM "+t.Name+" ORDER BY 1") // names are our own
}

// inOrder lists the tables, each after those that its rows name.
func (w *work) inOrder() []*table {
	list := make([]*table, 0, len(w.tables))
	for _, t := range w.tables {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b *table) int { return a.order - b.order })
	return list
}
