package rights

import (
	"context"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// Follows says what follows at once if a client withdraws a consent, to be shown
// before it is confirmed.
func (s *Rights) Follows(ctx context.Context, client data.ID, kind data.ConsentKind) (data.Withdrawal, error) {
	var n data.WithdrawalCounts
	err := s.consents.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM tale WHERE client_id = ?1 AND removed_at IS NULL),
		(SELECT count(*) FROM prescription WHERE client_id = ?1 AND status NOT IN ('completed', 'stopped', 'did_not_start')),
		(SELECT count(*) FROM task WHERE client_id = ?1 AND status = 'open' AND removed_at IS NULL),
		(SELECT count(*) FROM response WHERE client_id = ?1 AND finished),
		(SELECT count(*) FROM follow_up WHERE client_id = ?1 AND status = 'open'),
		(SELECT count(*) FROM appointment a WHERE `+store.AppointmentsOf("?1")+` AND a.removed_at IS NULL AND a.state = 'booked' AND a.on_day >= ?2)`, client, s.consents.Today()).
		Scan(&n.Tales, &n.Referrals, &n.Tasks, &n.Finished, &n.Unanswered, &n.Appointment)
	if err != nil {
		return data.Withdrawal{}, store.Problem(err)
	}
	return data.FollowsWithdrawal(kind, n), nil
}

// Withdraw writes down that a client withdraws a consent, as consent and as a
// request that is done: both at once. Whoever works with the client may, whatever
// else stands.
func (s *Rights) Withdraw(ctx context.Context, c *data.Consent, asked data.RightsHow) error {
	if err := s.consents.Ask(access.Read | access.Write); err != nil {
		return err
	}
	c.Given = false
	if err := c.Validate(s.consents.Today()); err != nil {
		return err
	}
	r := &data.RightsRequest{ClientID: c.ClientID, Kind: data.RightsWithdrawal, AskedOn: c.On, AskedHow: asked, Asked: c.Kind.Label(),
		State: data.RightsDone, ClosedOn: s.consents.Today(), Outcome: "Applied at once."}
	if err := r.Validate(s.consents.Today()); err != nil {
		return err
	}
	return s.consents.WriteAbout(ctx, store.ChangedClient, &c.ClientID, func(t *store.Tx) error {
		var given bool
		err := t.Value(&given, `SELECT coalesce((SELECT given FROM consent WHERE client_id = ? AND kind = ? ORDER BY given_on DESC, created_at DESC, id DESC LIMIT 1), 0)`,
			c.ClientID, c.Kind)
		if err != nil {
			return err
		}
		if !given {
			return data.NewProblem(data.CodeConflict, "This consent is not in force, so there is nothing to withdraw.")
		}
		if err := casework.SaveConsent(t, c); err != nil {
			return err
		}
		return saveRequest(t, r)
	})
}
