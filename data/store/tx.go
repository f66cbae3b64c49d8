package store

import (
	"context"
	"database/sql"
	"reflect"
	"time"

	"waymark/data"
	"waymark/data/access"
)

// Tx is one write: a transaction, its time and who writes.
type Tx struct {
	sql        *sql.Tx
	Ctx        context.Context //nolint:containedctx // a tx lives no longer than the call it serves
	store      *Store
	session    *access.Session
	Now        time.Time
	Actor      data.ID
	prepared   map[string]*sql.Stmt
	inserts    map[string]insertText // by table
	moment     time.Time             // the last time that was written as text
	written    string                // moment as text
	clock      int64                 // of the change entries; 0: not ticked yet
	entries    []any                 // change entries that are not written yet, their values one after another
	actorKey   any                   // the actor as entries hold it; nil until one is written
	Given      data.ID               // the ID for the next new row, when a bulk load brings its own
	Quiet      bool                  // a bulk load writes one audit row for all
	undo       []func()              // puts the caller's records back when nothing is written
	also       []Change              // to be announced beside the change that the write is
	last       []func() error        // what is still to be written before the commit
	remembered map[reflect.Type]any  // see remember
	head       *link                 // of the audit trail; nil until a row is written
	keysLate   bool                  // LaterKeys was switched off again
	then       func()                // called after the commit, before anything else is written; may be nil
}

// Remember returns what a slice remembers for as long as one write lasts. Every
// type of such memories is there once, and is its zero value at first.
func Remember[T any](t *Tx) *T {
	key := reflect.TypeFor[T]()
	v, ok := t.remembered[key].(*T)
	if !ok {
		v = new(T)
		t.remembered[key] = v
	}
	return v
}

// write runs fn in one transaction and announces change once it is committed.
func (s *Store) write(ctx context.Context, session *access.Session, change Change, fn func(*Tx) error) error {
	if s.writer == nil {
		return data.NewProblem(data.CodeRefused, "This database is read-only, so nothing can be saved.")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// A save that has begun is not given up halfway; and a context that can
	// be cancelled costs the driver a goroutine for every statement.
	also, err := s.commit(context.WithoutCancel(ctx), session, fn)
	if err != nil {
		return Problem(err)
	}
	s.announce(change)
	for _, c := range also {
		s.announce(c)
	}
	return nil
}

// commit runs fn in one transaction and sees it into the file that has the
// database's name.
func (s *Store) commit(ctx context.Context, session *access.Session, fn func(*Tx) error) (also []Change, err error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if !s.closed { // else the writer says so
		if err := s.stillOurs(ctx, true); err != nil {
			return nil, err
		}
	}
	s.commits++
	t, err := s.begin(ctx, session)
	if err != nil {
		return nil, err
	}
	defer func() { _ = t.sql.Rollback() }()
	if err = fn(t); err == nil {
		err = t.finish()
	}
	if err == nil {
		err = t.sql.Commit()
	}
	if err == nil {
		err = s.settle(ctx)
	}
	if err != nil {
		t.putBack()
		_ = t.sql.Rollback()
		s.takenBack(ctx)
	} else if t.then != nil {
		t.then()
	}
	return t.also, err
}

// finish writes what a write leaves to be written together before its commit.
func (t *Tx) finish() error {
	for _, step := range []func() error{t.writeLast, t.keepHead, t.writeEntries, t.countGrams, t.keepFacts, t.keysHold} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) begin(ctx context.Context, session *access.Session) (*Tx, error) {
	sqlTx, err := s.writer.BeginTx(ctx, nil)
	return s.over(ctx, session, sqlTx), err
}

func (s *Store) over(ctx context.Context, session *access.Session, sqlTx *sql.Tx) *Tx {
	return &Tx{sql: sqlTx, Ctx: ctx, store: s, session: session, Now: session.Clock().Now(), Actor: session.Person(),
		prepared: map[string]*sql.Stmt{}, inserts: map[string]insertText{}, remembered: map[reflect.Type]any{}}
}

// instant is a time as it is stored; most rows of a write share theirs.
func (t *Tx) instant(at time.Time) string {
	if t.written == "" || !t.moment.Equal(at) {
		t.moment, t.written = at, Instant(at)
	}
	return t.written
}

// Also has another change announced once the write is committed, beside the
// one that the write is.
func (t *Tx) Also(c Change) { t.also = append(t.also, c) }

// Last has write called before the commit, for rows that a slice holds back to
// write them together.
func (t *Tx) Last(write func() error) { t.last = append(t.last, write) }

func (t *Tx) writeLast() error {
	for _, write := range t.last {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

// AsItWas has a field of the caller's record put back when the write fails: an
// ID of a row that was never written would keep the record from being saved
// when the person tries again.
func AsItWas[T any](t *Tx, field *T) {
	if t.Quiet {
		return // a bulk load throws its records away
	}
	was := *field
	t.undo = append(t.undo, func() { *field = was })
}

func (t *Tx) putBack() {
	for i := len(t.undo) - 1; i >= 0; i-- {
		t.undo[i]()
	}
}

// Today is the day it is for who writes.
func (t *Tx) Today() data.Date { return t.session.Today() }

// Local is the time on the clock here, as people say it.
func (t *Tx) Local() time.Time { return t.session.Local() }

// QueryContext reads rows within the transaction.
func (t *Tx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return t.sql.QueryContext(ctx, query, args...)
}

// QueryRowContext reads one row within the transaction.
func (t *Tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return t.sql.QueryRowContext(ctx, query, args...)
}

// Prepare returns the statement of a query, prepared once in this transaction.
func (t *Tx) Prepare(query string) (*sql.Stmt, error) {
	if stmt, ok := t.prepared[query]; ok {
		return stmt, nil
	}
	stmt, err := t.sql.PrepareContext(t.Ctx, query)
	if err == nil {
		t.prepared[query] = stmt
	}
	return stmt, err
}

// Values reads the columns of one row; sql.ErrNoRows when there is none.
func (t *Tx) Values(query string, args []any, dest ...any) error {
	stmt, err := t.Prepare(query) //nolint:sqlclosecheck // the transaction closes its statements
	if err != nil {
		return err
	}
	return stmt.QueryRowContext(t.Ctx, args...).Scan(dest...)
}

// Value reads one column of one row into dest.
func (t *Tx) Value(dest any, query string, args ...any) error {
	return t.Values(query, args, dest)
}

func (t *Tx) nextID() data.ID {
	if id := t.Given; id != "" {
		t.Given = ""
		return id
	}
	return t.FreshID()
}

// FreshID is an ID for a row of the program's own making, whatever a bulk load
// brings.
func (t *Tx) FreshID() data.ID { return t.store.options.NewID() }

// look runs fn in a transaction that can only read.
func (s *Store) look(ctx context.Context, reader *sql.DB, session *access.Session, fn func(*Tx) error) error {
	sqlTx, err := reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Problem(err)
	}
	defer func() { _ = sqlTx.Rollback() }()
	return Problem(fn(s.over(ctx, session, sqlTx)))
}
