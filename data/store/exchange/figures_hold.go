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
	was, figures, clinics, own := s.db.Holds(), false, "", int64(0)
	holds := map[string]store.Holds{change.HoldsFigures: store.HoldsFigures, change.HoldsClinics: store.HoldsClinics, change.HoldsPartner: store.HoldsPartner}[h.Kind]
	places := placesHeld(h)
	if err := s.db.QueryRowContext(ctx, "SELECT figures, clinics, own FROM exchange_state").Scan(&figures, &clinics, &own); err != nil {
		return store.Problem(err)
	}
	if was == holds && figures == h.Figures && clinics == clinicsText(places) {
		return nil
	}
	others := holds == store.HoldsAll && clinics != clinicsText(places)
	if others {
		if err := s.seeTo(ctx, clinicsOf(clinics), places); err != nil {
			return err
		}
	}
	err := s.db.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(t *store.Tx) error {
		if was != holds {
			if err := mayBecome(t, was, holds); err != nil {
				return err
			}
		}
		if err := t.Derive("UPDATE exchange_state SET holds = ?, figures = ?, clinics = ?", string(holds), h.Figures, clinicsText(places)); err != nil {
			return err
		}
		if others { // what was written meanwhile went by the places of before
			if err := t.Derive("INSERT OR IGNORE INTO clinic_due (tbl, row) SELECT tbl, row FROM exchange_row WHERE mine > 0 AND mine > ?", own); err != nil {
				return err
			}
		}
		return holdClinics(t, clinics, places)
	})
	if err != nil {
		return err
	}
	return store.Problem(s.db.ReadHolds(ctx))
}

// mayBecome returns an error if a database cannot be one that holds something else:
// it would keep what it should not have, or lack what it should.
func mayBecome(t *store.Tx, was, holds store.Holds) error {
	if was != store.HoldsAll {
		has := "only what reports count"
		switch was {
		case store.HoldsClinics:
			has = "only the clinics of its surgery"
		case store.HoldsPartner:
			has = "only the records of one partner"
		}
		return data.NewProblem(data.CodeRefused, "This PC holds "+has+", and has another role in the service now. Have it leave the service, then join again with a new database.")
	}
	var clients bool
	if err := t.Value(&clients, "SELECT EXISTS (SELECT 1 FROM client) OR EXISTS (SELECT 1 FROM clinic)"); err != nil || !clients {
		return err
	}
	switch holds {
	case store.HoldsPartner:
		return data.NewProblem(data.CodeRefused, "This PC has clients or clinics in its database, which may be of other partners. Have it leave the service, then join again with a new database.")
	case store.HoldsClinics:
		return data.NewProblem(data.CodeRefused, "This PC has clients or clinics in its database, which may hold more than a surgery’s PC does. Have it leave the service, then join again with a new database.")
	}
	return data.NewProblem(data.CodeRefused, "This PC has clients or clinics in its database, which a coordinator’s PC does not hold. Have it leave the service, then join again with a new database.")
}
