package exchange

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store"
)

// meet settles what a row that came meets in a unique constraint, and applies it.
func (w *work) meet(t *table, key string, cells []incoming) error {
	now, err := w.asItWould(t, key, cells)
	if err != nil {
		return err
	}
	for _, u := range t.unique {
		if u.meets != BecomeOne && u.meets != LoseIt {
			continue
		}
		other, err := w.holder(t, u, key, now)
		if err != nil {
			return err
		}
		switch {
		case other == "":
			continue
		case u.meets == LoseIt:
			return w.loseIt(t, key, other, u.columns[0], cells)
		}
		if w.canonical(t, key) == w.canonical(t, other) {
			return fmt.Errorf("a row of %s became another and is still there: %s %s", t.Name, key, other)
		}
		if err := w.becomeOne(t, key, other, w.tick()); err != nil {
			return err
		}
		w.summary.Settled++
		kept := w.canonical(t, key)
		if err := w.news(newsOne, t, kept, w.clientAt(t, kept, cells), ""); err != nil {
			return err
		}
		return w.applyRow(t, key, cells)
	}
	return fmt.Errorf("a row of %s meets another in a way that no one settles", t.Name)
}

// asItWould are the values of a row with what came, by column.
func (w *work) asItWould(t *table, key string, cells []incoming) (map[string]any, error) {
	now := map[string]any{}
	held, err := w.values(t, key)
	if err != nil {
		return nil, err
	}
	for i := range t.groups {
		g := &t.groups[i]
		for n, column := range g.columns {
			if held != nil {
				now[column] = held[g.id][n]
			}
		}
	}
	r, err := w.row(t, key)
	if err != nil {
		return nil, err
	}
	for _, c := range cells {
		if r != nil && !w.newer(c.cell, r.cell(c.group.id)) {
			continue
		}
		for n, column := range c.group.columns {
			if !isMissing(c.values[n]) {
				now[column] = c.values[n]
			}
		}
	}
	return now, nil
}

// holder is the key of another row that has the same in a unique constraint; "" if
// there is none.
func (w *work) holder(t *table, u unique, key string, now map[string]any) (string, error) {
	if t.Name == "episode" && u.where != "" && now["status"] == "closed" {
		return "", nil
	}
	conditions, args := make([]string, 0, len(u.columns)), make([]any, 0, len(u.columns)+1)
	for _, c := range u.columns {
		if now[c] == nil {
			return "", nil
		}
		conditions, args = append(conditions, c+" = ?"), append(args, now[c])
	}
	query := "SELECT coalesce(min(id), '') FROM " + t.Name + " WHERE " + strings.Join(conditions, " AND ") + " AND id <> ?" // names are our own
	if u.where != "" {
		query += " AND " + u.where
	}
	var other string
	err := w.t.Value(&other, query, append(args, key)...)
	return other, err
}

// becomeOne makes two rows one: that with the lower key. mine is the clock of this
// device where it found out by itself, 0 where another device says so.
func (w *work) becomeOne(t *table, a, b string, mine int64) error {
	a, b = w.canonical(t, a), w.canonical(t, b)
	if a == b {
		return nil
	}
	kept, gone := min(a, b), max(a, b)
	if mine == 0 && w.seesToClinics() && (t.Name == "client" || w.toPartners && t.ofPartners()) {
		mine = w.tick() // who found it may not know of a surgery or partner that has the other
	}
	if erased, err := w.beforeOne(t, gone, kept); err != nil || erased {
		return err
	}
	w.same[rowKey{t.Number, gone}] = kept
	if err := w.t.Derive("INSERT OR REPLACE INTO exchange_same (tbl, gone_id, kept_id, mine) VALUES (?, ?, ?, ?)",
		t.Number, store.KeyOf(gone), store.KeyOf(kept), mine); err != nil {
		return err
	}
	if err := w.moveGone(t, gone, kept); err != nil {
		return err
	}
	if err := w.moveWaiting(t, gone, kept); err != nil {
		return err
	}
	if err := w.rowsBecomeOne(t, gone, kept); err != nil {
		return err
	}
	if err := w.livedAsOne(t, kept); err != nil || !w.atPlace() {
		return err
	}
	return w.leavesAsOne(t, gone, kept)
}

// livedAsOne has the episodes looked at of two people who are one: one record may say that
// they died, and the other have something booked.
func (w *work) livedAsOne(t *table, kept string) error {
	if t.Name != "client" {
		return nil
	}
	episodes, err := w.collect("SELECT id FROM episode WHERE client_id = ?", kept)
	for _, id := range episodes {
		w.touched.episodes[id] = true
	}
	return err
}

// beforeOne moves what hangs on a row that is about to become another. erased says
// that they are people, and one of them was erased: then so is the other.
func (w *work) beforeOne(t *table, gone, kept string) (erased bool, err error) {
	if err := w.moveHanded(t, gone, kept); err != nil || t.Name != "client" {
		return false, err
	}
	if erased, err := w.erasedPeople(gone, kept); err != nil || erased {
		return erased, err
	}
	return false, w.peopleBecameOne(gone, kept)
}

// rowsBecomeOne makes of two rows that are here one.
func (w *work) rowsBecomeOne(t *table, gone, kept string) error {
	rg, err := w.row(t, gone)
	if err != nil {
		return err
	}
	if rg == nil {
		return w.repoint(t, gone, kept) // columns without a foreign key may name it
	}
	if err := w.foldInto(t, gone, kept, rg); err != nil {
		return err
	}
	at, err := w.goneAt(t, kept)
	if err != nil || at.clock < 0 {
		return err
	}
	return w.applyGoneRow(t, kept, at)
}

// foldInto takes into a row what another has that is newer, and has everything that
// names the other name it.
func (w *work) foldInto(t *table, gone, kept string, rg *rowState) error {
	held, err := w.values(t, gone)
	if err != nil {
		return err
	}
	if held == nil {
		return fmt.Errorf("a row of %s has clocks and is not there", t.Name)
	}
	cells := make([]incoming, 0, len(t.groups))
	for i := range t.groups {
		g := &t.groups[i]
		c := incoming{g, rg.cell(g.id), held[g.id]}
		cells = append(cells, c)
	}
	for _, g := range []*group{&backGroup, &enteredGroup} {
		if c := rg.cell(g.id); c.clock >= 0 {
			cells = append(cells, incoming{g, c, nil})
		}
	}
	if err := w.t.LaterKeys(true); err != nil {
		return err
	}
	if err := w.take(t, gone, kept, cells, rg); err != nil {
		return err
	}
	if err := w.repoint(t, gone, kept); err != nil {
		return err
	}
	w.touched.row(t, kept)
	return w.t.LaterKeys(false)
}

// take removes a row and applies its cells to the one that is kept.
func (w *work) take(t *table, gone, kept string, cells []incoming, rg *rowState) error {
	rk, err := w.row(t, kept)
	if err != nil {
		return err
	}
	for i := range cells {
		w.redirect(t, &cells[i])
	}
	if rk == nil {
		// Nothing of the kept one has come yet: this is it.
		if err := w.rename(t, gone, kept); err != nil {
			return err
		}
		if err := w.drop(t, gone); err != nil {
			return err
		}
		w.add(t, kept, rg)
		return w.arrived(t, kept, nil, cells)
	}
	if err := w.dropWhole(t, gone); err != nil {
		return err
	}
	if w.joining && t.Name == "client" {
		if cells, err = w.blankYields(t, kept, rk, cells); err != nil {
			return err
		}
	}
	waits, err := w.waitingCells(t, kept) // it is not among these cells
	if err != nil {
		return err
	}
	if err := w.takeCells(t, kept, cells, rk, rg); err != nil {
		return err
	}
	if len(waits) > 0 {
		if err := w.wait(t, kept, waits); err != nil {
			return err
		}
	}
	if t.Name == "client" {
		return w.searchClient(kept)
	}
	return nil
}

// takeCells applies the cells of a row that is gone to the one that is kept.
func (w *work) takeCells(t *table, kept string, cells []incoming, rk, rg *rowState) error {
	mine, sent := rk.mine, w.state.sent
	w.state.sent = 1 << 62 // both were typed; what loses is kept below
	err := w.keepLosers(t, kept, rk, cells)
	if err == nil {
		err = w.changedRow(t, kept, rk, cells)
	}
	w.state.sent = sent
	rk.mine, rk.dirty = max(mine, rg.mine), true
	rk.stillOwn(cells)
	return err
}

// stillOwn has what this device wrote in a row that became this one still to be sent.
func (r *rowState) stillOwn(cells []incoming) {
	for _, c := range cells {
		if now := r.cell(c.group.id); now.clock == c.cell.clock && now.device == c.cell.device && now.own < c.cell.own {
			now.own = c.cell.own
			r.set(c.group.id, now)
		}
	}
}

// keepLosers notes free text of two rows that become one where both have some, and of
// two clients everything.
func (w *work) keepLosers(t *table, key string, rk *rowState, cells []incoming) error {
	held, err := w.values(t, key)
	if err != nil {
		return err
	}
	for _, c := range cells {
		if !c.group.text && t.Name != "client" || c.group.id >= alive || sameWhere(held[c.group.id], c.values) {
			continue
		}
		loser, winner := c, held[c.group.id]
		if was := rk.cell(c.group.id); w.newer(c.cell, was) {
			loser, winner = incoming{c.group, was, winner}, c.values
		}
		if t.Name == "client" && saysNothing(winner) {
			continue // who joined them has the other say so; see blankYields
		}
		if err := w.conflict(t, key, loser, winner); err != nil {
			return err
		}
	}
	return nil
}

// rename changes the key of a row.
func (w *work) rename(t *table, from, to string) error {
	values := append(t.keyValues(to), t.keyValues(from)...)
	if err := w.t.ChangeReceived(t.Name, t.Key, t.Key, values); err != nil {
		return err
	}
	for _, p := range t.parts {
		if !strings.HasSuffix(p.owner, "_seq") {
			if err := w.t.Repoint(p.table, p.owner, from, to); err != nil {
				return err
			}
		}
	}
	return nil
}

// loseIt takes a value that must be unique from the row with the higher key.
func (w *work) loseIt(t *table, key, other, column string, cells []incoming) error {
	loser := max(key, other)
	group := t.byGroup[t.ofCol[column]]
	if loser == key {
		for i := range cells {
			if cells[i].group == group {
				cells[i].values[slices.Index(group.columns, column)] = nil
				cells[i].cell = cell{clock: cells[i].cell.clock + 1, device: self, own: w.tick()}
			}
		}
		if err := w.applyRow(t, key, cells); err != nil {
			return err
		}
		return w.wroteByRule(t, key, group)
	}
	if err := w.t.ChangeReceived(t.Name, t.Key, []string{column}, append([]any{nil}, t.keyValues(other)...)); err != nil {
		return err
	}
	if err := w.wroteByRule(t, other, group); err != nil {
		return err
	}
	return w.applyRow(t, key, cells)
}

// wroteByRule notes that this device changed a group of a row by rule. What follows
// from the rows alone is a hair newer than what it replaces, so that anything that a
// person did elsewhere in the meantime wins over it.
func (w *work) wroteByRule(t *table, key string, g *group) error {
	if r, err := w.row(t, key); err != nil || r == nil {
		return err
	}
	w.summary.Settled++
	return w.slightlyNewer(t, key, g)
}

// slightlyNewer notes that this device says what a group of a row says, a hair newer than it
// was said.
func (w *work) slightlyNewer(t *table, key string, g *group) error {
	r, err := w.row(t, key)
	if err != nil || r == nil {
		return err
	}
	was := r.cell(g.id)
	r.set(g.id, cell{was.clock + 1, self, w.tick()})
	r.mine = w.tick()
	return w.t.EntryReceived(t.Name, store.KeyOf(key), g.names, was.clock+1, "")
}

// clientAt is the client that a row is about, "" if it is about none.
func (w *work) clientAt(t *table, key string, cells []incoming) data.ID {
	if id, ok := clientOf(t, key, cells).(string); ok {
		return data.ID(id)
	}
	if !t.client {
		return ""
	}
	var id string
	if err := w.t.Value(store.OrNull(&id), "SELECT client_id FROM "+t.Name+" WHERE id = ?", key); err != nil { // the name is our own
		return ""
	}
	return data.ID(id)
}
