// Package retention says which records have been kept as long as the service's
// rules say, erases them together, and keeps the certificates of what was erased.
package retention

import (
	"context"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
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
func (s *Retention) Rules(ctx context.Context) (data.RetentionRules, error) {
	contact, err := s.number(ctx, data.SettingContactYears, data.DefaultContactYears)
	if err != nil {
		return data.RetentionRules{}, err
	}
	ended, err := s.number(ctx, data.SettingCaseYears, data.DefaultCaseYears)
	return data.RetentionRules{ContactYears: contact, CaseYears: ended}, err
}

// BackupDays returns for how many days backups are kept, 0 without end.
func (s *Retention) BackupDays(ctx context.Context) (int, error) { return store.BackupDays(ctx, s.db) }

// number reads a setting of a number of years.
func (s *Retention) number(ctx context.Context, key string, byDefault int) (int, error) {
	list, err := store.Collect(ctx, s.db, func(v *string) []any { return []any{v} }, "SELECT value FROM setting WHERE key = ?", key)
	if err != nil || len(list) == 0 {
		return byDefault, err
	}
	return data.ReadRetentionYears(list[0], byDefault), nil
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
