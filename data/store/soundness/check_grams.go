package soundness

import (
	"context"
	"waymark/data/store"
)

// checkGrams compares the counts of letters with a full count.
func (s *Soundness) checkGrams(ctx context.Context, r *CheckResult) error {
	wanted, err := store.GramsOfAll(ctx, s.db)
	if err != nil {
		return err
	}
	counts := make(map[string]int, len(wanted))
	for g, n := range wanted {
		counts[g.String()] = n
	}
	type row struct {
		gram    string
		clients int
	}
	wrong := 0
	err = store.Each(ctx, s.db, func(v *row) []any { return []any{&v.gram, &v.clients} }, func(v *row) error {
		if counts[v.gram] != v.clients {
			wrong++
		}
		delete(counts, v.gram)
		return nil
	}, "SELECT gram, clients FROM client_gram UNION ALL SELECT 'of ' || text, 1 FROM client_gram_due")
	if wrong += len(counts); wrong > 0 {
		r.repairable("The counts of clients by the letters in their names are out of date.")
	}
	return err
}
