package directory

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store"
)

// CountServices returns how many of the services that f finds each further filter
// would leave. For lists of which one is chosen (need, area, category,
// language, day, part of day) the counts are those without that choice, so
// that another can be taken in its place.
func (s *Directory) CountServices(ctx context.Context, f data.ServiceFilter) (*data.ServiceCounts, error) {
	words, err := s.askedFor(ctx, f)
	if err != nil {
		return nil, err
	}
	days, err := s.CheckDays(ctx)
	if err != nil {
		return nil, err
	}
	c := &serviceCounter{store: s, ctx: ctx, words: *words, today: s.db.Today()}
	c.checkedFrom = c.today.AddDays(-days)
	if kept, err := c.kept(f); err != nil || kept != nil {
		return kept, store.Problem(err)
	}
	counts, err := c.count(f)
	return counts, store.Problem(err)
}

// serviceCounter works out the counts beside the filters of one search.
type serviceCounter struct {
	store       *Directory
	ctx         context.Context //nolint:containedctx // a counter lives no longer than the call it serves
	words       asked
	today       data.Date
	checkedFrom data.Date
}

// count goes over the services that the words find, once. One that only the
// choice in one list keeps out counts for the other entries of that list.
func (c *serviceCounter) count(f data.ServiceFilter) (*data.ServiceCounts, error) {
	index, err := c.store.facets(c.ctx)
	if err != nil {
		return nil, err
	}
	found, err := c.found(f)
	if err != nil {
		return nil, err
	}
	mine, err := c.favourites(c.store.db.Actor())
	if err != nil {
		return nil, err
	}
	chosen := mine
	if f.Favourites != "" && f.Favourites != c.store.db.Actor() {
		if chosen, err = c.favourites(f.Favourites); err != nil {
			return nil, err
		}
	}
	n := newFacetCount(index, f, c)
	n.mine, n.chosen = mine, chosen
	if found == nil {
		for i := range index.rows {
			n.add(i)
		}
	} else {
		n.addEach(*found)
	}
	return c.named(n)
}

// found returns the services that the words find, or nil for all.
func (c *serviceCounter) found(f data.ServiceFilter) (*[]int64, error) {
	var query, words string
	switch {
	case c.words.match != "":
		query, words = "SELECT coalesce(group_concat(rowid), '') FROM service_fts WHERE service_fts MATCH ?", c.words.match
	case strings.TrimSpace(f.Words) != "":
		query, words = "SELECT coalesce(group_concat(seq), '') FROM service WHERE instr(name, ?) > 0", strings.TrimSpace(f.Words)
	default:
		return nil, nil //nolint:nilnil // nil is all
	}
	var text string
	if err := c.store.db.QueryRowContext(c.ctx, query, words).Scan(&text); err != nil {
		return nil, err
	}
	seqs, err := seqList(text)
	return &seqs, err
}

// favourites returns the services that a member of staff marked.
func (c *serviceCounter) favourites(staff data.ID) (map[int64]bool, error) {
	marked := map[int64]bool{}
	err := store.Each(c.ctx, c.store.db, func(seq *int64) []any { return []any{seq} }, func(seq *int64) error {
		marked[*seq] = true
		return nil
	}, "SELECT v.seq FROM service_mark m JOIN service v ON v.id = m.service_id WHERE m.staff_id = @staff AND m.favourite", sql.Named("staff", staff))
	return marked, err
}

// mostEntries is how many entries of a list are counted, the commonest first.
const mostEntries = 200

// named puts the names of needs and categories to what was counted.
func (c *serviceCounter) named(n *facetCount) (*data.ServiceCounts, error) {
	for k, way := range data.DeliveryWays() {
		n.counts.Delivery[way.Value] = n.ways[k]
	}
	needs, err := c.names("SELECT id, name FROM reason")
	if err != nil {
		return nil, err
	}
	categories, err := c.names("SELECT id, name FROM category")
	if err != nil {
		return nil, err
	}
	itself := func(text string) string { return text }
	n.counts.Needs = tallies(n.index.needs.spellings, n.needs, func(id string) string { return needs[id] })
	n.counts.Categories = tallies(n.index.categories.spellings, n.categories, func(id string) string { return categories[id] })
	n.counts.Areas = tallies(n.index.areas, n.areas, itself)
	n.counts.Languages = tallies(n.index.languages.spellings, n.languages, itself)
	return n.counts, nil
}

func (c *serviceCounter) names(query string) (map[string]string, error) {
	type entry struct{ id, name string }
	names := map[string]string{}
	err := store.Each(c.ctx, c.store.db, func(e *entry) []any { return []any{&e.id, &e.name} }, func(e *entry) error {
		names[e.id] = e.name
		return nil
	}, query)
	return names, err
}

// tallies returns the entries that were counted and have a name, most first.
func tallies(of spellings, counted []int, name func(string) string) []data.Tally {
	list := make([]data.Tally, 0, min(len(counted), mostEntries))
	for i, n := range counted {
		if n == 0 {
			continue
		}
		key := of.label(int32(i))
		if label := name(key); label != "" {
			list = append(list, data.Tally{Key: key, Label: label, N: n})
		}
	}
	slices.SortFunc(list, func(a, b data.Tally) int { return cmp.Or(b.N-a.N, strings.Compare(a.Label, b.Label)) })
	return list[:min(len(list), mostEntries)]
}
