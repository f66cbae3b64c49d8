package figures

import (
	"context"

	"waymark/data"
	"waymark/data/store"
)

// Unmet counts what was recorded in a period about people without an attended
// contact in it.
func (s *Figures) Unmet(ctx context.Context, f data.FigureFilter) (data.Unmet, error) {
	c := &counter{ctx: ctx, q: s.db, filter: f, figures: &data.Figures{}}
	err := c.unmet()
	return c.figures.Unmet, store.Problem(err)
}

func (c *counter) unmet() error {
	u := &c.figures.Unmet
	// The index of closed follow-ups is only taken where status <> 'open' is said.
	scope := ` AND client_id NOT IN (SELECT client_id FROM seen)` + c.scope("client_id") + `)`
	return c.numbers(`WITH seen AS MATERIALIZED (`+seenInPeriod+`)
		SELECT (SELECT count(*) FROM referral WHERE received_on BETWEEN @from AND @to`+scope+`,
		(SELECT count(*) FROM offer WHERE offered_on BETWEEN @from AND @to`+scope+`,
		(SELECT count(*) FROM response WHERE finished AND answered_on BETWEEN @from AND @to`+scope+`,
		(SELECT count(*) FROM follow_up WHERE status = 'done' AND status <> 'open' AND closed_on BETWEEN @from AND @to`+scope,
		&u.Referrals, &u.Offers, &u.Responses, &u.FollowUps)
}
