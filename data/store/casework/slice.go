// Package casework keeps the clients and their story: episodes, referrals, needs,
// consents, contacts and what they told.
package casework

import (
	"context"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/directory"
	"waymark/data/store/retention"
)

// Casework is the work with clients as one session sees it.
type Casework struct {
	db        *store.Door
	clients   *store.Door // to adding clients and changing who they are
	erasing   *store.Door
	directory *directory.Directory
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Casework {
	return &Casework{db: db.For(session, access.Casework), clients: db.For(session, access.Clients),
		erasing: db.For(session, access.Erasing), directory: directory.New(db, session)}
}

// EraseClient removes a person and everything that is recorded about them, for
// good, and writes a certificate of it; see store.Door.
func (s *Casework) EraseClient(ctx context.Context, id data.ID) (*store.Erasure, error) {
	return s.erasing.Erase(ctx, []data.ID{id}, func(t *store.Tx, e *store.Erasure) error {
		return retention.Certify(t, &data.ErasureCertificate{Occasion: data.ErasedOnRequest}, e)
	})
}
