package store

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"waymark/data"
)

// The names under which a restore is on its way. A file has the second one
// only when the copy is whole and what was there is put aside, so that from
// then on the restore can only be finished, also by the next start.
const (
	restoringSuffix = ".restoring"
	restoredSuffix  = ".restored"
)

// besides are the endings of the files that belong to a database.
var besides = []string{"-wal", "-shm", "-journal"}

// Restore puts a copy in the place of the database at path, which no program
// may have open. What was there, damaged or not, is put aside among the copies
// under the name that is given back ("" when there was nothing). The copy is
// checked first, and stays where it is; when it cannot be used, nothing changes.
// A program that dies on the way leaves either what was there or the copy.
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
	if err := finishRestore(path); err != nil {
		return "", err
	}
	if _, err := probe(ctx, from, true); err != nil {
		return "", problem(err)
	}
	if err := checkCopy(ctx, from); err != nil {
		return "", problem(err)
	}
	copied := &Store{path: from, options: o}
	fresh := path + restoringSuffix
	if err := copied.BackupTo(ctx, fresh); err != nil {
		return "", err
	}
	if aside, err = keepAside(path, o); err != nil {
		_ = os.Remove(fresh)
		return "", &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "What is there now could not be put aside among the copies, so nothing was changed. Please make room on that disk and check the folder's permissions."}
	}
	if err := os.Rename(fresh, path+restoredSuffix); err != nil {
		_ = os.Remove(fresh)
		return "", err
	}
	return aside, finishRestore(path)
}

// finishRestore takes the last steps of a restore that was decided, and throws
// away what one left that was not.
func finishRestore(path string) error {
	for _, half := range []string{path + restoringSuffix, path + restoringSuffix + partialSuffix} {
		if err := removeIfThere(half); err != nil {
			return err
		}
	}
	if _, err := os.Stat(path + restoredSuffix); err != nil {
		return nil //nolint:nilerr // there is none
	}
	// The old log goes first: it must never be read into the new file.
	for _, suffix := range besides {
		if err := removeIfThere(path + suffix); err != nil {
			return err
		}
	}
	return os.Rename(path+restoredSuffix, path)
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// keepAside copies a database with its log among the copies, byte for byte,
// for it may be damaged. It has its name when it is whole.
func keepAside(path string, o Options) (string, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	if err := os.MkdirAll(o.CopiesDir, 0o700); err != nil {
		return "", err
	}
	s := &Store{options: o}
	aside := filepath.Join(o.CopiesDir, s.copyName("before-restore-"+o.Clock.Now().Local().Format("150405")))
	made := []string{aside + partialSuffix}
	err := copyBytes(path, made[0])
	for _, suffix := range besides {
		if err != nil {
			break
		}
		if _, missing := os.Stat(path + suffix); missing == nil && suffix != "-shm" { // the index of the log is made anew
			made = append(made, aside+suffix)
			err = copyBytes(path+suffix, aside+suffix)
		}
	}
	if err == nil {
		err = os.Rename(made[0], aside)
	}
	if err != nil {
		for _, half := range made {
			_ = os.Remove(half)
		}
		return "", err
	}
	return aside, nil
}

// copyBytes copies a file to where there is none, and sees it onto the disk.
func copyBytes(from, to string) error {
	in, err := os.Open(from) // the user's own database
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600) // among the user's own copies
	if err != nil {
		return err
	}
	if _, err = io.Copy(out, in); err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}
