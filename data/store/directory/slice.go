// Package directory keeps the services that clients can be referred to: each entry,
// the search among them, whose favourites they are, which two are one, and when
// someone last made sure of an entry.
package directory

import (
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// Directory is the directory as one session sees it.
type Directory struct {
	db    *store.Door
	marks *store.Door // to favourites, and what keeps searches quick
	lists *lists.Lists
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Directory {
	return &Directory{db: db.For(session, access.Directory), marks: db.For(session, access.Marks), lists: lists.New(db, session)}
}
