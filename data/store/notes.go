package store

import (
	"context"
	"sync"
	"time"

	"waymark/data"
	"waymark/data/access"
)

// notes are reads that are still to be written into the audit trail.
type notes struct {
	mu    sync.Mutex
	due   []TrailRow
	seen  map[noteKey]time.Time
	timer *time.Timer
}

// note has a read of a person who has signed in written into the audit trail,
// within a second and together with others. The same read is one row for
// noteAgain. Where no one signs in it is not known who reads, and nothing is
// noted.
func (s *Store) note(session *access.Session, action, record string, id, client data.ID) {
	if s.writer == nil || !session.SignedIn() {
		return
	}
	now := session.Clock().Now()
	key := noteKey{string(session.Person()), action, record, string(id), string(client)}
	n := &s.notes
	n.mu.Lock()
	defer n.mu.Unlock()
	if at, ok := n.seen[key]; ok && now.Sub(at) < noteAgain && !now.Before(at) {
		return
	}
	if n.seen == nil || len(n.seen) > mostNotes {
		n.seen = map[noteKey]time.Time{}
	}
	n.seen[key] = now
	n.due = append(n.due, TrailRow{At: Instant(now), Actor: key.actor, Action: action, Record: record, ID: key.id, Client: key.client})
	if n.timer == nil {
		n.timer = time.AfterFunc(noteDelay, func() {
			if err := s.FlushNotes(context.Background()); err != nil {
				s.options.Log.Error("note who read", "error", err)
			}
		})
	}
}

// noteKey tells one read from another.
type noteKey struct{ actor, action, record, id, client string }

// FlushNotes writes the reads that are still to be noted. Where that fails they
// are kept for the next time.
func (s *Store) FlushNotes(ctx context.Context) error {
	n := &s.notes
	n.mu.Lock()
	due := n.due
	n.due = nil
	if n.timer != nil {
		n.timer.Stop()
		n.timer = nil
	}
	n.mu.Unlock()
	if len(due) == 0 {
		return nil
	}
	err := s.write(ctx, access.NewSession("", access.Everything, s.options.Clock), Change{}, func(t *Tx) error {
		for _, r := range due {
			if err := t.trail(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		n.mu.Lock()
		defer n.mu.Unlock()
		if len(n.due) < mostNotes {
			n.due = append(due, n.due...)
		}
	}
	return err
}

// Opened notes that the session opened something of a client. Of what it may not read
// nothing is noted: it was not opened.
func (d *Door) Opened(record string, id, client data.ID) {
	if d.session.May(d.area, access.Read) != nil {
		return
	}
	d.store.note(d.session, "open", record, id, client)
}

// Note writes into the audit trail that the session did something that changes
// nothing, such as an export, before it is done. An error means that it may not
// be done. Where no one has signed in nothing is written.
func (d *Door) Note(ctx context.Context, action, record string, id, client data.ID) error {
	if !d.session.SignedIn() {
		return nil
	}
	if err := d.store.FlushNotes(ctx); err != nil { // what was read first stands first
		return err
	}
	return d.store.write(ctx, d.session, Change{}, func(t *Tx) error { return t.Audit(action, record, id, client, "") })
}

// ofPeople are the areas in which people are read by name: a read there is noted.
var ofPeople = map[access.Area]string{
	access.Casework: "clients", access.Clients: "clients", access.Measure: "questionnaires", access.Offering: "service referrals", access.Round: "follow-ups",
	access.Overview: "overview", access.Letters: "letters", access.Tasks: "tasks", access.Flags: "flags", access.Diary: "diary",
	access.Desk: "desk", access.Bulk: "import of clients", access.Visits: "home visits", access.Trail: "audit trail", access.Rights: "rights requests",
}

// Flush writes the reads that are still to be noted, so that they can be read.
func (d *Door) Flush(ctx context.Context) error {
	if err := d.session.May(d.area, access.Read); err != nil {
		return err
	}
	return d.store.FlushNotes(ctx)
}
