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

// New opens this slice of a database to a session. What a check reads of other slices
// it reads for the program: whoever may check a database may do so on a PC that holds
// no scores.
func New(db *store.Store, session *access.Session) *Soundness {
	program := access.NewSession("", access.Everything, db.Clock())
	return &Soundness{db: db.For(session, access.Soundness), measure: measure.New(db, program), directory: directory.New(db, program)}
}
