package store

import (
	"context"

	"waymark/data"
	"waymark/data/fold"
)

// Repair makes a backup and then works out again what Check calls repairable:
// the search indexes, and the columns that records are searched and sorted by.
// It changes no record.
func (s *Store) Repair(ctx context.Context) (backup string, err error) {
	if backup, err = s.BackupNow(ctx); err != nil {
		return "", err
	}
	return backup, s.write(ctx, Change{Kind: ChangedSettings}, func(t *tx) error {
		if err := t.repairClients(); err != nil {
			return err
		}
		if err := t.repairServices(); err != nil {
			return err
		}
		if err := t.repairKept(); err != nil {
			return err
		}
		return t.audit("repair", "database", "", "", "")
	})
}

func (t *tx) repairClients() error {
	var stale []*data.Client
	if err := eachStaleClient(t.ctx, t, func(c *data.Client) error { stale = append(stale, c); return nil }); err != nil {
		return err
	}
	for _, c := range stale {
		if err := t.derive("UPDATE client SET search_text = ?, sort_name = ? WHERE id = ?", clientSearchText(c), clientSortName(c), c.ID); err != nil {
			return err
		}
	}
	if err := t.recountGrams(); err != nil {
		return err
	}
	return t.derive("INSERT INTO client_fts(client_fts) VALUES ('rebuild')")
}

func (t *tx) repairServices() error {
	type row struct {
		seq  int64
		name string
	}
	rows, err := collect(t.ctx, t, func(r *row) []any { return []any{&r.seq, &r.name} }, "SELECT seq, name FROM service")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := t.derive("UPDATE service SET sort_name = ? WHERE seq = ?", fold.Text(r.name), r.seq); err != nil {
			return err
		}
	}
	// Entries of services that are gone go, too.
	if err := t.derive("INSERT INTO service_fts(service_fts) VALUES ('delete-all')"); err != nil {
		return err
	}
	return t.rereadServices()
}
