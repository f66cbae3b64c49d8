package store

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"waymark/data"
)

// This file holds every way to write to the database. Whatever is written goes
// through one of these, which keeps the row, its change entry and its audit row
// in one transaction; a test forbids SQL that writes anywhere else.

// field is one column of a row that is written.
type field = struct {
	Column string
	Value  any
}

// execute runs a statement that was prepared once in this transaction.
func (t *tx) execute(query string, args ...any) (sql.Result, error) {
	stmt, err := t.prepare(query) //nolint:sqlclosecheck // the transaction closes its statements
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(t.ctx, args...)
}

// insert writes a new record. An empty id and a blank stamp are filled in.
func (t *tx) insert(table string, id *data.ID, stamp *data.Stamp, client data.ID, fields []field) error {
	_, err := t.insertRow(table, id, stamp, client, fields)
	return err
}

// insertRow is insert, and returns the rowid of the new row.
func (t *tx) insertRow(table string, id *data.ID, stamp *data.Stamp, client data.ID, fields []field) (int64, error) {
	asItWas(t, id)
	asItWas(t, stamp)
	if *id == "" {
		*id = t.nextID()
	}
	if stamp.CreatedAt.IsZero() {
		*stamp = data.Stamp{CreatedAt: t.now, CreatedBy: t.actor, UpdatedAt: t.now, UpdatedBy: t.actor}
	}
	columns := make([]string, 0, len(fields)+5)
	values := make([]any, 0, len(fields)+5)
	columns, values = append(columns, "id"), append(values, *id)
	for _, f := range fields {
		columns, values = append(columns, f.Column), append(values, f.Value)
	}
	columns = append(columns, "created_at", "created_by", "updated_at", "updated_by")
	values = append(values, instant(stamp.CreatedAt), stamp.CreatedBy, instant(stamp.UpdatedAt), stamp.UpdatedBy)
	result, err := t.execute(insertion(table, columns), values...)
	if err != nil {
		return 0, err
	}
	seq, err := result.LastInsertId()
	if err != nil {
		return 0, err
	}
	if err := t.entry(table, keyOf(*id)); err != nil {
		return 0, err
	}
	return seq, t.audit("add", table, *id, client, "")
}

func insertion(table string, columns []string) string {
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ")
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + marks + ")" // table and columns are our own
}

// update changes a record and notes which columns changed. A stamp that differs
// from the stored one means that someone else changed it since it was read.
// further names the parts that changed, such as the answers of a questionnaire.
func (t *tx) update(table string, id data.ID, stamp *data.Stamp, client data.ID, fields []field, further ...string) error {
	asItWas(t, stamp)
	changed, err := t.changes(table, id, stamp, fields)
	if changed = append(changed, further...); err != nil || len(changed) == 0 {
		return err
	}
	stamp.UpdatedAt, stamp.UpdatedBy = t.now, t.actor
	if err := t.updateRow(table, byID, []any{id}, append(slices.Clip(fields), field{"updated_at", instant(t.now)}, field{"updated_by", t.actor})); err != nil {
		return err
	}
	if err := t.entry(table, keyOf(id), changed...); err != nil {
		return err
	}
	return t.audit("change", table, id, client, strings.Join(changed, " "))
}

// updateRow sets columns of the row with the given key; sql.ErrNoRows when
// there is none.
func (t *tx) updateRow(table string, key []string, values []any, fields []field) error {
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
func (t *tx) changes(table string, id data.ID, stamp *data.Stamp, fields []field) ([]string, error) {
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
	if err := t.values(query, append(marks, id), dest...); err != nil {
		return nil, err
	}
	if !stamp.UpdatedAt.IsZero() && instant(stamp.UpdatedAt) != updated {
		return nil, data.NewProblem(data.CodeConflict,
			"Somebody changed this record while you had it open. Nothing was overwritten; what you typed is still here. Please open the record again to see what changed.")
	}
	var err error
	if stamp.CreatedAt, err = parseInstant(created); err != nil {
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

// save inserts a record without an id, else updates it.
func (t *tx) save(table string, id *data.ID, stamp *data.Stamp, client data.ID, fields []field, further ...string) error {
	if *id == "" {
		return t.insert(table, id, stamp, client, fields)
	}
	return t.update(table, *id, stamp, client, fields, further...)
}

// touch says that a record changed although none of its columns did, because
// its parts did.
func (t *tx) touch(table string, id data.ID) error {
	return t.updateRow(table, byID, []any{id}, t.stampFields(updatedStamp, false))
}

// set changes columns of one record without counting as an edit of it: the
// stamp stays, so that whoever has the record open may still save it. The
// caller writes the audit row. It returns sql.ErrNoRows where there is no such
// record.
func (t *tx) set(table string, id data.ID, fields ...field) error {
	changed, err := t.differs(table, []any{id}, fields)
	if err != nil || len(changed) == 0 {
		return err
	}
	if err := t.updateRow(table, byID, []any{id}, fields); err != nil {
		return err
	}
	return t.entry(table, keyOf(id), changed...)
}

// put writes the row of a table whose key has a meaning of its own, such as a
// setting or a day: it adds the row, or changes the columns that differ. The
// caller writes the audit row.
func (t *tx) put(name string, key []any, fields ...field) error {
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
		return t.entry(name, keyOf(key...))
	case err != nil || len(changed) == 0:
		return err
	}
	if err := t.updateRow(name, spec.key, key, append(slices.Clip(fields), t.stampFields(spec.stamps, false)...)); err != nil {
		return err
	}
	return t.entry(name, keyOf(key...), changed...)
}

// differs names the columns of the row with the given key whose stored value is
// another; sql.ErrNoRows when there is no such row.
func (t *tx) differs(name string, key []any, fields []field) ([]string, error) {
	columns := make([]string, len(fields))
	args := make([]any, 0, len(fields)+len(key))
	same := make([]bool, len(fields))
	dest := make([]any, len(fields))
	for i, f := range fields {
		columns[i], dest[i] = f.Column+" IS ?", &same[i]
		args = append(args, f.Value)
	}
	query := "SELECT " + strings.Join(columns, ", ") + " FROM " + name + where(register[name].key) // names are our own
	if err := t.values(query, append(args, key...), dest...); err != nil {
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

func (t *tx) stampFields(s stamps, added bool) []field {
	var fields []field
	if s == allStamps && added {
		fields = append(fields, field{"created_at", instant(t.now)}, field{"created_by", t.actor})
	}
	if s != noStamps {
		fields = append(fields, field{"updated_at", instant(t.now)}, field{"updated_by", t.actor})
	}
	return fields
}

// remove deletes one row and leaves a tombstone. The caller writes the audit
// row. It returns sql.ErrNoRows where there is no such row.
func (t *tx) remove(name string, key ...any) error {
	result, err := t.execute("DELETE FROM "+name+where(register[name].key), key...) // name is our own
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err != nil || n == 0 {
		return errors.Join(err, sql.ErrNoRows)
	}
	return t.tombstone(name, keyOf(key...), false)
}

// part is one row of a table of parts: its key within the record, and its value
// where it has one.
type part = struct{ Key, Value any }

// setParts makes the parts of a record those given, and writes only what
// differs. owner is what the first column of the table's key holds.
func (t *tx) setParts(name string, owner any, parts []part) error {
	spec := register[name]
	wanted := map[any]any{}
	for _, p := range parts {
		key, value := plain(p.Key), plain(p.Value)
		if _, twice := wanted[key]; !twice {
			wanted[key] = value
		}
	}
	held, err := t.heldParts(name, owner)
	if err != nil {
		return err
	}
	for key, value := range held {
		if to, ok := wanted[key]; ok && to == value {
			delete(wanted, key)
			continue
		}
		if _, err := t.execute("DELETE FROM "+name+where(spec.key), owner, key); err != nil { // name is our own
			return err
		}
	}
	for _, p := range parts {
		key := plain(p.Key)
		if value, ok := wanted[key]; ok {
			delete(wanted, key)
			if err := t.addPart(name, owner, part{key, value}); err != nil {
				return err
			}
		}
	}
	return nil
}

// addPart adds one part to a record that is new or is known not to have it.
func (t *tx) addPart(name string, owner any, p part) error {
	spec := register[name]
	columns, values := spec.key, []any{owner, p.Key}
	if len(spec.columns) > 0 {
		columns, values = append(slices.Clip(columns), spec.columns[0]), append(values, p.Value)
	}
	_, err := t.execute(strings.Replace(insertion(name, columns), "INSERT", "INSERT OR IGNORE", 1), values...)
	return err
}

func (t *tx) heldParts(name string, owner any) (map[any]any, error) {
	spec := register[name]
	value := "NULL"
	if len(spec.columns) > 0 {
		value = spec.columns[0]
	}
	rows, err := collect(t.ctx, t, func(p *part) []any { return []any{&p.Key, &p.Value} },
		"SELECT "+spec.key[1]+", "+value+" FROM "+name+where(spec.key[:1]), owner) // names are our own
	held := make(map[any]any, len(rows))
	for _, r := range rows {
		held[r.Key] = r.Value
	}
	return held, err
}

// plain is a value as the driver would hand it back.
func plain(v any) any {
	p, err := driver.DefaultParameterConverter.ConvertValue(v)
	if err != nil {
		return v
	}
	return p
}

// derive runs a statement that writes only what is derived or belongs to this
// PC: a derived or local table, or the derived columns of a record.
func (t *tx) derive(query string, args ...any) error {
	_, err := t.deriveResult(query, args...)
	return err
}

// deriveResult is derive, and returns the driver's result.
func (t *tx) deriveResult(query string, args ...any) (sql.Result, error) {
	if _, known := t.prepared[query]; !known {
		if err := mayDerive(query); err != nil {
			return nil, err
		}
	}
	return t.execute(query, args...)
}

var (
	writesTable = regexp.MustCompile(`^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+(\w+)`)
	setsColumns = regexp.MustCompile(`(?s)\sSET\s(.*?)(?:\sFROM\s|\sWHERE\s|$)`)
	setColumn   = regexp.MustCompile(`(?:^|,)\s*(\w+)\s*=`)
)

// mayDerive returns an error if a statement writes to records.
func mayDerive(query string) error {
	match := writesTable.FindStringSubmatch(query)
	if match == nil {
		return fmt.Errorf("not a statement that writes: %s", query)
	}
	spec, known := register[match[1]]
	switch {
	case !known:
		return fmt.Errorf("the table %s is not in the register", match[1])
	case spec.kind == derived || spec.kind == local:
		return nil
	}
	sets := setsColumns.FindStringSubmatch(query)
	if !strings.HasPrefix(strings.TrimSpace(query), "UPDATE") || sets == nil {
		return fmt.Errorf("the table %s holds records: write it with a change entry", match[1])
	}
	for _, c := range setColumn.FindAllStringSubmatch(sets[1], -1) {
		if !slices.Contains(spec.derives, c[1]) {
			return fmt.Errorf("%s.%s is not derived: write it with a change entry", match[1], c[1])
		}
	}
	return nil
}

// audit writes one row of the audit trail: never what a field held.
func (t *tx) audit(action, record string, id, client data.ID, fields string) error {
	if t.quiet {
		return nil
	}
	return t.derive(`INSERT INTO audit (at, actor, action, record, record_id, client_id, fields) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		instant(t.now), t.actor, action, record, id, client, fields)
}
