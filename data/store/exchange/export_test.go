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
