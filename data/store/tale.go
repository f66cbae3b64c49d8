package store

import (
	"context"

	"waymark/data"
)

const taleColumns = `t.id, t.client_id, t.kind, t.told_on, t.heading, t.body, t.created_at, t.created_by, t.updated_at, t.updated_by`

func scanTale(t *data.Tale) []any {
	return append([]any{&t.ID, &t.ClientID, &t.Kind, &t.ToldOn, &t.Heading, &t.Body}, stampDest(&t.Stamp)...)
}

// SaveTale adds a story or quote (empty ID) or changes one. It may be written
// down before there is consent to tell it.
func (s *Store) SaveTale(ctx context.Context, v *data.Tale) error {
	if err := v.Validate(s.today()); err != nil {
		return err
	}
	return s.writeAbout(ctx, &v.ClientID, func(t *tx) error { return t.saveTale(v) })
}

func (t *tx) saveTale(v *data.Tale) error {
	return t.save("tale", &v.ID, &v.Stamp, v.ClientID, []field{
		{"client_id", v.ClientID}, {"kind", v.Kind}, {"told_on", v.ToldOn}, {"heading", v.Heading}, {"body", v.Body},
	})
}

// RemoveTale takes a story back; it is kept, unseen.
func (s *Store) RemoveTale(ctx context.Context, id data.ID) error {
	return s.remove(ctx, "tale", id, nil)
}
