package figures

import (
	"context"
	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// mayBeTold is true of tales of clients whose latest word on having their
// story told was yes, and whose record may be used.
const mayBeTold = ` coalesce((SELECT n.given FROM consent n WHERE n.client_id = t.client_id AND n.kind = 'story'
	ORDER BY n.given_on DESC, n.created_at DESC, n.id DESC LIMIT 1), 0) = 1
	AND NOT EXISTS (SELECT 1 FROM rights_request x WHERE x.client_id = t.client_id AND ` + store.StandingSQL + `)`

// Tales returns what was told in the period by people in scope whose consent to
// it stands at this moment: stories first, in the order they were told.
func (s *Figures) Tales(ctx context.Context, f data.FigureFilter) ([]data.Tale, error) {
	c := scope(f)
	return store.Collect(ctx, s.db, casework.ScanTale, "SELECT "+casework.TaleColumns+" FROM tale t WHERE t.removed_at IS NULL AND t.told_on BETWEEN @from AND @to AND"+
		mayBeTold+c.of("t.client_id")+" ORDER BY t.kind DESC, t.told_on, t.id", c.args()...)
}

// TalesWithoutConsent counts what was told in the period and may not be used.
func (s *Figures) TalesWithoutConsent(ctx context.Context, f data.FigureFilter) (int, error) {
	c := scope(f)
	n := 0
	err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM tale t WHERE t.removed_at IS NULL AND t.told_on BETWEEN @from AND @to AND NOT ("+mayBeTold+")"+c.of("t.client_id"), c.args()...).Scan(&n)
	return n, store.Problem(err)
}
