package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store/seal"
)

// This file is the one way in for rows that another Waymark wrote, with their ids,
// stamps, change entries and audit trail as they were. They go into a new file,
// which takes the place of an empty database once it is whole.

// Loader writes the rows of an export of everything into a new database.
type Loader struct {
	ctx    context.Context //nolint:containedctx // a loader lives no longer than the call it serves
	tx     *sql.Tx
	loaded map[string]bool
}

// TakeIn makes a database at path of the rows that fill hands over. It is made with
// the tables of the version that the rows have, and then brought up to the latest
// as an older database would be. Nothing is there until all of it is. It refuses a
// database that has records; an empty one is put aside among the copies under the
// name that is returned, "" if there was none.
func TakeIn(ctx context.Context, path string, version int, o Options, fill func(*Loader) error) (aside string, err error) {
	if path, err = Locate(path); err != nil {
		return "", err
	}
	o = o.withDefaults(path)
	lock, err := acquireLock(path + ".lock")
	if err != nil {
		return "", err
	}
	defer lock.release()
	if err := tidy(path, o.CopiesDir); err != nil {
		return "", err
	}
	if err := mustBeEmpty(ctx, path); err != nil {
		return "", Problem(err)
	}
	fresh := path + restoringSuffix
	if err := build(ctx, fresh, version, o, fill); err != nil {
		return "", Problem(errors.Join(err, removeWhole(fresh)))
	}
	reached("imported whole")
	return putInPlace(path, fresh, o)
}

func build(ctx context.Context, fresh string, version int, o Options, fill func(*Loader) error) (err error) {
	if version < 1 || version > LatestVersion() {
		return fmt.Errorf("there are no tables of version %d", version)
	}
	if err := ownerOnly(fresh); err != nil {
		return err
	}
	if err := seal.CreatePlain(fresh, fileURI(fresh)); err != nil {
		return err
	}
	db, err := connect(fresh, building, 1)
	if err != nil {
		return err
	}
	defer func() {
		if closed := db.Close(); err == nil {
			err = closed
		}
		if err == nil {
			err = syncFile(fresh)
		}
	}()
	now := o.Clock.Now()
	if err := migrateTo(ctx, db, version, now); err != nil {
		return err
	}
	if err := load(ctx, db, fill); err != nil {
		return err
	}
	reached("half imported")
	if err := migrate(ctx, db, now); err != nil {
		return err
	}
	if err := ForeignKeysHold(ctx, db); err != nil {
		return damagedRows(err)
	}
	if err := noteTakenIn(ctx, db); err != nil {
		return err
	}
	return quickCheck(ctx, db)
}

// load writes all rows in one transaction, so that triggers and indexes see them as
// they would see an import.
func load(ctx context.Context, db *sql.DB, fill func(*Loader) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	l := &Loader{ctx: ctx, tx: tx, loaded: map[string]bool{}}
	if err := l.empty(); err != nil {
		return err
	}
	if err := fill(l); err != nil {
		return err
	}
	for name, spec := range register {
		if t := spec; !l.loaded[name] && (t.kind == records || t.kind == parts || t.exported) {
			if there, err := l.columns(name); err != nil || len(there) > 0 {
				return errors.Join(err, damagedRows(fmt.Errorf("the table %s is missing", name)))
			}
		}
	}
	return tx.Commit()
}

// empty takes away the rows that migrations write into a new database: the export
// has its own.
func (l *Loader) empty() error {
	for name, spec := range register {
		if spec.leftOut != "" {
			continue
		}
		if there, err := l.columns(name); err != nil || len(there) == 0 {
			if err != nil {
				return err
			}
			continue // the table came later
		}
		if _, err := l.tx.ExecContext(l.ctx, "DELETE FROM "+name); err != nil { //nolint:gosec // G202: a name of our own register
			return err
		}
	}
	return nil
}

// columns returns the columns of a table in the database that is being made, by
// name, and whether each needs a value.
func (l *Loader) columns(table string) (map[string]string, error) {
	list, err := Collect(l.ctx, l.tx, func(c *[2]string) []any { return []any{&c[0], &c[1]} }, "SELECT name, type FROM pragma_table_info(?)", table)
	types := make(map[string]string, len(list))
	for _, c := range list {
		types[c[0]] = c[1]
	}
	return types, err
}

// Table begins a table and returns what adds a row to it, its values in the order of
// the columns: nil, int64, float64, string or []byte.
func (l *Loader) Table(name string, columns []string) (add func(values []any) error, err error) {
	spec, known := register[name]
	if !known || spec.leftOut != "" || l.loaded[name] {
		return nil, damagedRows(fmt.Errorf("the table %s is not one of an export, or comes twice", name))
	}
	types, err := l.columns(name)
	if err != nil {
		return nil, err
	}
	if len(types) == 0 || len(types) != len(columns) || slices.ContainsFunc(columns, func(c string) bool { return types[c] == "" }) {
		return nil, damagedRows(fmt.Errorf("the table %s has other columns", name))
	}
	l.loaded[name] = true
	stmt, err := l.tx.PrepareContext(l.ctx, insertion(name, columns)) //nolint:sqlclosecheck // the transaction closes its statements
	if err != nil {
		return nil, err
	}
	return func(values []any) error {
		if len(values) != len(columns) {
			return damagedRows(fmt.Errorf("a row of %s has other columns", name))
		}
		_, err := stmt.ExecContext(l.ctx, values...)
		if stopped := l.ctx.Err(); stopped != nil {
			return stopped // nothing is wrong with the row
		}
		if err != nil {
			return unlessFull(err)
		}
		return nil
	}, nil
}

// unlessFull tells a row that the tables refuse from a disk that is full.
func unlessFull(err error) error {
	if p := Problem(err); data.CodeOf(p) != "" {
		return p
	}
	return damagedRows(err)
}

func damagedRows(cause error) error {
	return &data.Problem{Code: data.CodeDamaged, Cause: cause,
		Sentence: "This export does not hold together, so nothing was imported. Export again from the database it came from."}
}

// noteTakenIn marks what is derived and was not exported, and that the trail has
// still to say so: the next opening, which links the trail, does both.
func noteTakenIn(ctx context.Context, db *sql.DB) error {
	for _, what := range []string{StaleServices, StaleGrams, TakenIn} {
		if _, err := db.ExecContext(ctx, "INSERT OR IGNORE INTO stale (what) VALUES (?)", what); err != nil {
			return err
		}
	}
	return nil
}

// beginnings are the tables in which a new database may have rows before anyone
// has worked with it.
var beginnings = []string{"reason", "comparator", "flag_kind", "setting", "holiday_known", "audit", "change_entry", "draft", "bank_holiday"}

// mustBeEmpty refuses a database in which anything was recorded. The caller holds
// its lock.
func mustBeEmpty(ctx context.Context, path string) error {
	if size(path) <= 0 && size(path+walSuffix) <= 0 {
		return nil
	}
	if _, err := probeWith(ctx, path, true, connectCopy); err != nil {
		return err
	}
	db, err := connectCopy(path)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	there, err := Collect(ctx, db, func(name *string) []any { return []any{name} }, "SELECT name FROM sqlite_schema WHERE type = 'table'")
	if err != nil {
		return err
	}
	var asked []string
	for _, name := range there {
		if spec, known := register[name]; known && spec.leftOut == "" && !slices.Contains(beginnings, name) {
			asked = append(asked, "SELECT EXISTS (SELECT 1 FROM "+name+") AS n")
		}
	}
	if len(asked) == 0 {
		return nil
	}
	var any bool
	if err := db.QueryRowContext(ctx, "SELECT max(n) FROM ("+strings.Join(asked, " UNION ALL ")+")").Scan(&any); err != nil || !any {
		return err
	}
	return data.NewProblem(data.CodeConflict, "The database "+filepath.Base(path)+" already has records, so nothing was imported. "+
		"Give the name of a new database, for example --db new.db.")
}
