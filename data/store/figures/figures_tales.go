package figures

import (
	"context"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/tally"
)

// Tales returns what was told in the period by people in scope whose consent to
// it stands at this moment: stories first, in the order they were told.
func (s *Figures) Tales(ctx context.Context, f data.FigureFilter) ([]data.Tale, error) {
	if s.held() {
		return s.talesHeld(ctx, f)
	}
	c := scope(f)
	return store.Collect(ctx, s.db, casework.ScanTale, "SELECT "+casework.TaleColumns+" FROM tale t WHERE t.removed_at IS NULL AND t.told_on BETWEEN @from AND @to AND"+
		casework.MayBeTold+c.of("t.client_id")+" ORDER BY t.kind DESC, t.told_on, t.id", c.args()...)
}

// TalesWithoutConsent counts what was told in the period and may not be used.
func (s *Figures) TalesWithoutConsent(ctx context.Context, f data.FigureFilter) (n int, err error) {
	if s.held() {
		err = s.heldTales(ctx, f, func(t *tally.Tales) { n += inPeriod(t.Without, f) })
		return n, err
	}
	c := scope(f)
	err = s.db.QueryRowContext(ctx, "SELECT count(*) FROM tale t WHERE t.removed_at IS NULL AND t.told_on BETWEEN @from AND @to AND NOT ("+casework.MayBeTold+")"+c.of("t.client_id"), c.args()...).Scan(&n)
	return n, store.Problem(err)
}
