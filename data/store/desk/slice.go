// Package desk is what the reception of a surgery sees and does: who comes to
// the clinic there and when, and how to book them. It hands out names, birth
// dates, phone numbers, times and states, and notes only where the surgery typed
// them. A reception gets the people of its own surgery, and anyone else only by
// an exact match; see access.Session.StandIn.
package desk

import (
	"waymark/data/access"
	"waymark/data/store"
)

// Desk is the desk of a surgery as one session sees it.
type Desk struct {
	db      *store.Door
	session *access.Session
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Desk {
	return &Desk{db: db.For(session, access.Desk), session: session}
}
