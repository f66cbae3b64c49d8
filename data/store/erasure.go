package store

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/access"
)

// Erasure is what is left of a person after EraseClient.
type Erasure struct {
	// Unfinished: another reader still needs the log, where old pages with the
	// person's details remain. The store removes them at its next chance:
	// within a second of that reader's end, at the next save, when it closes,
	// or at the next start.
	Unfinished bool
	// Copies are the files with earlier states of the database that still hold
	// the person, and those that cannot be read to find out.
	Copies []string
}

const (
	eraseSoon  = 25 * time.Millisecond  // between attempts while someone waits
	eraseWait  = 500 * time.Millisecond // how long anyone waits
	eraseLater = time.Second            // between attempts while no one waits
)

// openErasure takes over an erasure that an earlier run did not finish.
func (s *Store) openErasure(ctx context.Context) error {
	var owed bool
	if err := s.reader.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM stale WHERE what = ?)", staleLog).Scan(&owed); err != nil || !owed {
		return err
	}
	s.owed.Store(true)
	if !s.attemptErasure(ctx) {
		s.eraseInBackground()
	}
	return nil
}

// finishErasure empties the log, in which old pages of an erased person are,
// and notes that nothing is owed any more. done is false while someone still
// reads. The caller holds s.writing and the guard.
func (s *Store) finishErasure(ctx context.Context) (done bool, err error) {
	if err := s.checkpoint(ctx); errors.Is(err, errBusy) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	t, err := s.begin(ctx, access.NewSession("", access.Everything, s.options.Clock))
	if err != nil {
		return false, err
	}
	defer func() { _ = t.sql.Rollback() }()
	if err := t.Derive("DELETE FROM stale WHERE what = ?", staleLog); err != nil {
		return false, err
	}
	if err := t.sql.Commit(); err != nil {
		return false, err
	}
	s.owed.Store(false)
	return true, s.guard.remember()
}

// attemptErasure is finishErasure between two writes.
func (s *Store) attemptErasure(ctx context.Context) (done bool) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.closed || !s.owed.Load() {
		return true
	}
	if err := s.stillOurs(ctx, true); err != nil {
		return false
	}
	s.guard.mu.Lock()
	defer s.guard.mu.Unlock()
	done, err := s.finishErasure(ctx)
	if err != nil {
		s.options.Log.Error("finish an erasure", "error", err)
	}
	return done
}

// waitForErasure tries for a moment, since screens read for milliseconds only,
// and then goes on in the background.
func (s *Store) waitForErasure(ctx context.Context) (done bool) {
	ctx, cancel := context.WithTimeout(ctx, eraseWait)
	defer cancel()
	for !s.attemptErasure(context.WithoutCancel(ctx)) {
		select {
		case <-ctx.Done():
			s.eraseInBackground()
			return false
		case <-time.After(eraseSoon):
		}
	}
	return true
}

func (s *Store) eraseInBackground() {
	go func() {
		for {
			select {
			case <-s.closing:
				return
			case <-time.After(eraseLater):
			}
			if s.attemptErasure(context.Background()) {
				return
			}
		}
	}()
}

// copiesHolding lists the files that hold an earlier state of the database with
// this person in it: in the folder of the backups, and beside the database.
func (s *Store) copiesHolding(ctx context.Context, id data.ID) ([]string, error) {
	var paths []string
	for _, folder := range slices.Compact([]string{filepath.Dir(s.path), s.options.CopiesDir}) {
		entries, err := os.ReadDir(folder)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, &data.Problem{Code: data.CodeRefused, Cause: err,
				Sentence: "The folder of the backups cannot be read, so nothing was erased. Check its permissions and try again."}
		}
		for _, e := range entries {
			path := filepath.Join(folder, e.Name())
			if e.Type().IsRegular() && s.isCopy(path) && mayHold(ctx, path, id) {
				paths = append(paths, path)
			}
		}
	}
	slices.SortFunc(paths, func(a, b string) int { return cmp.Compare(filepath.Base(a), filepath.Base(b)) })
	return paths, nil
}

// isCopy reports whether a file may be another state of this database. In the
// database's own folder, which may hold anything, its name must be like that
// of the database.
func (s *Store) isCopy(path string) bool {
	own := []string{s.path, s.path + ".lock"}
	for _, suffix := range besides {
		own = append(own, s.path+suffix)
	}
	if slices.Contains(own, path) || strings.Contains(filepath.Base(path), noteMark) || strings.HasSuffix(path, "-shm") || size(path) <= 0 {
		return false
	}
	if filepath.Dir(path) == filepath.Clean(s.options.CopiesDir) {
		return true
	}
	name, database := filepath.Base(path), filepath.Base(s.path)
	ending := filepath.Ext(database)
	return strings.HasPrefix(name, database) ||
		strings.HasPrefix(name, strings.TrimSuffix(database, ending)) && strings.HasSuffix(name, ending)
}

// mayHold reports whether the person is in a copy, or it cannot be told. The
// copy is read as it is, without making files beside it.
func mayHold(ctx context.Context, path string, id data.ID) bool {
	for _, suffix := range besides {
		// A log or journal, and a database that has one, may hold anything.
		if strings.HasSuffix(path, suffix) || size(path+suffix) > 0 {
			return true
		}
	}
	db, err := connect(path, untouched, 1)
	if err != nil {
		return true
	}
	defer func() { _ = db.Close() }()
	var there bool
	err = db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM client WHERE id = ?)", id).Scan(&there)
	return err != nil || there
}
