package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"
)

// A seed that was received is looked through while its rows are copied already: each
// takes as long as the other, and what was copied counts only if all of the seed is
// sound.

// lookedThrough is a look through all of a seed that may not have ended.
type lookedThrough struct {
	cancel context.CancelFunc
	ended  chan struct{}
	err    error
}

// found waits for the end, and returns what is wrong with the seed.
func (l *lookedThrough) found() error {
	if l == nil {
		return nil
	}
	<-l.ended
	return l.err
}

// stop ends it.
func (l *lookedThrough) stop() {
	if l != nil {
		l.cancel()
		<-l.ended
	}
}

// lookThrough begins to look whether all pages of the seed are sound, and whether the
// rows that rows name are there.
func (s *Seed) lookThrough(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	s.whole = &lookedThrough{cancel: cancel, ended: make(chan struct{})}
	go func() {
		defer close(s.whole.ended)
		if err := s.isWhole(ctx); err != nil {
			s.whole.err = damagedSeed(err)
		}
	}()
}

func (s *Seed) isWhole(ctx context.Context) (err error) {
	pool, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	if err := quickCheck(ctx, pool); err != nil {
		return err
	}
	return ForeignKeysHold(ctx, pool)
}

// open opens the seed by itself. What is in it is not to be trusted with functions.
func (s *Seed) open(ctx context.Context) (*sql.DB, error) {
	pool, err := sql.Open(driverName, s.address()+"&_journal_mode=OFF&_synchronous=OFF&_cache_size=-16000&_foreign_keys=off")
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1)
	if _, err := pool.ExecContext(ctx, "PRAGMA trusted_schema = OFF"); err != nil {
		return nil, errors.Join(damagedSeed(err), pool.Close())
	}
	return pool, nil
}

// watched are the tables that are written while SQLite does not look at the keys that
// name rows, apart from those that a seed fills: these are looked at in the seed.
type watched struct {
	off     bool
	filled  map[string]bool // by a seed, whole
	written map[string]bool // have other rows, or other values in them
	// moved are tables of which rows went or have other keys, by what of it changed; ""
	// stands for whole rows.
	moved map[string]map[string]bool
}

// watchKeys begins to note what the statements of the connection write.
func (p *planting) watchKeys() (*watched, error) {
	w := &watched{written: map[string]bool{}, moved: map[string]map[string]bool{}}
	err := p.conn.Raw(func(c any) error {
		a, ok := c.(interface {
			RegisterAuthorizer(callback func(op int, table, column, schema string) int)
		})
		if !ok {
			return fmt.Errorf("a connection of %T says nothing of its statements", c)
		}
		a.RegisterAuthorizer(w.note)
		return nil
	})
	return w, err
}

// note is called with what a statement does, when it is made.
func (w *watched) note(op int, table, column, schema string) int {
	if w.off || schema != "main" {
		return sqlite3.SQLITE_OK
	}
	switch op {
	case sqlite3.SQLITE_INSERT:
		w.written[table] = true
	case sqlite3.SQLITE_UPDATE:
		w.written[table] = true
		w.move(table, column)
	case sqlite3.SQLITE_DELETE:
		w.move(table, "")
	}
	return sqlite3.SQLITE_OK
}

func (w *watched) move(table, what string) {
	if w.moved[table] == nil {
		w.moved[table] = map[string]bool{}
	}
	w.moved[table][what] = true
}

// filling calls fill, which fills tables from a seed and returns which have no other
// rows.
func (w *watched) filling(fill func() (map[string]bool, error)) (err error) {
	w.off = true
	w.filled, err = fill()
	w.off = false
	return err
}

// hold returns an error if a row of a watched table names one that is not there, or a
// row that is gone is named.
func (w *watched) hold(ctx context.Context, q Querier) error {
	type reference struct{ table, parent, column string }
	list, err := Collect(ctx, q, func(r *reference) []any { return []any{&r.table, &r.parent, &r.column} },
		`SELECT t.name, f."table", coalesce(f."to", 'id') FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f
		WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name`)
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for _, r := range list {
		of := w.moved[r.parent]
		if done[r.table] || w.filled[r.table] && !w.written[r.table] && !of[""] && !of[r.column] {
			continue
		}
		done[r.table] = true
		if err := foreignKeysHold(ctx, q, "PRAGMA main.foreign_key_check("+r.table+")"); err != nil {
			return damagedSeed(err)
		}
	}
	return nil
}
