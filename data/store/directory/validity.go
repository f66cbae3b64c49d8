package directory

import (
	"context"

	"waymark/data"
	"waymark/data/store"
)

// freeOn is whether a service is free, by the prices in its words that hold today.
func freeOn(cost string, today data.Date) data.YesNo {
	return data.FreeOfCharge(data.InForce(cost, today))
}

// timesOn are the times of a service, by those of its words that hold today.
func timesOn(days string, today data.Date) int64 {
	return int64(data.ReadTimes(data.InForce(days, today)))
}

// RefreshDated works out again what times and prices hold today: some ended and
// some began since their services were saved.
func (s *Directory) RefreshDated(ctx context.Context) error {
	type dated struct {
		seq              int64
		cost, days, free string
		times            int64
	}
	var stale []dated
	today := s.db.Today()
	err := store.Each(ctx, s.db, func(v *dated) []any { return []any{&v.seq, &v.cost, &v.days, &v.free, &v.times} }, func(v *dated) error {
		if v.free != string(freeOn(v.cost, today)) || v.times != timesOn(v.days, today) {
			stale = append(stale, *v)
		}
		return nil
	}, `SELECT seq, cost, days, free, times FROM service WHERE days GLOB '*[12][09][0-9][0-9]*' OR cost GLOB '*[12][09][0-9][0-9]*'
		OR days LIKE '%each year%'`)
	if err != nil || len(stale) == 0 {
		return err
	}
	return s.marks.Write(ctx, store.Change{Kind: store.ChangedDirectory}, func(t *store.Tx) error {
		for _, v := range stale {
			if err := t.Derive("UPDATE service SET free = ?, times = ? WHERE seq = ?", freeOn(v.cost, today), timesOn(v.days, today), v.seq); err != nil {
				return err
			}
		}
		return nil
	})
}
