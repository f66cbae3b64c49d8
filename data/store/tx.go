package store

import (
	"context"
	"database/sql"
	"reflect"
	"time"

	"waymark/data"
)

// tx is one write: a transaction, its time and who writes.
type tx struct {
	sql        *sql.Tx
	ctx        context.Context //nolint:containedctx // a tx lives no longer than the call it serves
	store      *Store
	now        time.Time
	actor      data.ID
	prepared   map[string]*sql.Stmt
	clock      int64                // of the change entries; 0: not ticked yet
	entries    []any                // change entries that are not written yet, their values one after another
	actorKey   any                  // the actor as entries hold it; nil until one is written
	given      data.ID              // the ID for the next new row, when a bulk load brings its own
	quiet      bool                 // a bulk load writes one audit row for all
	undo       []func()             // puts the caller's records back when nothing is written
	remembered map[reflect.Type]any // see remember
}

// remember returns what a slice remembers for as long as one write lasts. Every
// type of such memories is there once, and is its zero value at first.
func remember[T any](t *tx) *T {
	key := reflect.TypeFor[T]()
	v, ok := t.remembered[key].(*T)
	if !ok {
		v = new(T)
		t.remembered[key] = v
	}
	return v
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
	if err := s.commit(context.WithoutCancel(ctx), fn); err != nil {
		return problem(err)
	}
	s.announce(change)
	return nil
}

// commit runs fn in one transaction and sees it into the file that has the
// database's name.
func (s *Store) commit(ctx context.Context, fn func(*tx) error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if !s.closed { // else the writer says so
		if err := s.stillOurs(ctx, true); err != nil {
			return err
		}
	}
	t, err := s.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = t.sql.Rollback() }()
	if err = fn(t); err == nil {
		err = t.writeEntries()
	}
	if err == nil {
		err = t.countGrams()
	}
	if err == nil {
		err = t.sql.Commit()
	}
	if err == nil {
		err = s.settle(ctx)
	}
	if err != nil {
		t.putBack()
	}
	return err
}

func (s *Store) begin(ctx context.Context) (*tx, error) {
	sqlTx, err := s.writer.BeginTx(ctx, nil)
	return s.over(ctx, sqlTx), err
}

func (s *Store) over(ctx context.Context, sqlTx *sql.Tx) *tx {
	return &tx{sql: sqlTx, ctx: ctx, store: s, now: s.options.Clock.Now(), actor: s.Actor(),
		prepared: map[string]*sql.Stmt{}, remembered: map[reflect.Type]any{}}
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

func (t *tx) today() data.Date { return t.store.today() }

// local is the time on the clock here, as people say it.
func (t *tx) local() time.Time { return t.store.local() }

// QueryContext reads rows within the transaction.
func (t *tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return t.sql.QueryContext(ctx, query, args...)
}

// QueryRowContext reads one row within the transaction.
func (t *tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return t.sql.QueryRowContext(ctx, query, args...)
}

// prepare gives the statement of a query, prepared once in this transaction.
func (t *tx) prepare(query string) (*sql.Stmt, error) {
	if stmt, ok := t.prepared[query]; ok {
		return stmt, nil
	}
	stmt, err := t.sql.PrepareContext(t.ctx, query)
	if err == nil {
		t.prepared[query] = stmt
	}
	return stmt, err
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

func (t *tx) nextID() data.ID {
	if id := t.given; id != "" {
		t.given = ""
		return id
	}
	return t.freshID()
}

// freshID is an ID for a row of the program's own making, whatever a bulk load
// brings.
func (t *tx) freshID() data.ID { return t.store.options.NewID() }

func (s *Store) dayHappened(on data.Date) error {
	switch {
	case on.IsZero():
		return data.FieldErrors{{Field: "On", Sentence: "Please give the day."}}
	case on.After(s.today()):
		return data.FieldErrors{{Field: "On", Sentence: "This day is still to come. Please give the day it happened."}}
	}
	return nil
}

// writeAbout is a write that changes something in the story of one client,
// whose ID may be known only once it has been written.
func (s *Store) writeAbout(ctx context.Context, client *data.ID, fn func(*tx) error) error {
	change := Change{Kind: ChangedClient}
	err := s.write(ctx, Change{}, func(t *tx) error {
		if err := fn(t); err != nil {
			return err
		}
		change.ClientID = *client
		return nil
	})
	if err == nil {
		s.announce(change)
	}
	return err
}

// look runs fn in a transaction that can only read.
func (s *Store) look(ctx context.Context, fn func(*tx) error) error {
	sqlTx, err := s.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return problem(err)
	}
	defer func() { _ = sqlTx.Rollback() }()
	return problem(fn(s.over(ctx, sqlTx)))
}
