package office

import (
	"context"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/figures"
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

// AddStartingLists writes into a new database the reasons and the comparator that
// most services begin with. It does nothing once there is any reason.
func (s *Office) AddStartingLists(ctx context.Context) error {
	var n int
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM reason").Scan(&n); err != nil || n > 0 {
		return store.Problem(err)
	}
	return s.Load(ctx, "starting lists", func(b *Bulk) error {
		for i, r := range startingReasons {
			r.Position = i + 1
			if err := b.Add(&r); err != nil {
				return err
			}
		}
		for _, c := range figures.StartingComparators {
			if err := figures.AddComparator(b.t, c); err != nil {
				return err
			}
		}
		return nil
	})
}
