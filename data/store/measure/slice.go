// Package measure keeps questionnaires, their answers and scores, and says which are
// due and which two are compared.
package measure

import (
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// Measure are the questionnaires as one session sees them.
type Measure struct {
	db      *store.Door
	wording *store.Door // to what managers alone change
	bulk    *store.Door
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Measure {
	db.WhenSet(lists.SettingProrate, func(t *store.Tx) error { return Rescore(t, "") })
	return &Measure{db: db.For(session, access.Measure), wording: db.For(session, access.Wording), bulk: db.For(session, access.Bulk)}
}
