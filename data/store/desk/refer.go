package desk

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// ShortChoices is what the form of a short referral offers at a desk: its own
// surgery and the reasons.
func (s *Desk) ShortChoices(ctx context.Context) (*data.ShortChoices, error) {
	if err := s.refers(); err != nil {
		return nil, err
	}
	c, err := casework.ShortChoices(ctx, s.db)
	if err != nil {
		return nil, err
	}
	if own := s.session.Surgery(); own != "" {
		c.Here = own
		c.Surgeries = slices.DeleteFunc(c.Surgeries, func(v data.Surgery) bool { return v.ID != own })
	}
	return c, nil
}

// NearMatches returns the people who may be the one of a short referral: those of
// the session's surgery, and anyone else only if name and birth date are the same.
func (s *Desk) NearMatches(ctx context.Context, r *data.ShortReferral) ([]data.NearMatch, error) {
	return s.near(ctx, s.db, r)
}

func (s *Desk) near(ctx context.Context, q store.Querier, r *data.ShortReferral) ([]data.NearMatch, error) {
	list, err := casework.NearMatches(ctx, q, r)
	if err != nil || s.session.Role() != access.Reception {
		return list, err
	}
	name := fold.Text(data.Tidy(r.GivenNames + " " + r.FamilyName))
	own := list[:0]
	for _, n := range list {
		var surgery data.ID
		if err := q.QueryRowContext(ctx, "SELECT surgery_id FROM client WHERE id = ?", n.ID).Scan(store.OrNull(&surgery)); err != nil {
			return nil, store.Problem(err)
		}
		exact := !r.BirthDate.IsZero() && n.BirthDate == r.BirthDate && fold.Text(n.Name) == name
		if surgery == s.session.Surgery() || exact {
			own = append(own, n)
		}
	}
	return own, nil
}

// ReferShortly stores a short referral from the session's surgery. A client who is
// here already is one of NearMatches, else it is refused. known is as in
// casework.ReferShortly.
func (s *Desk) ReferShortly(ctx context.Context, r *data.ShortReferral, known ...data.ID) error {
	if err := s.refers(); err != nil {
		return err
	}
	if own := s.session.Surgery(); own != "" {
		r.SurgeryID = own
	}
	return s.db.WriteAbout(ctx, store.ChangedClient, &r.ClientID, func(t *store.Tx) error {
		if r.ClientID != "" {
			unsaid := *r
			unsaid.ClientID = ""
			near, err := s.near(t.Ctx, t, &unsaid)
			if err != nil {
				return err
			}
			if !slices.ContainsFunc(near, func(n data.NearMatch) bool { return n.ID == r.ClientID }) {
				return data.NewProblem(data.CodeRefused, "What was typed no longer fits this person, so nothing was saved. Choose again who it is.")
			}
		}
		return casework.ReferShortly(t, r, known...)
	})
}

// ReferredOn lists those whom the session's surgery referred on a day, the latest
// first; total is how many there are.
func (s *Desk) ReferredOn(ctx context.Context, day data.Date, surgery data.ID) (rows []data.ReferredRow, total int, err error) {
	if err := s.refers(); err != nil {
		return nil, 0, err
	}
	if own := s.session.Surgery(); own != "" {
		surgery = own
	}
	return casework.ReferredOn(ctx, s.db, s.db.Local().Location(), day, surgery)
}
