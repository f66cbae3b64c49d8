package directory

import (
	"waymark/data/store"
	"waymark/data/store/wordindex"
)

// RereadServices reads cost and times from the words of every service, and
// indexes it.
func RereadServices(t *store.Tx) error {
	if err := ForgetAnswers(t); err != nil { // the rules of the index may be others now
		return err
	}
	type row struct {
		seq        int64
		cost, days string
	}
	rows, err := store.Collect(t.Ctx, t, func(r *row) []any { return []any{&r.seq, &r.cost, &r.days} }, "SELECT seq, cost, days FROM service")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := t.Derive("UPDATE service SET free = ?, times = ? WHERE seq = ?",
			freeOn(r.cost, t.Today()), timesOn(r.days, t.Today()), r.seq); err != nil {
			return err
		}
		if err := wordindex.IndexService(t, r.seq); err != nil {
			return err
		}
	}
	return nil
}
