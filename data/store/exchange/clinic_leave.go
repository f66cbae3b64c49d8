package exchange

import (
	"slices"

	"waymark/data"
	"waymark/data/store"
)

// letGo notes on the PC of a surgery or partner that a row was taken back, unless it was given
// again later.
func (w *work) letGo(t *table, key string, at cell) error {
	key = w.canonical(t, key)
	was, err := w.leftAt(t, key)
	if err != nil || was.clock >= 0 && !w.newer(at, was) {
		return err
	}
	given, err := w.givenAt(t, key)
	if err != nil || given.clock >= 0 && w.newer(given, at) {
		return err
	}
	if err := w.forgetWaiting(t, key); err != nil {
		return err
	}
	return w.putLeft(t, key, at)
}

// putLeft keeps when a row was taken back from this PC, and notes that it is to go.
func (w *work) putLeft(t *table, key string, at cell) error {
	if err := w.t.Derive("INSERT OR REPLACE INTO clinic_held (surgery, tbl, row, clock, device, gone, mine) VALUES ('', ?, ?, ?, ?, 1, 0)",
		t.Number, w.leftKey(key), at.clock, at.device); err != nil {
		return err
	}
	return w.leaves(t, key)
}

// leaves notes that a row is to go.
func (w *work) leaves(t *table, key string) error {
	return w.t.Derive("INSERT OR IGNORE INTO clinic_leaving (tbl, row) VALUES (?, ?)", t.Number, store.KeyOf(key))
}

// givenAt is when a row was given to this PC, or waits to be applied; its clock is -1
// if it was not.
func (w *work) givenAt(t *table, key string) (cell, error) {
	at := cell{clock: -1}
	r, err := w.row(t, key)
	if err != nil {
		return at, err
	}
	if r != nil {
		if c, is := r.cells[entered]; is {
			at = c
		}
	}
	if !w.waiting[rowKey{t.Number, key}] {
		return at, nil
	}
	cells, err := w.waitingCells(t, key)
	for _, c := range cells {
		if c.group.id == entered && w.newer(c.cell, at) {
			at = c.cell
		}
	}
	return at, err
}

// part lets go of the rows that were taken back: not before what was typed into them
// was handed over, nor while another row names them.
func (w *work) part() error {
	if !w.atPlace() {
		return nil
	}
	type leaving struct {
		table int
		row   any
	}
	var clients []data.ID
	var gone []store.Row
	for moved := true; moved; {
		moved = false
		list, err := store.Collect(w.t.Ctx, w.t, func(l *leaving) []any { return []any{&l.table, &l.row} }, "SELECT tbl, row FROM clinic_leaving")
		if err != nil {
			return err
		}
		slices.SortFunc(list, func(a, b leaving) int { return w.order(b.table) - w.order(a.table) })
		for _, l := range list {
			t := w.byNumber[l.table]
			if t == nil {
				continue
			}
			went, err := w.partFrom(t, store.KeyText(l.row))
			if err != nil {
				return err
			}
			if !went {
				continue
			}
			moved = true
			gone = append(gone, store.Row{Table: l.table, Key: l.row})
			if t.Name == "client" {
				clients = append(clients, data.ID(store.KeyText(l.row)))
			}
		}
	}
	if len(gone) == 0 {
		return nil
	}
	if err := w.t.ForgetRows(gone); err != nil || len(clients) == 0 {
		return err
	}
	return w.t.ForgetHere(clients)
}

// partFrom lets go of one row, and reports whether it went.
func (w *work) partFrom(t *table, key string) (bool, error) {
	r, err := w.row(t, key)
	if err != nil {
		return false, err
	}
	if r != nil {
		if r.mine > w.state.handed {
			return false, nil
		}
		if err := w.forgetBefore(t, key); err != nil {
			return false, err
		}
		if named, err := w.isNamed(t, key); err != nil || named {
			return false, err
		}
		if err := w.forgetRow(t, key); err != nil {
			return false, err
		}
		if err := w.dropWhole(t, key); err != nil {
			return false, err
		}
		w.touched.kinds[kindOf(t)] = true
		w.summary.Removed++
	}
	// Another PC may have changed the row meanwhile, naming one that is not here.
	if err := w.forgetWaiting(t, key); err != nil {
		return false, err
	}
	return true, w.t.Derive("DELETE FROM clinic_leaving WHERE tbl = ? AND row = ?", t.Number, store.KeyOf(key))
}
