package casework

import (
	"context"
	"waymark/data"
	"waymark/data/store"
)

// SuitingFor gathers what a search needs to know about a client: their age,
// home, language and access, the reasons and needs of their latest episode, and
// where they live (nil when the postcode is not known).
func (s *Casework) SuitingFor(ctx context.Context, client data.ID) (*data.Suiting, *data.Coordinates, error) {
	c, err := s.Client(ctx, client)
	if err != nil {
		return nil, nil, err
	}
	open, err := s.openNeeds(ctx, client)
	if err != nil {
		return nil, nil, err
	}
	needs, words := make([]data.ID, len(open)), []string(nil)
	for i, r := range open {
		needs[i], words = r.ID, append(words, data.NeedWords(r.Name)...)
	}
	who := data.SuitingOf(c, needs, s.db.Today())
	who.Words = words
	if c.Postcode == "" {
		return who, nil, nil
	}
	who.Home, err = s.directory.PlaceOf(ctx, c.Postcode)
	if data.CodeOf(err) == data.CodeInvalid { // kept as typed, by an older version
		return who, nil, nil
	}
	return who, who.Home, err
}

// openNeeds are the reasons and needs of a client's latest episode, each once.
func (s *Casework) openNeeds(ctx context.Context, client data.ID) ([]data.Reason, error) {
	return store.Collect(ctx, s.db, func(r *data.Reason) []any { return []any{&r.ID, &r.Name} }, `
		WITH e AS MATERIALIZED (SELECT id FROM episode WHERE client_id = ?1 ORDER BY status = 'closed', opened_on DESC, id DESC LIMIT 1)
		SELECT r.id, r.name FROM reason r WHERE r.id IN (
			SELECT f.reason_id FROM e CROSS JOIN referral f ON f.episode_id = e.id
			UNION SELECT x.reason_id FROM e CROSS JOIN referral f ON f.episode_id = e.id CROSS JOIN referral_reason x ON x.referral_id = f.id
			UNION SELECT n.reason_id FROM need n WHERE n.client_id = ?1 AND n.episode_id = (SELECT id FROM e) AND n.removed_at IS NULL)
		ORDER BY r.position`, client)
}
