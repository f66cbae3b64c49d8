package overview

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// KindConsent is the kind of what is said about people who came from a list and have
// not been asked for consent.
const KindConsent = "Consent"

// consentToConfirm counts people who came from a list and have not been asked
// whether a record may be kept: consent is never taken from a list.
func (s *Overview) consentToConfirm(ctx context.Context, _ data.Date, prescriber data.ID) ([]data.Attention, error) {
	type row struct {
		id   data.ID
		name string
	}
	rows, err := store.Collect(ctx, s.db, func(r *row) []any { return []any{&r.id, &r.name} },
		`SELECT DISTINCT c.id, trim(c.given_names || ' ' || c.family_name) FROM client_origin o JOIN client c ON c.id = o.client_id
		WHERE NOT EXISTS (SELECT 1 FROM consent k WHERE k.client_id = c.id AND k.kind = ?1)
		AND EXISTS (SELECT 1 FROM episode e WHERE e.client_id = c.id AND e.status <> 'closed')
		AND `+casework.Lives("c.id")+` AND (?2 = '' OR c.prescriber_id = ?2) LIMIT ?3`, data.ConsentRecord, prescriber, dueLook)
	switch {
	case err != nil || len(rows) == 0:
		return nil, err
	case len(rows) == 1:
		return []data.Attention{{Kind: KindConsent, ClientID: rows[0].id, Count: 1, Sentence: fmt.Sprintf("%s came from a list: confirm consent", rows[0].name)}}, nil
	case len(rows) == dueLook:
		return []data.Attention{{Kind: KindConsent, Count: dueLook, Sentence: fmt.Sprintf("More than %d imported clients: confirm consent", dueLook-1)}}, nil
	}
	return []data.Attention{{Kind: KindConsent, Count: len(rows), Sentence: fmt.Sprintf("%d imported clients: confirm consent", len(rows))}}, nil
}
