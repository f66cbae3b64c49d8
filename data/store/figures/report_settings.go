package figures

import (
	"context"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// ReportSettings reads what the service has decided about its reports. Counts
// under 5 are hidden unless it decided otherwise.
func (s *Figures) ReportSettings(ctx context.Context) (data.ReportSettings, error) {
	if err := s.db.Ask(access.Read); err != nil {
		return data.ReportSettings{}, err
	}
	name, err := s.lists.Setting(ctx, lists.SettingServiceName)
	if err != nil {
		return data.ReportSettings{}, err
	}
	role, err := s.lists.RoleName(ctx)
	if err != nil {
		return data.ReportSettings{}, err
	}
	minimum, err := s.numberSetting(ctx, lists.SettingMinimumCell, 5)
	if err != nil {
		return data.ReportSettings{}, err
	}
	round, err := s.numberSetting(ctx, lists.SettingRoundTo, 0)
	if err != nil {
		return data.ReportSettings{}, err
	}
	staff, err := s.lists.Setting(ctx, lists.SettingReportStaff)
	return data.ReportSettings{ServiceName: name, Role: role, MinimumCell: minimum, RoundTo: round, ByStaff: staff == "yes"}, err
}

// numberSetting is a setting that is a whole number from 0, or otherwise when
// it was never set or is none.
func (s *Figures) numberSetting(ctx context.Context, key string, otherwise int) (int, error) {
	text, err := s.lists.Setting(ctx, key)
	if err != nil {
		return 0, err
	}
	if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n >= 0 {
		return n, nil
	}
	return otherwise, nil
}

// ClientNames reads what all clients are called, for a look at the texts of a
// report before it leaves. A database that holds no clients has none. It is for who
// may read all records: to anyone else the look would tell who is a client.
func (s *Figures) ClientNames(ctx context.Context) ([]data.ClientName, error) {
	if err := s.db.AskIn(access.Casework, access.Read); err != nil {
		return nil, err
	}
	if s.db.Narrowed() {
		return nil, data.NewProblem(data.CodeRefused, "You see the records of some clients only, so texts are not searched for the names of all of them.")
	}
	return store.Collect(ctx, s.db, func(n *data.ClientName) []any { return []any{&n.Given, &n.Family, &n.Preferred} },
		"SELECT given_names, family_name, known_as FROM client")
}
