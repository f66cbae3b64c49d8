package soundness

import (
	"context"

	"waymark/data"
	"waymark/data/store"
)

// checkFacts compares what reports count of each client with what is on record.
func (s *Soundness) checkFacts(ctx context.Context, r *CheckResult) error {
	return s.db.Look(ctx, func(t *store.Tx) error {
		stale, err := store.StaleFacts(ctx, t)
		if len(stale) > 0 {
			r.repairable(data.Plural(len(stale), "client is", "clients are") + " counted in reports by what is no longer on record.")
		}
		return err
	})
}
