// Package whole takes every record of a database out, as files that other programs
// read, and back into a new database. Its format is in data/interchange/whole.
package whole

import (
	"time"

	"waymark/data/access"
	"waymark/data/store"
)

// Whole exports one database.
type Whole struct {
	db    *store.Door
	clock func() time.Time
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Whole {
	return &Whole{db: db.For(session, access.Whole), clock: session.Clock().Now}
}
