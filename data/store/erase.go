package store

import (
	"context"

	"waymark/data"
)

// EraseClient removes a person and everything that is recorded about them, for
// good: what a person may ask for under Article 17 of the UK GDPR. The trail
// keeps that somebody was erased, by whom and when, and not who. Services, what
// was learnt and figures that were kept stay, for they name nobody. Copies that
// were made before still hold the person.
func (s *Store) EraseClient(ctx context.Context, id data.ID) error {
	err := s.writeAbout(ctx, &id, func(t *tx) error {
		var there int
		if err := t.value(&there, "SELECT 1 FROM client WHERE id = ?", id); err != nil {
			return err
		}
		tables, err := collect(t.ctx, t, func(name *string) []any { return []any{name} },
			`SELECT s.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c WHERE s.type = 'table' AND c.name = 'client_id' ORDER BY s.name`)
		if err != nil {
			return err
		}
		if _, err := t.exec("PRAGMA defer_foreign_keys = ON"); err != nil {
			return err
		}
		for _, step := range erasing(tables) {
			if _, err := t.exec(step, id); err != nil {
				return err
			}
		}
		// The index of names keeps what was deleted until it is put in order.
		if _, err := t.exec("INSERT INTO client_fts(client_fts) VALUES ('optimize')"); err != nil {
			return err
		}
		return t.audit("erase", "client", "", "", "")
	})
	if err != nil {
		return err
	}
	// The log of the database holds earlier pages until it is emptied.
	_, err = s.writer.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return problem(err)
}

// erasing are the steps that remove a client, given the tables that name one:
// first what hangs on their rows. The tables' names are our own.
func erasing(tables []string) []string {
	steps := []string{
		"DELETE FROM answer WHERE response_id IN (SELECT id FROM response WHERE client_id = ?1)",
		"DELETE FROM score WHERE response_id IN (SELECT id FROM response WHERE client_id = ?1)",
		"DELETE FROM draft WHERE instr(key, ?1) > 0",
		"DELETE FROM audit WHERE record_id = ?1",
	}
	for _, table := range tables {
		if table != "audit" {
			steps = append(steps, "DELETE FROM draft WHERE EXISTS (SELECT 1 FROM "+table+" WHERE client_id = ?1 AND instr(draft.key, "+table+".id) > 0)")
		}
	}
	for _, table := range tables {
		steps = append(steps, "DELETE FROM "+table+" WHERE client_id = ?1")
	}
	return append(steps, "DELETE FROM client WHERE id = ?1")
}
