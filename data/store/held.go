package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"waymark/data"
)

// Holds says what a database holds of the records of its service.
type Holds string

// HoldsAll is every database but those of devices of a service that hold less.
// HoldsFigures is that of a coordinator's device: what reports count, and no clients.
// HoldsClinics is that of a surgery's device: its clinics, and of clients the name,
// birth date and phone number.
const (
	HoldsAll     Holds = ""
	HoldsFigures Holds = "figures"
	HoldsClinics Holds = "clinics"
)

// Holds returns what this database holds.
func (s *Store) Holds() Holds {
	if h := s.holds.Load(); h != nil {
		return *h
	}
	return HoldsAll
}

// Holds returns what the database holds.
func (d *Door) Holds() Holds { return d.store.Holds() }

// Holds returns what the database holds.
func (t *Tx) Holds() Holds {
	if t.store == nil {
		return HoldsAll
	}
	return t.store.Holds()
}

// ReadHolds reads again what the database holds, after that was written.
func (d *Door) ReadHolds(ctx context.Context) error { return d.store.readHolds(ctx) }

func (s *Store) readHolds(ctx context.Context) error {
	h := HoldsAll
	err := s.reader.QueryRowContext(ctx, "SELECT holds FROM exchange_state").Scan(&h)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	s.holds.Store(&h)
	return nil
}

// ofPersons are tables whose rows are of clients and clinics. Whatever else is of a
// client names one of them.
var ofPersons = []string{"client", "gap", "clinic", "session_change", "absence", "presence"}

// atDesk are the tables about clients that a surgery's device has.
var atDesk = []string{"client", "appointment", "appointment_state", "presence", "clash_kept", "to_tell", "conflict"}

// mayHold returns an error if rows of a table are not for this database.
func (t *Tx) mayHold(table string) error {
	switch h := t.Holds(); {
	case h == HoldsClinics && !slices.Contains(atDesk, table) && !slices.Contains(aboutNoOne, table):
		return data.NewProblem(data.CodeRefused, "This PC holds only the clinics of its surgery, so nothing was saved. Do this on the PC of a prescriber or manager.")
	case h != HoldsFigures || !slices.Contains(ofPersons, table):
		return nil
	}
	return data.NewProblem(data.CodeRefused, "This PC holds only what reports count, so nothing was saved. Add clients and clinics on the PC of a prescriber or manager.")
}
