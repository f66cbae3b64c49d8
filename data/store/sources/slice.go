// Package sources takes services into the directory from the lists of others, and gives
// them out again. It also takes in where postcodes are.
package sources

import (
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// Sources are the lists of others that the directory was filled from.
type Sources struct {
	db    *store.Door
	lists *lists.Lists
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Sources {
	return &Sources{db: db.For(session, access.Sources), lists: lists.New(db, session)}
}
