package exchange

import (
	"context"
	"fmt"
	"slices"

	"waymark/data"
	"waymark/data/store"
)

// Unsound lists every row that breaks a rule of its own.
func Unsound(ctx context.Context, q store.Querier, today data.Date) ([]string, error) {
	var list []string
	for table := range checks {
		keys, err := store.Collect(ctx, q, func(k *string) []any { return []any{k} }, "SELECT id FROM "+table)
		if err != nil {
			return nil, err
		}
		for _, key := range keys {
			wrong, err := unsound(ctx, q, table, key, today)
			if err != nil {
				return nil, err
			}
			if len(wrong) > 0 {
				list = append(list, fmt.Sprintf("%s %s: %v", table, key, wrong))
			}
		}
	}
	slices.Sort(list)
	return list, nil
}

// LookAtOnce has a test look at so many rows in one transaction.
func LookAtOnce(t interface{ Cleanup(func()) }, n int) {
	was := atOnce
	atOnce = n
	t.Cleanup(func() { atOnce = was })
}

// NotSeeded says why tables are not in a seed.
var NotSeeded = notSeeded

// Seeded lists the tables that a seed has beside records.
func Seeded() map[string]string { return seeded(1) }

// Clocks lists the clocks of all rows, by group and with the names of devices. Without
// own, rows of which this device wrote something are left out.
func Clocks(ctx context.Context, db *store.Door, own bool) (list []string, err error) {
	err = db.Write(ctx, store.Change{}, func(t *store.Tx) error {
		w, err := begin(t)
		if err != nil {
			return err
		}
		for _, of := range w.inOrder() {
			keys, err := w.keysOf(of)
			if err != nil {
				return err
			}
			for _, key := range keys {
				r, err := w.row(of, key)
				if err != nil || r == nil || !own && r.isOwn() {
					if err != nil {
						return err
					}
					continue
				}
				for i := range of.groups {
					c := r.cell(of.groups[i].id)
					list = append(list, fmt.Sprint(of.Name, key, of.groups[i].id, c.clock, w.devices[c.device], c.own))
				}
			}
		}
		return nil
	})
	return list, err
}
