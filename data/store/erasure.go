package store

import (
	"context"
	"errors"
	"time"

	"waymark/data"
	"waymark/data/access"
)

// Erasure is what was erased, and what is left of it.
type Erasure struct {
	People int
	Rows   map[string]int // how many records were erased, by table
	// Unfinished: another reader still needs the log, where old pages with the
	// people's details remain. The store removes them at its next chance:
	// within a second of that reader's end, at the next save, when it closes,
	// or at the next start.
	Unfinished bool
	// Copies are the files with earlier states of the database that still hold
	// one of the people, and those that cannot be read to find out.
	Copies []HeldCopy
	// Certificate is the ID of the certificate that was written with it.
	Certificate data.ID
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
