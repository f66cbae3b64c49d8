// Package visits keeps home visits: their plan, what was found on them, the
// decisions that this asks for, and photos.
package visits

import (
	"context"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
)

// Visits is the work with home visits as one session sees it.
type Visits struct{ db *store.Door }

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Visits {
	return &Visits{db: db.For(session, access.Visits)}
}

// settings reads what the service has decided about home visits.
func settings(ctx context.Context, q store.Querier) (data.VisitSettings, error) {
	values := map[string]string{}
	err := store.Each(ctx, q, func(r *[2]string) []any { return []any{&r[0], &r[1]} }, func(r *[2]string) error {
		values[r[0]] = r[1]
		return nil
	}, "SELECT key, value FROM setting WHERE key BETWEEN 'visit_' AND 'visit_~'")
	return data.ReadVisitSettings(func(key string) string { return values[key] }), err
}
