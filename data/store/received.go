package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"waymark/data"
)

// This file is how rows of other devices of the service get in, with the keys,
// stamps and clocks that they have there. Package exchange decides which.

// Table is what the register says of one table.
type Table struct {
	Name    string
	Number  int // in change entries; 0 if it holds no records
	Key     []string
	Columns []string // those that change entries name, the n-th by the n-th bit
	Derives []string
	Created bool // it has created_at and created_by
	Updated bool // it has updated_at and updated_by
	Records bool
	Parts   bool // its rows belong to a record of another table
}

// Tables lists the tables of the register, by name.
func Tables() map[string]Table {
	all := make(map[string]Table, len(register))
	for name, spec := range register {
		all[name] = Table{Name: name, Number: spec.number, Key: spec.key, Columns: spec.columns, Derives: spec.derives,
			Created: spec.kind == records && spec.stamps == allStamps, Updated: spec.kind == records && spec.stamps != noStamps,
			Records: spec.kind == records, Parts: spec.kind == parts}
	}
	return all
}

// IsLocal reports whether the rows of a table belong to one PC.
func IsLocal(table string) bool { return register[table].kind == local }

// KeyText is a key of a change entry as the row has it: a UUID as text, or the
// columns of a longer key with "\x1f" between them.
func KeyText(key any) string { return keyText(key) }

// StampStays reports whether the columns of a change entry say that the stamp of
// the row stayed as it was.
func StampStays(columns int64) bool { return columns&stampStays != 0 }

// ColumnsOf names the columns of a change entry.
func (spec Table) ColumnsOf(columns int64) []string {
	var names []string
	for i, c := range spec.Columns {
		if columns&(1<<i) != 0 {
			names = append(names, c)
		}
	}
	return names
}

// Tick is the clock of this transaction; see tick.
func (t *Tx) Tick() int64 { return t.tick() }

// SetClock gives this transaction its clock, from which the clock of the database
// goes on. It may be earlier than that was, where entries were given other clocks.
func (t *Tx) SetClock(clock int64) {
	AsItWas(t, &t.store.clock)
	t.clock, t.store.clock = clock, clock
}

// Restamp sets the clocks of change entries and tombstones after a clock to those that clocks has
// for theirs.
func (t *Tx) Restamp(after int64, clocks map[int64]int64) error {
	type row struct{ seq, clock int64 }
	for _, table := range []string{"change_entry", "tombstone"} {
		list, err := Collect(t.Ctx, t, func(r *row) []any { return []any{&r.seq, &r.clock} },
			"SELECT seq, clock FROM "+table+" WHERE clock > ?", after) // table is our own
		if err != nil {
			return err
		}
		for _, r := range list {
			to, ok := clocks[r.clock]
			if !ok {
				continue
			}
			if _, err := t.execute("UPDATE "+table+" SET clock = ? WHERE seq = ?", to, r.seq); err != nil {
				return err
			}
		}
	}
	return nil
}

// FlushEntries writes the change entries that wait for their batch.
func (t *Tx) FlushEntries() error { return t.writeEntries() }

// AddReceived inserts a row as another device has it and returns its rowid. The
// error is a foreign key's (IsForeignKey) or a unique constraint's (NotUnique) where
// the row does not fit yet; the transaction goes on after these.
func (t *Tx) AddReceived(table string, columns []string, values []any) (int64, error) {
	result, err := t.execute(t.insertion(table, columns), values...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// ChangeReceived sets columns of a row as another device has them; see AddReceived.
func (t *Tx) ChangeReceived(table string, key, columns []string, values []any) error {
	_, err := t.execute("UPDATE "+table+" SET "+strings.Join(columns, " = ?, ")+" = ?"+where(key), values...) // names are our own
	return err
}

// DropReceived deletes a row that another device removed, or that became another
// row. It reports whether there was one.
func (t *Tx) DropReceived(table string, columns []string, values ...any) (bool, error) {
	result, err := t.execute("DELETE FROM "+table+where(columns), values...) // names are our own
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// SetPartsReceived is SetParts for a record as another device has it. It is written
// although the record may only be kept: it was typed before that was known there.
func (t *Tx) SetPartsReceived(name string, owner any, parts []Part) error {
	return t.setParts(name, owner, parts)
}

// Repoint has a column that named one row name another. A row that cannot, because
// there is such a row already, goes.
func (t *Tx) Repoint(table, column string, from, to any) error {
	if _, err := t.execute("UPDATE OR IGNORE "+table+" SET "+column+" = ? WHERE "+column+" = ?", to, from); err != nil { // names are our own
		return err
	}
	_, err := t.execute("DELETE FROM "+table+" WHERE "+column+" = ?", from)
	return err
}

// LaterKeys lets rows name, until it is switched off again, rows that are not there.
// Whether they are is looked at before the commit.
func (t *Tx) LaterKeys(on bool) error {
	state := "OFF"
	if on {
		state = "ON"
	}
	t.keysLate = t.keysLate || !on
	_, err := t.sql.ExecContext(t.Ctx, "PRAGMA defer_foreign_keys = "+state)
	return err
}

// keysHold looks for rows that name rows which are not there, where SQLite would not:
// it forgets those that it has counted once LaterKeys is switched off.
func (t *Tx) keysHold() error {
	if !t.keysLate {
		return nil
	}
	return ForeignKeysHold(t.Ctx, t)
}

// Attempt runs do, and undoes what it wrote where it fails: the transaction goes on.
func (t *Tx) Attempt(do func() error) error {
	if _, err := t.sql.ExecContext(t.Ctx, "SAVEPOINT attempt"); err != nil {
		return err
	}
	err := do()
	if err != nil {
		if _, undone := t.sql.ExecContext(t.Ctx, "ROLLBACK TO attempt"); undone != nil {
			return errors.Join(err, undone)
		}
	}
	if _, released := t.sql.ExecContext(t.Ctx, "RELEASE attempt"); released != nil {
		return errors.Join(err, released)
	}
	return err
}

// EntryReceived notes a change that another device made. No columns mean that the
// row is new.
func (t *Tx) EntryReceived(table string, key any, columns []string, clock int64, actor string) error {
	spec := register[table]
	bits, err := spec.bits(columns)
	if err != nil || bits == 0 && len(columns) > 0 {
		return err
	}
	return t.addEntry(spec.number, key, int64(bits), clock, KeyOf(actor))
}

// EraseReceived erases a client whom another device erased.
func (t *Tx) EraseReceived(id data.ID) error {
	if err := t.eraseRows(id, map[string]int{}); err != nil {
		return err
	}
	if err := t.orderNames(); err != nil {
		return err
	}
	if err := t.LaterKeys(false); err != nil { // the rows that come name what is there
		return err
	}
	return t.owesLog()
}

// ErasureKey returns the key of the hashes of erased rows, made at first use.
func (t *Tx) ErasureKey() ([]byte, error) { return t.secret(erasureKey) }

// SetErasureKey has this database use the key of its service. Its own stays beside
// it, for what was erased before keeps the hash that it has.
func (t *Tx) SetErasureKey(key []byte) error {
	own, err := readKnown(t.Ctx, t)
	if err != nil {
		return err
	}
	if err := t.Derive("INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", erasureKey, key); err != nil {
		return err
	}
	return t.learn(&known{secrets: own.secrets})
}

// Hashed returns the hash that stands for the key of an erased row.
func Hashed(secret []byte, key any) []byte { return hashed(secret, key) }

// IsForeignKey reports whether a row was refused because it names one that is not
// there, or kept because another names it.
func IsForeignKey(err error) bool { return isForeignKey(err) }

// Refers lists which columns name rows of which other table, as the schema says:
// by table and column.
func Refers(ctx context.Context, q Querier) (map[string]map[string]string, error) {
	type reference struct{ table, column, parent string }
	list, err := Collect(ctx, q, func(r *reference) []any { return []any{&r.table, &r.column, &r.parent} },
		`SELECT t.name, f."from", f."table" FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND t.type = 'table'`)
	all := map[string]map[string]string{}
	for _, r := range list {
		if all[r.table] == nil {
			all[r.table] = map[string]string{}
		}
		all[r.table][r.column] = r.parent
	}
	return all, err
}

// RowOf reads some columns of one row as SQLite has them; nil where there is no row.
func (t *Tx) RowOf(table string, key, columns []string, of ...any) ([]any, error) {
	stmt, err := t.Prepare("SELECT " + strings.Join(columns, ", ") + " FROM " + table + where(key)) //nolint:sqlclosecheck // the transaction closes its statements
	if err != nil {
		return nil, err
	}
	values := make([]any, len(columns))
	dest := make([]any, len(columns))
	for i := range values {
		dest[i] = &values[i]
	}
	if err := stmt.QueryRowContext(t.Ctx, of...).Scan(dest...); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return nil, nil
		}
		return nil, err
	}
	return values, nil
}

// ForgetHere removes what this PC keeps beside the records of clients whose rows were
// taken back from it, and has the search index and the log forget them.
func (t *Tx) ForgetHere(clients []data.ID) error {
	for _, id := range clients {
		if err := t.ForgetDrafts(string(id)); err != nil {
			return err
		}
		for _, step := range []string{"DELETE FROM exchange_news WHERE client_id = ?", "DELETE FROM exchange_waiting WHERE client_id = ?"} {
			if err := t.Derive(step, id); err != nil {
				return err
			}
		}
	}
	if err := t.orderNames(); err != nil {
		return err
	}
	return t.owesLog()
}
