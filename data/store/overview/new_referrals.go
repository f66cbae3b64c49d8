package overview

import (
	"context"
	"database/sql"
	"fmt"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// KindNewReferral is the kind of a Today row about someone who was referred and
// whom no one has met or called yet.
const KindNewReferral = "New referral"

const (
	newReferralDays = 30 // how long Today lists someone as new
	newReferralMost = 5
)

// newReferrals finds people who were referred in the last 30 days, and with whom
// there has been no contact and none is planned.
func (s *Overview) newReferrals(ctx context.Context, today data.Date, prescriber data.ID) ([]data.Attention, error) {
	type row struct {
		client   data.ID
		name     string
		received data.Date
		refused  bool
		total    int
	}
	rows, err := store.Collect(ctx, s.db, func(r *row) []any { return []any{&r.client, &r.name, &r.received, &r.refused, &r.total} },
		`WITH fresh AS MATERIALIZED (SELECT f.client_id, f.received_on, f.id FROM referral f CROSS JOIN episode e ON e.id = f.episode_id
			WHERE f.received_on BETWEEN @from AND @today AND e.status = 'open' AND `+casework.Lives("f.client_id")+`
			AND (@prescriber = '' OR coalesce(e.prescriber_id, (SELECT c.prescriber_id FROM client c WHERE c.id = f.client_id), @prescriber) = @prescriber)
			AND NOT EXISTS (SELECT 1 FROM contact k WHERE k.client_id = f.client_id AND k.episode_id = f.episode_id AND k.removed_at IS NULL))
		SELECT c.id, trim(c.given_names || ' ' || c.family_name), f.received_on,
			coalesce((SELECT given = 0 FROM consent x WHERE x.client_id = c.id AND x.kind = 'contact' ORDER BY x.given_on DESC, x.created_at DESC LIMIT 1), 0),
			(SELECT count(*) FROM fresh)
		FROM (SELECT * FROM fresh ORDER BY received_on, id LIMIT @most) f CROSS JOIN client c ON c.id = f.client_id ORDER BY f.received_on, f.id`,
		sql.Named("from", today.AddDays(-newReferralDays)), sql.Named("today", today), sql.Named("prescriber", prescriber), sql.Named("most", newReferralMost))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	holidays, err := s.lists.Holidays(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]data.Attention, 0, len(rows)+1)
	for _, r := range rows {
		sentence := fmt.Sprintf("%s was referred on %s: first call by %s", r.name, r.received.Long(), holidays.FirstCallBy(r.received).Long())
		if r.refused {
			sentence = fmt.Sprintf("%s was referred on %s and did not agree to be contacted", r.name, r.received.Long())
		}
		list = append(list, data.Attention{Kind: KindNewReferral, ClientID: r.client, Count: 1, Sentence: sentence})
	}
	if more := rows[0].total - len(rows); more > 0 {
		list = append(list, data.Attention{Kind: KindNewReferral, Count: more,
			Sentence: data.Plural(more, "more person was referred and has had no contact yet", "more people were referred and have had no contact yet")})
	}
	return list, nil
}

// once keeps, of what is said about a client's next step, the first.
func once(list []data.Attention) []data.Attention {
	isNew := map[data.ID]bool{}
	kept := list[:0]
	for _, a := range list {
		if a.Kind == KindNewReferral {
			isNew[a.ClientID] = a.ClientID != ""
		}
		if a.Kind != "No next step" || !isNew[a.ClientID] {
			kept = append(kept, a)
		}
	}
	return kept
}
