package exchange

import (
	"slices"

	"waymark/data/exchange/change"
	"waymark/data/store"
)

// wait keeps cells whose row is not whole, or which name a row that has not come.
func (w *work) wait(t *table, key string, cells []incoming) error {
	if w.waiting[rowKey{t.Number, key}] {
		if err := w.t.Derive("DELETE FROM exchange_waiting WHERE tbl = ? AND id = ?", t.Number, key); err != nil {
			return err
		}
	}
	w.waiting[rowKey{t.Number, key}] = true
	client := clientOf(t, key, cells)
	for _, c := range cells {
		body := make([]any, 0, 2*len(c.values))
		for i, v := range c.values {
			if !isMissing(v) {
				body = append(body, c.group.names[i], v)
			}
		}
		if err := w.t.Derive("INSERT INTO exchange_waiting (tbl, id, part, clock, device, client_id, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
			t.Number, key, c.group.id, c.cell.clock, c.cell.device, client, change.AppendValues([]byte{}, body)); err != nil {
			return err
		}
	}
	return nil
}

// clientOf is the client that cells are about, as far as they say.
func clientOf(t *table, key string, cells []incoming) any {
	if t.Name == "client" {
		return key
	}
	for _, c := range cells {
		if i := slices.Index(c.group.columns, "client_id"); i >= 0 {
			if id, ok := c.values[i].(string); ok {
				return id
			}
		}
	}
	return nil
}

// waitingCells reads what waits of a row.
func (w *work) waitingCells(t *table, key string) ([]incoming, error) {
	type row struct {
		part, device int
		clock        int64
		body         []byte
	}
	rows, err := store.Collect(w.t.Ctx, w.t, func(r *row) []any { return []any{&r.part, &r.clock, &r.device, &r.body} },
		"SELECT part, clock, device, body FROM exchange_waiting WHERE tbl = ? AND id = ? ORDER BY part", t.Number, key)
	if err != nil {
		return nil, err
	}
	var cells []incoming
	for _, r := range rows {
		g := t.byGroup[uint8(r.part)]
		body, err := change.Values(r.body)
		if g == nil || err != nil || len(body)%2 != 0 {
			return nil, damaged(errTable)
		}
		c := incoming{g, cell{clock: r.clock, device: r.device}, blank(len(g.names))}
		for i := 0; i < len(body); i += 2 {
			name, _ := body[i].(string)
			if n := slices.Index(g.names, name); n >= 0 {
				c.values[n] = body[i+1]
			}
		}
		w.redirect(t, &c)
		cells = append(cells, c)
	}
	return cells, nil
}

// withWaiting adds what waits of a row, where it is newer than what came.
func (w *work) withWaiting(t *table, key string, cells []incoming) ([]incoming, error) {
	held, err := w.waitingCells(t, key)
	if err != nil {
		return nil, err
	}
	return w.newest2(cells, held), nil
}

// newest2 has of each group the newer cell of two lists.
func (w *work) newest2(a, b []incoming) []incoming {
	all := slices.Clone(a)
	for _, c := range b {
		n := slices.IndexFunc(all, func(x incoming) bool { return x.group.id == c.group.id })
		switch {
		case n < 0:
			all = append(all, c)
		case w.newer(c.cell, all[n].cell):
			all[n] = c
		}
	}
	return all
}

// forgetWaiting drops what waited of a row, once it is applied.
func (w *work) forgetWaiting(t *table, key string) error {
	k := rowKey{t.Number, key}
	if !w.waiting[k] {
		return nil
	}
	delete(w.waiting, k)
	return w.t.Derive("DELETE FROM exchange_waiting WHERE tbl = ? AND id = ?", t.Number, key)
}

// retry applies what waits, until nothing more of it can be.
func (w *work) retry() error {
	for before := -1; before != len(w.waiting) && len(w.waiting) > 0; {
		before = len(w.waiting)
		keys := make([]rowKey, 0, len(w.waiting))
		for k := range w.waiting {
			keys = append(keys, k)
		}
		slices.SortFunc(keys, func(a, b rowKey) int {
			if n := w.byNumber[a.table].order - w.byNumber[b.table].order; n != 0 {
				return n
			}
			return slices.Compare([]string{a.key}, []string{b.key})
		})
		for _, k := range keys {
			t := w.byNumber[k.table]
			if !w.waiting[k] {
				continue
			}
			if err := w.applyRow(t, k.key, nil); err != nil {
				return err
			}
			if err := w.spare(); err != nil {
				return err
			}
		}
	}
	w.summary.Waiting = len(w.waiting)
	return nil
}
