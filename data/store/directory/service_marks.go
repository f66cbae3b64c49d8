package directory

import (
	"context"
	"database/sql"
	"errors"

	"waymark/data"
	"waymark/data/store"
)

// SetFavourite marks a service as a favourite of who uses the program, or takes
// the mark away. It is not audited: it is about the user, not about a record.
func (s *Directory) SetFavourite(ctx context.Context, service data.ID, on bool) error {
	return s.marks.Write(ctx, store.Change{Kind: store.ChangedMarks}, func(t *store.Tx) error {
		return t.Derive(`INSERT INTO service_mark (staff_id, service_id, favourite) VALUES (?, ?, ?)
			ON CONFLICT (staff_id, service_id) DO UPDATE SET favourite = excluded.favourite`, t.Actor, service, on)
	})
}

// NoteServiceOpened keeps for the list of recent services that it was opened.
func (s *Directory) NoteServiceOpened(ctx context.Context, service data.ID) error {
	return s.marks.Write(ctx, store.Change{}, func(t *store.Tx) error {
		return t.Derive(`INSERT INTO service_mark (staff_id, service_id, opened_at) VALUES (?, ?, ?)
			ON CONFLICT (staff_id, service_id) DO UPDATE SET opened_at = excluded.opened_at`, t.Actor, service, store.Instant(t.Now))
	})
}

// RecentServices are the services that who uses the program opened last.
func (s *Directory) RecentServices(ctx context.Context, n int) ([]data.ServiceRow, error) {
	return s.markedServices(ctx, "m.opened_at <> '' ORDER BY m.opened_at DESC, v.seq LIMIT @limit", n)
}

// FavouriteServices are those that who uses the program marked, by name.
func (s *Directory) FavouriteServices(ctx context.Context) ([]data.ServiceRow, error) {
	return s.markedServices(ctx, "m.favourite ORDER BY v.sort_name, v.seq LIMIT @limit", store.DefaultLimit)
}

func (s *Directory) markedServices(ctx context.Context, which string, n int) ([]data.ServiceRow, error) {
	return s.serviceRows(ctx, " FROM service_mark m JOIN service v ON v.id = m.service_id LEFT JOIN organisation g ON g.id = v.organisation_id"+
		" WHERE m.staff_id = @staff AND v.merged_into IS NULL AND "+which, sql.Named("limit", n))
}

// serviceRows reads rows of a list by any FROM that has v and g.
func (s *Directory) serviceRows(ctx context.Context, from string, args ...any) ([]data.ServiceRow, error) {
	rows, err := store.Collect(ctx, s.db, scanServiceOnly, "SELECT "+serviceRowColumns+from, append(args, sql.Named("staff", s.db.Actor()))...)
	for i := range rows {
		rows[i].Miles = -1
		finishServiceRow(&rows[i], nil, s.db.Today())
	}
	return rows, err
}

// PlaceOf is where a postcode is, by the list that the service imported; nil
// when it is not known.
func (s *Directory) PlaceOf(ctx context.Context, postcode string) (*data.Coordinates, error) {
	normal, _, err := data.ParsePostcode(postcode)
	if err != nil {
		return nil, err
	}
	var c data.Coordinates
	err = s.db.QueryRowContext(ctx, "SELECT latitude, longitude FROM postcode WHERE postcode = ?", normal).Scan(&c.Latitude, &c.Longitude)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // not known is an answer
	}
	return &c, store.Problem(err)
}

// PostcodeCount is how many postcodes are known; 0 before a list was imported.
func (s *Directory) PostcodeCount(ctx context.Context) (int, error) {
	var n int
	err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM postcode").Scan(&n)
	return n, store.Problem(err)
}
