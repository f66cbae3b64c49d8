package store

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"time"

	"waymark/data/store/seal"
)

// templates has the new database that others are copied from, nil until the first.
var templates struct {
	sync.Mutex
	on   bool
	file []byte
}

// Templates has every new plain database of this process begin as a copy of one that
// was brought up to date once. Running each migration is nine tenths of making a
// database, and a test program makes hundreds. It is for tests: they call it before
// they open what is new.
func Templates() {
	templates.Lock()
	defer templates.Unlock()
	templates.on = true
}

// createPlain begins a new database without encryption; copied says that it has its
// tables already.
func createPlain(ctx context.Context, path string) (copied bool, err error) {
	templates.Lock()
	defer templates.Unlock()
	if info, err := os.Stat(path); !templates.on || err == nil && info.Size() > 0 {
		return false, seal.CreatePlain(path, fileURI(path))
	}
	if templates.file == nil {
		if templates.file, err = makeTemplate(ctx); err != nil {
			return false, err
		}
	}
	return true, os.WriteFile(path, templates.file, 0o600)
}

func makeTemplate(ctx context.Context) (file []byte, err error) {
	folder, err := os.MkdirTemp("", "waymark-template")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "new.db")
	if err := seal.CreatePlain(path, fileURI(path)); err != nil {
		return nil, err
	}
	db, err := connect(path, readWrite, 1)
	if err != nil {
		return nil, err
	}
	err = migrate(ctx, db, time.Time{})
	if closeErr := db.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}
