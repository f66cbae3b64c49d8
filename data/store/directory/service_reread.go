package directory

import (
	"waymark/data"
	"waymark/data/fold"
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

// RereadService is RereadServices for one service that came from another device,
// with its place and what it is sorted by.
func RereadService(t *store.Tx, id data.ID) error {
	v, err := Service(t.Ctx, t, id)
	if err != nil {
		return err
	}
	place, err := placeOf(t, v)
	if err != nil {
		return err
	}
	if err := t.Derive("UPDATE service SET sort_name = ?, free = ?, times = ?, place_latitude = ?, place_longitude = ? WHERE id = ?",
		fold.Text(v.Name), freeOn(v.Cost, t.Today()), timesOn(v.Days, t.Today()), place[0].Value, place[1].Value, id); err != nil {
		return err
	}
	var seq int64
	if err := t.Value(&seq, "SELECT seq FROM service WHERE id = ?", id); err != nil {
		return err
	}
	return wordindex.IndexService(t, seq)
}
