package lists

import (
	"context"

	"waymark/data"
	"waymark/data/store"
)

// RoleName reads what the service calls its prescribers.
func (s *Lists) RoleName(ctx context.Context) (data.RoleName, error) { return RoleName(ctx, s.db) }

// RoleName reads what the service calls its prescribers, within a reading or a
// transaction.
func RoleName(ctx context.Context, q store.Querier) (data.RoleName, error) {
	one, err := setting(ctx, q, SettingRoleName)
	if err != nil {
		return data.DefaultRoleName, err
	}
	many, err := setting(ctx, q, SettingRoleNames)
	return data.NewRoleName(one, many), err
}
