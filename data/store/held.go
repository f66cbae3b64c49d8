package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"waymark/data"
)

// Holds says what a database holds of the records of its service.
type Holds string

// HoldsAll is every database but those of devices of a service that hold less.
// HoldsFigures is that of a coordinator's device: what reports count, and no clients.
// HoldsClinics is that of a surgery's device: its clinics, and of clients the name,
// birth date and phone number. HoldsPartner is that of a device with the records of the
// clients of one partner, and of no one else.
const (
	HoldsAll     Holds = ""
	HoldsFigures Holds = "figures"
	HoldsClinics Holds = "clinics"
	HoldsPartner Holds = "partner"
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
	h, clinics := HoldsAll, ""
	err := s.reader.QueryRowContext(ctx, "SELECT holds, clinics FROM exchange_state").Scan(&h, &clinics)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	var surgeries []data.ID
	for _, word := range strings.Fields(clinics) {
		id, _, _ := strings.Cut(word, "@")
		surgeries = append(surgeries, data.ID(id))
	}
	s.holds.Store(&h)
	s.surgeries.Store(&surgeries)
	return nil
}

// HoldsSurgery returns an error that says so if this database is that of a surgery's
// device and does not have the clinics of a surgery. Which surgery one became is
// asked as well: two devices may have made it.
func (s *Store) HoldsSurgery(ctx context.Context, id data.ID) error {
	if s.Holds() != HoldsClinics || id == "" {
		return nil
	}
	for _, own := range *s.surgeries.Load() {
		var is bool
		if err := s.reader.QueryRowContext(ctx, `WITH RECURSIVE b(id) AS (SELECT ? UNION SELECT kept_id FROM exchange_same JOIN b ON gone_id = b.id)
			SELECT EXISTS (SELECT 1 FROM b WHERE id = ?)`, KeyOf(own), KeyOf(id)).Scan(&is); err != nil || is {
			return Problem(err)
		}
	}
	return data.NewProblem(data.CodeRefused, "This PC does not hold the clinics of this surgery. A manager can give them to it: in Settings, Devices, on a manager’s PC.")
}

// HoldsSurgery is that of the store.
func (d *Door) HoldsSurgery(ctx context.Context, id data.ID) error {
	return d.store.HoldsSurgery(ctx, id)
}

// OwnSurgeries are the surgeries whose clinics this database has, if it is that of a
// surgery's device.
func (s *Store) OwnSurgeries() []data.ID {
	if s.Holds() != HoldsClinics {
		return nil
	}
	return *s.surgeries.Load()
}

// OwnPartner is the partner whose clients’ records this database has, if it is that of a
// partner's device, as the list of partners has it now: two devices may have made it.
func OwnPartner(ctx context.Context, q Querier) (id data.ID, is bool, err error) {
	var holds Holds
	var place string
	err = q.QueryRowContext(ctx, "SELECT holds, clinics FROM exchange_state").Scan(&holds, &place)
	if errors.Is(err, sql.ErrNoRows) || err == nil && holds != HoldsPartner {
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	place, _, _ = strings.Cut(place, "@")
	kept, err := Collect(ctx, q, func(k *any) []any { return []any{k} },
		"WITH RECURSIVE b(id) AS (SELECT ?1 UNION SELECT kept_id FROM exchange_same JOIN b ON gone_id = b.id AND tbl = ?2) SELECT id FROM b",
		KeyOf(strings.TrimPrefix(place, "casework-")), register["partner"].number)
	if err != nil {
		return "", false, err
	}
	return data.ID(KeyText(kept[len(kept)-1])), true, nil
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
