package store

import (
	"waymark/data"
)

// rereadServices reads cost and times from the words of every service, and
// indexes it.
func (t *tx) rereadServices() error {
	type row struct {
		seq        int64
		cost, days string
	}
	rows, err := collect(t.ctx, t, func(r *row) []any { return []any{&r.seq, &r.cost, &r.days} }, "SELECT seq, cost, days FROM service")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := t.derive("UPDATE service SET free = ?, times = ? WHERE seq = ?",
			data.FreeOfCharge(r.cost), int64(data.ReadTimes(r.days)), r.seq); err != nil {
			return err
		}
		if err := t.indexService(r.seq); err != nil {
			return err
		}
	}
	return nil
}
