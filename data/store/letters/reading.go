package letters

import (
	"context"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/clienttext"
	"waymark/data/store/lists"
)

// Reading is in which languages something can be printed for a client.
type Reading struct {
	Languages []*clienttext.Translation // beside English
	Chosen    *clienttext.Language      // that of the client; nil for English
}

// Reading returns the languages for a client; "" for no one in particular.
func (s *Letters) Reading(ctx context.Context, client data.ID) (*Reading, error) {
	if err := s.db.Ask(access.Read); err != nil {
		return nil, err
	}
	list, err := s.lists.Translations(ctx)
	if err != nil || len(list) == 0 || client == "" {
		return &Reading{Languages: list}, err
	}
	c, err := s.casework.Client(ctx, client)
	if err != nil {
		return nil, err
	}
	return &Reading{Languages: list, Chosen: lists.Choose(list, c.Reads, c.Language)}, nil
}
