package store

import (
	"context"
	"slices"
)

// What names a row that was erased may be where the row never was, or is no more: in the
// audit trail of the PC that made it, and in the log there.

// trailTables have the rows of audit trails: that of this PC and those of others.
var trailTables = []string{"audit", "audit_elsewhere"}

// forgetInTrails are the steps that leave the rows of audit trails about ?1, a client or
// a row of theirs, without them. A row is about the client whom it names, and about its
// record where it names none.
var forgetInTrails = []string{forgetIn(trailTables[0]), forgetIn(trailTables[1])}

func forgetIn(trail string) string {
	return "UPDATE " + trail + " SET record_id = '', client_id = '', fields = '', salt = NULL WHERE client_id <> '' AND client_id = ?1 OR record_id = ?1 AND (client_id = '' OR record = 'client')"
}

// isAbout reports whether a row of a trail is about someone who was erased, as
// forgetInTrails has it.
func (r *TrailRow) isAbout(erased func(id string) bool) bool {
	if r.Client != "" && erased(r.Client) {
		return true
	}
	return r.ID != "" && r.ID != r.Client && (r.Client == "" || r.Record == "client") && erased(r.ID)
}

// ForgetInTrails leaves the rows of the audit trails about a client, or a row of theirs,
// without them.
func (t *Tx) ForgetInTrails(id string) error {
	for _, step := range forgetInTrails {
		if err := t.Derive(step, id); err != nil {
			return err
		}
	}
	return nil
}

// InTrails are the ids that rows of the audit trails are about. Whoever was added and not
// looked at since is there as a record only.
func InTrails(ctx context.Context, q Querier) ([]string, error) {
	return Collect(ctx, q, func(id *string) []any { return []any{id} },
		`SELECT client_id FROM audit WHERE client_id <> '' UNION SELECT record_id FROM audit WHERE client_id = '' AND record_id <> ''
		UNION SELECT client_id FROM audit_elsewhere WHERE client_id <> '' UNION SELECT record_id FROM audit_elsewhere WHERE client_id = '' AND record_id <> ''`)
}

// beginErasedRows makes the list of the rows that forgetRows forgets.
func (t *Tx) beginErasedRows() error {
	_, err := t.execute("CREATE TEMP TABLE IF NOT EXISTS erased_row (tbl INTEGER, row ANY, PRIMARY KEY (row, tbl)) STRICT, WITHOUT ROWID")
	return err
}

// forgettingRows are the steps that remove what the log and the exchange say of the rows
// in erased_row.
var forgettingRows = []string{
	"DELETE FROM exchange_row WHERE (row, tbl) IN (SELECT row, tbl FROM erased_row)",
	"DELETE FROM exchange_gone WHERE (row, tbl) IN (SELECT row, tbl FROM erased_row)",
	"DELETE FROM exchange_same WHERE (gone_id, tbl) IN (SELECT row, tbl FROM erased_row)",
	// What waits of a row, or was told of it, may not name the client.
	"DELETE FROM exchange_waiting WHERE (coalesce(unhex(id, '-'), id), tbl) IN (SELECT row, tbl FROM erased_row)",
	"DELETE FROM exchange_news WHERE coalesce(unhex(record_id, '-'), record_id) IN (SELECT row FROM erased_row) OR coalesce(unhex(other_id, '-'), other_id) IN (SELECT row FROM erased_row)",
	"DELETE FROM clinic_held WHERE (row, tbl) IN (SELECT row, tbl FROM erased_row)",
	"DELETE FROM clinic_due WHERE (row, tbl) IN (SELECT row, tbl FROM erased_row)",
	"DELETE FROM clinic_leaving WHERE (row, tbl) IN (SELECT row, tbl FROM erased_row)",
	"DELETE FROM clinic_follow WHERE row IN (SELECT row FROM erased_row)",
	"DELETE FROM change_entry WHERE (row, tbl) IN (SELECT row, tbl FROM erased_row)",
	"DELETE FROM tombstone WHERE (row, tbl) IN (SELECT row, tbl FROM erased_row)",
	"DROP TABLE erased_row",
	// SQLite gives the numbers of deleted rows again, so the exchange must not
	// take these for looked at.
	"UPDATE exchange_state SET entries = min(entries, coalesce((SELECT max(seq) FROM change_entry), 0)), tombstones = min(tombstones, coalesce((SELECT max(seq) FROM tombstone), 0))",
}

func (t *Tx) forgetRows() error {
	for _, step := range forgettingRows {
		if _, err := t.execute(step); err != nil {
			return err
		}
	}
	return nil
}

// Row is a row of a table as change entries name it.
type Row struct {
	Table int
	Key   any
}

// ForgetRows removes what the log and the exchange say of rows of which this PC let go.
func (t *Tx) ForgetRows(rows []Row) error {
	if err := t.FlushEntries(); err != nil {
		return err
	}
	if err := t.beginErasedRows(); err != nil {
		return err
	}
	for _, r := range rows {
		if _, err := t.execute("INSERT OR IGNORE INTO erased_row VALUES (?, ?)", r.Table, r.Key); err != nil {
			return err
		}
	}
	return t.forgetRows()
}

// ForgetElsewhere removes what this PC still has of rows that another one erased and that
// are not here: in its audit trails, and in what it keeps for itself, such as what
// someone began to type.
func (t *Tx) ForgetElsewhere(erased func(key string) bool) error {
	ids, err := InTrails(t.Ctx, t)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if erased(id) {
			if err := t.ForgetInTrails(id); err != nil {
				return err
			}
		}
	}
	for table, ids := range namingRows {
		if err := t.forgetNaming(table, ids, erased); err != nil {
			return err
		}
	}
	return t.owesLog()
}

// namingRows are the tables of this PC alone whose rows may name a row that is not here,
// with where it stands in them.
var namingRows = map[string]string{
	"draft":         "concat_ws(' ', key, CAST(body AS TEXT))",
	"exchange_news": "concat_ws(' ', record_id, other_id, client_id)",
	"import_before": "concat_ws(' ', id, client_id)",
}

// forgetNaming removes the rows of such a table that name one that was erased.
func (t *Tx) forgetNaming(table, ids string, erased func(key string) bool) error {
	type row struct {
		number int64
		ids    string
	}
	rows, err := Collect(t.Ctx, t, func(r *row) []any { return []any{&r.number, &r.ids} }, "SELECT rowid, "+ids+" FROM "+table) // names are our own
	if err != nil {
		return err
	}
	for _, r := range rows {
		if slices.ContainsFunc(anyID.FindAllString(r.ids, -1), erased) {
			if err := t.Derive("DELETE FROM "+table+" WHERE rowid = ?", r.number); err != nil {
				return err
			}
		}
	}
	return nil
}

// ForgetLeft removes what the log and the exchange say of rows that another PC erased, and
// that this one let go of before.
func (t *Tx) ForgetLeft(erased func(key string) bool) error {
	type row struct {
		table int
		key   any
	}
	list, err := Collect(t.Ctx, t, func(r *row) []any { return []any{&r.table, &r.key} }, `WITH k AS (SELECT tbl, row FROM change_entry UNION ALL SELECT tbl, row FROM tombstone WHERE erased = 0
		UNION ALL SELECT tbl, row FROM exchange_gone WHERE erased = 0 UNION ALL SELECT tbl, gone_id FROM exchange_same UNION ALL SELECT tbl, kept_id FROM exchange_same
		UNION ALL SELECT tbl, row FROM clinic_leaving) SELECT tbl, row FROM k WHERE NOT EXISTS (SELECT 1 FROM exchange_row r WHERE r.row = k.row AND r.tbl = k.tbl)`)
	if err != nil {
		return err
	}
	if err := t.beginErasedRows(); err != nil {
		return err
	}
	for _, r := range list {
		if erased(keyText(r.key)) {
			if _, err := t.execute("INSERT OR IGNORE INTO erased_row VALUES (?, ?)", r.table, r.key); err != nil {
				return err
			}
		}
	}
	secret, err := t.secret(erasureKey)
	if err != nil {
		return err
	}
	if err := t.eraseSame(secret); err != nil {
		return err
	}
	return t.forgetRows()
}
