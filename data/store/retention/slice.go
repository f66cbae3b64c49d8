// Package retention says which records have been kept as long as the service's
// rules say, erases them together, and keeps the certificates of what was erased.
package retention

import (
	"context"
	"strconv"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// Retention is how long records are kept, as one session sees it.
type Retention struct {
	db *store.Door
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Retention {
	return &Retention{db: db.For(session, access.Erasing)}
}

// Rules returns for how many years each kind of record is kept.
func (s *Retention) Rules(ctx context.Context) (data.RetentionRules, error) { return rules(ctx, s.db) }

func rules(ctx context.Context, q store.Querier) (r data.RetentionRules, err error) {
	contact, err := lists.SettingOf(ctx, q, data.SettingContactYears)
	if err != nil {
		return r, err
	}
	ended, err := lists.SettingOf(ctx, q, data.SettingCaseYears)
	return data.RetentionRules{
		ContactYears: data.ReadRetentionYears(contact, data.DefaultContactYears),
		CaseYears:    data.ReadRetentionYears(ended, data.DefaultCaseYears),
	}, err
}

// BackupDays returns for how many days backups are kept, 0 without end.
func (s *Retention) BackupDays(ctx context.Context) (int, error) {
	stored, err := lists.SettingOf(ctx, s.db, data.SettingBackupDays)
	if n, wrong := strconv.Atoi(stored); wrong == nil && n >= 0 {
		return n, err
	}
	return data.DefaultBackupDays, err
}

// Keep keeps a record beyond its retention, until a day and for a reason.
func (s *Retention) Keep(ctx context.Context, k *data.RetentionKept) error {
	if err := k.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedClient, &k.ClientID, func(t *store.Tx) error {
		return t.Insert("retention_kept", &k.ID, &k.Stamp, k.ClientID, []store.Field{
			{"client_id", k.ClientID}, {"until_on", k.Until}, {"because", k.Because}, {"removed_at", nil},
		})
	})
}

// Release takes back the decision to keep a record.
func (s *Retention) Release(ctx context.Context, id data.ID) error {
	return s.db.TakeBack(ctx, store.ChangedClient, "retention_kept", id)
}
