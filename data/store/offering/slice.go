// Package offering keeps what comes of offering services to a client: sittings,
// service referrals, the slips that people take home, follow-ups and the days
// that move them, and gaps where nothing suitable was found.
package offering

import (
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/directory"
	"waymark/data/store/lists"
	"waymark/data/store/measure"
)

// Offering is what comes of offering services.
type Offering struct {
	db        *store.Door
	wording   *store.Door // to what managers alone change
	casework  *casework.Casework
	directory *directory.Directory
	lists     *lists.Lists
	measure   *measure.Measure
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Offering {
	return &Offering{db: db.For(session, access.Offering), wording: db.For(session, access.Wording), casework: casework.New(db, session), directory: directory.New(db, session), lists: lists.New(db, session), measure: measure.New(db, session)}
}
