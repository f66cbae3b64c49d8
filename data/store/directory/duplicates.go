package directory

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// largestGroup is how many entries may share a telephone number or a postcode
// and still be looked at in pairs: a town hall has hundreds of services.
const largestGroup = 8

// twin is an entry as far as the search for duplicates looks at it.
type twin struct {
	key                                string
	id                                 data.ID
	name, organisation, postcode, area string
}

// pair is two entries, the lower ID first.
type pair [2]data.ID

func pairOf(a, b data.ID) pair {
	if b < a {
		a, b = b, a
	}
	return pair{a, b}
}

// DuplicateServices suggests pairs of entries that may be the same service,
// with the reason, the surest first. A pair that someone said is not the same
// is not suggested again.
func (s *Directory) DuplicateServices(ctx context.Context, n int) ([]data.DuplicatePair, error) {
	var found []likely
	known, err := s.keptAnswer(ctx, "twins", &found)
	if err == nil && (!known || store.Limit(n) > store.DefaultLimit) {
		found, err = s.findTwins(ctx, store.Limit(n))
	}
	if err != nil {
		return nil, err
	}
	var pairs []data.DuplicatePair
	for _, l := range found[:min(len(found), store.Limit(n))] {
		pairs = append(pairs, data.DuplicatePair{A: data.ServiceRow{ID: l.Pair[0]}, B: data.ServiceRow{ID: l.Pair[1]}, Reason: l.Reason})
	}
	return s.withRows(ctx, pairs)
}

// likely is a pair that may be one service, and why.
type likely struct {
	Pair   pair
	Reason string
}

// findTwins looks for the first n likely pairs.
func (s *Directory) findTwins(ctx context.Context, n int) ([]likely, error) {
	said, err := store.Collect(ctx, s.db, func(p *pair) []any { return []any{&p[0], &p[1]} }, "SELECT a_id, b_id FROM service_distinct")
	if err != nil {
		return nil, err
	}
	known := map[pair]bool{}
	for _, p := range said {
		known[p] = true
	}
	found := []likely{}
	for _, look := range []struct {
		column, key, reason string
		alike               func(a, b twin) bool
	}{
		{"v.sort_name", "v.sort_name", "They have the same name.", sameElsewhere},
		{"v.phone", "replace(v.phone, ' ', '')", "They have the same phone number and similar names.", func(a, b twin) bool { return titlesAlike(a.name, b.name) }},
		{"v.email", "lower(v.email)", "They have the same email address and similar names.", func(a, b twin) bool { return titlesAlike(a.name, b.name) }},
		{"v.postcode", "v.postcode", "They have the same postcode and similar names.", func(a, b twin) bool { return titlesAlike(a.name, b.name) }},
	} {
		twins, err := s.twins(ctx, look.column, look.key)
		if err != nil {
			return nil, err
		}
		for _, p := range pairsOf(twins, look.alike) {
			if len(found) == n {
				return found, nil
			}
			if !known[p] {
				known[p] = true
				found = append(found, likely{p, look.reason})
			}
		}
	}
	return found, nil
}

// mostTwins bounds how many entries are looked at for one reason: when these
// have been seen to, the next ones come.
const mostTwins = 4000

// twins reads the entries that share a key with a few others, by key. Both
// steps go by an index on the key.
func (s *Directory) twins(ctx context.Context, column, key string) ([]twin, error) {
	return store.Collect(ctx, s.db, func(t *twin) []any { return []any{&t.key, &t.id, &t.name, &t.organisation, &t.postcode, &t.area} },
		`WITH shared AS MATERIALIZED (SELECT `+key+` AS k FROM service v WHERE `+column+` <> '' GROUP BY `+key+` HAVING count(*) BETWEEN 2 AND @most)
		SELECT k, v.id, v.name, coalesce(g.name, ''), v.postcode, v.area
		FROM shared CROSS JOIN service v ON `+key+` = k AND `+column+` <> '' LEFT JOIN organisation g ON g.id = v.organisation_id
		WHERE v.merged_into IS NULL AND v.status <> 'defunct' ORDER BY k, v.id LIMIT @limit`,
		sql.Named("most", largestGroup), sql.Named("limit", mostTwins)) // column and key are ours
}

func pairsOf(twins []twin, alike func(a, b twin) bool) []pair {
	var pairs []pair
	for i, a := range twins {
		for _, b := range twins[i+1:] {
			if b.key != a.key {
				break
			}
			if alike(a, b) {
				pairs = append(pairs, pairOf(a.id, b.id))
			}
		}
	}
	return pairs
}

// sameElsewhere: of the same name, and neither place nor organisation tells
// them apart. A lunch club in each of two villages is two services.
func sameElsewhere(a, b twin) bool {
	fits := func(x, y string) bool { return x == "" || y == "" || fold.Text(x) == fold.Text(y) }
	return fits(a.postcode, b.postcode) && fits(a.organisation, b.organisation) && (a.postcode != "" && b.postcode != "" || fits(a.area, b.area))
}

// emptyWords say nothing about which service it is.
var emptyWords = []string{"the", "and", "of", "for", "in", "at", "on", "a", "to", "with", "service", "services", "group", "club", "support", "project"}

// titlesAlike reports whether two names share most of the words that count.
func titlesAlike(a, b string) bool {
	x, y := tellingWords(a), tellingWords(b)
	if len(x) == 0 || len(y) == 0 {
		return fold.Text(a) == fold.Text(b)
	}
	shared := 0
	for _, w := range x {
		if slices.ContainsFunc(y, func(v string) bool { return v == w || len(w) > 4 && fold.Distance(w, v) < 1 }) {
			shared++
		}
	}
	return 10*shared >= 6*max(len(x), len(y))
}

func tellingWords(name string) []string {
	return slices.DeleteFunc(fold.Words(name), func(w string) bool { return slices.Contains(emptyWords, w) })
}

// withRows reads what a list shows of each entry.
func (s *Directory) withRows(ctx context.Context, pairs []data.DuplicatePair) ([]data.DuplicatePair, error) {
	for i := range pairs {
		for _, row := range []*data.ServiceRow{&pairs[i].A, &pairs[i].B} {
			rows, err := s.serviceRows(ctx, " FROM service v LEFT JOIN organisation g ON g.id = v.organisation_id WHERE v.id = @id", sql.Named("id", row.ID))
			if err != nil {
				return nil, err
			}
			if len(rows) == 1 {
				*row = rows[0]
			}
		}
	}
	return pairs, nil
}

// NotDuplicates keeps a pair from being suggested again.
func (s *Directory) NotDuplicates(ctx context.Context, a, b data.ID) error {
	p := pairOf(a, b)
	return s.db.Write(ctx, store.Change{Kind: store.ChangedDirectory}, func(t *store.Tx) error {
		if err := t.Put("service_distinct", []any{p[0], p[1]}, store.Field{"said_at", store.Instant(t.Now)}, store.Field{"said_by", t.Actor}); err != nil {
			return err
		}
		return t.Audit("not the same", "service", p[0], "", strings.TrimSpace(string(p[1])))
	})
}
