package store

import (
	"context"
	"os"
	"path/filepath"
	"time"
)

// leave gets ready to close. SQLite copies the log into the database when its
// last connection closes, which would spoil a file that someone overwrote.
func (s *Store) leave(ctx context.Context) {
	if err := s.stillOurs(ctx, true); err != nil {
		s.options.Log.Error("close the database", "error", err)
	}
	g := s.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case g.fault.overwritten():
		// A connection that stays open until the program ends keeps SQLite
		// from touching the file.
		if _, err := s.reader.Conn(ctx); err != nil {
			s.options.Log.Error("keep the database from being closed", "error", err)
		}
		s.setLogAside()
	case g.fault == logReplaced:
		s.setLogAside() // SQLite would delete it, and it is not ours
	case g.fault == sound:
		if s.owed.Load() {
			if _, err := s.finishErasure(ctx); err != nil {
				s.options.Log.Error("finish an erasure", "error", err)
			}
		}
		// A program that is killed while SQLite copies the log leaves a database
		// that differs from the note, and a log that belongs to it all the same.
		_ = g.lock.note(leftCopying, g.db)
	}
}

// left follows closing. Of a file that was moved SQLite leaves the log behind,
// where it would be taken for the log of the file that is there now.
func (s *Store) left() {
	g := s.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	log := g.path + walSuffix
	switch {
	case g.fault.moved():
		now, err := markOf(log)
		if err != nil || now.identity != g.log.identity {
			return // gone, or someone else's
		}
		if g.rescued == "" {
			s.setLogAside()
			return
		}
		_ = os.Remove(log) // all of it is in the copy
		_ = os.Remove(g.path + "-shm")
	case g.fault == sound:
		if m, err := markOf(g.path); err == nil {
			state := leftClosed
			if _, err := os.Stat(log); err == nil {
				state = leftOpen // someone else still reads
			}
			_ = g.lock.note(state, m)
		}
	}
}

// logAside is in the name of a log that was set aside.
const logAside = "-log-set-aside-"

// setLogAside renames the log, so that it is neither lost nor read into
// another database.
func (s *Store) setLogAside() {
	log := s.path + walSuffix
	aside := s.path + logAside + s.options.Clock.Now().Local().Format(time.DateOnly+"-150405")
	if err := os.Rename(log, aside); err != nil {
		s.options.Log.Error("set the log aside", "error", err)
		return
	}
	_ = os.Remove(s.path + "-shm") // an index of the log, which SQLite makes anew
	s.options.Log.Warn("the log of another database was set aside", "name", filepath.Base(aside))
}
