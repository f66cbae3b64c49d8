package sources

import (
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/directory"
)

// exportedAtOnce is how many services are handed over together.
const exportedAtOnce = 500

// ExportEntries returns every service that is not merged into another, as an
// entry of a source whose ids are our own, by name.
func (s *Sources) ExportEntries(ctx context.Context) iter.Seq2[*data.SourceEntry, error] {
	return func(yield func(*data.SourceEntry, error) bool) {
		err := s.db.Look(ctx, func(t *store.Tx) error {
			i, err := newImporter(t, ImportOptions{})
			if err != nil {
				return err
			}
			batches, stop := readServices(ctx, t)
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

// readServices reads services on a goroutine of its own while those before are
// written. Nothing else may use q until stop has returned.
func readServices(ctx context.Context, q store.Querier) (batches <-chan serviceBatch, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	out := make(chan serviceBatch, 2)
	go func() {
		defer close(out)
		hand := func(b serviceBatch) error {
			select {
			case out <- b:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		var batch []data.Service
		err := eachService(ctx, q, func(v data.Service) error {
			if batch = append(batch, v); len(batch) < exportedAtOnce {
				return nil
			}
			full := batch
			batch = make([]data.Service, 0, exportedAtOnce)
			return hand(serviceBatch{services: full})
		})
		_ = hand(serviceBatch{batch, err}) // who has stopped needs it no more
	}()
	return out, func() {
		cancel()
		for range out { // until the reader has let go of the database
		}
	}
}

// listsInRow are the lists of a service as columns of its own row, so that all
// services are read with one query. A list of ids is in no order.
const listsInRow = `,
	(SELECT group_concat(reason_id, char(31)) FROM service_need WHERE service_seq = v.seq),
	(SELECT group_concat(category_id, char(31)) FROM service_category WHERE service_seq = v.seq),
	(SELECT json_group_array(language) FROM (SELECT language FROM service_language WHERE service_seq = v.seq ORDER BY position))`

// eachService reads every service that is not merged into another, by name.
func eachService(ctx context.Context, q store.Querier, do func(data.Service) error) error {
	needs, err := ranks(ctx, q, "SELECT id FROM reason ORDER BY position, id")
	if err != nil {
		return err
	}
	categories, err := ranks(ctx, q, "SELECT id FROM category ORDER BY name_fold, id")
	if err != nil {
		return err
	}
	type row struct {
		service                     data.Service
		needs, categories, language string
	}
	scan := func(r *row) []any {
		return append(directory.ScanService(&r.service), store.OrNull(&r.needs), store.OrNull(&r.categories), &r.language)
	}
	return store.Each(ctx, q, scan, func(r *row) error {
		v := r.service
		v.Needs, v.Categories = needs.ordered(r.needs), categories.ordered(r.categories)
		if r.language != "[]" {
			if err := json.Unmarshal([]byte(r.language), &v.Languages); err != nil {
				return err
			}
		}
		return do(v)
	}, "SELECT "+directory.ServiceColumns+listsInRow+` FROM service v LEFT JOIN organisation g ON g.id = v.organisation_id
		WHERE v.merged_into IS NULL ORDER BY v.sort_name, v.seq`)
}

// ranking is the place of each id in the order of its list.
type ranking map[data.ID]int

func ranks(ctx context.Context, q store.Querier, query string) (ranking, error) {
	ids, err := store.Collect(ctx, q, func(id *data.ID) []any { return []any{id} }, query)
	r := make(ranking, len(ids))
	for n, id := range ids {
		r[id] = n
	}
	return r, err
}

// ordered returns the ids of a list in their order.
func (r ranking) ordered(joined string) []data.ID {
	if joined == "" {
		return nil
	}
	words := strings.Split(joined, "\x1f")
	ids := make([]data.ID, len(words))
	for n, w := range words {
		ids[n] = data.ID(w)
	}
	slices.SortFunc(ids, func(a, b data.ID) int { return cmp.Compare(r[a], r[b]) })
	return ids
}
