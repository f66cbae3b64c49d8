// Package soundness checks a database against itself and mends what can be worked
// out again.
package soundness

import (
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/directory"
	"waymark/data/store/measure"
)

// Soundness checks and repairs one database.
type Soundness struct {
	db        *store.Door
	measure   *measure.Measure
	directory *directory.Directory
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Soundness {
	return &Soundness{db: db.For(session, access.Soundness), measure: measure.New(db, session), directory: directory.New(db, session)}
}
