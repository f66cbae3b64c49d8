// Package round keeps the follow-up round: whom to call, one call for one
// person, whom the round has called today, and how many follow-ups are done on
// time.
package round

import (
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/offering"
)

// Round is the follow-up round.
type Round struct {
	db       *store.Door
	lists    *lists.Lists
	offering *offering.Offering
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Round {
	return &Round{db: db.For(session, access.Round), lists: lists.New(db, session), offering: offering.New(db, session)}
}
