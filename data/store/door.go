package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"waymark/data"
	"waymark/data/access"
)

// Door is how a slice gets at the database: for one session, in one area. What
// the session may do is asked here, at every read and every write, and nowhere
// else; whoever is in the session is whom the rows and the audit trail name.
type Door struct {
	store   *Store
	session *access.Session
	area    access.Area
}

// For opens one area of the database to a session.
func (s *Store) For(session *access.Session, area access.Area) *Door {
	return &Door{store: s, session: session, area: area}
}

// AsNow returns the same door for the session as it is now.
func (d *Door) AsNow() *Door {
	return &Door{store: d.store, session: d.session.AsNow(), area: d.area}
}

// Ask returns an error that says so if the session may not do something in the
// door's area. Reads and writes ask by themselves; this is for a method that
// would say something of what is stored, or of what was given, before it reads.
func (d *Door) Ask(act access.Act) error { return d.session.May(d.area, act) }

// reader is the pool that the session reads through: that of everything, or one
// that shows only the clients that it is narrowed to.
func (d *Door) reader(ctx context.Context) (*sql.DB, error) {
	if err := d.session.May(d.area, access.Read); err != nil {
		return nil, err
	}
	if what, ok := ofPeople[d.area]; ok {
		d.store.note(d.session, "look", what, "", "")
	}
	scope, narrowed := d.session.Scope()
	// Anyone may have to ring for someone who is not back. Reports count the people of
	// every partner, without names, and are protected against all that was handed over.
	if !narrowed || d.area == access.Lone || scope.ByPartner && (d.area == access.Figures || d.area == access.Handed) {
		return d.store.reader, nil
	}
	return d.store.narrowed(ctx, scope)
}

// CountsOwn returns whose clients the session counts for reports, if it sees only its
// own; "" if it counts everyone.
func (d *Door) CountsOwn() (person data.ID) {
	scope, narrowed := d.session.Scope()
	if !narrowed || scope.ByPartner {
		return ""
	}
	return scope.Person
}

// LookAtOwn is Look at the clients of one person alone, as they see them, for a session
// that counts everyone.
func (d *Door) LookAtOwn(ctx context.Context, person data.ID, fn func(*Tx) error) error {
	if _, err := d.reader(ctx); err != nil {
		return err
	}
	if own := d.CountsOwn(); own != "" && own != person {
		return errors.New("only whoever counts everyone may count someone else’s clients")
	}
	reader, err := d.store.narrowedIn(ctx, &d.store.counting, access.OwnScope(person))
	if err != nil {
		return err
	}
	return d.store.look(ctx, reader, d.session, fn)
}

// QueryContext reads rows.
func (d *Door) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	reader, err := d.reader(ctx)
	if err != nil {
		return nil, err
	}
	return reader.QueryContext(ctx, query, args...)
}

// QueryRowContext reads one row. The row has the error if the session may not.
func (d *Door) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	reader, err := d.reader(ctx)
	if err != nil {
		ctx, reader = refused{ctx, err}, d.store.reader
	}
	return reader.QueryRowContext(ctx, query, args...)
}

// refused is a context that ended because the session may not read: the only
// way to hand out a row with an error of our own.
type refused struct {
	context.Context //nolint:containedctx // it is one
	why             error
}

var closed = func() chan struct{} { c := make(chan struct{}); close(c); return c }()

// Done is closed from the start.
func (refused) Done() <-chan struct{} { return closed }

// Err says what the session may not do.
func (r refused) Err() error { return r.why }

// Write runs fn in one transaction and announces change once it is committed.
func (d *Door) Write(ctx context.Context, change Change, fn func(*Tx) error) error {
	if err := d.session.May(d.area, access.Read|access.Write); err != nil {
		return err
	}
	return d.store.write(ctx, d.session, change, fn)
}

// WriteAbout is a Write that changes something in the story of one client,
// whose ID may be known only once it has been written.
func (d *Door) WriteAbout(ctx context.Context, kind ChangeKind, client *data.ID, fn func(*Tx) error) error {
	change := Change{Kind: kind}
	err := d.Write(ctx, Change{}, func(t *Tx) error {
		if err := fn(t); err != nil {
			return err
		}
		change.ClientID = *client
		return nil
	})
	if err == nil {
		d.Announce(change)
	}
	return err
}

// TakeBack marks a row of a client's story as entered in error. It is kept,
// unseen.
func (d *Door) TakeBack(ctx context.Context, kind ChangeKind, table string, id data.ID) error {
	var client data.ID
	return d.WriteAbout(ctx, kind, &client, func(t *Tx) error {
		if err := t.Value(&client, "SELECT client_id FROM "+table+" WHERE id = ?", id); err != nil { // table is our own
			return err
		}
		return t.Update(table, id, &data.Stamp{}, client, []Field{{"removed_at", Instant(t.Now)}})
	})
}

// WriteAndLook runs fn in one transaction, and then look in one that can only read, which
// has the whole database as it is at the end of the first: before anything else is
// written. Writing goes on while look runs.
func (d *Door) WriteAndLook(ctx context.Context, fn, look func(*Tx) error) (err error) {
	if err := d.session.May(d.area, access.Read|access.Write); err != nil {
		return err
	}
	conn, err := d.store.reader.Conn(ctx)
	if err != nil {
		return Problem(err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	lasting := context.WithoutCancel(ctx) // as in a write
	var then *sql.Tx
	var begun error
	if err := d.store.write(ctx, d.session, Change{}, func(t *Tx) error {
		t.then = func() { then, begun = beginLook(lasting, conn) }
		return fn(t)
	}); err != nil {
		return err
	}
	if begun != nil {
		return Problem(begun)
	}
	defer func() { _ = then.Rollback() }()
	return Problem(look(d.store.over(lasting, d.session, then)))
}

// beginLook has what is read from now on be the database as it is at this moment.
func beginLook(ctx context.Context, conn *sql.Conn) (*sql.Tx, error) {
	t, err := conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	var n int
	if err := t.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n); err != nil {
		return nil, errors.Join(err, t.Rollback())
	}
	return t, nil
}

// Look runs fn in a transaction that can only read.
func (d *Door) Look(ctx context.Context, fn func(*Tx) error) error {
	reader, err := d.reader(ctx)
	if err != nil {
		return err
	}
	return d.store.look(ctx, reader, d.session, fn)
}

// Reading lends a connection with its guard against writing off, so that fn can
// make temporary tables.
func (d *Door) Reading(ctx context.Context, fn func(Conn) error) error {
	reader, err := d.reader(ctx)
	if err != nil {
		return err
	}
	return reading(ctx, reader, fn)
}

// Rederive works out what a migration left out of date; by has the way to do it
// for each thing.
func (d *Door) Rederive(ctx context.Context, by map[string]func(*Tx) error) error {
	if err := d.session.May(d.area, access.Read|access.Write); err != nil {
		return err
	}
	return d.store.rederive(ctx, d.session, by)
}

// Erase removes people and everything that is recorded about them, for good: what
// a person may ask for under Article 17 of the UK GDPR, and what a service does
// once it has no more reason to keep a record. All of them or none. The trail keeps
// that someone was erased, by whom and when, and not who. Services, what was learnt
// and figures that were kept stay, for they name no one. Backups stay too; they are
// listed. then writes the certificate in the same transaction.
func (d *Door) Erase(ctx context.Context, ids []data.ID, then func(*Tx, *Erasure) error) (*Erasure, error) {
	if err := d.session.May(d.area, access.Read|access.Write); err != nil {
		return nil, err
	}
	return d.store.erase(ctx, d.session, ids, then)
}

// CleanCopies is Store.CleanCopies, for who may erase.
func (d *Door) CleanCopies(ctx context.Context) (cleaned int, left []HeldCopy, err error) {
	if err := d.session.May(d.area, access.Read|access.Write); err != nil {
		return 0, nil, err
	}
	return d.store.cleanCopies(ctx)
}

// BackupNow makes a backup, as before a repair.
func (d *Door) BackupNow(ctx context.Context) (path string, err error) {
	return d.store.BackupNow(ctx)
}

// Announce tells the subscribers of a change beside the one that Write tells.
func (d *Door) Announce(c Change) { d.store.announce(c) }

// AskIn is Ask for another area.
func (d *Door) AskIn(area access.Area, act access.Act) error { return d.session.May(area, act) }

// MayNot reports whether the session may not do something in another area, so that
// a slice can leave out what belongs there.
func (d *Door) MayNot(area access.Area, act access.Act) bool { return d.session.May(area, act) != nil }

// SignedInAs is who has signed in, "" where no one has.
func (d *Door) SignedInAs() data.ID {
	if !d.session.SignedIn() {
		return ""
	}
	return d.session.Person()
}

// Narrowed reports whether the session sees only some clients.
func (d *Door) Narrowed() bool {
	_, narrowed := d.session.Scope()
	return narrowed
}

// Actor is who writes, "" when no one has said.
func (d *Door) Actor() data.ID { return d.session.Person() }

// Today is the day it is.
func (d *Door) Today() data.Date { return d.session.Today() }

// Local is the time on the clock here, as people say it.
func (d *Door) Local() time.Time { return d.session.Local() }

// DayHappened refuses a day that is not given or still to come.
func (d *Door) DayHappened(on data.Date) error {
	switch {
	case on.IsZero():
		return data.FieldErrors{{Field: "On", Sentence: "Enter the date."}}
	case on.After(d.Today()):
		return data.FieldErrors{{Field: "On", Sentence: "This day is still to come. Enter the date it happened."}}
	}
	return nil
}

// FileState is how the file and its backups are.
type FileState struct {
	Path      string
	CopiesDir string
	Slots     []Slot // what opens it; none if it is not protected
	Backups   []BackupState
}

// BackupState is how one backup is.
type BackupState struct {
	Made  time.Time
	Plain bool // it is not encrypted
}

// FileState reads how the file and its backups are.
func (d *Door) FileState(ctx context.Context) (f FileState, err error) {
	if err := d.session.May(d.area, access.Read); err != nil {
		return f, err
	}
	s := d.store
	f.Path, f.CopiesDir = s.path, s.options.CopiesDir
	if f.Slots, err = s.Slots(); err != nil {
		return f, err
	}
	list, err := s.copies(ctx)
	for _, c := range list {
		sealed, wrong := Protected(c.path)
		f.Backups = append(f.Backups, BackupState{Made: c.made, Plain: wrong == nil && !sealed})
	}
	return f, Problem(err)
}
