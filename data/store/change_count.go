package store

import (
	"context"

	"github.com/google/uuid"
)

// ChangeCounts counts how often each row of a table was changed since it was
// made, by its key: a UUID, or the parts of a longer key with "\x1f" between them.
// Rows that never changed are left out. It reads the whole change log.
func ChangeCounts(ctx context.Context, q Querier, table string) (map[string]int, error) {
	type count struct {
		key any
		n   int
	}
	rows, err := Collect(ctx, q, func(c *count) []any { return []any{&c.key, &c.n} },
		"SELECT row, count(*) FROM change_entry WHERE tbl = ? AND columns <> 0 GROUP BY row", register[table].number)
	counts := make(map[string]int, len(rows))
	for _, c := range rows {
		switch key := c.key.(type) {
		case string:
			counts[key] = c.n
		case []byte:
			if id, err := uuid.FromBytes(key); err == nil {
				counts[id.String()] = c.n
			}
		}
	}
	return counts, err
}
