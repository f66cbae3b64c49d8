// Package store keeps the records of a service in one SQLite file: it is the
// kernel of the slices below it, each of which does one kind of work. Only they
// know SQL, and only the kernel imports the driver and writes.
//
// Reads go through a pool of read-only connections and never wait for a
// writer; writes go one at a time through one connection, each in one
// transaction together with its row in the audit trail. A write that returned
// nil is on the disk (WAL with synchronous FULL). After it has been committed
// the store tells its subscribers what kind of thing changed.
//
// Errors that a person can act on are *data.Problem or data.FieldErrors;
// everything else is internal.
package store

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/seal"
)

// Options says how a database is opened. The zero value is right for the
// program; tests pass a clock.
type Options struct {
	Clock data.Clock // nil: the PC's clock
	// ReadOnly opens the file beside a running program, for commands that only
	// look. It takes no lock, makes no copies and migrates nothing.
	ReadOnly bool
	// CopiesDir is where dated copies go; empty: a folder "copies" beside the file.
	CopiesDir string
	// KeepCopies is how many dated copies are kept; 0: 14.
	KeepCopies int
	Log        *slog.Logger   // nil: nowhere
	NewID      func() data.ID // nil: UUIDv7
	// Converting is told now and then how far Protect, Unprotect, SealBackups or Restore
	// is, from 0 to 1; it may be nil.
	Converting func(part float64)
	// Allow is asked by Restore whether the backup may be restored: it reads the backup,
	// and an error refuses. nil: it may, since whoever calls asked the database itself.
	Allow func(ctx context.Context, backup Querier) error
}

// Store is an open database. Its methods may be called from any goroutine.
type Store struct {
	path    string
	options Options
	writer  *sql.DB // one connection
	reader  *sql.DB
	lock    *fileLock
	sealing *sealing // what its copies are sealed with; nil if it is not protected

	endedEarly bool // see EndedEarly

	tidier string // the database that is restored from path; "" for one that is open
	clock  int64  // of the last change entry; touched only by the one writer

	guard   *guard        // nil: opened only to look
	writing sync.Mutex    // held from before a transaction until its files are known again
	owed    atomic.Bool   // an erasure is not finished; see erasure.go
	closing chan struct{} // closed when the Store is
	closed  bool          // guarded by writing
	commits int           // how many transactions began; guarded by writing

	holds     atomic.Pointer[Holds] // see Holds
	surgeries atomic.Pointer[[]data.ID]
	notes     notes
	narrowing sync.Mutex   // guards what follows
	narrow    narrowReader // of a session that sees only some clients
	counting  narrowReader // of someone whose clients are counted for another

	mu          sync.Mutex // guards what follows
	subscribers map[int]func(Change)
	nextSub     int
	kept        map[string]keptValue       // see keep
	changes     int                        // how many writes were announced
	whenSet     map[string]func(*Tx) error // what follows from another value of a setting
}

// Open opens the database at path and creates it when there is none. Only one
// program at a time may have it open for writing; a second gets CodeInUse.
// Files that are newer (CodeNewer), damaged (CodeDamaged) or of another
// program (CodeForeign) are left as they are.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	path, err := Locate(path)
	if err != nil {
		return nil, err
	}
	o = o.withDefaults(path)
	s := &Store{path: path, options: o, closing: make(chan struct{}), subscribers: map[int]func(Change){}, kept: map[string]keptValue{},
		whenSet: map[string]func(*Tx) error{}}
	if err := s.open(ctx); err != nil {
		_ = s.Close()
		return nil, Problem(err)
	}
	return s, nil
}

func (o Options) withDefaults(path string) Options {
	if o.Clock == nil {
		o.Clock = data.SystemClock()
	}
	if o.CopiesDir == "" {
		o.CopiesDir = filepath.Join(filepath.Dir(path), "copies")
	}
	if o.KeepCopies == 0 {
		o.KeepCopies = 14
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.NewID == nil {
		o.NewID = newID
	}
	return o
}

func (s *Store) open(ctx context.Context) (err error) {
	if !s.options.ReadOnly {
		lock, err := acquireLock(s.path + ".lock")
		if err != nil {
			return err
		}
		s.lock = lock
		if err := tidy(s.path, s.options.CopiesDir); err != nil {
			return err
		}
	} else if err := tidyIfFree(s.path, s.options.CopiesDir); err != nil {
		return err
	}
	if err := s.checkLog(ctx); err != nil {
		return err
	}
	if s.sealing, err = sealingOf(s.path); err != nil {
		return err
	}
	s.lookAtLog()
	version, err := probe(ctx, s.path, s.options.ReadOnly)
	if err != nil {
		return err
	}
	if s.options.ReadOnly {
		if version < LatestVersion() {
			return data.NewProblem(data.CodeRefused,
				"This database was last used by an older Waymark. Open it in the program’s window once, then try again.")
		}
		if s.reader, err = connect(s.path, readOnly, 2); err != nil {
			return err
		}
		s.noteRecovery()
		return s.readHolds(ctx)
	}
	return s.openToWrite(ctx, version)
}

func (s *Store) openToWrite(ctx context.Context, version int) (err error) {
	if err := ownerOnly(s.path); err != nil {
		return err
	}
	copied := false
	if version > 0 {
		err = s.prepare(ctx, version)
	} else if s.sealing == nil {
		copied, err = createPlain(ctx, s.path)
	}
	if err != nil {
		return err
	}
	if s.writer, err = connect(s.path, readWrite, 1); err != nil {
		return err
	}
	now := s.options.Clock.Now()
	if err := migrate(ctx, s.writer, now); err != nil {
		return err
	}
	if copied {
		if err := restamp(ctx, s.writer, now); err != nil {
			return err
		}
	}
	if err := s.beginTrail(ctx); err != nil {
		return err
	}
	if s.clock, err = readClock(ctx, s.writer); err != nil {
		return err
	}
	if s.reader, err = connectAll(ctx, s.path, readOnly, 4); err != nil {
		return err
	}
	if err := s.readHolds(ctx); err != nil {
		return err
	}
	// From here on the log is copied into the database only by us; see guard.
	if _, err := s.writer.ExecContext(ctx, "PRAGMA wal_autocheckpoint = 0"); err != nil {
		return err
	}
	if s.guard, err = newGuard(s.path, s.lock); err != nil {
		return err
	}
	s.noteRecovery()
	return s.openErasure(ctx)
}

// lastWithGaps is the last version whose files may have old rows in the gaps of
// their pages: what was restored or encrypted up to then was written without
// overwriting. An erasure does not reach those.
const lastWithGaps = 30

// prepare keeps the database as it is, before it is updated, and writes it anew
// where an erasure would not reach all of it or its pages have no check values.
func (s *Store) prepare(ctx context.Context, version int) error {
	if version < LatestVersion() {
		if err := s.copyBeforeUpdate(ctx, version); err != nil {
			return err
		}
	}
	anew := &Store{path: s.path, options: s.options, tidier: s.path, lock: s.lock, sealing: s.sealing}
	if version <= lastWithGaps {
		return anew.replace(ctx)
	}
	if s.sealing != nil {
		return nil
	}
	kept, err := seal.HasSums(s.path)
	if err != nil {
		return pageProblem(err)
	}
	if kept {
		return nil
	}
	err = anew.replace(ctx)
	if err != nil && ctx.Err() == nil && data.CodeOf(Problem(err)) != data.CodeDamaged {
		// Such as no room on the disk: it is as good as it was, and a check says so.
		s.options.Log.Warn("write the database with check values", "error", err)
		return removeWhole(s.path + restoringSuffix)
	}
	return err
}

// beginTrail makes the audit trail one chain, with what an update just wrote.
func (s *Store) beginTrail(ctx context.Context) error {
	t, err := s.begin(ctx, access.NewSession("", access.Everything, s.options.Clock))
	if err != nil {
		return err
	}
	defer func() { _ = t.sql.Rollback() }()
	if err := errors.Join(t.linkTrail(), t.beginHead()); err != nil {
		return err
	}
	return t.sql.Commit()
}

// Close ends all work with the file and gives up its lock.
func (s *Store) Close() error {
	if err := s.FlushNotes(context.Background()); err != nil {
		s.options.Log.Error("note who read", "error", err)
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	guarded := s.guard != nil && !s.closed
	if s.closed = true; guarded {
		close(s.closing)
		s.leave(context.Background())
	}
	var first error
	s.narrowing.Lock()
	defer s.narrowing.Unlock()
	for _, db := range []*sql.DB{s.narrow.pool, s.counting.pool, s.reader, s.writer} {
		if db == nil {
			continue
		}
		if err := db.Close(); err != nil && first == nil {
			first = err
		}
	}
	if guarded {
		s.left()
	}
	s.lock.release()
	return first
}

// Clock is the clock that the database was opened with.
func (s *Store) Clock() data.Clock { return s.options.Clock }

// Path is where the database file is.
func (s *Store) Path() string { return s.path }

// CopiesDir is the folder of the dated copies.
func (s *Store) CopiesDir() string { return s.options.CopiesDir }

// ChangeKind is what kind of thing a write changed.
type ChangeKind string

// The kinds of change. The first six are parts of a client's story.
const (
	ChangedClient         ChangeKind = "client"         // who a client is, their episodes, referrals, needs, consents, offers, gaps and tales
	ChangedContact        ChangeKind = "contact"        // contacts
	ChangedDiary          ChangeKind = "diary"          // clinics, appointments, absences, who is free
	ChangedFollowUp       ChangeKind = "follow-up"      // follow-ups, and what was recorded with them
	ChangedResponse       ChangeKind = "response"       // answers, scores and pairs
	ChangedTask           ChangeKind = "task"           // what has to be done for a client, and what was recorded with it
	ChangedDirectory      ChangeKind = "directory"      // services, organisations, and how they are found
	ChangedMarks          ChangeKind = "marks"          // whose favourites services are
	ChangedLists          ChangeKind = "lists"          // surgeries, staff, reasons, categories, holidays
	ChangedSettings       ChangeKind = "settings"       // settings
	ChangedQuestionnaires ChangeKind = "questionnaires" // which questionnaires there are, and are offered
	ChangedDevices        ChangeKind = "devices"        // which PCs belong to the service, and when they met
	ChangedRights         ChangeKind = "rights"         // how texts were reviewed for a copy of what is held
	ChangedReports        ChangeKind = "reports"        // saved reports, what was learnt, pictures, comparators
)

// Change says what a write changed. ClientID is empty when it is no one client.
type Change struct {
	Kind     ChangeKind
	ClientID data.ID
}

// OfStory reports whether it is a change in the story of a client.
func (c Change) OfStory() bool {
	switch c.Kind {
	case ChangedVisit:
		return true
	case ChangedClient, ChangedContact, ChangedDiary, ChangedFollowUp, ChangedResponse, ChangedTask:
		return true
	}
	return false
}

// About reports whether it may be a change in the story of one client.
func (c Change) About(client data.ID) bool {
	return c.OfStory() && (c.ClientID == "" || c.ClientID == client)
}

// Is reports whether it is one of some kinds of change.
func (c Change) Is(kinds ...ChangeKind) bool { return slices.Contains(kinds, c.Kind) }

// Subscribe has f called after every committed write, on the goroutine of the
// writer. cancel ends it.
func (s *Store) Subscribe(f func(Change)) (cancel func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.nextSub
	s.nextSub++
	s.subscribers[id] = f
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.subscribers, id)
	}
}

func (s *Store) announce(c Change) {
	if c.Kind == "" {
		return
	}
	s.mu.Lock()
	s.changes++
	maps.DeleteFunc(s.kept, func(_ string, k keptValue) bool { return k.until == c.Kind })
	call := make([]func(Change), 0, len(s.subscribers))
	for _, f := range s.subscribers {
		call = append(call, f)
	}
	s.mu.Unlock()
	for _, f := range call {
		f(c)
	}
}
