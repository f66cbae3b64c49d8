package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"waymark/data"
)

// Restore puts a copy in the place of the database at path, which no program
// may have open. What was there, damaged or not, is put aside among the copies
// under the name that is given back ("" when there was nothing). The copy is
// checked first, and stays where it is; when it cannot be used, nothing changes.
func Restore(ctx context.Context, path, from string, o Options) (aside string, err error) {
	o = o.withDefaults(path)
	if err := checkPlace(path); err != nil {
		return "", err
	}
	if sameFile(path, from) {
		return "", data.NewProblem(data.CodeInvalid, "This is the database itself. Please give one of its copies.")
	}
	lock, err := acquireLock(path + ".lock")
	if err != nil {
		return "", err
	}
	defer lock.release()
	if _, err := probe(ctx, from, true); err != nil {
		return "", problem(err)
	}
	if err := checkCopy(ctx, from); err != nil {
		return "", problem(err)
	}
	copied := &Store{path: from, options: o}
	fresh := path + ".restoring"
	if err := copied.BackupTo(ctx, fresh); err != nil {
		return "", err
	}
	if aside, err = putAside(path, o); err != nil {
		return "", err
	}
	return aside, os.Rename(fresh, path)
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// putAside moves a database with its log beside the copies.
func putAside(path string, o Options) (string, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	if err := os.MkdirAll(o.CopiesDir, 0o700); err != nil {
		return "", &data.Problem{Code: data.CodeRefused, Cause: err, Sentence: "The folder for the copies cannot be made, so nothing was changed. Please check its permissions."}
	}
	s := &Store{options: o}
	aside := filepath.Join(o.CopiesDir, s.copyName("before-restore-"+o.Clock.Now().Local().Format("150405")))
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(path+suffix, aside+suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
	}
	return aside, nil
}
