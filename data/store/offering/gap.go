package offering

import (
	"context"
	"database/sql"
	"errors"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// SaveGap records that nothing suitable was found for a need. About a client it
// hangs on their open episode, or on the latest when none is open.
func (s *Offering) SaveGap(ctx context.Context, g *data.Gap) error {
	if g.FoundOn.IsZero() {
		g.FoundOn = s.db.Today()
	}
	if err := g.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedClient, ClientID: g.ClientID}, func(t *store.Tx) error { return SaveGap(t, g) })
}

// SaveGap writes a gap within a transaction.
func SaveGap(t *store.Tx, g *data.Gap) error {
	var episode data.ID
	if g.ClientID != "" {
		var err error
		if episode, err = casework.EpisodeAbout(t, g.ClientID, g.FoundOn); err != nil {
			return err
		}
	}
	if err := t.Save("gap", &g.ID, &g.Stamp, g.ClientID, []store.Field{
		{"client_id", store.Ref(g.ClientID)}, {"episode_id", store.Ref(episode)}, {"reason_id", g.ReasonID},
		{"found_on", g.FoundOn}, {"area", g.Area}, {"note", g.Note},
	}); err != nil {
		return err
	}
	return t.Value(&g.Reason, "SELECT name FROM reason WHERE id = ?", g.ReasonID)
}

// RemoveGap takes back a gap that was recorded in error.
func (s *Offering) RemoveGap(ctx context.Context, id data.ID) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedClient, &client, func(t *store.Tx) error {
		if err := t.Value(store.OrNull(&client), "SELECT client_id FROM gap WHERE id = ? AND removed_at IS NULL", id); err != nil {
			if errors.Is(err, sql.ErrNoRows) {
				return data.NewProblem(data.CodeNotFound, "This gap has already been removed.")
			}
			return err
		}
		if err := t.Set("gap", id, store.Field{"removed_at", store.Instant(t.Now)}); err != nil {
			return err
		}
		return t.Audit("remove", "gap", id, client, "")
	})
}

// ClientGaps returns the gaps recorded about a client, newest first.
func (s *Offering) ClientGaps(ctx context.Context, client data.ID) ([]data.Gap, error) {
	return store.Collect(ctx, s.db, func(g *data.Gap) []any {
		return append([]any{&g.ID, store.OrNull(&g.ClientID), &g.ReasonID, &g.Reason, &g.FoundOn, &g.Area, &g.Note}, store.StampDest(&g.Stamp)...)
	}, `SELECT g.id, g.client_id, g.reason_id, r.name, g.found_on, g.area, g.note, g.created_at, g.created_by, g.updated_at, g.updated_by
		FROM gap g JOIN reason r ON r.id = g.reason_id WHERE g.client_id = ? AND g.removed_at IS NULL ORDER BY g.found_on DESC, g.id DESC`, client)
}
