package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"waymark/data/store"
)

// What tests begin with has to be what the program makes: a copy of the template has
// the same tables and the same rows as a database that ran every migration itself.
func TestTemplates_aCopyIsWhatAllMigrationsMake(t *testing.T) {
	ctx, folder, clock := context.Background(), t.TempDir(), on("2026-04-08")
	migrated, copied := filepath.Join(folder, "migrated.db"), filepath.Join(folder, "copied.db")
	must(t, store.CreateVersion(ctx, migrated, store.LatestVersion()))
	var content [2][]string
	for i, path := range []string{migrated, copied} {
		s, err := store.Open(ctx, path, store.Options{Clock: clock})
		must(t, err)
		must(t, s.Close())
		content[i] = contentOf(t, path)
	}
	if !slices.Equal(content[0], content[1]) || len(content[0]) < 200 {
		t.Errorf("the copy is not what the migrations make:\n%q\nwant\n%q", content[1], content[0])
	}
	db := bare(t, copied)
	var at string
	must(t, db.QueryRow("SELECT min(at) FROM audit").Scan(&at))
	if want := store.Instant(clock.Now()); at != want {
		t.Errorf("the copy says that it was made at %s, want %s", at, want)
	}
}

// contentOf is what a database consists of, and how many rows each table has.
func contentOf(t *testing.T, path string) []string {
	t.Helper()
	db := bare(t, path)
	rows, err := db.Query("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY name")
	must(t, err)
	defer func() { _ = rows.Close() }()
	var list, tables []string
	for rows.Next() {
		var kind, name, script string
		must(t, rows.Scan(&kind, &name, &script))
		list = append(list, fmt.Sprint(kind, name, script))
		if kind == "table" {
			tables = append(tables, name)
		}
	}
	must(t, rows.Err())
	for _, name := range tables {
		var n int
		must(t, db.QueryRow(`SELECT count(*) FROM "`+name+`"`).Scan(&n))
		list = append(list, fmt.Sprint(name, n))
	}
	return list
}

func bare(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}
