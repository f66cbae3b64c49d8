// Package letters keeps the wording of letters and texts, gathers what a letter
// about a client says, and records what was sent, to whom and how.
package letters

import (
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/directory"
	"waymark/data/store/lists"
	"waymark/data/store/offering"
	"waymark/data/store/overview"
)

// Letters is what is written to clients, services and surgeries.
type Letters struct {
	db        *store.Door
	wording   *store.Door // to what managers alone change
	casework  *casework.Casework
	directory *directory.Directory
	lists     *lists.Lists
	offering  *offering.Offering
	overview  *overview.Overview
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Letters {
	return &Letters{db: db.For(session, access.Letters), wording: db.For(session, access.Wording), casework: casework.New(db, session), directory: directory.New(db, session),
		lists: lists.New(db, session), offering: offering.New(db, session), overview: overview.New(db, session)}
}
