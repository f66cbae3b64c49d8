package exchange

import (
	"bytes"
	"errors"
	"slices"

	"waymark/data/exchange/change"
	"waymark/data/store"
)

var errTable = errors.New("a table or a group of columns is not as the header says")

// applyRow applies the cells of one row, or lets them wait.
func (w *work) applyRow(t *table, key string, cells []incoming) error {
	if t.stays != nil && t.stays(key) {
		return nil
	}
	key = w.canonical(t, key)
	if w.isErased(t, key, cells) {
		return w.refuseErased(t, key)
	}
	r, err := w.row(t, key)
	if err != nil {
		return err
	}
	if w.waiting[rowKey{t.Number, key}] {
		if cells, err = w.withWaiting(t, key, cells); err != nil {
			return err
		}
	}
	if r == nil {
		err = w.newRow(t, key, cells)
	} else {
		err = w.changedRow(t, key, r, cells)
	}
	return err
}

// newRow inserts a row once all of it is here.
func (w *work) newRow(t *table, key string, cells []incoming) error {
	if w.removed {
		dead, err := w.stayedGone(t, key, cells)
		if err != nil || dead {
			return err
		}
	}
	if !w.whole(t, cells) {
		return w.wait(t, key, cells)
	}
	err := w.insert(t, key, cells)
	switch {
	case err == nil:
		w.summary.Added++
	case namesMissing(err):
		return w.wait(t, key, cells)
	case store.NotUnique(err):
		return w.meet(t, key, cells)
	default:
		return err
	}
	r := rowOf(cells)
	w.add(t, key, r)
	if err := w.t.EntryReceived(t.Name, store.KeyOf(key), nil, r.cell(change.Born).clock, actorOf(cells)); err != nil {
		return err
	}
	if err := w.forgetWaiting(t, key); err != nil {
		return err
	}
	return w.arrived(t, key, nil, cells)
}

// rowOf has the clocks of a new row: those that most of its groups share, and the
// others by themselves.
func rowOf(cells []incoming) *rowState {
	r := &rowState{}
	n := map[cell]int{}
	for _, c := range cells {
		if c.group.id == alive || c.group.id == entered {
			continue
		}
		of := cell{clock: c.cell.clock, device: c.cell.device}
		if n[of]++; n[of] > n[cell{clock: r.clock, device: r.device}] {
			r.clock, r.device = of.clock, of.device
		}
	}
	for _, c := range cells {
		if c.cell.clock != r.clock || c.cell.device != r.device || c.group.id == entered {
			r.set(c.group.id, c.cell)
		}
	}
	return r
}

// whole reports whether the cells make a row of what this device holds.
func (w *work) whole(t *table, cells []incoming) bool {
	for i := range t.groups {
		if w.holds == store.HoldsClinics && t.atDesk() && !t.groups[i].isGiven() {
			continue
		}
		if !slices.ContainsFunc(cells, func(c incoming) bool { return c.group.id == t.groups[i].id }) {
			return false
		}
	}
	return true
}

// insert writes a row with its parts and what is derived of it: all of it, or
// nothing.
func (w *work) insert(t *table, key string, cells []incoming) error {
	if err := w.namedAreHere(t, key, cells); err != nil {
		return err
	}
	names, values := slices.Clone(t.Key), t.keyValues(key)
	for _, c := range cells {
		for i, column := range c.group.columns {
			if !isMissing(c.values[i]) && !slices.Contains(t.Key, column) {
				names, values = append(names, column), append(values, c.values[i])
			}
		}
	}
	names, values = w.derivedOf(t, key, cells, names, values)
	if w.holds == store.HoldsClinics && t.atDesk() {
		var err error
		if names, values, err = w.fillIn(t, names, values); err != nil {
			return err
		}
	}
	if len(t.parts) == 0 {
		_, err := w.t.AddReceived(t.Name, names, values)
		return err
	}
	return w.t.Attempt(func() error {
		if _, err := w.t.AddReceived(t.Name, names, values); err != nil {
			return err
		}
		for _, c := range cells {
			if err := w.partsOfCell(t, key, c, nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// partsOfCell makes the rows that belong to a record those of a cell, where they
// are not those that are held.
func (w *work) partsOfCell(t *table, key string, c incoming, held []any) error {
	for i, name := range c.group.parts {
		n := len(c.group.columns) + i
		if isMissing(c.values[n]) || held != nil && same(held[n], c.values[n]) {
			continue
		}
		owner, err := w.owner(t.parts[name], key)
		if err == nil {
			err = w.setParts(t.parts[name], owner, c.values[n])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// setParts makes the rows that belong to a record those that came.
func (w *work) setParts(p part, owner, encoded any) error {
	blob, ok := encoded.([]byte)
	if !ok {
		return damaged(errTable)
	}
	list, err := change.Values(blob)
	if err != nil || len(list)%2 != 0 {
		return damaged(errTable)
	}
	parts := make([]store.Part, 0, len(list)/2)
	for i := 0; i < len(list); i += 2 {
		parts = append(parts, store.Part{Key: list[i], Value: list[i+1]})
	}
	return w.t.SetPartsReceived(p.table, owner, parts)
}

// changedRow writes the cells of a row that are newer.
func (w *work) changedRow(t *table, key string, r *rowState, cells []incoming) error {
	winners, err := w.winners(t, key, r, cells)
	if err != nil {
		return err
	}
	if len(winners) == 0 {
		return w.forgetWaiting(t, key)
	}
	held, err := w.values(t, key)
	if err != nil {
		return err
	}
	if held == nil {
		return errors.New("a row has clocks and is not there")
	}
	if err := w.willChange(t, key); err != nil {
		return err
	}
	if err := w.overwrite(t, key, held, winners); err != nil {
		switch {
		case namesMissing(err):
			return w.wait(t, key, cells)
		case store.NotUnique(err):
			return w.meet(t, key, cells)
		}
		return err
	}
	for _, c := range winners {
		was := r.cell(c.group.id)
		if err := w.overwritten(t, key, incoming{c.group, was, held[c.group.id]}, c.values); err != nil {
			return err
		}
		c.cell.own = was.own
		r.set(c.group.id, c.cell)
	}
	if err := w.entryOf(t, key, winners); err != nil {
		return err
	}
	if err := w.forgetWaiting(t, key); err != nil {
		return err
	}
	return w.arrived(t, key, held, winners)
}

// overwritten keeps what this device wrote, or what someone decided here to keep, and no
// other device has seen.
func (w *work) overwritten(t *table, key string, lost incoming, won []any) error {
	if lost.group.id >= alive || sameWhere(lost.values, won) {
		return nil // who changed a row last, and when, is nothing that anyone said
	}
	unsent, err := w.isUnsent(key, lost.group, lost.cell), error(nil)
	if !unsent {
		unsent, err = w.keptUnsent(t, key, lost.cell)
	}
	if err != nil || !unsent {
		return err
	}
	return w.conflict(t, key, lost, won)
}

// winners are the cells that are newer than those of a row. Of the others, those
// that this device overwrote without having seen them are kept.
func (w *work) winners(t *table, key string, r *rowState, cells []incoming) (winners []incoming, err error) {
	for _, c := range cells {
		was := r.cell(c.group.id)
		switch {
		case w.newer(c.cell, was):
			winners = append(winners, c)
		case !w.again && w.wroteUnseen(was, c.cell):
			if err := w.lostOnArrival(t, key, c); err != nil {
				return nil, err
			}
		}
	}
	return winners, nil
}

// isUnsent reports whether this device wrote a group since the last meeting: no
// other device has seen what it holds.
func (w *work) isUnsent(key string, g *group, was cell) bool {
	if g.id >= alive || was.device != self {
		return false
	}
	return was.clock > w.state.sent || was.clock == 0 && !madeByRule(key)
}

// wroteUnseen reports whether this device wrote a group after a change that comes
// only now, so without having seen it.
func (w *work) wroteUnseen(was, came cell) bool {
	if was.own == 0 || came.clock == was.clock && came.device == was.device {
		return false
	}
	return w.newer(cell{clock: was.own, device: self}, came)
}

// overwrite writes what differs of the cells that won: all of it, or nothing.
func (w *work) overwrite(t *table, key string, held map[uint8][]any, winners []incoming) error {
	if err := w.namedAreHere(t, key, winners); err != nil {
		return err
	}
	var names []string
	var values []any
	for _, c := range winners {
		for i, column := range c.group.columns {
			if !isMissing(c.values[i]) && !same(held[c.group.id][i], c.values[i]) {
				names, values = append(names, column), append(values, c.values[i])
			}
		}
	}
	if len(names) > 0 {
		if err := w.park(t, key, names); err != nil {
			return err
		}
		w.summary.Changed++
	}
	write := func() error {
		if len(names) == 0 {
			return nil
		}
		return w.t.ChangeReceived(t.Name, t.Key, names, append(values, t.keyValues(key)...))
	}
	if len(t.parts) == 0 {
		return write()
	}
	return w.t.Attempt(func() error {
		if err := write(); err != nil {
			return err
		}
		for _, c := range winners {
			if err := w.partsOfCell(t, key, c, held[c.group.id]); err != nil {
				return err
			}
		}
		return nil
	})
}

// park frees the name of a row that gets another, so that two rows can swap theirs.
// settleNames gives it the folded form of its new name.
func (w *work) park(t *table, key string, names []string) error {
	if !slices.Contains(t.Derives, "name_fold") || !slices.Contains(names, "name") {
		return nil
	}
	return w.t.Derive("UPDATE "+t.Name+" SET name_fold = ? WHERE id = ?", key, key) // the name is our own
}

// same reports whether two values are alike.
func same(a, b any) bool {
	if x, ok := a.([]byte); ok {
		y, ok := b.([]byte)
		return ok && bytes.Equal(x, y)
	}
	if _, ok := b.([]byte); ok {
		return false
	}
	return a == b
}

// sameWhere reports whether what came is what is held, as far as it came.
func sameWhere(held, came []any) bool {
	for i := range came {
		if !isMissing(came[i]) && !same(held[i], came[i]) {
			return false
		}
	}
	return true
}

// entryOf notes in the change log what another device changed.
func (w *work) entryOf(t *table, key string, cells []incoming) error {
	clock := int64(0)
	var names []string
	for _, c := range cells {
		clock = max(clock, c.cell.clock)
		if c.group.id < alive {
			names = append(names, c.group.names...)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return w.t.EntryReceived(t.Name, store.KeyOf(key), names, clock, actorOf(cells))
}

// actorOf is who made a change, as its stamp says.
func actorOf(cells []incoming) string {
	for _, id := range []uint8{change.Stamped, change.Born} {
		for _, c := range cells {
			if c.group.id == id && len(c.values) == 2 {
				if who, ok := c.values[1].(string); ok {
					return who
				}
			}
		}
	}
	return ""
}
