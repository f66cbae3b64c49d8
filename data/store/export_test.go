package store

import (
	"context"
	"database/sql"
	"fmt"
	"path"
	"time"

	"waymark/data/access"
)

// AtStage calls f at the points at which a test kills the program.
func AtStage(f func(stage string)) { reached = f }

// CopyBaseOf returns what the name of a copy says of its database.
func CopyBaseOf(name string) (base string, ok bool) {
	c, ok := readCopyName(name)
	return c.base, ok
}

// CreateVersion makes a database as an earlier version of the program did.
func CreateVersion(ctx context.Context, file string, version int) error {
	db, err := connect(file, readWrite, 1)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	for i, name := range migrations()[:version] {
		script, err := migrationFiles.ReadFile(path.Join("migrations", name))
		if err != nil {
			return err
		}
		t, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, string(script)); err != nil {
			return err
		}
		if err := stampVersion(ctx, t, i+1, name, time.Unix(0, 0)); err != nil {
			return err
		}
		if err := t.Commit(); err != nil {
			return err
		}
	}
	return nil
}

// What the tests of the change log need.

// RecordColumns returns the columns of each table of records that entries name.
func RecordColumns() map[string][]string {
	all := map[string][]string{}
	for name, spec := range register {
		if spec.kind == records {
			all[name] = spec.columns
		}
	}
	return all
}

// RecordKey returns the key columns of a table of records.
func RecordKey(table string) []string { return register[table].key }

// TableNumber returns the number of a table in change entries.
func TableNumber(table string) int { return register[table].number }

// ColumnsOf returns the table and the columns of an entry; nil for a new row.
func ColumnsOf(number int, bits uint64) (table string, columns []string) {
	for name, spec := range register {
		if spec.kind != records || spec.number != number {
			continue
		}
		for i, c := range spec.columns {
			if bits&(1<<i) != 0 {
				columns = append(columns, c)
			}
		}
		return name, columns
	}
	return "", nil
}

// What the tests of the facts about clients need.

// KeepFacts works out and keeps all facts that are missing, however few.
func (s *Store) KeepFacts(ctx context.Context) error {
	return s.write(ctx, everything(s), Change{}, func(t *Tx) error {
		missing, err := missingFacts(ctx, t)
		if err != nil {
			return err
		}
		return t.makeFacts(missing)
	})
}

// StaleFacts returns the clients whose facts are kept and are not what is on
// record, and how many have none kept.
func (s *Store) StaleFacts(ctx context.Context) (stale, missing []int64, err error) {
	if missing, err = missingFacts(ctx, s.reader); err != nil {
		return nil, nil, err
	}
	stale, err = StaleFacts(ctx, s.reader)
	return stale, missing, err
}

// Exec runs a statement in a transaction of its own, beside all rules.
func (s *Store) Exec(ctx context.Context, query string, args ...any) error {
	return s.write(ctx, everything(s), Change{}, func(t *Tx) error {
		_, err := t.execute(query, args...)
		return err
	})
}

// RefillFacts among the statements of Try works out the facts that are missing.
const RefillFacts = "refill"

// Try runs statements in a transaction, beside all rules, and returns the
// clients whose facts are stale after them and how many have none; then it
// takes the statements back.
func (s *Store) Try(ctx context.Context, statements ...string) (stale []int64, missing int, err error) {
	t, err := s.begin(ctx, everything(s))
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = t.sql.Rollback() }()
	for _, statement := range statements {
		if statement == RefillFacts {
			if none, err := missingFacts(ctx, t); err != nil || t.makeFacts(none) != nil {
				return nil, 0, fmt.Errorf("refill: %w", err)
			}
			continue
		}
		if _, err := t.execute(statement); err != nil {
			return nil, 0, err
		}
	}
	none, err := missingFacts(ctx, t)
	if err != nil {
		return nil, 0, err
	}
	stale, err = StaleFacts(ctx, t)
	return stale, len(none), err
}

// Raw is the connection that writes. A test only reads with it.
func (s *Store) Raw() *sql.DB { return s.writer }

// FactsBatch is how many missing facts are worked out at once and kept.
const FactsBatch = factsBatch

func everything(s *Store) *access.Session { return access.NewSession("", access.Everything, s.Clock()) }
