package exchange

import (
	"slices"
	"strings"

	"waymark/data/store"
)

// repoint has everything that names a row name the one that it became.
func (w *work) repoint(t *table, gone, kept string) error {
	for _, n := range w.naming[t.Name] {
		child := w.tables[n.table]
		switch {
		case child == nil:
			if w.ownedBy(t, n) {
				continue // the parts of a row move with it
			}
			if err := w.t.Repoint(n.table, n.column, gone, kept); err != nil {
				return err
			}
		case n.list:
			if err := w.repointList(n, gone); err != nil {
				return err
			}
		case child.keyOf == t.Name && slices.Contains(child.Key, n.column):
			r, err := w.row(child, gone)
			if err != nil {
				return err
			}
			if r != nil {
				if err := w.foldInto(child, gone, kept, r); err != nil {
					return err
				}
				if err := w.t.LaterKeys(true); err != nil {
					return err
				}
			}
		default:
			if err := w.repointColumn(child, n.column, gone, kept); err != nil {
				return err
			}
		}
	}
	return nil
}

// ownedBy reports whether a table holds the parts of the rows of another.
func (w *work) ownedBy(t *table, n naming) bool {
	for _, p := range t.parts {
		if p.table == n.table && p.owner == n.column {
			return true
		}
	}
	return false
}

// repointColumn is repoint for one column of a table of records. A row that would
// meet another in a unique constraint becomes one with it.
func (w *work) repointColumn(child *table, column, gone, kept string) error {
	key := strings.Join(child.Key, " || char(31) || ")
	rows, err := store.Collect(w.t.Ctx, w.t, func(k *string) []any { return []any{k} },
		"SELECT "+key+" FROM "+child.Name+" WHERE "+column+" = ? ORDER BY 1", gone) // names are our own
	if err != nil {
		return err
	}
	for _, row := range rows {
		err := w.t.ChangeReceived(child.Name, child.Key, []string{column}, append([]any{kept}, child.keyValues(row)...))
		if err == nil {
			if err := w.belongsAnew(child, row); err != nil {
				return err
			}
			continue
		}
		if !store.NotUnique(err) {
			return err
		}
		now, err := w.asItWould(child, row, nil)
		if err != nil {
			return err
		}
		now[column] = kept
		for _, u := range child.unique {
			if u.meets != BecomeOne {
				continue
			}
			other, err := w.holder(child, u, row, now)
			if err != nil {
				return err
			}
			if other == "" {
				continue
			}
			if err := w.becomeOne(child, row, other, w.tick()); err != nil {
				return err
			}
			if err := w.t.LaterKeys(true); err != nil {
				return err
			}
			w.summary.Settled++
			break
		}
		// The row that is left may still name the one that is gone.
		row = w.canonical(child, row)
		if err := w.t.ChangeReceived(child.Name, child.Key, []string{column}, append([]any{kept}, child.keyValues(row)...)); err != nil {
			return err
		}
		if err := w.belongsAnew(child, row); err != nil {
			return err
		}
	}
	return nil
}

// belongsAnew has a row looked at that names another one than before: a surgery or
// partner may have that, and not this one.
func (w *work) belongsAnew(t *table, key string) error {
	if !w.watches(t) {
		return nil
	}
	return w.isDue(t, key)
}

func (w *work) repointList(n naming, gone string) error {
	child := w.tables[n.table]
	type row struct{ key, list string }
	rows, err := store.Collect(w.t.Ctx, w.t, func(r *row) []any { return []any{&r.key, &r.list} },
		"SELECT "+child.Key[0]+", "+n.column+" FROM "+n.table+" WHERE instr("+n.column+", ?) > 0", gone) // names are our own
	for _, r := range rows {
		if err == nil {
			err = w.t.ChangeReceived(n.table, child.Key, []string{n.column}, []any{w.redirectList(child.lists[n.column], r.list), r.key})
		}
	}
	return err
}

// moveWaiting moves what waits of a row to the one that it became.
func (w *work) moveWaiting(t *table, gone, kept string) error {
	if !w.waiting[rowKey{t.Number, gone}] {
		return nil
	}
	cells, err := w.waitingCells(t, gone)
	if err != nil {
		return err
	}
	if err := w.forgetWaiting(t, gone); err != nil {
		return err
	}
	if w.waiting[rowKey{t.Number, kept}] {
		if cells, err = w.withWaiting(t, kept, cells); err != nil {
			return err
		}
	}
	return w.wait(t, kept, cells)
}
