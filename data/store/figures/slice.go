// Package figures counts for reports, and keeps what reports are made of: saved
// ones, what was learnt, pictures and comparators.
package figures

import (
	"context"

	"waymark/data/access"
	"waymark/data/instrument"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/measure"
)

// Figures are the figures of one service.
type Figures struct {
	db    *store.Door
	lists *lists.Lists
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Figures {
	return &Figures{db: db.For(session, access.Figures), lists: lists.New(db, session)}
}

// Catalogue returns the questionnaires that figures are counted of.
func (s *Figures) Catalogue(ctx context.Context) (*instrument.Catalogue, error) {
	return measure.CatalogueOf(ctx, s.db)
}
