package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"waymark/data"
)

// walSuffix ends the name of SQLite's log of a database: what was saved last
// may be there only.
const walSuffix = "-wal"

// trialSuffix ends the name of a copy that is made to see whether a log
// belongs to the database beside it.
const trialSuffix = ".trial"

// checkLog refuses a log without its database, which SQLite would delete, and
// one that belongs to another database, which SQLite would read into this one.
func (s *Store) checkLog(ctx context.Context) error {
	if lone := loneLog(s.path); lone != "" {
		name := filepath.Base(s.path)
		return &data.Problem{Code: data.CodeRefused, Cause: errors.New("log without database"), Sentence: "The database file " + name +
			" is missing or empty, but " + filepath.Base(lone) + " is still there and may hold records that are nowhere else. Nothing was changed. " +
			"Put " + name + " back beside it. If you cannot, restore a backup with ‘waymark restore’, which keeps this file too."}
	}
	if size(s.path+walSuffix) <= 0 {
		return nil
	}
	lock := s.lock
	if lock == nil {
		var err error
		if lock, err = acquireLock(s.path + ".lock"); err != nil {
			return nil //nolint:nilerr // open in another Waymark, which has seen to it; or a folder where nothing can be changed
		}
		defer lock.release()
	}
	return s.checkBelongs(ctx, lock)
}

// loneLog returns the log or journal of a database that is missing or empty;
// "" if there is none.
func loneLog(path string) string {
	if size(path) > 0 {
		return ""
	}
	for _, suffix := range []string{walSuffix, "-journal"} {
		if size(path+suffix) > 0 {
			return path + suffix
		}
	}
	return ""
}

// size returns how long a file is; -1 if there is none.
func size(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return -1
	}
	return info.Size()
}

// checkBelongs finds out whether the log belongs to the database. The note of
// the Waymark that wrote both tells as a rule. It cannot after a move to another
// folder or disk, or when the program was killed while it copied the log into
// the database; then the two are read together in a copy.
func (s *Store) checkBelongs(ctx context.Context, lock *fileLock) error {
	now, err := markOf(s.path)
	if err != nil {
		return unreachable(err)
	}
	state, then, here := lock.noted()
	same := then.identity == now.identity
	unchanged := same && then.content == now.content
	unsure := !here || state == leftCopying && same || state == leftClosed && unchanged
	switch {
	case state == leftOpen && unchanged:
		return nil
	case !unsure:
		return doesNotFit(s.path) // someone put it there since
	}
	return checkTogether(ctx, s.path, s.path+trialSuffix)
}

// checkTogether refuses a database whose log does not fit it. trial is where a
// copy of both may be made.
func checkTogether(ctx context.Context, path, trial string) error {
	whole, err := tryTogether(ctx, path, trial)
	if err != nil || whole {
		return err
	}
	return doesNotFit(path)
}

func doesNotFit(path string) error {
	name := filepath.Base(path)
	log := name + walSuffix
	return data.NewProblem(data.CodeDamaged, "The file "+log+" does not fit the database "+name+" beside it: one of the two was replaced or damaged. "+
		"Both were left as they are. Restore a backup with “waymark restore”, which keeps both. "+
		"If you put "+name+" there yourself, move "+log+" to another folder and open Waymark again.")
}

// tryTogether reports whether a database and its log make one sound database:
// pages of two do not pass SQLite's full check, and where the log happens to
// hold every page, the trail of both must begin at the same instant.
func tryTogether(ctx context.Context, path, trial string) (bool, error) {
	if err := removeWhole(trial); err != nil {
		return false, err
	}
	defer func() { _ = removeWhole(trial) }()
	if err := copyBytes(path, trial); err != nil {
		return false, noRoomToTry(err)
	}
	bornAlone := origin(ctx, trial) // "" if the pages for it are in the log only
	if err := copyBytes(path+walSuffix, trial+walSuffix); err != nil {
		return false, noRoomToTry(err)
	}
	whole, born := examine(ctx, trial)
	return whole && (bornAlone == "" || bornAlone == born), ctx.Err()
}

func noRoomToTry(err error) error {
	return &data.Problem{Code: data.CodeRefused, Cause: err,
		Sentence: "Waymark was not closed properly, and there is no room to check the database beside it. Free some space on the disk and open Waymark again."}
}

// examine reports whether a database passes SQLite's full check with its log,
// and its origin.
func examine(ctx context.Context, path string) (whole bool, from string) {
	db, err := connect(path, probing, 1)
	if err != nil {
		return false, ""
	}
	defer func() { _ = db.Close() }()
	var verdict string
	err = db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict)
	return err == nil && verdict == "ok", originIn(ctx, db)
}
