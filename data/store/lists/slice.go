// Package lists keeps what every service sets up for itself: surgeries, staff,
// reasons and categories, the bank holidays, the words people use, settings,
// and the drafts of half-filled forms.
package lists

import (
	"waymark/data/access"
	"waymark/data/store"
)

// Lists are the lists and settings of one service.
type Lists struct {
	db     *store.Door
	seat   *store.Door // to what is one's own: drafts, how the window looks
	people *store.Door // to the staff, and to what a manager of all partners sets
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Lists {
	return &Lists{db: db.For(session, access.Lists), seat: db.For(session, access.Seat), people: db.For(session, access.People)}
}
