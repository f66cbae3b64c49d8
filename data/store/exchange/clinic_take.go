package exchange

import (
	"slices"

	"waymark/data"
	"waymark/data/exchange/change"
	"waymark/data/store"
)

func keyID(key any) data.ID { return data.ID(store.KeyText(key)) }

// takeClinic applies a row of the part of a surgery or partner.
func (w *work) takeClinic(place string, t *table, key string, cells []incoming) error {
	if w.isErased(t, key, cells) {
		return w.refuseErased(t, key)
	}
	if !inPlace(place, t) {
		return w.forgetWaiting(t, key)
	}
	given := slices.IndexFunc(cells, func(c incoming) bool { return c.group.id == entered })
	switch {
	case w.atPlace():
		return w.takeAtDesk(t, key, cells, given)
	case w.holds != store.HoldsAll:
		return nil
	case given >= 0:
		// Another device gave it: what is in it comes with the records as well.
		return w.noteGiven(place, t, key, cells[given].cell, cellsBy(place, cells))
	}
	return w.takeFromDesk(place, t, key, cells)
}

func cellsBy(place string, cells []incoming) map[uint8]cell {
	by := map[uint8]cell{}
	for _, c := range cells {
		if c.group.goesTo(place) && c.group.id != entered && c.group.id != alive {
			by[c.group.id] = cell{clock: c.cell.clock, device: c.cell.device}
		}
	}
	return by
}

// noteGiven notes that another device gave a surgery a row. Of what is known to be there
// only what came last counts: the row may have been taken back between two that gave it,
// and what the first gave went with it.
func (w *work) noteGiven(surgery string, t *table, key string, at cell, cells map[uint8]cell) error {
	if kept := w.canonical(t, key); kept != key {
		return w.gaveAnother(surgery, t, kept, at)
	}
	h, err := w.handedTo(surgery, t, key)
	if err != nil || h != nil && !w.newer(at, h.at) {
		return err
	}
	if !h.live() {
		if err := w.movedByOthers(surgery, t, key); err != nil {
			return err
		}
	}
	return w.putHanded(surgery, t, key, &handed{at: at, has: w.hasOf(surgery, t, nil, cells)})
}

// noteLeft notes that another device took a row back from a surgery.
func (w *work) noteLeft(surgery string, t *table, key string, at cell) error {
	kept := w.canonical(t, key)
	h, err := w.handedTo(surgery, t, kept)
	switch {
	case err != nil:
		return err
	case kept != key && h.live():
		return w.lookAgain(surgery, t, kept)
	case h != nil && !w.newer(at, h.at):
		return nil
	}
	if h.live() {
		if err := w.movedByOthers(surgery, t, kept); err != nil {
			return err
		}
	}
	return w.putHanded(surgery, t, kept, &handed{at: at, gone: true})
}

// takeFromDesk applies what the PC of a surgery changed. Of a row that it made, it
// knows that what it does not hold is empty.
func (w *work) takeFromDesk(surgery string, t *table, key string, cells []incoming) error {
	if isPartner(surgery) {
		return w.takeFromPartner(surgery, t, key, cells)
	}
	cells = slices.DeleteFunc(cells, func(c incoming) bool { return c.group.way == noWay && c.group.id != alive })
	born := slices.IndexFunc(cells, func(c incoming) bool { return c.group.id == change.Born && w.devices[c.cell.device] == w.from })
	if len(cells) == 0 {
		return nil
	}
	came := cellsBy(surgery, cells)
	if born >= 0 {
		if err := w.readEmpties(t); err != nil {
			return err
		}
		for i := range t.groups {
			g := &t.groups[i]
			if slices.ContainsFunc(cells, func(c incoming) bool { return c.group == g }) {
				continue
			}
			values := make([]any, len(g.names))
			for n, column := range g.columns {
				values[n] = t.empty[column]
			}
			cells = append(cells, incoming{g, cells[born].cell, values})
		}
	}
	says := t.Name == "appointment" && slices.ContainsFunc(cells, func(c incoming) bool { return slices.Contains(c.group.columns, "state") })
	if err := w.applyRow(t, key, cells); err != nil {
		return err
	}
	if says {
		if err := w.t.Derive("INSERT OR IGNORE INTO clinic_follow (row) VALUES (?)", store.KeyOf(key)); err != nil {
			return err
		}
	}
	return w.noteTyped(surgery, t, w.canonical(t, key), came, born >= 0)
}

// noteTyped notes that the PCs of a surgery have what one of them changed. A row that one
// of them made is given back to it, however often it comes: it may be on its list of what
// is to go, since the PC was given to another surgery meanwhile, and only what is given
// comes off that. What is not this surgery's is taken back: its other PCs heard of it too.
func (w *work) noteTyped(surgery string, t *table, key string, cells map[uint8]cell, born bool) error {
	h, err := w.handedTo(surgery, t, key)
	switch {
	case err != nil:
		return err
	case h.live():
		if !born {
			h.has = w.hasOf(surgery, t, h.has, cells)
		}
	case h == nil && !t.comes():
		h = &handed{has: &rowState{}}
	case h == nil:
		h = &handed{has: &rowState{clock: -1}}
	default:
		return w.isDue(t, key)
	}
	if err := w.isDue(t, key); err != nil {
		return err
	}
	return w.putHanded(surgery, t, key, h)
}

// takeAtDesk applies a row on the PC of a surgery or partner. What was taken back later than it
// was given stays away.
func (w *work) takeAtDesk(t *table, key string, cells []incoming, given int) error {
	if w.holds == store.HoldsClinics {
		if !t.comes() {
			return nil
		}
		cells = slices.DeleteFunc(slices.Clone(cells), func(c incoming) bool { return c.group.way == noWay && c.group.id != alive })
	}
	key = w.canonical(t, key)
	left, err := w.leftAt(t, key)
	if err != nil {
		return err
	}
	if given >= 0 {
		i := slices.IndexFunc(cells, func(c incoming) bool { return c.group.id == entered })
		if left.clock >= 0 && !w.newer(cells[i].cell, left) {
			return nil
		}
		if err := w.forgetLeft(t, key); err != nil {
			return err
		}
	} else if left.clock >= 0 {
		r, err := w.row(t, key)
		if err != nil || r == nil {
			return err
		}
	}
	return w.applyRow(t, key, cells)
}

// leftKey is how the PC of a surgery keeps which row it let go of: not even the id of
// someone stays.
func (w *work) leftKey(key string) any { return store.Hashed(w.secret, "clinic "+key) }

// leftAt is when a row was taken back from this PC of a surgery or partner; its clock is -1 if
// it was not.
func (w *work) leftAt(t *table, key string) (cell, error) {
	at := cell{clock: -1}
	err := store.Each(w.t.Ctx, w.t, func(c *cell) []any { return []any{&c.clock, &c.device} }, func(c *cell) error {
		at = *c
		return nil
	}, "SELECT clock, device FROM clinic_held WHERE surgery = '' AND tbl = ? AND row = ?", t.Number, w.leftKey(key))
	return at, err
}

func (w *work) forgetLeft(t *table, key string) error {
	if err := w.t.Derive("DELETE FROM clinic_held WHERE surgery = '' AND tbl = ? AND row = ?", t.Number, w.leftKey(key)); err != nil {
		return err
	}
	return w.t.Derive("DELETE FROM clinic_leaving WHERE tbl = ? AND row = ?", t.Number, store.KeyOf(key))
}

// takeBack takes in that surgeries have to let go of rows.
func (w *work) takeBack(parts []*namedPart) error {
	for _, p := range parts {
		surgery, is := placeOf(p.name)
		if !is {
			continue
		}
		if err := p.Each(change.Visitor{Gone: func(g change.Gone) error {
			t := w.byNumber[g.Table]
			if !g.Left || t == nil || !inPlace(surgery, t) {
				return nil
			}
			device, err := w.device(w.named(g.Device))
			if err != nil {
				return err
			}
			at := cell{clock: g.Clock, device: device}
			if w.atPlace() {
				return w.letGo(t, g.Key, at)
			}
			return w.noteLeft(surgery, t, g.Key, at)
		}}); err != nil {
			return err
		}
	}
	return nil
}

// mayGo reports whether what a part says of a row that is gone counts here. The PC of
// a surgery may not remove what it does not have, and erases no one. That of a partner
// does for its clients what any other does.
func (w *work) mayGo(p *namedPart, g *change.Gone) bool {
	place, is := placeOf(p.name)
	if !is {
		return true
	}
	t := w.byNumber[g.Table]
	if isPartner(place) {
		return !g.Left && t != nil && t.ofPartners()
	}
	if g.Left || t == nil || !t.atDesk() {
		return false
	}
	return w.holds == store.HoldsClinics || !g.Erased && !t.neverGo
}
