package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"waymark/data"
)

// CopyLook is what a backup holds, and what would be gone if it were restored.
type CopyLook struct {
	LastSaved time.Time    // when someone last saved to what it holds; zero if that is not known
	Holds     []data.Tally // how many records it has, by table
	Lost      []data.Tally // how many were added, changed or removed since, by table
	Erased    int          // how many of its people were erased since, and would be again
	Other     bool         // it is of another database, so that nothing here is in it
}

// lookedAt are the tables that CopyLook counts one by one; the others are "".
var lookedAt = []string{"client", "contact", "appointment", "response", "prescription", "follow_up", "task", "letter", "service"}

// LookAtCopy checks that a backup can be restored, and reads what it holds. It is
// left as it is. A protected one has to be unlocked.
func (s *Store) LookAtCopy(ctx context.Context, from string) (*CopyLook, error) {
	look, err := s.lookAtCopy(ctx, from)
	return look, Problem(err)
}

func (s *Store) lookAtCopy(ctx context.Context, from string) (*CopyLook, error) {
	if sameFile(s.path, from) {
		return nil, data.NewProblem(data.CodeInvalid, "This is the live database. Choose a backup.")
	}
	if err := checkSource(ctx, from, s.path+trialSuffix); err != nil {
		return nil, err
	}
	db, err := connectCopy(from)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	look := &CopyLook{Other: originIn(ctx, db) != s.origin(ctx)}
	if look.Holds, err = tablesHeld(ctx, db); err != nil {
		return nil, err
	}
	clock, err := lastEntry(ctx, db)
	if err != nil {
		return nil, err
	}
	if clock > 0 {
		look.LastSaved = time.UnixMilli(clock >> clockShift)
	}
	if look.Other {
		return look, nil
	}
	if look.Lost, err = savedSince(ctx, s.reader, clock); err != nil {
		return nil, err
	}
	look.Erased, err = s.erasedIn(ctx, db)
	return look, err
}

// tablesHeld counts the rows of the tables of records that a database has.
func tablesHeld(ctx context.Context, db *sql.DB) (list []data.Tally, err error) {
	there, err := texts(ctx, db, "SELECT name FROM sqlite_schema WHERE type = 'table'")
	for _, table := range lookedAt {
		if err != nil || !slices.Contains(there, table) {
			continue // an older program had no such table
		}
		t := data.Tally{Key: table}
		err = db.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&t.N) // table is our own
		list = append(list, t)
	}
	return list, err
}

// lastEntry is the clock of the last change in a database, 0 for one from before
// there was one.
func lastEntry(ctx context.Context, db *sql.DB) (clock int64, err error) {
	there, err := texts(ctx, db, "SELECT name FROM sqlite_schema WHERE name = 'change_entry'")
	if err != nil || len(there) == 0 {
		return 0, err
	}
	err = db.QueryRowContext(ctx, `SELECT max(coalesce((SELECT clock FROM change_entry ORDER BY seq DESC LIMIT 1), 0),
		coalesce((SELECT clock FROM tombstone ORDER BY seq DESC LIMIT 1), 0))`).Scan(&clock)
	return clock, err
}

// savedSince counts the records that were added, changed or removed after a clock.
// It reads from the end, so that it takes as long as there is to count.
func savedSince(ctx context.Context, q Querier, clock int64) ([]data.Tally, error) {
	type entry struct {
		table int
		row   any
		clock int64
	}
	changed := map[int]map[any]bool{}
	for _, log := range []string{
		"SELECT tbl, row, clock FROM change_entry ORDER BY seq DESC",
		"SELECT tbl, row, clock FROM tombstone WHERE erased = 0 ORDER BY seq DESC",
	} {
		err := eachUntil(ctx, q, func(e *entry) []any { return []any{&e.table, &e.row, &e.clock} }, func(e *entry) (more bool) {
			if e.clock <= clock {
				return false
			}
			if b, ok := e.row.([]byte); ok {
				e.row = string(b)
			}
			if changed[e.table] == nil {
				changed[e.table] = map[any]bool{}
			}
			changed[e.table][e.row] = true
			return true
		}, log)
		if err != nil {
			return nil, err
		}
	}
	counts := map[string]int{}
	for name, spec := range register {
		if n := len(changed[spec.number]); n > 0 && spec.number > 0 && name != "person_facts" { // those are worked out from the others
			if !slices.Contains(lookedAt, name) {
				name = ""
			}
			counts[name] += n
		}
	}
	var list []data.Tally
	for _, name := range append(slices.Clone(lookedAt), "") {
		if counts[name] > 0 {
			list = append(list, data.Tally{Key: name, N: counts[name]})
		}
	}
	return list, nil
}

// eachUntil reads rows until do has seen enough.
func eachUntil[T any](ctx context.Context, q Querier, scan func(*T) []any, do func(*T) (more bool), query string) error {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var v T
		if err := rows.Scan(scan(&v)...); err != nil {
			return err
		}
		if !do(&v) {
			return nil
		}
	}
	return rows.Err()
}

// erasedIn counts the people of a backup who were erased from the database since.
func (s *Store) erasedIn(ctx context.Context, db *sql.DB) (n int, err error) {
	k, err := readKnown(ctx, s.reader)
	if err != nil || len(k.hashes) == 0 {
		return 0, err
	}
	err = Each(ctx, db, func(id *data.ID) []any { return []any{id} }, func(id *data.ID) error {
		if k.has(*id) {
			n++
		}
		return nil
	}, "SELECT id FROM client")
	return n, err
}
