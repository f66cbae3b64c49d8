package sources

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/store"
)

// mostEveryDays is the longest time between two looks at a feed.
const mostEveryDays = 365

// Feeds lists the sources that are read from an address on the web, by name.
func (s *Sources) Feeds(ctx context.Context) ([]data.SourceFeed, error) {
	return store.Collect(ctx, s.db, func(f *data.SourceFeed) []any {
		return []any{&f.Source, &f.Address, &f.EveryDays, &f.Private, store.AtOrNever(&f.TriedAt), store.AtOrNever(&f.ReadAt), &f.Problem,
			&f.New, &f.Changed, &f.Gone}
	}, `SELECT source, address, every_days, private, tried_at, read_at, problem, new, changed, gone
		FROM source_feed ORDER BY source COLLATE NOCASE`)
}

func (s *Sources) feeds(ctx context.Context) (map[string]*data.SourceFeed, error) {
	list, err := s.Feeds(ctx)
	feeds := make(map[string]*data.SourceFeed, len(list))
	for i := range list {
		feeds[list[i].Source] = &list[i]
	}
	return feeds, err
}

// FeedAt returns the feed that is read from an address, nil if none is.
func (s *Sources) FeedAt(ctx context.Context, address string) (*data.SourceFeed, error) {
	list, err := s.Feeds(ctx)
	for i := range list {
		if list[i].Address == address {
			return &list[i], err
		}
	}
	return nil, err
}

// SaveFeed keeps where a source is read from and how often. What its last reading
// did stays as it is.
func (s *Sources) SaveFeed(ctx context.Context, f data.SourceFeed) error {
	f.Source = data.Tidy(f.Source)
	switch {
	case f.Source == "" || f.Address == "":
		return data.FieldErrors{{Field: "Source", Sentence: "Give the source a name, such as “County Council”."}}
	case f.EveryDays < 0 || f.EveryDays > mostEveryDays:
		return data.FieldErrors{{Field: "EveryDays", Sentence: fmt.Sprintf("Enter the days as a number from 0 to %d.", mostEveryDays)}}
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(t *store.Tx) error {
		if err := t.Derive(`INSERT INTO source_feed (source, address, every_days, private) VALUES (?, ?, ?, ?)
			ON CONFLICT (source) DO UPDATE SET address = excluded.address, every_days = excluded.every_days, private = excluded.private`,
			f.Source, f.Address, f.EveryDays, f.Private); err != nil {
			return err
		}
		return t.Audit("change", "directory", data.ID(f.Source), "", "feed")
	})
}

// NoteFeed notes what came of looking at a feed: what was imported, or why nothing
// was. A source that is not a feed is left alone.
func (s *Sources) NoteFeed(ctx context.Context, source string, result *data.ImportResult, why error) error {
	return s.db.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(t *store.Tx) error {
		now := store.Instant(t.Now)
		if why != nil {
			return t.Derive("UPDATE source_feed SET tried_at = ?, problem = ? WHERE source = ?", now, data.Sentence(why), source)
		}
		return t.Derive("UPDATE source_feed SET tried_at = ?, read_at = ?, problem = '', new = ?, changed = ?, gone = ? WHERE source = ?",
			now, now, result.New+result.DoubtfulNew, result.Changed+result.DoubtfulChanged, result.Gone, source)
	})
}
