package soundness

import (
	"context"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/directory"
)

// Repair makes a backup and then works out again what Check calls repairable:
// the search indexes, the columns that records are searched and sorted by, and
// what reports count of each client.
// It changes no record.
func (s *Soundness) Repair(ctx context.Context) (backup string, err error) {
	if backup, err = s.db.BackupNow(ctx); err != nil {
		return "", err
	}
	return backup, s.db.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(t *store.Tx) error {
		if err := repairClients(t); err != nil {
			return err
		}
		if err := repairServices(t); err != nil {
			return err
		}
		if err := repairKept(t); err != nil {
			return err
		}
		if err := t.RepairFacts(); err != nil {
			return err
		}
		return t.Audit("repair", "database", "", "", "")
	})
}

func repairClients(t *store.Tx) error {
	var stale []*data.Client
	if err := eachStaleClient(t.Ctx, t, func(c *data.Client) error { stale = append(stale, c); return nil }); err != nil {
		return err
	}
	for _, c := range stale {
		if err := t.Derive("UPDATE client SET search_text = ?, sort_name = ? WHERE id = ?", casework.ClientSearchText(c), casework.ClientSortName(c), c.ID); err != nil {
			return err
		}
	}
	if err := t.RecountGrams(); err != nil {
		return err
	}
	return t.Derive("INSERT INTO client_fts(client_fts) VALUES ('rebuild')")
}

func repairServices(t *store.Tx) error {
	type row struct {
		seq  int64
		name string
	}
	rows, err := store.Collect(t.Ctx, t, func(r *row) []any { return []any{&r.seq, &r.name} }, "SELECT seq, name FROM service")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := t.Derive("UPDATE service SET sort_name = ? WHERE seq = ?", fold.Text(r.name), r.seq); err != nil {
			return err
		}
	}
	// Entries of services that are gone go, too.
	if err := t.Derive("INSERT INTO service_fts(service_fts) VALUES ('delete-all')"); err != nil {
		return err
	}
	return directory.RereadServices(t)
}
