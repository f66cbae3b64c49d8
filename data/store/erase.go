package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"waymark/data"
	"waymark/data/access"
)

// erase is Door.Erase.
func (s *Store) erase(ctx context.Context, session *access.Session, ids []data.ID, then func(*Tx, *Erasure) error) (*Erasure, error) {
	copies, err := s.copiesHolding(ctx, ids)
	if err != nil {
		return nil, err
	}
	e := &Erasure{People: len(ids), Rows: map[string]int{}, Copies: copies}
	change := Change{Kind: ChangedClient}
	if len(ids) == 1 {
		change.ClientID = ids[0]
	}
	err = s.write(ctx, session, change, func(t *Tx) error {
		for _, id := range ids {
			if err := t.eraseOne(id, e); err != nil {
				return err
			}
		}
		if err := t.orderNames(); err != nil {
			return err
		}
		// In the same transaction, so that a program killed from here on still
		// empties the log when it starts again.
		if err := t.owesLog(); err != nil {
			return err
		}
		return then(t, e)
	})
	if err != nil {
		return nil, err
	}
	e.Unfinished = !s.waitForErasure(ctx)
	return e, nil
}

// owesLog has the log emptied, in which are the pages as they were before an erasure.
func (t *Tx) owesLog() error {
	if err := t.Derive("INSERT OR IGNORE INTO stale (what) VALUES (?)", staleLog); err != nil {
		return err
	}
	t.store.owed.Store(true) // settle empties it
	return nil
}

// orderNames puts the index of names in order, which keeps what was deleted until
// then.
func (t *Tx) orderNames() error {
	return t.Derive("INSERT INTO client_fts(client_fts) VALUES ('optimize')")
}

// eraseOne erases one person, and counts the rows into e.
func (t *Tx) eraseOne(id data.ID, e *Erasure) error {
	var there int
	if err := t.Value(&there, "SELECT 1 FROM client WHERE id = ?", id); err != nil {
		return err
	}
	if err := t.within("client", id, ""); err != nil {
		return err
	}
	if err := t.eraseRows(id, e.Rows); err != nil {
		return err
	}
	return t.Audit("erase", "client", "", "", "")
}

// eraseRows deletes every row about a client, with the change entries and
// tombstones that name one of them. Each row leaves a tombstone of a keyed hash.
// counts gets how many records there were, by table.
func (t *Tx) eraseRows(id data.ID, counts map[string]int) error {
	tables, err := Collect(t.Ctx, t, func(name *string) []any { return []any{name} },
		`SELECT s.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c WHERE s.type = 'table' AND c.name = 'client_id' ORDER BY s.name`)
	if err != nil {
		return err
	}
	if _, err := t.execute("PRAGMA defer_foreign_keys = ON"); err != nil {
		return err
	}
	if err := t.eraseChanges(id, tables, counts); err != nil {
		return err
	}
	if err := t.erasePersonFacts(id); err != nil {
		return err
	}
	for _, step := range erasing(tables) {
		if _, err := t.execute(step, id); err != nil {
			return err
		}
	}
	return nil
}

// erasePersonFacts removes what travels of a client to devices that hold no
// clients, here and with the next meeting there. What is left is a keyed hash.
func (t *Tx) erasePersonFacts(id data.ID) error {
	keys, err := Collect(t.Ctx, t, func(key *string) []any { return []any{key} },
		"SELECT key FROM person_facts_of WHERE seq = (SELECT seq FROM client WHERE id = ?)", id)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if err := t.Remove("person_facts", key); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err := t.Derive("DELETE FROM person_facts_of WHERE key = ?", key); err != nil {
			return err
		}
	}
	return nil
}

// rowsAbout lists the IDs of a client's rows by table.
func (t *Tx) rowsAbout(id data.ID, tables []string) (map[string][]data.ID, error) {
	rows := map[string][]data.ID{"client": {id}}
	for _, table := range tables {
		if register[table].kind != records || !slices.Equal(register[table].key, byID) {
			continue
		}
		list, err := Collect(t.Ctx, t, func(id *data.ID) []any { return []any{id} },
			"SELECT id FROM "+table+" WHERE client_id = ?", id) // table is our own
		if err != nil {
			return nil, err
		}
		rows[table] = list
	}
	return rows, nil
}

// erased notes that a row is erased, and leaves its hash. The audit trails forget it.
func (t *Tx) erased(secret []byte, table string, key any) error {
	if _, err := t.execute("INSERT INTO erased_row VALUES (?, ?)", register[table].number, key); err != nil {
		return err
	}
	if err := t.ForgetInTrails(keyText(key)); err != nil {
		return err
	}
	return t.tombstone(table, hashed(secret, key), true)
}

// erasedOfBookings notes the rows about a client's appointments that have no client of
// their own: pairs that were left to collide, and places that were held before the
// client was booked in them.
func (t *Tx) erasedOfBookings(secret []byte, id data.ID) error {
	pairs, err := Collect(t.Ctx, t, func(p *[2]data.ID) []any { return []any{&p[0], &p[1]} },
		"SELECT a_id, b_id FROM clash_kept WHERE a_id IN (SELECT id FROM appointment WHERE client_id = ?1) OR b_id IN (SELECT id FROM appointment WHERE client_id = ?1)", id)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		if err := t.erased(secret, "clash_kept", KeyOf(p[0], p[1])); err != nil {
			return err
		}
	}
	held, err := Collect(t.Ctx, t, func(id *data.ID) []any { return []any{id} }, "SELECT id FROM appointment_state s WHERE s.client_id IS NULL AND "+ofTheirBookings, id)
	if err != nil {
		return err
	}
	for _, id := range held {
		if err := t.erased(secret, "appointment_state", KeyOf(id)); err != nil {
			return err
		}
	}
	return nil
}

// eraseChanges deletes what the change log says of a client's rows, and leaves
// the hash of each.
func (t *Tx) eraseChanges(id data.ID, tables []string, counts map[string]int) error {
	secret, err := t.secret(erasureKey)
	if err != nil {
		return err
	}
	gone, err := t.rowsAbout(id, tables)
	if err != nil {
		return err
	}
	if err := t.beginErasedRows(); err != nil {
		return err
	}
	for table, ids := range gone {
		counts[table] += len(ids)
		for _, id := range ids {
			if err := t.erased(secret, table, KeyOf(id)); err != nil {
				return err
			}
		}
	}
	if err := t.erasedOfBookings(secret, id); err != nil {
		return err
	}
	if err := t.eraseSame(secret); err != nil {
		return err
	}
	return t.forgetRows()
}

// ofTheirBookings is true of what is said of a booking of the client ?1.
const ofTheirBookings = "appointment_id IN (SELECT id FROM appointment WHERE client_id = ?1)"

// eraseSame erases the keys of rows that became one of those that are erased, so
// that a device which still has them does not bring them back.
func (t *Tx) eraseSame(secret []byte) error {
	type row struct {
		table int
		key   any
	}
	rows, err := Collect(t.Ctx, t, func(r *row) []any { return []any{&r.table, &r.key} }, `WITH RECURSIVE became(tbl, row) AS (
		SELECT s.tbl, s.gone_id FROM exchange_same s WHERE (s.kept_id, s.tbl) IN (SELECT row, tbl FROM erased_row)
		UNION SELECT s.tbl, s.gone_id FROM became b JOIN exchange_same s ON s.kept_id = b.row AND s.tbl = b.tbl) SELECT tbl, row FROM became`)
	for _, r := range rows {
		if err == nil {
			_, err = t.execute("INSERT OR IGNORE INTO erased_row VALUES (?, ?)", r.table, r.key)
		}
		if err == nil {
			err = t.tombstoneOf(r.table, hashed(secret, r.key), true)
		}
		if err == nil {
			err = t.ForgetInTrails(keyText(r.key)) // another record of theirs
		}
		if err == nil {
			err = t.ForgetDrafts(keyText(r.key))
		}
	}
	return err
}

// erasing are the steps that remove a client, given the tables that name one:
// first what hangs on their rows. The tables' names are our own.
func erasing(tables []string) []string {
	steps := []string{
		"DELETE FROM answer_tap WHERE response_id IN (SELECT id FROM response WHERE client_id = ?1)",
		"DELETE FROM answer WHERE response_id IN (SELECT id FROM response WHERE client_id = ?1)",
		"DELETE FROM score WHERE response_id IN (SELECT id FROM response WHERE client_id = ?1)",
		"DELETE FROM appointment_state WHERE " + ofTheirBookings,
		"UPDATE presence SET appointment_id = NULL WHERE appointment_id IN (SELECT id FROM appointment WHERE client_id = ?1)",
		"DELETE FROM clash_kept WHERE a_id IN (SELECT id FROM appointment WHERE client_id = ?1) OR b_id IN (SELECT id FROM appointment WHERE client_id = ?1)",
		"DELETE FROM draft WHERE " + draftNames("?1"),
	}
	tables = slices.DeleteFunc(slices.Clone(tables), func(table string) bool { return slices.Contains(trailTables, table) }) // their rows stay; see trail.go
	for _, table := range tables {
		steps = append(steps, "DELETE FROM draft WHERE "+draftNamesRow(table))
	}
	for _, table := range tables {
		steps = append(steps, "DELETE FROM "+table+" WHERE client_id = ?1")
	}
	return append(steps, "DELETE FROM client WHERE id = ?1")
}
