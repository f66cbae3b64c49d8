package figures

import (
	"context"

	"waymark/data/store"
	"waymark/data/tally"
)

// partnership reads to which partner each surgery and each member of staff belongs;
// nothing in a service of one organisation.
func partnership(ctx context.Context, q store.Querier) (p tally.Partnership, err error) {
	for _, of := range []struct {
		table string
		to    *map[string]string
	}{{"surgery", &p.Surgeries}, {"staff", &p.Staff}} {
		*of.to = map[string]string{}
		err = store.Each(ctx, q, func(r *[2]string) []any { return []any{&r[0], &r[1]} }, func(r *[2]string) error {
			(*of.to)[r[0]] = r[1]
			return nil
		}, "SELECT id, partner_id FROM "+of.table+" WHERE partner_id IS NOT NULL") // tables are our own
		if err != nil {
			return p, err
		}
	}
	return p, nil
}
