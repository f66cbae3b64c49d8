package store

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/data/store/seal"
)

// The names under which a restore is on its way. A file has the second one
// only when the copy is whole and what was there is put aside, so that from
// then on the restore can only be finished, also by the next start.
const (
	restoringSuffix = ".restoring"
	restoredSuffix  = ".restored"
)

// besides are the endings of the files that belong to a database.
var besides = []string{walSuffix, "-shm", "-journal"}

// Restored is what a restore did beside putting the copy in its place.
type Restored struct {
	// Aside is where the database that was replaced is kept; "" if there was none.
	Aside string
	// Erased is how many people were in the copy, but had been erased since.
	Erased int
	// Unsure: the database that was replaced could not be asked whom it erased;
	// only its backups were.
	Unsure bool
	// Bare: a database whose header cannot be read any more was replaced by one that
	// is not protected.
	Bare bool
}

// Restore puts a copy in the place of the database at path, which no program
// may have open. What was there, damaged or not, is put aside among the copies
// under the name that is given back. The copy is
// checked first, and stays where it is; when it cannot be used, nothing changes.
// A program that dies on the way leaves either what was there or the copy.
//
// People who were erased since the copy was made are erased from what takes the
// place, before it does; see known.go.
func Restore(ctx context.Context, path, from string, o Options) (done Restored, err error) {
	if path, err = Locate(path); err != nil {
		return done, err
	}
	o = o.withDefaults(path)
	if sameFile(path, from) {
		return done, data.NewProblem(data.CodeInvalid, "This is the live database. Choose a backup.")
	}
	lock, err := acquireLock(path + ".lock")
	if err != nil {
		return done, err
	}
	defer lock.release()
	if err := tidy(path, o.CopiesDir); err != nil {
		return done, err
	}
	if err := checkSource(ctx, from, path+trialSuffix); err != nil {
		return done, Problem(err)
	}
	to, err := sealingAfter(path, from)
	if err != nil {
		return done, err
	}
	state, _ := seal.Look(path)
	done.Bare = state == seal.Damaged && to == nil
	copied := &Store{path: from, options: o, tidier: path, sealing: to}
	fresh := path + restoringSuffix
	followed := o.followCopy(fresh+partialSuffix, from)
	err = copied.BackupTo(ctx, fresh)
	followed()
	if err != nil {
		return done, err
	}
	reached("restore copied")
	if err := allowed(ctx, fresh, o.Allow); err != nil {
		return done, errors.Join(Problem(err), removeWhole(fresh))
	}
	erased, unsure := knownBefore(ctx, path, o)
	if done.Erased, err = eraseKnown(ctx, fresh, erased, o); err != nil {
		return done, errors.Join(Problem(err), removeWhole(fresh))
	}
	reached("erased again")
	done.Unsure = unsure
	done.Aside, err = putInPlace(path, fresh, o)
	return done, err
}

// allowed asks whoever restores a copy whether they may, if that is asked.
func allowed(ctx context.Context, fresh string, allow func(context.Context, Querier) error) (err error) {
	if allow == nil {
		return nil
	}
	db, err := connect(fresh, readWrite, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return allow(ctx, db)
}

// putInPlace moves a whole database to the name of the one at path, which it puts
// aside among the copies. The caller holds the lock, and fresh ends in
// restoringSuffix.
func putInPlace(path, fresh string, o Options) (aside string, err error) {
	note := beginNote(path)
	defer note.done()
	if aside, err = keepAside(path, o, note); err != nil {
		_ = os.Remove(fresh)
		return "", &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "We could not back up the current database first, so nothing was restored. Check there is enough disk space and that you can write to the folder."}
	}
	reached("set aside")
	if err := os.Rename(fresh, path+restoredSuffix); err != nil {
		_ = removeWhole(fresh)
		_ = removeWhole(aside)
		return "", err
	}
	return aside, finishRestore(path)
}

// sealingAfter is how a restored database is sealed: as the one that it
// replaces, so that no one who left comes back, else as the copy.
func sealingAfter(path, from string) (*sealing, error) {
	now, err := sealingOf(path)
	if data.CodeOf(err) == data.CodeDamaged {
		return sealingOf(from)
	}
	if now != nil || err != nil {
		return now, err
	}
	return sealingOf(from)
}

// checkSource makes sure that a file can be restored, and leaves it as it is.
// trial is where a copy of it may be made.
func checkSource(ctx context.Context, from, trial string) error {
	if size(from+walSuffix) > 0 {
		if err := checkTogether(ctx, from, trial); err != nil {
			return err
		}
	}
	if _, err := probeWith(ctx, from, true, connectCopy); err != nil {
		return err
	}
	return checkCopy(ctx, from)
}

// finishRestore takes the last steps of a restore that was decided, and throws
// away what one left that was not.
func finishRestore(path string) error {
	for _, half := range []string{path + restoringSuffix, path + restoringSuffix + partialSuffix, path + trialSuffix, path + seedSuffix} {
		if err := removeWhole(half); err != nil {
			return err
		}
	}
	if _, err := os.Stat(path + restoredSuffix); err != nil {
		return nil //nolint:nilerr // there is none
	}
	reached("restore decided")
	// The decision must outlast a power cut before anything of the old goes.
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return err
	}
	// The old log goes first: it must never be read into the new file.
	for _, suffix := range besides {
		if err := removeIfThere(path + suffix); err != nil {
			return err
		}
	}
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return err
	}
	reached("old log removed")
	return os.Rename(path+restoredSuffix, path)
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// removeWhole removes a file and whatever SQLite put beside it.
func removeWhole(path string) error {
	var errs error
	for _, suffix := range append([]string{""}, besides...) {
		errs = errors.Join(errs, removeIfThere(path+suffix))
	}
	return errs
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
// for it may be damaged. It has its name when it is whole. A log without its
// database is kept as well: it may be all that is left.
func keepAside(path string, o Options, note *workNote) (string, error) {
	if !taken(path) {
		return "", nil
	}
	if err := os.MkdirAll(o.CopiesDir, 0o700); err != nil {
		return "", err
	}
	s := &Store{path: path, options: o}
	aside := s.copyPath(beforeRestore + "-" + s.timeOfDay())
	note.begun(noteAside, aside)
	if err := copyAside(path, aside); err != nil {
		_ = removeIfThere(aside + partialSuffix)
		_ = removeWhole(aside)
		return "", err
	}
	if _, err := os.Stat(aside); errors.Is(err, os.ErrNotExist) { // a log without its database
		aside += strings.TrimPrefix(loneLog(path), path)
	}
	return aside, syncFolder(o.CopiesDir)
}

// copyAside copies the logs first: what has the name of a copy has its log.
func copyAside(path, aside string) error {
	for _, suffix := range besides {
		if suffix == "-shm" { // the index of the log is made anew
			continue
		}
		if _, err := os.Stat(path + suffix); err != nil {
			continue
		}
		if err := copyBytes(path+suffix, aside+suffix); err != nil {
			return err
		}
	}
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err := copyBytes(path, aside+partialSuffix); err != nil {
		return err
	}
	reached("half set aside")
	return os.Rename(aside+partialSuffix, aside)
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
