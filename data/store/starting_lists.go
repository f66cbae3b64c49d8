package store

import (
	"context"

	"waymark/data"
)

// startingReasons are the reasons of the pilot's report, with fixed IDs so that
// the devices of one service agree on them from the start.
var startingReasons = []data.Reason{
	{ID: "01900000-0000-7000-8000-000000000001", Name: "Housing"},
	{ID: "01900000-0000-7000-8000-000000000002", Name: "Benefits/Financial"},
	{ID: "01900000-0000-7000-8000-000000000003", Name: "Assistance in Home"},
	{ID: "01900000-0000-7000-8000-000000000004", Name: "Befriending/Isolation"},
	{ID: "01900000-0000-7000-8000-000000000005", Name: "General Referral"},
	{ID: "01900000-0000-7000-8000-000000000006", Name: "Employability"},
	{ID: "01900000-0000-7000-8000-000000000007", Name: "Bereavement"},
	{ID: "01900000-0000-7000-8000-000000000008", Name: "Mental Health"},
}

// startingComparators are the published means of facts.md: Health Survey for
// England, adults, mean WEMWBS.
var startingComparators = []data.Comparator{
	{InstrumentID: "wemwbs", Source: "Health Survey for England", Year: 2011, Group: "adults", Value: 51.6},
}

// AddStartingLists gives a new database the reasons and the comparator that
// most services begin with. It does nothing once there is any reason.
func (s *Store) AddStartingLists(ctx context.Context) error {
	var n int
	if err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM reason").Scan(&n); err != nil || n > 0 {
		return problem(err)
	}
	return s.Load(ctx, "starting lists", func(b *Bulk) error {
		for i, r := range startingReasons {
			r.Position = i + 1
			if err := b.Add(&r); err != nil {
				return err
			}
		}
		for _, c := range startingComparators {
			if err := b.t.addComparator(c); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *tx) addComparator(c data.Comparator) error {
	var id data.ID
	return t.insert("comparator", &id, &data.Stamp{}, "", []field{
		{"instrument_id", c.InstrumentID}, {"source", c.Source}, {"year", c.Year}, {"population", c.Group}, {"value", c.Value},
	})
}

// Comparators gives the published means to hold scores against, newest last.
func (s *Store) Comparators(ctx context.Context) ([]data.Comparator, error) {
	return collect(ctx, s.reader, func(c *data.Comparator) []any {
		return []any{&c.ID, &c.InstrumentID, &c.Source, &c.Year, &c.Group, &c.Value}
	}, "SELECT id, instrument_id, source, year, population, value FROM comparator ORDER BY instrument_id, year, population")
}
