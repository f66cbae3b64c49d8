package figures

import (
	"context"
	"waymark/data"
	"waymark/data/store"
)

// FirstDate is the day of the earliest referral or contact; blank when there is none.
func (s *Figures) FirstDate(ctx context.Context) (data.Date, error) {
	if s.held() {
		return s.heldFirstDate(ctx)
	}
	var d data.Date
	err := s.db.QueryRowContext(ctx, `SELECT min(day) FROM (SELECT min(received_on) AS day FROM referral
		UNION ALL SELECT min(held_on) FROM contact WHERE removed_at IS NULL)`).Scan(&d)
	return d, store.Problem(err)
}
