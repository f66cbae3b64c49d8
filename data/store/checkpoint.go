package store

import (
	"context"
	"database/sql"
	"errors"
)

// logSize is how long the log may grow before it is copied into the database:
// SQLite's own 1000 pages.
const logSize = 1000 * 4096

// Conn is one connection taken out of a pool.
type Conn interface {
	Querier
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// reading lends a connection of the reader's pool with its guard against
// writing off: VACUUM INTO counts as writing, although it only reads.
func (s *Store) reading(ctx context.Context, do func(Conn) error) error {
	return reading(ctx, s.reader, do)
}

func reading(ctx context.Context, pool *sql.DB, do func(Conn) error) (err error) {
	c, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	if _, err := c.ExecContext(ctx, "PRAGMA query_only = off"); err != nil {
		return err
	}
	defer func() {
		_, onErr := c.ExecContext(context.WithoutCancel(ctx), "PRAGMA query_only = on")
		err = errors.Join(err, onErr)
	}()
	return do(c)
}

// errBusy says that a reader still needs what the log holds.
var errBusy = errors.New("the log is in use")

// checkpoint copies the log into the database and empties it, without waiting:
// errBusy if a reader still needs the log, which is then copied as far as it
// can be. The caller holds s.writing and the guard, which takes what changed
// for ours.
func (s *Store) checkpoint(ctx context.Context) error {
	g := s.guard
	g.noted = mark{}
	if err := g.lock.note(leftCopying, g.db); err != nil {
		return err
	}
	busy, err := s.emptyLog(ctx)
	if err := errors.Join(err, g.remember()); err != nil {
		return err
	}
	if g.full = logSize; busy {
		g.full += g.log.size
		return errBusy
	}
	return nil
}

func (s *Store) emptyLog(ctx context.Context) (busy bool, err error) {
	c, err := s.writer.Conn(ctx)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	if _, err := c.ExecContext(ctx, "PRAGMA busy_timeout = 0"); err != nil {
		return false, err
	}
	var pages, copied int
	err = c.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &copied)
	_, waitErr := c.ExecContext(ctx, "PRAGMA busy_timeout = 5000")
	return busy, errors.Join(err, waitErr)
}

// settle follows a commit: it makes sure that the commit went into the file
// that has the database's name, and copies the log into it when that is due.
// The caller holds s.writing.
func (s *Store) settle(ctx context.Context) error {
	if err := s.stillOurs(ctx, false); err != nil {
		return err
	}
	g := s.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	if err := g.remember(); err != nil {
		return unreachable(err)
	}
	var err error
	switch {
	case s.owed.Load():
		_, err = s.finishErasure(ctx)
	case g.log.size >= g.full:
		err = s.checkpoint(ctx)
	}
	// The commit is safe in the log, so that this may fail.
	if err != nil && !errors.Is(err, errBusy) {
		s.options.Log.Error("copy the log into the database", "error", err)
	}
	return nil
}
