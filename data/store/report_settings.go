package store

import (
	"context"
	"strconv"
	"strings"

	"waymark/data"
)

// ReportSettings reads what the service has decided about its reports. Counts
// under 5 are hidden unless it decided otherwise.
func (s *Store) ReportSettings(ctx context.Context) (data.ReportSettings, error) {
	name, err := s.Setting(ctx, SettingServiceName)
	if err != nil {
		return data.ReportSettings{}, err
	}
	minimum, err := s.numberSetting(ctx, SettingMinimumCell, 5)
	if err != nil {
		return data.ReportSettings{}, err
	}
	round, err := s.numberSetting(ctx, SettingRoundTo, 0)
	return data.ReportSettings{ServiceName: name, MinimumCell: minimum, RoundTo: round}, err
}

// numberSetting is a setting that is a whole number from 0, or otherwise when
// it was never set or is none.
func (s *Store) numberSetting(ctx context.Context, key string, otherwise int) (int, error) {
	text, err := s.Setting(ctx, key)
	if err != nil {
		return 0, err
	}
	if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n >= 0 {
		return n, nil
	}
	return otherwise, nil
}
