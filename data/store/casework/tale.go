package casework

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/named"
	"waymark/data/store"
	"waymark/data/wording"
)

// TaleColumns select a whole tale, t, for ScanTale.
const TaleColumns = `t.id, t.client_id, t.kind, t.told_on, t.heading, t.body, t.created_at, t.created_by, t.updated_at, t.updated_by`

// MayBeTold is true of tales, t, of clients whose latest word on having their story
// told was yes, and whose record may be used.
const MayBeTold = ` coalesce((SELECT n.given FROM consent n WHERE n.client_id = t.client_id AND n.kind = 'story'
	ORDER BY n.given_on DESC, n.created_at DESC, n.id DESC LIMIT 1), 0) = 1
	AND NOT EXISTS (SELECT 1 FROM rights_request x WHERE x.client_id = t.client_id AND ` + store.StandingSQL + `)`

// ScanTale returns where TaleColumns go.
func ScanTale(t *data.Tale) []any {
	return append([]any{&t.ID, &t.ClientID, &t.Kind, &t.ToldOn, &t.Heading, &t.Body}, store.StampDest(&t.Stamp)...)
}

// NamesClient reports whether a tale has a name of the client who told it, or one of the
// others; see TellingNames. Whoever does not see those clients does not get it.
func NamesClient(t *data.Tale, teller data.ClientName, others named.Index) bool {
	own := named.Of([]data.ClientName{teller})
	names := func(text string) bool { return len(own.In(text)) > 0 || len(others.In(text)) > 0 }
	return names(t.Heading) || slices.ContainsFunc(wording.Parse(t.Body), func(b wording.Block) bool { return names(b.Plain()) })
}

// TellingNames has the names that tell one client from the others, of all clients but
// those who are seen; see named.Telling for what is not found.
func TellingNames(t *store.Tx, seen func(data.ID) bool) (named.Index, error) {
	type row struct {
		data.ClientName
		id data.ID
	}
	rows, err := store.Collect(t.Ctx, t, func(r *row) []any { return []any{&r.id, &r.Given, &r.Family, &r.Preferred} },
		"SELECT id, given_names, family_name, known_as FROM main.client")
	var hidden []data.ClientName
	for i := range rows {
		if !seen(rows[i].id) {
			hidden = append(hidden, rows[i].ClientName)
		}
	}
	return named.Telling(hidden), err
}

// SaveTale adds a story or quote (empty ID) or changes one. It may be written
// down before there is consent to tell it.
func (s *Casework) SaveTale(ctx context.Context, v *data.Tale) error {
	if err := v.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedClient, &v.ClientID, func(t *store.Tx) error { return SaveTale(t, v) })
}

// SaveTale writes a tale within a transaction.
func SaveTale(t *store.Tx, v *data.Tale) error {
	return t.Save("tale", &v.ID, &v.Stamp, v.ClientID, []store.Field{
		{"client_id", v.ClientID}, {"kind", v.Kind}, {"told_on", v.ToldOn}, {"heading", v.Heading}, {"body", v.Body},
	})
}

// RemoveTale takes a story back; it is kept, unseen.
func (s *Casework) RemoveTale(ctx context.Context, id data.ID) error {
	return s.db.TakeBack(ctx, store.ChangedClient, "tale", id)
}
