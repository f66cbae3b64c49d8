package store

import (
	"database/sql"
	"errors"
	"slices"
	"strings"

	"waymark/data"
)

// This file holds every way to write a record: its row, its change entry and its
// audit row, in one transaction. apply_parts.go has the parts of a record, derive.go
// what is derived from records. A test forbids SQL that writes anywhere else.

// Field is one column of a row that is written.
type Field = struct {
	Column string
	Value  any
}

// execute runs a statement that was prepared once in this transaction.
func (t *Tx) execute(query string, args ...any) (sql.Result, error) {
	stmt, err := t.Prepare(query) //nolint:sqlclosecheck // the transaction closes its statements
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(t.Ctx, args...)
}

// Insert writes a new record. An empty id and a blank stamp are filled in.
func (t *Tx) Insert(table string, id *data.ID, stamp *data.Stamp, client data.ID, fields []Field) error {
	_, err := t.InsertRow(table, id, stamp, client, fields)
	return err
}

// InsertRow is insert, and returns the rowid of the new row.
func (t *Tx) InsertRow(table string, id *data.ID, stamp *data.Stamp, client data.ID, fields []Field) (int64, error) {
	AsItWas(t, id)
	AsItWas(t, stamp)
	if err := t.mayHold(table); err != nil {
		return 0, err
	}
	if *id == "" {
		*id = t.nextID()
	}
	if err := t.reachNew(table, *id, client, fields); err != nil {
		return 0, err
	}
	t.forgetRestricted(table)
	if stamp.CreatedAt.IsZero() {
		*stamp = data.Stamp{CreatedAt: t.Now, CreatedBy: t.Actor, UpdatedAt: t.Now, UpdatedBy: t.Actor}
	}
	columns := make([]string, 0, len(fields)+5)
	values := make([]any, 0, len(fields)+5)
	columns, values = append(columns, "id"), append(values, *id)
	for _, f := range fields {
		columns, values = append(columns, f.Column), append(values, f.Value)
	}
	columns = append(columns, "created_at", "created_by", "updated_at", "updated_by")
	values = append(values, t.instant(stamp.CreatedAt), stamp.CreatedBy, t.instant(stamp.UpdatedAt), stamp.UpdatedBy)
	result, err := t.execute(t.insertion(table, columns), values...)
	if err != nil {
		return 0, err
	}
	seq, err := result.LastInsertId()
	if err != nil {
		return 0, err
	}
	if err := t.Entry(table, KeyOf(*id)); err != nil {
		return 0, err
	}
	return seq, t.Audit("add", table, *id, client, "")
}

// insertText is the last statement that inserted into a table: a bulk load
// inserts the same columns many times.
type insertText struct {
	columns []string
	text    string
}

// insertion returns the text of a statement that inserts one row.
func (t *Tx) insertion(table string, columns []string) string {
	last := t.inserts[table]
	if !slices.Equal(last.columns, columns) {
		last = insertText{slices.Clone(columns), insertion(table, columns)}
		t.inserts[table] = last
	}
	return last.text
}

func insertion(table string, columns []string) string {
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ")
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + marks + ")" // table and columns are our own
}

// Update changes a record and notes which columns changed. A stamp that differs
// from the stored one means that someone else changed it since it was read.
// further names the parts that changed, such as the answers of a questionnaire.
func (t *Tx) Update(table string, id data.ID, stamp *data.Stamp, client data.ID, fields []Field, further ...string) error {
	AsItWas(t, stamp)
	if err := t.reach(table, id, client); err != nil {
		return err
	}
	t.forgetRestricted(table)
	changed, err := t.changes(table, id, stamp, fields)
	if changed = append(changed, further...); err != nil || len(changed) == 0 {
		return err
	}
	stamp.UpdatedAt, stamp.UpdatedBy = t.Now, t.Actor
	if err := t.updateRow(table, byID, []any{id}, append(slices.Clip(fields), Field{"updated_at", Instant(t.Now)}, Field{"updated_by", t.Actor})); err != nil {
		return err
	}
	if err := t.Entry(table, KeyOf(id), changed...); err != nil {
		return err
	}
	return t.Audit("change", table, id, client, strings.Join(changed, " "))
}

// updateRow sets columns of the row with the given key; sql.ErrNoRows when
// there is none.
func (t *Tx) updateRow(table string, key []string, values []any, fields []Field) error {
	sets := make([]string, 0, len(fields))
	args := make([]any, 0, len(fields)+len(values))
	for _, f := range fields {
		sets, args = append(sets, f.Column+" = ?"), append(args, f.Value)
	}
	result, err := t.execute("UPDATE "+table+" SET "+strings.Join(sets, ", ")+where(key), append(args, values...)...) // table and columns are our own
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		err = sql.ErrNoRows
	}
	return err
}

func where(key []string) string { return " WHERE " + strings.Join(key, " = ? AND ") + " = ?" }

// changes returns the names of the columns whose stored value differs.
func (t *Tx) changes(table string, id data.ID, stamp *data.Stamp, fields []Field) ([]string, error) {
	columns := make([]string, 0, len(fields)+2)
	marks := make([]any, 0, len(fields))
	for _, f := range fields {
		columns = append(columns, f.Column+" IS ?")
		marks = append(marks, f.Value)
	}
	columns = append(columns, "updated_at", "created_at", "created_by")
	same := make([]bool, len(fields))
	dest := make([]any, 0, len(columns))
	for i := range same {
		dest = append(dest, &same[i])
	}
	var updated, created, createdBy string
	dest = append(dest, &updated, &created, &createdBy)
	query := "SELECT " + strings.Join(columns, ", ") + " FROM " + table + " WHERE id = ?" // table and columns are our own
	if err := t.Values(query, append(marks, id), dest...); err != nil {
		return nil, err
	}
	if !stamp.UpdatedAt.IsZero() && Instant(stamp.UpdatedAt) != updated {
		return nil, data.NewProblem(data.CodeConflict,
			"Someone else changed this record while you had it open. Nothing was overwritten and your text is still here. Open the record again to see what changed.")
	}
	var err error
	if stamp.CreatedAt, err = ParseInstant(created); err != nil {
		return nil, err
	}
	stamp.CreatedBy = data.ID(createdBy)
	var changed []string
	for i, f := range fields {
		if !same[i] {
			changed = append(changed, f.Column)
		}
	}
	return changed, nil
}

// Save inserts a record without an id, else updates it.
func (t *Tx) Save(table string, id *data.ID, stamp *data.Stamp, client data.ID, fields []Field, further ...string) error {
	if *id == "" {
		return t.Insert(table, id, stamp, client, fields)
	}
	return t.Update(table, *id, stamp, client, fields, further...)
}

// Touch says that a record changed although none of its columns did, because
// its parts did.
func (t *Tx) Touch(table string, id data.ID) error {
	if err := t.reach(table, id, ""); err != nil {
		return err
	}
	return t.updateRow(table, byID, []any{id}, t.stampFields(updatedStamp, false))
}

// Set changes columns of one record without counting as an edit of it: the
// stamp stays, so that whoever has the record open may still save it. The
// caller writes the audit row. It returns sql.ErrNoRows where there is no such
// record.
func (t *Tx) Set(table string, id data.ID, fields ...Field) error {
	if err := t.reach(table, id, ""); err != nil {
		return err
	}
	changed, err := t.differs(table, []any{id}, fields)
	if err != nil || len(changed) == 0 {
		return err
	}
	if err := t.updateRow(table, byID, []any{id}, fields); err != nil {
		return err
	}
	return t.entry(table, KeyOf(id), stampStays, changed)
}

// Put writes the row of a table whose key has a meaning of its own, such as a
// setting or a day: it adds the row, or changes the columns that differ. The
// caller writes the audit row.
func (t *Tx) Put(name string, key []any, fields ...Field) error {
	spec := register[name]
	changed, err := t.differs(name, key, fields)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		columns, values := slices.Clone(spec.key), slices.Clone(key)
		for _, f := range append(slices.Clip(fields), t.stampFields(spec.stamps, true)...) {
			columns, values = append(columns, f.Column), append(values, f.Value)
		}
		if _, err := t.execute(insertion(name, columns), values...); err != nil {
			return err
		}
		return t.Entry(name, KeyOf(key...))
	case err != nil || len(changed) == 0:
		return err
	}
	if err := t.updateRow(name, spec.key, key, append(slices.Clip(fields), t.stampFields(spec.stamps, false)...)); err != nil {
		return err
	}
	return t.Entry(name, KeyOf(key...), changed...)
}

// differs names the columns of the row with the given key whose stored value is
// another; sql.ErrNoRows when there is no such row.
func (t *Tx) differs(name string, key []any, fields []Field) ([]string, error) {
	columns := make([]string, len(fields))
	args := make([]any, 0, len(fields)+len(key))
	same := make([]bool, len(fields))
	dest := make([]any, len(fields))
	for i, f := range fields {
		columns[i], dest[i] = f.Column+" IS ?", &same[i]
		args = append(args, f.Value)
	}
	query := "SELECT " + strings.Join(columns, ", ") + " FROM " + name + where(register[name].key) // names are our own
	if err := t.Values(query, append(args, key...), dest...); err != nil {
		return nil, err
	}
	var changed []string
	for i, f := range fields {
		if !same[i] {
			changed = append(changed, f.Column)
		}
	}
	return changed, nil
}

func (t *Tx) stampFields(s stamps, added bool) []Field {
	var fields []Field
	if s == allStamps && added {
		fields = append(fields, Field{"created_at", Instant(t.Now)}, Field{"created_by", t.Actor})
	}
	if s != noStamps {
		fields = append(fields, Field{"updated_at", Instant(t.Now)}, Field{"updated_by", t.Actor})
	}
	return fields
}

// Remove deletes one row and leaves a tombstone. The caller writes the audit
// row. It returns sql.ErrNoRows where there is no such row.
func (t *Tx) Remove(name string, key ...any) error {
	if id, ok := key[0].(data.ID); ok && slices.Equal(register[name].key, byID) {
		if err := t.reach(name, id, ""); err != nil {
			return err
		}
	}
	result, err := t.execute("DELETE FROM "+name+where(register[name].key), key...) // name is our own
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err != nil || n == 0 {
		return errors.Join(err, sql.ErrNoRows)
	}
	return t.tombstone(name, KeyOf(key...), false)
}
