// Package exchange implements the record side of the exchange between the devices
// of one service: what this device changed, how that of others is applied, and what
// a person should know of it.
//
// Each row has clocks: one for each group of columns that win together. The newest
// clock wins, and of two equal ones the greater device. That is the same on every
// device, in whatever order changes come. What SQLite enforces holds all the same:
// the register says for every unique constraint what happens when two devices meet
// it. Where rows become one, that is a fact of its own that travels (change.Same),
// so that a device which never sees the two collide does as the others did.
//
// Nothing of this costs a write anything: clocks are worked out from the change log
// when devices meet.
package exchange

import (
	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
)

// Exchange is this slice of one database.
type Exchange struct {
	db   *store.Door
	work *store.Door
	join *store.Door // to what changes who a client is
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Exchange {
	return &Exchange{db: db.For(session, access.Exchange), work: db.For(session, access.Overview), join: db.For(session, access.Clients)}
}

// Cursor says how far a device has handed its changes over. Zero is before the first.
type Cursor int64

// Outgoing is what a device hands over: for each compartment its encoded changes.
type Outgoing struct {
	Cursor Cursor
	Clock  int64 // the greatest clock of what it has
	Parts  map[string][]byte
	// Changes is how many rows are in it; 0 means that there is nothing to send.
	Changes int
	// Erasures is how many clients were erased.
	Erasures int
}

// Incoming is what came from a device. Parts that this device does not hold are
// absent.
type Incoming struct {
	Device string
	Number int64
	Clock  int64
	Parts  map[string][]byte
}

// Summary says what an Apply did.
type Summary struct {
	Added, Changed, Removed, Erased int
	// Waiting is how many rows cannot be applied until another device is met.
	Waiting int
	// Settled is how many things were settled by rule, Asks how many need a person.
	Settled, Asks int
}

func notBegun() error {
	return data.NewProblem(data.CodeRefused, "This PC has not joined a service of several PCs yet. Start or join one in Settings.")
}
