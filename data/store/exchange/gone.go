package exchange

import (
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/exchange/change"
	"waymark/data/store"
)

// noteErased keeps the hash of a row that was erased. mine is 0 if another device
// erased it.
func (w *work) noteErased(table int, hash []byte, mine int64) error {
	if w.erased[string(hash)] {
		return nil
	}
	w.erased[string(hash)] = true
	if err := w.passErasure(table, hash, mine); err != nil {
		return err
	}
	return w.t.Derive("INSERT OR IGNORE INTO exchange_gone (tbl, row, erased, clock, device, mine) VALUES (?, ?, 1, 0, 0, ?)", table, hash, mine)
}

// applyErased notes what another device erased, and reports whether it is news.
func (w *work) applyErased(g change.Gone) (bool, error) {
	if w.byNumber[g.Table] == nil || w.erased[g.Key] {
		return false, nil
	}
	return true, w.noteErased(g.Table, []byte(g.Key), 0)
}

// erasePeople erases whom another device erased. What is said of them later never
// brings them back.
func (w *work) erasePeople() error {
	if err := w.forgetErasedWaiting(); err != nil {
		return err
	}
	ids, err := store.Collect(w.t.Ctx, w.t, func(id *string) []any { return []any{id} }, "SELECT id FROM client")
	if err != nil {
		return err
	}
	for _, id := range ids {
		if w.hashErased(id) {
			if err := w.eraseHere(id); err != nil {
				return err
			}
		}
	}
	if err := w.forgetElsewhere(); err != nil {
		return err
	}
	return w.eraseBookings()
}

// forgetElsewhere has this device forget rows that another one erased and that are not
// here. It may have made them, or been given them, and let go of them since.
func (w *work) forgetElsewhere() error {
	if err := w.t.ForgetElsewhere(w.hashErased); err != nil || !w.atPlace() {
		return err
	}
	if err := w.settleLog(); err != nil {
		return err
	}
	if err := w.t.ForgetLeft(w.hashErased); err != nil {
		return err
	}
	return w.logForgot()
}

// settleLog writes what this transaction has still to write of the clocks and the log,
// before some of it is erased.
func (w *work) settleLog() error {
	if err := w.flush(); err != nil {
		return err
	}
	return w.t.FlushEntries()
}

// logForgot takes up what an erasure left of the log.
func (w *work) logForgot() error {
	if err := w.reloadSame(); err != nil {
		return err
	}
	return w.foldLog() // the hashes of the rows
}

// eraseBookings removes bookings that were erased with whose they were, and that name
// no one here: the place was moved on a PC that did not know whom it was booked for.
func (w *work) eraseBookings() error {
	for _, name := range []string{"appointment_state", "appointment"} {
		t := w.tables[name]
		keys, err := store.Collect(w.t.Ctx, w.t, func(k *string) []any { return []any{k} }, "SELECT id FROM "+name+" WHERE client_id IS NULL") // the name is our own
		if err != nil {
			return err
		}
		for _, key := range keys {
			if !w.hashErased(key) {
				continue
			}
			if err := w.dropBooking(t, key); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *work) dropBooking(t *table, key string) error {
	if t.Name == "appointment" {
		for name, query := range map[string]string{
			"appointment_state": "SELECT id FROM appointment_state WHERE appointment_id = ?1",
			"clash_kept":        "SELECT a_id || char(31) || b_id FROM clash_kept WHERE a_id = ?1 OR b_id = ?1",
		} {
			keys, err := store.Collect(w.t.Ctx, w.t, func(k *string) []any { return []any{k} }, query, key)
			for _, row := range keys {
				if err == nil {
					err = w.dropWhole(w.tables[name], row)
				}
			}
			if err != nil {
				return err
			}
		}
		if err := w.t.ChangeReceived("presence", []string{"appointment_id"}, []string{"appointment_id"}, []any{nil, key}); err != nil {
			return err
		}
	}
	w.touched.kinds[store.ChangedDiary] = true
	return w.dropWhole(t, key)
}

// eraseHere erases a client of this database, with rows that the device which
// erased them did not know.
func (w *work) eraseHere(id string) error {
	if err := w.settleLog(); err != nil {
		return err
	}
	if err := w.t.EraseReceived(data.ID(id)); err != nil {
		return err
	}
	w.summary.Erased++
	w.touched.kinds[store.ChangedClient] = true
	return w.logForgot()
}

// reloadSame reads what became another row anew: of whom was erased nothing did.
func (w *work) reloadSame() error {
	clear(w.same)
	type became struct {
		table      int
		gone, kept any
	}
	return store.Each(w.t.Ctx, w.t, func(s *became) []any { return []any{&s.table, &s.gone, &s.kept} }, func(s *became) error {
		w.same[rowKey{s.table, store.KeyText(s.gone)}] = store.KeyText(s.kept)
		return nil
	}, "SELECT tbl, gone_id, kept_id FROM exchange_same")
}

// isErased reports whether a row was erased, or is about someone who was.
func (w *work) isErased(t *table, key string, cells []incoming) bool {
	if len(w.erased) == 0 {
		return false
	}
	if w.hashErased(key) {
		return true
	}
	if id, ok := clientOf(t, key, cells).(string); ok && w.hashErased(id) {
		return true
	}
	for _, c := range cells { // a row that names one of theirs is theirs
		for i, column := range c.group.columns {
			parent, named := t.refers[column]
			if id, ok := c.values[i].(string); ok && named && t.soft[column] == "" && w.ofClients(parent) && w.hashErased(id) {
				return true
			}
		}
	}
	return t.Name == "clash_kept" && slices.ContainsFunc(strings.Split(key, "\x1f"), w.hashErased)
}

// ofClients reports whether the rows of a table are about clients.
func (w *work) ofClients(name string) bool {
	t := w.tables[name]
	return t != nil && (t.client || name == "client")
}

func (w *work) hashErased(key string) bool {
	return w.erased[string(store.Hashed(w.secret, store.KeyOf(key)))]
}

// refuseErased keeps out a row about someone who was erased. Its hash is kept: what is
// said of it later may not name whose it is, and would wait for the rest for ever.
func (w *work) refuseErased(t *table, key string) error {
	if err := w.forgetWaiting(t, key); err != nil {
		return err
	}
	if err := w.t.ForgetInTrails(key); err != nil {
		return err
	}
	return w.noteErased(t.Number, store.Hashed(w.secret, store.KeyOf(key)), 0)
}

// forgetErasedWaiting drops what waits of those who were erased.
func (w *work) forgetErasedWaiting() error {
	for k := range w.waiting {
		t := w.byNumber[k.table]
		if t == nil {
			continue
		}
		cells, err := w.waitingCells(t, k.key)
		if err != nil {
			return err
		}
		if w.isErased(t, k.key, cells) {
			if err := w.forgetWaiting(t, k.key); err != nil {
				return err
			}
		}
	}
	return nil
}

// noteGone keeps when a row was removed, if that is news.
func (w *work) noteGone(t *table, key string, at cell, mine int64) error {
	was, err := w.goneAt(t, key)
	if err != nil || was.clock >= 0 && !w.newer(at, was) {
		return err
	}
	w.removed = true
	return w.t.Derive("INSERT OR REPLACE INTO exchange_gone (tbl, row, erased, clock, device, mine) VALUES (?, ?, 0, ?, ?, ?)",
		t.Number, store.KeyOf(key), at.clock, at.device, mine)
}

// goneAt is when a row was removed; its clock is -1 if it never was.
func (w *work) goneAt(t *table, key string) (cell, error) {
	at := cell{clock: -1}
	if !w.removed {
		return at, nil
	}
	err := store.Each(w.t.Ctx, w.t, func(c *cell) []any { return []any{&c.clock, &c.device} }, func(c *cell) error {
		at = *c
		return nil
	}, "SELECT clock, device FROM exchange_gone WHERE tbl = ? AND row = ? AND erased = 0", t.Number, store.KeyOf(key))
	return at, err
}

// moveGone says of a row that it was removed when the one that became it was.
func (w *work) moveGone(t *table, gone, kept string) error {
	at, err := w.goneAt(t, gone)
	if err != nil || at.clock < 0 {
		return err
	}
	if err := w.noteGone(t, kept, at, 0); err != nil {
		return err
	}
	return w.applyGoneRow(t, kept, at)
}

// applyGone removes what another device removed: first what hangs on others.
func (w *work) applyGone(list []change.Gone) error {
	slices.SortStableFunc(list, func(a, b change.Gone) int { return w.order(b.Table) - w.order(a.Table) })
	for _, g := range list {
		t := w.byNumber[g.Table]
		if t == nil {
			continue
		}
		device, err := w.device(w.named(g.Device))
		if err != nil {
			return err
		}
		key, at := w.canonical(t, g.Key), cell{clock: g.Clock, device: device}
		if err := w.noteGone(t, key, at, 0); err != nil {
			return err
		}
		if err := w.applyGoneRow(t, key, at); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) order(table int) int {
	if t := w.byNumber[table]; t != nil {
		return t.order
	}
	return 0
}

// applyGoneRow removes one row. It stays, and is sent again, if it was changed
// since or something here names it: no one who removed it knew of that.
func (w *work) applyGoneRow(t *table, key string, at cell) error {
	r, err := w.row(t, key)
	if err != nil || r == nil {
		return err
	}
	named, err := w.isNamed(t, key)
	if err != nil {
		return err
	}
	if n := w.newest(r); w.newer(n, at) || named {
		if !w.newer(r.cell(alive), at) {
			clock := w.tick()
			r.set(alive, cell{clock, self, clock})
			r.mine = clock
		}
		return nil
	}
	if err := w.dropWhole(t, key); err != nil {
		return err
	}
	w.summary.Removed++
	w.touched.kinds[kindOf(t)] = true
	return nil
}

// stayedGone reports whether a row that is not here was removed after everything
// that came of it.
func (w *work) stayedGone(t *table, key string, cells []incoming) (bool, error) {
	at, err := w.goneAt(t, key)
	if err != nil || at.clock < 0 {
		return false, err
	}
	if slices.ContainsFunc(cells, func(c incoming) bool { return w.newer(c.cell, at) }) {
		return false, nil
	}
	return true, w.forgetWaiting(t, key)
}

// isNamed reports whether a row of another record names a row.
func (w *work) isNamed(t *table, key string) (bool, error) {
	for _, n := range w.naming[t.Name] {
		if w.ownedBy(t, n) || n.list || n.table == "score" || n.table == "answer_tap" || w.isSoft(n) || n.column == "created_by" || n.column == "updated_by" {
			continue
		}
		var there bool
		if err := w.t.Value(&there, "SELECT EXISTS (SELECT 1 FROM "+n.table+" WHERE "+n.column+" = ?)", key); err != nil || there { // names are our own
			return there, err
		}
	}
	return false, nil
}

func (w *work) isSoft(n naming) bool {
	t := w.tables[n.table]
	return t != nil && t.soft[n.column] != ""
}

// dropWhole deletes a row with its parts and what is derived of it.
func (w *work) dropWhole(t *table, key string) error {
	for _, p := range t.parts {
		owner, err := w.owner(p, key)
		if err != nil {
			return err
		}
		if _, err := w.t.DropReceived(p.table, []string{p.owner}, owner); err != nil {
			return err
		}
	}
	if t.Name == "response" {
		for _, derived := range []string{"score", "answer_tap"} {
			if err := w.t.Derive("DELETE FROM "+derived+" WHERE response_id = ?", key); err != nil { // the name is our own
				return err
			}
		}
	}
	if _, err := w.t.DropReceived(t.Name, t.Key, t.keyValues(key)...); err != nil {
		return err
	}
	return w.drop(t, key)
}
