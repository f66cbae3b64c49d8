package store

import (
	"context"
	"encoding/json"
	"iter"
	"slices"

	"waymark/data"
)

// exportedAtOnce is how many services are read together.
const exportedAtOnce = 500

// ExportEntries gives every service that is not merged into another, as an
// entry of a source whose ids are our own, by name.
func (s *Store) ExportEntries(ctx context.Context) iter.Seq2[*data.SourceEntry, error] {
	return func(yield func(*data.SourceEntry, error) bool) {
		err := s.look(ctx, func(t *tx) error {
			ids, err := collect(ctx, t, func(id *data.ID) []any { return []any{id} }, "SELECT id FROM service WHERE merged_into IS NULL ORDER BY sort_name, seq")
			if err != nil {
				return err
			}
			i, err := newImporter(t, ImportOptions{})
			if err != nil {
				return err
			}
			batches, stop := readBatches(ctx, t, ids)
			defer stop()
			for b := range batches {
				for _, v := range b.services {
					e := &data.SourceEntry{Key: string(v.ID), Service: v, Categories: i.namesOf(v.Categories), Needs: i.namesOf(v.Needs)}
					if !yield(e, nil) {
						return nil
					}
				}
				if b.err != nil {
					return b.err
				}
			}
			return nil
		})
		if err != nil {
			yield(nil, err)
		}
	}
}

// serviceBatch is a few services, or why there are no more.
type serviceBatch struct {
	services []data.Service
	err      error
}

// readBatches reads services on a goroutine of its own while those before are
// written. Nothing else may use q until stop has returned.
func readBatches(ctx context.Context, q querier, ids []data.ID) (batches <-chan serviceBatch, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	out := make(chan serviceBatch, 2)
	go func() {
		defer close(out)
		for batch := range slices.Chunk(ids, exportedAtOnce) {
			services, err := servicesByID(ctx, q, batch)
			select {
			case out <- serviceBatch{services, err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return out, func() {
		cancel()
		for range out { // until the reader has let go of the database
		}
	}
}

// servicesByID reads services in the order of ids, with one query for all of
// them and one for each of their lists.
func servicesByID(ctx context.Context, q querier, ids []data.ID) ([]data.Service, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	const these = " FROM json_each(?) j CROSS JOIN service v ON v.id = j.value "
	services, err := collect(ctx, q, scanService,
		"SELECT "+serviceColumns+these+"LEFT JOIN organisation g ON g.id = v.organisation_id ORDER BY j.key", string(list))
	if err != nil {
		return nil, err
	}
	place := make(map[data.ID]int, len(services))
	for i := range services {
		place[services[i].ID] = i
	}
	type entry struct {
		service data.ID
		value   string
	}
	for _, l := range []struct {
		query string
		add   func(v *data.Service, value string)
	}{
		{"SELECT v.id, r.id" + these + "CROSS JOIN service_need n ON n.service_seq = v.seq CROSS JOIN reason r ON r.id = n.reason_id ORDER BY j.key, r.position",
			func(v *data.Service, value string) { v.Needs = append(v.Needs, data.ID(value)) }},
		{"SELECT v.id, k.id" + these + "CROSS JOIN service_category n ON n.service_seq = v.seq CROSS JOIN category k ON k.id = n.category_id ORDER BY j.key, k.name_fold",
			func(v *data.Service, value string) { v.Categories = append(v.Categories, data.ID(value)) }},
		{"SELECT v.id, l.language" + these + "CROSS JOIN service_language l ON l.service_seq = v.seq ORDER BY j.key, l.position",
			func(v *data.Service, value string) { v.Languages = append(v.Languages, value) }},
	} {
		err := each(ctx, q, func(e *entry) []any { return []any{&e.service, &e.value} }, func(e *entry) error {
			l.add(&services[place[e.service]], e.value)
			return nil
		}, l.query, string(list))
		if err != nil {
			return nil, err
		}
	}
	return services, nil
}
