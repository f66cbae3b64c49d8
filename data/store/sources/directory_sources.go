package sources

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// Sources lists where services of the directory came from, by name, with the
// day of the last import, also of one that changed nothing.
func (s *Sources) Sources(ctx context.Context) ([]data.DirectorySource, error) {
	type source struct {
		data.DirectorySource
		at string
	}
	list, err := store.Collect(ctx, s.db, func(v *source) []any { return []any{&v.Name, &v.Services, &v.at} },
		`SELECT source, count(DISTINCT CASE WHEN gone_on IS NULL THEN service_id END),
			coalesce((SELECT max(at) FROM audit WHERE record_id = source AND record = 'directory' AND action = 'import'), max(seen_at))
		FROM service_source GROUP BY source ORDER BY source COLLATE NOCASE`)
	if err != nil {
		return nil, err
	}
	feeds, err := s.feeds(ctx)
	if err != nil {
		return nil, err
	}
	sources := make([]data.DirectorySource, len(list))
	for i, v := range list {
		at, err := store.ParseInstant(v.at)
		if err != nil {
			return nil, err
		}
		v.LastOn = data.DateOf(at.Local())
		v.Feed = feeds[v.Name]
		sources[i] = v.DirectorySource
	}
	return sources, nil
}

// GuessSource says which earlier source entries belong to, by their ids and
// names: the one that has at least a third of them, "" when there is none. Ids
// alone would not do; every list has a number 1.
func (s *Sources) GuessSource(ctx context.Context, sample []*data.SourceEntry) (string, error) {
	sources, err := s.Sources(ctx)
	if err != nil {
		return "", err
	}
	best, most := "", 0
	for _, source := range sources {
		n := 0
		for _, e := range sample {
			var name string
			err := s.db.QueryRowContext(ctx, `SELECT v.name FROM service_source x JOIN service v ON v.id = x.service_id
				WHERE x.source = ? AND x.key = ?`, source.Name, e.Key).Scan(&name)
			if err != nil && !errors.Is(err, sql.ErrNoRows) {
				return "", store.Problem(err)
			}
			if err == nil && fold.Text(name) == fold.Text(e.Service.Name) {
				n++
			}
		}
		if n > most && 3*n >= len(sample) {
			best, most = source.Name, n
		}
	}
	return best, nil
}

// FreeSourceName makes a proposed name one that no source has yet.
func (s *Sources) FreeSourceName(ctx context.Context, proposed string) (string, error) {
	sources, err := s.Sources(ctx)
	if err != nil {
		return "", err
	}
	taken := map[string]bool{}
	for _, source := range sources {
		taken[fold.Text(source.Name)] = true
	}
	name := proposed
	for n := 2; taken[fold.Text(name)]; n++ {
		name = fmt.Sprintf("%s (%d)", proposed, n)
	}
	return name, nil
}

// SourcesOf lists the sources that a service came from.
func (s *Sources) SourcesOf(ctx context.Context, service data.ID) ([]string, error) {
	return store.Collect(ctx, s.db, func(v *string) []any { return []any{v} },
		"SELECT DISTINCT source FROM service_source WHERE service_id = ? ORDER BY source COLLATE NOCASE", service)
}

const mappingKey = "import_mapping:"

// ImportMapping returns how the columns of a list of this shape were matched the
// last time; nil when there was none.
func (s *Sources) ImportMapping(ctx context.Context, shape string) ([]byte, error) {
	v, err := s.lists.Setting(ctx, mappingKey+shape)
	if err != nil || v == "" {
		return nil, err
	}
	return []byte(v), nil
}

// SaveImportMapping remembers how the columns of a list of this shape are matched.
func (s *Sources) SaveImportMapping(ctx context.Context, shape string, body []byte) error {
	return s.db.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(t *store.Tx) error {
		return lists.SetSetting(t, mappingKey+shape, string(body))
	})
}

// ImportPostcodes takes in where postcodes are, and works out from it where
// the services are; all or nothing. It gives how many postcodes were read.
func (s *Sources) ImportPostcodes(ctx context.Context, places iter.Seq2[data.PostcodePlace, error]) (int, error) {
	n := 0
	err := s.db.Write(ctx, store.Change{Kind: store.ChangedDirectory}, func(t *store.Tx) error {
		for place, err := range places {
			if err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := t.Derive("INSERT INTO postcode (postcode, latitude, longitude) VALUES (?, ?, ?) ON CONFLICT (postcode) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude",
				place.Postcode, place.Latitude, place.Longitude); err != nil {
				return err
			}
			n++
		}
		if n == 0 {
			return data.NewProblem(data.CodeInvalid, "There is no postcode with coordinates in this file. Check that it is the right one.")
		}
		if err := t.Derive(`UPDATE service SET place_latitude = p.latitude, place_longitude = p.longitude
			FROM postcode p WHERE p.postcode = service.postcode`); err != nil {
			return err
		}
		return t.Audit("import", "postcodes", "", "", "")
	})
	return n, err
}
