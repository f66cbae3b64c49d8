package store

import (
	"context"
	"database/sql"
	"errors"

	"waymark/data"
)

// SaveGap records that nothing suitable was found for a need. About a client it
// hangs on their open episode, or on the latest when none is open.
func (s *Store) SaveGap(ctx context.Context, g *data.Gap) error {
	if g.FoundOn.IsZero() {
		g.FoundOn = s.today()
	}
	if err := g.Validate(s.today()); err != nil {
		return err
	}
	return s.write(ctx, Change{Kind: ChangedClient, ClientID: g.ClientID}, func(t *tx) error { return t.saveGap(g) })
}

func (t *tx) saveGap(g *data.Gap) error {
	var episode data.ID
	if g.ClientID != "" {
		var err error
		if episode, err = t.episodeAbout(g.ClientID, g.FoundOn); err != nil {
			return err
		}
	}
	if err := t.save("gap", &g.ID, &g.Stamp, g.ClientID, []field{
		{"client_id", ref(g.ClientID)}, {"episode_id", ref(episode)}, {"reason_id", g.ReasonID},
		{"found_on", g.FoundOn}, {"area", g.Area}, {"note", g.Note},
	}); err != nil {
		return err
	}
	return t.value(&g.Reason, "SELECT name FROM reason WHERE id = ?", g.ReasonID)
}

// RemoveGap takes back a gap that was recorded in error.
func (s *Store) RemoveGap(ctx context.Context, id data.ID) error {
	var client data.ID
	return s.writeAbout(ctx, &client, func(t *tx) error {
		if err := t.value(orNull(&client), "SELECT client_id FROM gap WHERE id = ? AND removed_at IS NULL", id); err != nil {
			if errors.Is(err, sql.ErrNoRows) {
				return data.NewProblem(data.CodeNotFound, "This gap was taken back already.")
			}
			return err
		}
		if err := t.set("gap", id, field{"removed_at", instant(t.now)}); err != nil {
			return err
		}
		return t.audit("remove", "gap", id, client, "")
	})
}

// ClientGaps gives the gaps recorded about a client, newest first.
func (s *Store) ClientGaps(ctx context.Context, client data.ID) ([]data.Gap, error) {
	return collect(ctx, s.reader, func(g *data.Gap) []any {
		return append([]any{&g.ID, orNull(&g.ClientID), &g.ReasonID, &g.Reason, &g.FoundOn, &g.Area, &g.Note}, stampDest(&g.Stamp)...)
	}, `SELECT g.id, g.client_id, g.reason_id, r.name, g.found_on, g.area, g.note, g.created_at, g.created_by, g.updated_at, g.updated_by
		FROM gap g JOIN reason r ON r.id = g.reason_id WHERE g.client_id = ? AND g.removed_at IS NULL ORDER BY g.found_on DESC, g.id DESC`, client)
}
