package directory

import (
	"context"
	"strconv"
	"waymark/data/store/lists"
)

// DefaultCheckDays is after how many days a service is due a check when the
// setting says nothing.
const DefaultCheckDays = 90

// CheckDays is after how many days a service is due a check.
func (s *Directory) CheckDays(ctx context.Context) (int, error) {
	v, err := s.lists.Setting(ctx, lists.SettingCheckDays)
	if err != nil {
		return 0, err
	}
	if n, err := strconv.Atoi(v); err == nil && n > 0 {
		return n, nil
	}
	return DefaultCheckDays, nil
}
