package exchange

import (
	"context"

	"waymark/data/store"
)

// Unsent counts the rows that were changed or removed here after a cursor, as the notes of
// the exchange and the change log have them, and the questionnaires whose answers were
// tapped one by one and have no entry in the log yet. Nothing is worked out for it, so it
// is quick whatever other devices are still to be given, and it waits for no one who writes.
func (s *Exchange) Unsent(ctx context.Context, after Cursor) (n int, err error) {
	refers, err := store.Refers(ctx, s.db)
	if err != nil {
		return 0, err
	}
	byName, byNumber := tablesOf(refers)
	w := &work{holds: s.db.Holds()}
	type changed struct {
		table int
		row   any
	}
	err = store.Each(ctx, s.db, func(c *changed) []any { return []any{&c.table, &c.row} }, func(c *changed) error {
		if t := byNumber[c.table]; t != nil && w.sends(t, store.KeyText(c.row)) {
			n++
		}
		return nil
	}, `SELECT tbl, row FROM exchange_row WHERE mine > 0 AND mine > ?1
		UNION SELECT tbl, row FROM exchange_gone WHERE mine > 0 AND mine > ?1
		UNION SELECT tbl, row FROM change_entry WHERE seq > (SELECT entries FROM exchange_state)
		UNION SELECT tbl, row FROM tombstone WHERE seq > (SELECT tombstones FROM exchange_state)
		UNION SELECT ?2, `+asEntry("response_id")+` FROM answer_tap`, after, byName["response"].Number)
	return n, err
}

// sends reports whether a row that someone changed here goes to other devices: not what
// is worked out of others, nor what a device that holds figures has of conflicts.
func (w *work) sends(t *table, key string) bool {
	return !t.workedOut && (t.stays == nil || !t.stays(key)) && (w.holds != store.HoldsFigures || w.mayHave(t.compartment()))
}
