// Package overview reads across the slices what one screen shows at once: the whole
// record of a client, and what needs attention today.
package overview

import (
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/diary"
	"waymark/data/store/directory"
	"waymark/data/store/flags"
	"waymark/data/store/lists"
	"waymark/data/store/measure"
	"waymark/data/store/offering"
	"waymark/data/store/rights"
)

// Overview is what one session sees at a glance.
type Overview struct {
	db        *store.Door
	casework  *casework.Casework
	diary     *diary.Diary
	directory *directory.Directory
	lists     *lists.Lists
	measure   *measure.Measure
	offering  *offering.Offering
	flags     *flags.Flags
	rights    *rights.Rights
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Overview {
	return &Overview{db: db.For(session, access.Overview), casework: casework.New(db, session), diary: diary.New(db, session), directory: directory.New(db, session), lists: lists.New(db, session), measure: measure.New(db, session), offering: offering.New(db, session), flags: flags.New(db, session), rights: rights.New(db, session)}
}
