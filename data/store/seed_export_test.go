package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"time"

	"waymark/data/store/seal"
)

// SeedOf has the pages of an empty seed of a version, in which also was run.
func SeedOf(ctx context.Context, path string, version int, also string) ([]byte, error) {
	key, err := seal.NewKey()
	if err != nil {
		return nil, err
	}
	s := &Seed{path: path, key: key}
	if err := seal.CreateEmpty(path, fileURI(path), key); err != nil {
		return nil, err
	}
	db, err := sql.Open(driverName, s.address())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if _, err = db.ExecContext(ctx, "PRAGMA user_version = 0"); err == nil {
		err = migrateTo(ctx, db, version, time.Now())
	}
	if err == nil {
		_, err = db.ExecContext(ctx, also)
	}
	var pages bytes.Buffer
	if err = errors.Join(err, db.Close()); err == nil {
		_, err = s.WriteTo(&pages)
	}
	return pages.Bytes(), errors.Join(err, s.Close())
}
