package desk

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// open are the settings that a desk may read: how the window looks, and what
// stands on an appointment card.
var open = []string{lists.SettingAppearance, lists.SettingTextScale, lists.SettingServiceName, lists.SettingServicePhone}

// Setting reads one of the settings that a desk may read, "" if it was never set.
func (s *Desk) Setting(ctx context.Context, key string) (string, error) {
	if !slices.Contains(open, key) {
		return "", data.NewProblem(data.CodeRefused, "A surgery’s desk may not see this setting.")
	}
	var v string
	err := s.db.QueryRowContext(ctx, "SELECT value FROM setting WHERE key = ?", key).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, store.Problem(err)
}

// RoleName reads what the service calls its prescribers.
func (s *Desk) RoleName(ctx context.Context) (data.RoleName, error) { return lists.RoleName(ctx, s.db) }
