package store

import (
	"context"
	"fmt"
	"path"
	"time"

	"github.com/google/uuid"
)

// AtStage calls f at the points at which a test kills the program.
func AtStage(f func(stage string)) { reached = f }

// CopyBaseOf gives what the name of a copy says of its database.
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

// KeyText returns the text of a key as change entries hold it.
func KeyText(key any) string {
	if b, ok := key.([]byte); ok && len(b) == 16 {
		return uuid.UUID(b).String()
	}
	return fmt.Sprintf("%s", key)
}

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
