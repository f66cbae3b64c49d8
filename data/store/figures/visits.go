package figures

import (
	"context"
	"database/sql"
	"errors"

	"waymark/data"
	"waymark/data/store"
)

// clutterBands reads the service's bands of the ratings of rooms.
func clutterBands(ctx context.Context, q store.Querier) (data.VisitSettings, error) {
	var bands string
	err := q.QueryRowContext(ctx, "SELECT value FROM setting WHERE key = ?", data.SettingVisitBands).Scan(&bands)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return data.VisitSettings{}, store.Problem(err)
	}
	return data.ReadVisitSettings(func(key string) string {
		if key == data.SettingVisitBands {
			return bands
		}
		return ""
	}), nil
}
