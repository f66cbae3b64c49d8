package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"path"
	"sort"
	"time"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the embedded files in order; the n-th makes version n. They
// are never edited once they have landed.
func migrations() []string {
	entries, err := migrationFiles.ReadDir("migrations")
	if err != nil {
		panic(err) // embedded: cannot fail
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	sort.Strings(names)
	return names
}

// LatestVersion is the version of the tables that this program knows.
func LatestVersion() int { return len(migrations()) }

// outdates says which derived content a migration leaves to be worked out again.
// Migrations never call the program's rules, which go on changing: a script
// changes the schema, and rederive brings what is derived up to today's rules.
var outdates = map[int][]string{2: {StaleServices}, 3: {StaleScores}, 11: {StaleGrams}, 44: {StaleServices}, 48: {StaleServices}}

// migrate brings the database up to the latest version: all or nothing, in one
// transaction with the rows that say so.
func migrate(ctx context.Context, db *sql.DB, now time.Time) error {
	return migrateTo(ctx, db, LatestVersion(), now)
}

// migrateTo is migrate up to a version.
func migrateTo(ctx context.Context, db *sql.DB, latest int, now time.Time) error {
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version >= latest {
		return nil
	}
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }()
	for i, name := range migrations()[version:latest] {
		script, err := migrationFiles.ReadFile(path.Join("migrations", name))
		if err != nil {
			return err
		}
		if err := applyMigration(ctx, t, version+i+1, name, string(script), now); err != nil {
			return fmt.Errorf("migration %s: %w", name, err)
		}
	}
	if err := markStale(ctx, t, version); err != nil {
		return err
	}
	if err := ForeignKeysHold(ctx, t); err != nil {
		return err
	}
	reached("update half done")
	return t.Commit()
}

func applyMigration(ctx context.Context, t *sql.Tx, version int, name, script string, now time.Time) error {
	if _, err := t.ExecContext(ctx, script); err != nil {
		return err
	}
	return stampVersion(ctx, t, version, name, now)
}

// markStale notes what the migrations after a version left to be worked out; an
// empty database has nothing.
func markStale(ctx context.Context, t *sql.Tx, from int) error {
	if from == 0 {
		return nil
	}
	for version, list := range outdates {
		if version <= from {
			continue
		}
		for _, what := range list {
			if _, err := t.ExecContext(ctx, "INSERT OR IGNORE INTO stale (what) VALUES (?)", what); err != nil {
				return err
			}
		}
	}
	return nil
}

// stampVersion brands the file, and keeps which version it is and since when.
func stampVersion(ctx context.Context, t *sql.Tx, version int, name string, now time.Time) error {
	// Pragmas take no parameters; both numbers are our own.
	for _, pragma := range []string{
		fmt.Sprintf("PRAGMA application_id = %d", applicationID),
		fmt.Sprintf("PRAGMA user_version = %d", version),
	} {
		if _, err := t.ExecContext(ctx, pragma); err != nil {
			return err
		}
	}
	_, err := t.ExecContext(ctx,
		`INSERT INTO audit (at, actor, action, record, record_id, client_id, fields) VALUES (?, '', 'migrate', 'database', ?, '', '')`,
		Instant(now), name)
	return err
}

// restamp says of a database that was copied from a template that it was made now, in
// the file itself: by that a log beside it is known to be its own.
func restamp(ctx context.Context, db *sql.DB, now time.Time) error {
	if _, err := db.ExecContext(ctx, "UPDATE audit SET at = ? WHERE action = 'migrate'", Instant(now)); err != nil {
		return err
	}
	_, err := db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// ForeignKeysHold asks for violations with a query: run as a statement,
// foreign_key_check would throw its rows away.
func ForeignKeysHold(ctx context.Context, q Querier) error {
	return foreignKeysHold(ctx, q, "PRAGMA foreign_key_check")
}

func foreignKeysHold(ctx context.Context, q Querier, look string) error {
	rows, err := q.QueryContext(ctx, look)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	if rows.Next() {
		var table, parent string
		var rowid, fk sql.NullInt64
		if err := rows.Scan(&table, &rowid, &parent, &fk); err != nil {
			return err
		}
		return fmt.Errorf("a row of %s points at no row of %s", table, parent)
	}
	return rows.Err()
}
