package figures

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// waits takes the days from each referral received in the period to the first
// attended contact, and to the first service that the person went to.
func (c *counter) waits() error {
	type row struct{ contact, service *int }
	return store.Each(c.ctx, c.q, func(r *row) []any { return []any{&r.contact, &r.service} }, func(r *row) error {
		c.figures.ToFirstContact = waited(c.figures.ToFirstContact, r.contact)
		c.figures.ToFirstService = waited(c.figures.ToFirstService, r.service)
		return nil
	}, `SELECT CAST(julianday((SELECT min(k.held_on) FROM contact k WHERE k.client_id = r.client_id AND k.held_on >= r.received_on
		  AND k.outcome = 'attended' AND k.removed_at IS NULL AND k.episode_id = r.episode_id)) - julianday(r.received_on) AS INTEGER),
		CAST(julianday((SELECT min(h.status_on) FROM prescription_status h JOIN prescription p ON p.id = h.prescription_id
		  WHERE h.client_id = r.client_id AND p.episode_id = r.episode_id AND h.status_on >= r.received_on AND `+went+`
		  AND h.status IN ('started', 'attending', 'completed', 'stopped'))) - julianday(r.received_on) AS INTEGER)
		FROM referral r WHERE r.received_on BETWEEN @from AND @to`+c.scope("r.client_id"), c.args()...)
}

func waited(w data.Waits, days *int) data.Waits {
	if days == nil {
		w.NotYet++
	} else {
		w.Days = append(w.Days, *days)
	}
	return w
}

// lonelyReason is the reason that stands for loneliness: the one in the
// settings, else the first whose name says so.
func lonelyReason(ctx context.Context, q store.Querier) (id, name string, err error) {
	err = q.QueryRowContext(ctx, `SELECT id, name FROM reason
		WHERE id = coalesce((SELECT value FROM setting WHERE key = ?), '') OR name_fold LIKE '%lonel%' OR name_fold LIKE '%isolat%' OR name_fold LIKE '%befriend%'
		ORDER BY id <> coalesce((SELECT value FROM setting WHERE key = ?), ''), position, name_fold LIMIT 1`, lists.SettingLoneliness, lists.SettingLoneliness).Scan(&id, &name)
	if err == sql.ErrNoRows {
		return "", "", nil
	}
	return id, name, err
}

// loneliness counts the people seen for whom loneliness was a reason or was
// found, with what they came for and what else was found.
func (c *counter) loneliness() error {
	id, name, err := lonelyReason(c.ctx, c.q)
	if err != nil || id == "" {
		return err
	}
	l := &c.figures.Loneliness
	l.Reason = name
	reasons, needs := map[string]int{}, map[string]int{}
	for client, p := range c.persons {
		if !p.seen {
			continue
		}
		switch {
		case p.Reason == id:
			l.Asked++
		case slices.Contains(c.found[client], id):
			l.Found++
			reasons[p.Reason]++
		default:
			continue
		}
		found := slices.Compact(slices.Sorted(slices.Values(c.found[client])))
		for _, need := range found {
			if need != id {
				needs[need]++
			}
		}
	}
	if l.ByReason, err = c.named("reason", "position, name_fold", reasons); err != nil {
		return err
	}
	l.ByReason = slices.DeleteFunc(l.ByReason, func(t data.Tally) bool { return t.N == 0 && strings.TrimSpace(t.Key) != "" })
	l.Needs, err = c.inOrder(needs)
	return err
}
