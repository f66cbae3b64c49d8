package store

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/instrument"
)

// querier is what reads need: a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// tx is one write: a transaction, its time and who writes.
type tx struct {
	*sql.Tx
	ctx      context.Context //nolint:containedctx // a tx lives no longer than the call it serves
	store    *Store
	now      time.Time
	actor    data.ID
	prepared map[string]*sql.Stmt
	given    data.ID // the ID for the next new row, when a bulk load brings its own
	quiet    bool    // a bulk load writes one audit row for all
	// organisations are those that this transaction found or made, by folded
	// name; nil unless many services are written.
	organisations map[string]data.ID
	instruments   *instrument.Catalogue // nil: to be read
	undo          []func()              // puts the caller's records back when nothing is written
	noPostcodes   bool                  // no list of postcodes was imported, so none is asked
}

// write runs fn in one transaction and announces change once it is committed.
func (s *Store) write(ctx context.Context, change Change, fn func(*tx) error) error {
	if s.writer == nil {
		return data.NewProblem(data.CodeRefused, "The database was opened only to look at, so nothing can be saved.")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// A save that has begun is not given up half-way; and a context that can
	// be cancelled costs the driver a goroutine for every statement.
	ctx = context.WithoutCancel(ctx)
	sqlTx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return problem(err)
	}
	t := &tx{Tx: sqlTx, ctx: ctx, store: s, now: s.options.Clock.Now(), actor: s.Actor(), prepared: map[string]*sql.Stmt{}}
	defer func() { _ = sqlTx.Rollback() }()
	if err := fn(t); err != nil {
		t.putBack()
		return problem(err)
	}
	if err := sqlTx.Commit(); err != nil {
		t.putBack()
		return problem(err)
	}
	s.announce(change)
	return nil
}

// asItWas has a field of the caller's record put back when the write fails: an
// ID of a row that was never written would keep the record from being saved
// when the person tries again.
func asItWas[T any](t *tx, field *T) {
	if t.quiet {
		return // a bulk load throws its records away
	}
	was := *field
	t.undo = append(t.undo, func() { *field = was })
}

func (t *tx) putBack() {
	for i := len(t.undo) - 1; i >= 0; i-- {
		t.undo[i]()
	}
}

func (t *tx) today() data.Date { return t.store.options.Clock.Today() }

// prepare gives the statement of a query, prepared once in this transaction.
func (t *tx) prepare(query string) (*sql.Stmt, error) {
	if stmt, ok := t.prepared[query]; ok {
		return stmt, nil
	}
	stmt, err := t.PrepareContext(t.ctx, query)
	if err == nil {
		t.prepared[query] = stmt
	}
	return stmt, err
}

func (t *tx) exec(query string, args ...any) (sql.Result, error) {
	stmt, err := t.prepare(query) //nolint:sqlclosecheck // the transaction closes its statements
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(t.ctx, args...)
}

// values reads the columns of one row; sql.ErrNoRows when there is none.
func (t *tx) values(query string, args []any, dest ...any) error {
	stmt, err := t.prepare(query) //nolint:sqlclosecheck // the transaction closes its statements
	if err != nil {
		return err
	}
	return stmt.QueryRowContext(t.ctx, args...).Scan(dest...)
}

// value reads one column of one row into dest.
func (t *tx) value(dest any, query string, args ...any) error {
	return t.values(query, args, dest)
}

// field is one column of a row that is written.
type field struct {
	column string
	value  any
}

// insert writes a new row. An empty id and a blank stamp are filled in.
func (t *tx) insert(table string, id *data.ID, stamp *data.Stamp, client data.ID, fields []field) error {
	_, err := t.insertRow(table, id, stamp, client, fields)
	return err
}

// insertRow is insert, and gives the rowid of the new row.
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
		columns, values = append(columns, f.column), append(values, f.value)
	}
	columns = append(columns, "created_at", "created_by", "updated_at", "updated_by")
	values = append(values, instant(stamp.CreatedAt), stamp.CreatedBy, instant(stamp.UpdatedAt), stamp.UpdatedBy)
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ")
	query := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + marks + ")" // table and columns are our own
	result, err := t.exec(query, values...)
	if err != nil {
		return 0, err
	}
	seq, err := result.LastInsertId()
	if err != nil {
		return 0, err
	}
	return seq, t.audit("add", table, *id, client, "")
}

func (t *tx) nextID() data.ID {
	if id := t.given; id != "" {
		t.given = ""
		return id
	}
	return t.store.options.NewID()
}

// update changes a row and notes which columns changed. A stamp that differs
// from the stored one means that somebody else changed it since it was read.
// further names what changed in tables of its own, such as the answers of a
// questionnaire, which is a change of the record although no column differs.
func (t *tx) update(table string, id data.ID, stamp *data.Stamp, client data.ID, fields []field, further ...string) error {
	asItWas(t, stamp)
	changed, err := t.changes(table, id, stamp, fields)
	if changed = append(changed, further...); err != nil || len(changed) == 0 {
		return err
	}
	sets := make([]string, 0, len(fields)+2)
	values := make([]any, 0, len(fields)+3)
	for _, f := range fields {
		sets, values = append(sets, f.column+" = ?"), append(values, f.value)
	}
	stamp.UpdatedAt, stamp.UpdatedBy = t.now, t.actor
	sets = append(sets, "updated_at = ?", "updated_by = ?")
	values = append(values, instant(t.now), t.actor, id)
	query := "UPDATE " + table + " SET " + strings.Join(sets, ", ") + " WHERE id = ?" // table and columns are our own
	if _, err := t.exec(query, values...); err != nil {
		return err
	}
	return t.audit("change", table, id, client, strings.Join(changed, " "))
}

// changes gives the names of the columns whose stored value differs.
func (t *tx) changes(table string, id data.ID, stamp *data.Stamp, fields []field) ([]string, error) {
	columns := make([]string, 0, len(fields)+2)
	marks := make([]any, 0, len(fields))
	for _, f := range fields {
		columns = append(columns, f.column+" IS ?")
		marks = append(marks, f.value)
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
			changed = append(changed, f.column)
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

// audit writes one row of the audit trail: never what a field held.
func (t *tx) audit(action, record string, id, client data.ID, fields string) error {
	if t.quiet {
		return nil
	}
	_, err := t.exec(`INSERT INTO audit (at, actor, action, record, record_id, client_id, fields) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		instant(t.now), t.actor, action, record, id, client, fields)
	return err
}

// ref stores an empty ID as NULL, so that foreign keys hold.
func ref(id data.ID) any {
	if id == "" {
		return nil
	}
	return string(id)
}

// null reads a column that may be NULL into a string-like value: NULL is "".
type null[T ~string] struct{ to *T }

// Scan implements sql.Scanner.
func (n null[T]) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*n.to = ""
	case string:
		*n.to = T(v)
	case []byte:
		*n.to = T(v)
	default:
		return fmt.Errorf("text wanted, not %s", reflect.TypeOf(src))
	}
	return nil
}

func orNull[T ~string](to *T) null[T] { return null[T]{to} }

// at reads a stored instant.
type at struct{ to *time.Time }

// Scan implements sql.Scanner.
func (a at) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("an instant wanted, not %s", reflect.TypeOf(src))
	}
	t, err := parseInstant(s)
	*a.to = t
	return err
}

// stampColumns are selected by every read of a whole record, and scanned with
// stampDest.
const stampColumns = "created_at, created_by, updated_at, updated_by"

func stampDest(s *data.Stamp) []any {
	return []any{at{&s.CreatedAt}, &s.CreatedBy, at{&s.UpdatedAt}, &s.UpdatedBy}
}

// collect reads all rows of a query with scan.
func collect[T any](ctx context.Context, q querier, scan func(*T) []any, query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, problem(err)
	}
	defer func() { _ = rows.Close() }()
	var list []T
	for rows.Next() {
		var v T
		if err := rows.Scan(scan(&v)...); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, problem(rows.Err())
}

// one reads a single row; CodeNotFound when there is none.
func one[T any](ctx context.Context, q querier, scan func(*T) []any, query string, args ...any) (*T, error) {
	var v T
	if err := q.QueryRowContext(ctx, query, args...).Scan(scan(&v)...); err != nil {
		return nil, problem(err)
	}
	return &v, nil
}

// each reads rows one by one, into the same T, without keeping them.
func each[T any](ctx context.Context, q querier, scan func(*T) []any, do func(*T) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return problem(err)
	}
	defer func() { _ = rows.Close() }()
	var v T
	dest := scan(&v)
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if err := do(&v); err != nil {
			return err
		}
	}
	return problem(rows.Err())
}
