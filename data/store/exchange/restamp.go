package exchange

import (
	"maps"
	"slices"

	"waymark/data/store"
)

// hour is an hour of a hybrid logical clock.
const hour = int64(3_600_000) << 16

// restamp sets back, in their order, the clocks of unsent changes that are more than
// an hour past the greatest that was met: the clock of this PC is ahead of all
// others. What was sent keeps its clock, and so does what has one up to stamped.
func (w *work) restamp(stamped int64) error {
	if w.state.met == 0 {
		return nil // there is no other clock to go by
	}
	after := max(w.state.met+hour, w.state.sent, stamped)
	if w.state.own <= after {
		return nil
	}
	if err := w.flush(); err != nil {
		return err
	}
	clocks, err := w.clocksAfter(after)
	if err != nil {
		return err
	}
	to := make(map[int64]int64, len(clocks))
	next := after // whatever is not too late has this clock at most
	for _, c := range clocks {
		next++
		if c == next {
			after = c // it was stamped before
			continue
		}
		to[c] = next
	}
	if err := w.restampTo(after, to); err != nil {
		return err
	}
	w.state.own, w.state.clock = next, max(next, w.state.met)
	w.t.SetClock(w.state.clock + 1)
	return nil
}

// restampTo has what was stamped after a clock, with one of some others, have the one that
// these are to be.
func (w *work) restampTo(after int64, to map[int64]int64) error {
	if len(to) == 0 {
		return nil
	}
	if err := w.t.Restamp(after, to); err != nil {
		return err
	}
	if err := w.restampRows(after, to); err != nil {
		return err
	}
	for _, from := range slices.Sorted(maps.Keys(to)) { // what one gives way to has moved on before
		new := to[from]
		// mine > 0 has SQLite use the indexes.
		if err := w.t.Derive("UPDATE exchange_gone SET clock = ?1, mine = ?1 WHERE mine = ?2 AND mine > 0", new, from); err != nil {
			return err
		}
		if err := w.t.Derive("UPDATE clinic_held SET clock = iif(clock = mine, ?1, clock), mine = ?1 WHERE mine = ?2 AND mine > 0", new, from); err != nil {
			return err
		}
		if err := w.t.Derive("UPDATE exchange_same SET mine = ?1 WHERE mine = ?2", new, from); err != nil {
			return err
		}
	}
	return nil
}

// clocksAfter lists the clocks of changes of this device that are later than one.
func (w *work) clocksAfter(after int64) ([]int64, error) {
	seen := map[int64]bool{}
	for _, query := range []string{
		"SELECT DISTINCT clock FROM change_entry WHERE clock > ?", "SELECT clock FROM tombstone WHERE clock > ?",
		"SELECT mine FROM exchange_gone WHERE mine > 0 AND mine > ?", "SELECT mine FROM exchange_same WHERE mine > ?",
		"SELECT DISTINCT mine FROM clinic_held WHERE mine > 0 AND mine > ?",
	} {
		if err := store.Each(w.t.Ctx, w.t, func(c *int64) []any { return []any{c} }, func(c *int64) error {
			seen[*c] = true
			return nil
		}, query, after); err != nil {
			return nil, err
		}
	}
	err := w.eachMine(after, func(_ *table, _ string, r *rowState) error {
		for _, c := range r.clocks() {
			if c > after {
				seen[c] = true
			}
		}
		return nil
	})
	list := make([]int64, 0, len(seen))
	for c := range seen {
		list = append(list, c)
	}
	slices.Sort(list)
	return list, err
}

// clocks lists the clocks that this device gave a row.
func (r *rowState) clocks() []int64 {
	list := []int64{r.mine}
	if r.device == self {
		list = append(list, r.clock)
	}
	for _, c := range r.cells {
		list = append(list, c.own)
		if c.device == self {
			list = append(list, c.clock)
		}
	}
	return list
}

func (w *work) restampRows(after int64, to map[int64]int64) error {
	again := func(clock *int64) {
		if n, ok := to[*clock]; ok {
			*clock = n
		}
	}
	return w.eachMine(after, func(t *table, key string, r *rowState) error {
		r.dirty = true
		again(&r.mine)
		if r.device == self {
			again(&r.clock)
		}
		for group, c := range r.cells {
			again(&c.own)
			if c.device == self {
				again(&c.clock)
			}
			r.cells[group] = c
		}
		return nil
	})
}

// eachMine hands over the clocks of the rows that this device changed after a clock.
func (w *work) eachMine(after int64, do func(t *table, key string, r *rowState) error) error {
	list, err := w.mineAfter(after)
	for _, h := range list {
		if err != nil {
			return err
		}
		t := w.byNumber[h.table]
		if t == nil {
			continue
		}
		var r *rowState
		if r, err = w.row(t, h.key); err == nil && r != nil {
			err = do(t, h.key, r)
		}
		if err == nil {
			err = w.spare()
		}
	}
	return err
}

func (w *work) mineAfter(after int64) ([]rowKey, error) {
	type held struct {
		table int
		row   any
	}
	list, err := store.Collect(w.t.Ctx, w.t, func(h *held) []any { return []any{&h.table, &h.row} },
		"SELECT tbl, row FROM exchange_row WHERE mine > 0 AND mine > ? ORDER BY mine", after) // mine > 0 has SQLite use the index
	keys := make([]rowKey, len(list))
	for i, h := range list {
		keys[i] = rowKey{h.table, store.KeyText(h.row)}
	}
	return keys, err
}
