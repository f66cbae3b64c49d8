package exchange

import (
	"database/sql"
	"encoding/binary"
	"errors"
	"slices"

	"waymark/data/store"
)

// handed is what the PCs of a surgery or partner have of one row, as far as is known here.
type handed struct {
	at   cell // when it was given, or taken back
	gone bool
	mine int64 // when this device did
	// has are the clocks of what they have: -1 for a group that they were not given.
	has *rowState
}

// live reports whether they have the row.
func (h *handed) live() bool { return h != nil && !h.gone }

// handedTo reads what a surgery has of a row, nil if it never had it.
func (w *work) handedTo(surgery string, t *table, key string) (*handed, error) {
	h := &handed{}
	var has []byte
	err := w.t.Values("SELECT clock, device, gone, mine, has FROM clinic_held WHERE surgery = ? AND tbl = ? AND row = ?",
		[]any{surgery, t.Number, store.KeyOf(key)}, &h.at.clock, &h.at.device, &h.gone, &h.mine, &has)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil || h.gone {
		return h, err
	}
	h.has, err = unpacked(has)
	return h, err
}

// putHanded keeps what a surgery has of a row, and has that looked at again unless
// this device has just seen to it.
func (w *work) putHanded(surgery string, t *table, key string, h *handed) error {
	var has []byte
	if !h.gone {
		has = packed(h.has)
	}
	if err := w.t.Derive("INSERT OR REPLACE INTO clinic_held (surgery, tbl, row, clock, device, gone, mine, has) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		surgery, t.Number, store.KeyOf(key), h.at.clock, h.at.device, h.gone, h.mine, has); err != nil || h.mine > 0 {
		return err
	}
	return w.isDue(t, key)
}

// isDue has a row looked at before changes are handed over.
func (w *work) isDue(t *table, key string) error {
	return w.t.Derive("INSERT OR IGNORE INTO clinic_due (tbl, row) VALUES (?, ?)", t.Number, store.KeyOf(key))
}

// packed encodes the clocks of what a surgery has: that which most groups share, and
// the others.
func packed(r *rowState) []byte {
	b := binary.AppendVarint(nil, r.clock)
	return append(binary.AppendUvarint(b, uint64(r.device)), writeCells(r)...)
}

func unpacked(b []byte) (*rowState, error) {
	r := &rowState{}
	clock, n := binary.Varint(b)
	if n <= 0 {
		return nil, errCells
	}
	device, m := binary.Uvarint(b[n:])
	if m <= 0 {
		return nil, errCells
	}
	r.clock, r.device = clock, int(device)
	var err error
	r.cells, err = readCells(b[n+m:])
	return r, err
}

// hasOf are the clocks of the groups of a table that a surgery has: the later of
// what it had and what it is given.
func (w *work) hasOf(place string, t *table, had *rowState, given map[uint8]cell) *rowState {
	cells := make([]incoming, 0, len(t.groups))
	for i := range t.groups {
		g := &t.groups[i]
		if !g.goesTo(place) {
			continue
		}
		c, is := given[g.id]
		if !is {
			c = cell{clock: -1}
		}
		if had != nil && (c.clock < 0 || w.newer(had.cell(g.id), c)) {
			c = had.cell(g.id)
		}
		c.own = 0
		cells = append(cells, incoming{group: g, cell: c})
	}
	return rowOf(cells)
}

// lacks reports whether a surgery does not have the newest of a row.
func (w *work) lacks(h *handed, want map[uint8]cell) bool {
	for id, c := range want {
		if w.newer(c, h.has.cell(id)) {
			return true
		}
	}
	return false
}

// wanted are the clocks of what the PC of a surgery or partner should have of a row.
func (w *work) wanted(place string, t *table, key string, r *rowState) (map[uint8]cell, error) {
	var hidden []uint8
	if !isPartner(place) {
		var err error
		if hidden, err = w.hidden(t, key, r); err != nil {
			return nil, err
		}
	}
	want := map[uint8]cell{}
	for i := range t.groups {
		if g := &t.groups[i]; g.goesTo(place) && !slices.Contains(hidden, g.id) {
			c := r.cell(g.id)
			want[g.id] = cell{clock: c.clock, device: c.device}
		}
	}
	return want, nil
}

// byReception are the columns of an appointment that a surgery sees only where its
// reception typed them.
var byReception = []string{"note", "sent_by"}

// hidden are the groups of a row that no surgery may see. Whether a reception typed
// a note is known of the one that was there then: another may be older.
func (w *work) hidden(t *table, key string, r *rowState) (ids []uint8, err error) {
	if t.Name != "appointment" {
		return nil, nil
	}
	values, err := w.t.RowOf(t.Name, t.Key, []string{"by_surgery"}, key)
	if err != nil || values == nil {
		return nil, err
	}
	typed := r.cell(t.ofCol["by_surgery"])
	for _, column := range byReception {
		id := t.ofCol[column]
		if values[0] != int64(1) || r.cell(id).clock < typed.clock {
			ids = append(ids, id)
		}
	}
	return ids, nil
}
