package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"

	"waymark/data"
)

// mark tells one state of a file from another without reading it through.
type mark struct {
	identity string // which file it is, whatever its name
	content  string // changes when anyone writes to it
	size     int64
}

// guard notices when the database file, or the log that SQLite keeps beside it,
// is replaced, removed or overwritten while it is open. SQLite itself would go
// on writing to a file that no longer has a name.
//
// It can tell because only the writer of this Store touches either file: the
// log at each commit, the database when the log is copied into it. What it
// cannot see is an overwriting that restores size and time of the file.
type guard struct {
	path string
	lock *fileLock

	mu      sync.Mutex
	db, log mark
	noted   mark   // what the note in the lock file says of the database
	full    int64  // the size of the log at which it is copied into the database
	fault   fault  // what was found first
	rescued string // the copy of what was saved before the file was replaced
}

// fault says what someone else did to the files.
type fault string

const (
	sound       fault = ""
	dbMissing   fault = "database missing"
	dbReplaced  fault = "database replaced"
	dbChanged   fault = "database overwritten"
	logMissing  fault = "log missing"
	logReplaced fault = "log replaced"
	logChanged  fault = "log overwritten"
)

// overwritten reports whether the bytes beneath SQLite are no longer its own,
// so that nothing it reads or writes now can be trusted.
func (f fault) overwritten() bool { return f == dbChanged || f == logChanged }

// moved reports whether SQLite still has the whole database in hand, under
// another name or none.
func (f fault) moved() bool { return f == dbMissing || f == dbReplaced }

// newGuard remembers both files as they are just after opening.
func newGuard(path string, lock *fileLock) (*guard, error) {
	g := &guard{path: path, lock: lock, full: logSize}
	g.mu.Lock()
	defer g.mu.Unlock()
	return g, g.remember()
}

// remember takes both files as they are for ours. The note in the lock file
// lets the next start tell that a log left by a killed program belongs to the
// database beside it.
func (g *guard) remember() error {
	db, err := markOf(g.path)
	if err != nil {
		return err
	}
	log, err := markOf(g.path + walSuffix)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	g.db, g.log = db, log
	if db == g.noted {
		return nil
	}
	g.noted = db
	return g.lock.note(leftOpen, db)
}

// takenBack takes the log for ours as it is after a transaction that was taken back: one
// that did not fit into memory left its pages there. The caller holds s.writing.
func (s *Store) takenBack(ctx context.Context) {
	if s.closed || s.stillOurs(context.WithoutCancel(ctx), false) != nil {
		return // the next write says so
	}
	g := s.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	if err := g.remember(); err != nil {
		s.options.Log.Error("look at the log after a transaction was taken back", "error", err)
	}
}

// look compares both files with what is remembered. While a write is on its
// way the content differs by right; then only their identity is compared.
func (g *guard) look(contents bool) (fault, error) {
	db, err := markOf(g.path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return dbMissing, nil
	case err != nil:
		return sound, err
	case db.identity != g.db.identity:
		return dbReplaced, nil
	case db.content != g.db.content: // a commit alone leaves the database as it is
		return dbChanged, nil
	}
	if g.log.identity == "" {
		return sound, nil // there was no log yet
	}
	log, err := markOf(g.path + walSuffix)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return logMissing, nil
	case err != nil:
		return sound, err
	case log.identity != g.log.identity:
		return logReplaced, nil
	case contents && log.content != g.log.content, log.size < g.log.size:
		return logChanged, nil
	}
	return sound, nil
}

// stillOurs returns an error if someone else replaced or changed the files.
// The caller holds s.writing, so that no commit is on its way. contents is
// false after a commit of our own, which changes the log.
func (s *Store) stillOurs(ctx context.Context, contents bool) error {
	g := s.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	found, err := g.look(contents)
	if err != nil {
		return unreachable(err)
	}
	if g.fault.moved() && found == sound {
		g.fault = sound // the file is back in its place
	}
	if g.fault == sound && found != sound {
		g.fault = found
		s.options.Log.Error("database file", "fault", string(found))
		s.secure(ctx)
	}
	return g.problem()
}

// secure brings what was saved so far out of danger, as far as SQLite still
// has it in hand.
func (s *Store) secure(ctx context.Context) {
	switch g := s.guard; {
	case g.fault.moved() && g.rescued == "":
		path, err := s.rescue(ctx)
		if err != nil {
			s.options.Log.Error("copy of a replaced database", "error", err)
			return
		}
		g.rescued = path
	case g.fault == logMissing || g.fault == logReplaced:
		// What is in the log goes into the database, which is still in its place.
		if err := s.checkpoint(ctx); err != nil {
			s.options.Log.Error("copy the log into the database", "error", err)
		}
	}
}

// rescue copies the database that SQLite has open, whatever has its name by
// now, among the backups.
func (s *Store) rescue(ctx context.Context) (string, error) {
	final := s.copyPath(beforeReplaced + "-" + s.timeOfDay())
	return final, s.backupWith(ctx, final, func(ctx context.Context, partial string) error {
		target, err := s.sealing.into(partial)
		if err != nil {
			return err
		}
		return s.reading(ctx, func(c Conn) error {
			_, err := c.ExecContext(ctx, "VACUUM INTO ?", target)
			return err
		})
	})
}

// problem says what happened to the files and what to do.
func (g *guard) problem() error {
	name := filepath.Base(g.path)
	var happened, do string
	log := name + walSuffix
	switch g.fault {
	case sound:
		return nil
	case dbMissing:
		happened = "The database file " + name + " was moved, renamed or deleted while Waymark was open."
		do = " Put the file back in its place, then save again. If you cannot, copy what you typed, close Waymark and restore a backup."
	case dbReplaced:
		happened = "Another file was put in the place of the database " + name + " while Waymark was open."
		do = " Copy what you typed, close Waymark and open it again. It then opens the file that is there now."
	case dbChanged:
		happened = "Another program changed the database file " + name + " while Waymark was open."
		do = " Copy what you typed and close Waymark. If it does not open again, restore the newest backup."
	case logChanged:
		happened = "Another program changed the file " + log + ", which is part of the database, while Waymark was open."
		do = " Copy what you typed and close Waymark. If it does not open again, restore the newest backup."
	case logMissing, logReplaced:
		happened = "The file " + log + ", which is part of the database, was removed or replaced while Waymark was open."
		do = " What was saved before is safe. Copy what you typed, close Waymark and open it again."
	}
	safe := " Nothing more is saved to it; what you typed is still here."
	if g.rescued != "" {
		safe += " Everything saved before is in the backup " + filepath.Base(g.rescued) + "."
	}
	return &data.Problem{Code: data.CodeReplaced, Sentence: happened + safe + do, Cause: errors.New(string(g.fault))}
}

// inPlace returns an error if another file has the name of the database, for
// what opens it anew by its name.
func (g *guard) inPlace() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	db, err := markOf(g.path)
	if err == nil && db.identity == g.db.identity && !g.fault.overwritten() {
		return nil
	}
	return data.NewProblem(data.CodeReplaced, "Another file is in the place of the database, or it was changed by another program, so no backup was made. Close Waymark and open it again.")
}
