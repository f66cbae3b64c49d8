package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"path"
	"sort"
	"time"

	"waymark/data"
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

func latestVersion() int { return len(migrations()) }

// migrate brings the database up to the latest version, each step in one
// transaction with the row that says so.
func migrate(ctx context.Context, db *sql.DB, now time.Time) error {
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	for i, name := range migrations() {
		if i < version {
			continue
		}
		script, err := migrationFiles.ReadFile(path.Join("migrations", name))
		if err != nil {
			return err
		}
		if err := applyMigration(ctx, db, i+1, name, string(script), now); err != nil {
			return fmt.Errorf("migration %s: %w", name, err)
		}
	}
	return nil
}

// fillIn works out, in the same transaction, what a migration's new columns
// hold and SQL alone cannot say.
var fillIn = map[int]func(*tx) error{2: fillInDirectory, 3: fillInScores}

// fillInDirectory reads cost and times from the words of services that were
// there before, and indexes them again, now with their address.
func fillInDirectory(t *tx) error {
	type row struct {
		seq        int64
		cost, days string
	}
	rows, err := collect(t.ctx, t, func(r *row) []any { return []any{&r.seq, &r.cost, &r.days} }, "SELECT seq, cost, days FROM service")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if _, err := t.exec("UPDATE service SET free = ?, times = ? WHERE seq = ?",
			data.FreeOfCharge(r.cost), int64(data.ReadTimes(r.days)), r.seq); err != nil {
			return err
		}
		if err := t.indexService(r.seq); err != nil {
			return err
		}
	}
	return nil
}

func applyMigration(ctx context.Context, db *sql.DB, version int, name, script string, now time.Time) error {
	t, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }()
	if _, err := t.ExecContext(ctx, script); err != nil {
		return err
	}
	if fill := fillIn[version]; fill != nil {
		if err := fill(&tx{Tx: t, ctx: ctx, now: now, prepared: map[string]*sql.Stmt{}}); err != nil {
			return err
		}
	}
	if err := foreignKeysHold(ctx, t); err != nil {
		return err
	}
	if err := stampVersion(ctx, t, version, name, now); err != nil {
		return err
	}
	reached("update half done")
	return t.Commit()
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
		instant(now), name)
	return err
}

// foreignKeysHold asks for violations with a query: run as a statement,
// foreign_key_check would throw its rows away.
func foreignKeysHold(ctx context.Context, q querier) error {
	rows, err := q.QueryContext(ctx, "PRAGMA foreign_key_check")
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
