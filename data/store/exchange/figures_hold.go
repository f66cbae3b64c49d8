package exchange

import (
	"context"

	"waymark/data"
	"waymark/data/exchange/change"
	"waymark/data/store"
)

// Hold says what this device holds of the records of its service, and what others
// hold that this one sees to. It is told at every meeting.
func (s *Exchange) Hold(ctx context.Context, h change.Holding) error {
	if h.Kind == change.HoldsClinics {
		return data.NewProblem(data.CodeRefused, "Waymark cannot give the PC of a surgery its clinics alone yet, so this PC sends and receives nothing. It works on its own as before.")
	}
	was, figures := s.db.Holds(), false
	holds := store.HoldsAll
	if h.Kind == change.HoldsFigures {
		holds = store.HoldsFigures
	}
	if err := s.db.QueryRowContext(ctx, "SELECT figures FROM exchange_state").Scan(&figures); err != nil {
		return store.Problem(err)
	}
	if was == holds && figures == h.Figures {
		return nil
	}
	err := s.db.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(t *store.Tx) error {
		if was != holds {
			if err := mayBecome(t, holds); err != nil {
				return err
			}
		}
		return t.Derive("UPDATE exchange_state SET holds = ?, figures = ?", string(holds), h.Figures)
	})
	if err != nil {
		return err
	}
	return store.Problem(s.db.ReadHolds(ctx))
}

// mayBecome returns an error if a database cannot be one that holds something else:
// it would keep what it should not have, or lack what it should.
func mayBecome(t *store.Tx, holds store.Holds) error {
	if holds == store.HoldsAll {
		return data.NewProblem(data.CodeRefused, "This PC holds only what reports count, and has another role in the service now. Have it leave the service, then join again with a new database.")
	}
	var clients bool
	if err := t.Value(&clients, "SELECT EXISTS (SELECT 1 FROM client) OR EXISTS (SELECT 1 FROM clinic)"); err != nil || !clients {
		return err
	}
	return data.NewProblem(data.CodeRefused, "This PC has clients or clinics in its database, which a coordinator’s PC does not hold. Have it leave the service, then join again with a new database.")
}

// mayHave reports whether this device holds a compartment.
func (w *work) mayHave(compartment string) bool {
	return w.holds == store.HoldsAll || compartment == string(Lists) || compartment == string(Figures)
}
