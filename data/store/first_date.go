package store

import (
	"context"
	"waymark/data"
)

// FirstDate is the day of the earliest referral or contact; blank when there is none.
func (s *Store) FirstDate(ctx context.Context) (data.Date, error) {
	var d data.Date
	err := s.reader.QueryRowContext(ctx, `SELECT min(day) FROM (SELECT min(received_on) AS day FROM referral
		UNION ALL SELECT min(held_on) FROM contact WHERE removed_at IS NULL)`).Scan(&d)
	return d, problem(err)
}
