package exchange

import (
	"encoding/json"
	"slices"

	"waymark/data/store"
)

// Two people may settle one conflict on two PCs that have not met since: one keeps what the
// record says, the other puts back what it had said. So whoever keeps something says so to
// the other PCs, and what is put back elsewhere is then written over it as over something
// that was typed: with a line in what is listed.

// stand notes that someone decided that a record says what it does beside a text that lost. It
// is a hair newer than that, so that whatever is typed elsewhere in the meantime wins. What the
// transaction wrote before has its clock already.
func stand(t *store.Tx, record, row, body string) error {
	var lost map[string]any
	if err := json.Unmarshal([]byte(body), &lost); err != nil {
		return err
	}
	w, err := begin(t)
	if err != nil {
		return err
	}
	if err := w.fold(); err != nil {
		return err
	}
	of := w.tables[record]
	if of == nil {
		return nil
	}
	for i := range of.groups {
		g := &of.groups[i]
		if !slices.ContainsFunc(g.names, func(c string) bool { _, is := lost[c]; return is }) {
			continue
		}
		if err := w.slightlyNewer(of, row, g); err != nil {
			return err
		}
	}
	return w.end()
}

// keptUnsent reports whether a cell of a row says that someone decided here to keep what the
// row says, and no other device knows of it.
func (w *work) keptUnsent(t *table, key string, was cell) (bool, error) {
	if was.device != self || was.own <= w.state.sent {
		return false, nil
	}
	type conflict struct{ id, row string }
	list, err := store.Collect(w.t.Ctx, w.t, func(c *conflict) []any { return []any{&c.id, &c.row} },
		"SELECT id, record_id FROM conflict WHERE record = ? AND settled_at IS NOT NULL", t.Name)
	if err != nil {
		return false, err
	}
	of := w.tables["conflict"]
	for _, c := range list {
		if w.canonical(t, c.row) != key {
			continue
		}
		r, err := w.row(of, c.id)
		if err != nil {
			return false, err
		}
		if r == nil {
			continue
		}
		if settled := r.cell(of.ofCol["settled_at"]); settled.device == self && settled.own > w.state.sent {
			return true, nil
		}
	}
	return false, nil
}
