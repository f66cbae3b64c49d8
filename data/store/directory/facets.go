package directory

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/store"
)

// facets is what the counts beside the filters are made of: a few numbers for
// each service, kept in memory until something in the directory changes. Going
// over 100,000 services takes a few milliseconds here and half a second in SQL.
type facets struct {
	seqs       []int64 // rising; all that follows goes by the same index
	rows       []facetRow
	needs      facetLinks // IDs of reasons
	categories facetLinks // IDs of categories
	languages  facetLinks
	areas      spellings
}

// facetRow is one service.
type facetRow struct {
	times       data.Times
	lastChecked data.Date
	closedUntil data.Date
	minAge      int32
	maxAge      int32
	area        int32 // in facets.areas; -1 without one
	is          facetFlags
}

// facetFlags are facts about a service that are true or not.
type facetFlags uint16

const (
	facetFree facetFlags = 1 << iota
	facetStepFree
	facetSteps // known not to be step-free
	facetHasRoom
	facetFull
	facetActive
	facetPaused
	facetDefunct
	facetMerged
	facetDelivery // the first of data.DeliveryWays; the others follow
)

// openOn reports whether the service is not closed on a day.
func (r *facetRow) openOn(today data.Date) bool {
	return r.is&facetActive != 0 || r.is&facetPaused != 0 && !r.closedUntil.IsZero() && !r.closedUntil.After(today)
}

// suits reports whether nothing known speaks against the service: unsuited, in Go.
func (r *facetRow) suits(who *data.Suiting, today data.Date) bool {
	switch {
	case !r.openOn(today), r.is&facetFull != 0:
		return false
	case who.Age > 0 && !r.takesAge(who.Age):
		return false
	}
	return !who.Wheelchair || r.is&facetSteps == 0
}

// takesAge reports whether someone of an age may come.
func (r *facetRow) takesAge(age int) bool {
	return int(r.minAge) <= age && (r.maxAge == 0 || int(r.maxAge) >= age)
}

// facetLinks are the entries of one list that each service has.
type facetLinks struct {
	spellings
	from    []int32 // where the entries of a service begin in entries; one more than there are services
	entries []int32
}

// of returns the entries of the service at an index.
func (l *facetLinks) of(i int) []int32 { return l.entries[l.from[i]:l.from[i+1]] }

// has reports whether the service at an index has an entry.
func (l *facetLinks) has(i int, entry int32) bool { return slices.Contains(l.of(i), entry) }

// spellings numbers texts that count as the same whatever the case of their
// ASCII letters, as SQLite's NOCASE has it.
type spellings struct {
	number map[string]int32
	used   []map[string]int // how often each spelling is used
}

// add returns the number of a text.
func (s *spellings) add(text string) int32 {
	if s.number == nil {
		s.number = map[string]int32{}
	}
	key := lowerASCII(text)
	n, known := s.number[key]
	if !known {
		n = int32(len(s.used))
		s.number[key] = n
		s.used = append(s.used, map[string]int{})
	}
	s.used[n][text]++
	return n
}

// find returns the number of a text, or -1 if there is none.
func (s *spellings) find(text string) int32 {
	if n, ok := s.number[lowerASCII(text)]; ok {
		return n
	}
	return -1
}

// label returns the commonest spelling, of two the first by alphabet.
func (s *spellings) label(n int32) string {
	best := ""
	for text, times := range s.used[n] {
		if more := times - s.used[n][best]; best == "" || more > 0 || more == 0 && text < best {
			best = text
		}
	}
	return best
}

// lowerASCII folds the case of ASCII letters and of no others.
func lowerASCII(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, text)
}

// facets returns what the counts are made of.
func (s *Directory) facets(ctx context.Context) (*facets, error) {
	return store.Keep(s.db, "service facets", store.ChangedDirectory, func() (*facets, error) { return s.readFacets(ctx) })
}

// readFacets reads every service and its lists, all as of one moment.
func (s *Directory) readFacets(ctx context.Context) (*facets, error) {
	f := &facets{}
	err := s.db.Look(ctx, func(t *store.Tx) error {
		if err := f.readServices(ctx, t); err != nil {
			return err
		}
		for query, to := range map[string]*facetLinks{
			"SELECT service_seq, reason_id FROM service_need ORDER BY service_seq":       &f.needs,
			"SELECT service_seq, category_id FROM service_category ORDER BY service_seq": &f.categories,
			"SELECT service_seq, language FROM service_language ORDER BY service_seq":    &f.languages,
		} {
			if err := f.readLinks(ctx, t, query, to); err != nil {
				return err
			}
		}
		return nil
	})
	return f, store.Problem(err)
}

// serviceFacts is a service as readServices reads it.
type serviceFacts struct {
	seq                                            int64
	area, status, room, free, wheelchair, delivery string
	lastChecked, closedUntil                       data.Date
	times                                          int64
	minAge, maxAge                                 int32
	merged                                         bool
}

func (f *facets) readServices(ctx context.Context, t *store.Tx) error {
	return store.Each(ctx, t, func(v *serviceFacts) []any {
		return []any{&v.seq, &v.area, &v.status, &v.room, &v.free, &v.wheelchair, &v.delivery, &v.lastChecked, &v.closedUntil, &v.times, &v.minAge, &v.maxAge, &v.merged}
	}, func(v *serviceFacts) error {
		row := facetRow{times: data.Times(v.times), lastChecked: v.lastChecked, closedUntil: v.closedUntil, minAge: v.minAge, maxAge: v.maxAge, area: -1, is: flagsOf(v)}
		if v.area != "" {
			row.area = f.areas.add(v.area)
		}
		f.seqs, f.rows = append(f.seqs, v.seq), append(f.rows, row)
		return nil
	}, `SELECT seq, area, status, room, free, wheelchair, delivery, last_checked, closed_until, times, min_age, max_age, merged_into IS NOT NULL
		FROM service ORDER BY seq`)
}

// flagsOf returns what is true of a service.
func flagsOf(v *serviceFacts) facetFlags {
	var is facetFlags
	for flag, holds := range map[facetFlags]bool{
		facetFree:     v.free == string(data.Yes),
		facetStepFree: v.wheelchair == string(data.Yes),
		facetSteps:    v.wheelchair == string(data.No),
		facetHasRoom:  v.room == string(data.HasRoom) || v.room == string(data.FewLeft),
		facetFull:     v.room == string(data.Full),
		facetActive:   v.status == string(data.ServiceActive),
		facetPaused:   v.status == string(data.ServicePaused),
		facetDefunct:  v.status == string(data.ServiceDefunct),
		facetMerged:   v.merged,
	} {
		if holds {
			is |= flag
		}
	}
	for i, way := range data.DeliveryWays() {
		if strings.Contains(v.delivery, string(way.Value)) {
			is |= facetDelivery << i
		}
	}
	return is
}

// readLinks reads one list of every service, by rising service.
func (f *facets) readLinks(ctx context.Context, t *store.Tx, query string, to *facetLinks) error {
	type link struct {
		seq  int64
		text string
	}
	to.from = make([]int32, 1, len(f.seqs)+1)
	upTo := func(seq int64) { // the services before seq have all their entries
		for len(to.from) <= len(f.seqs) && f.seqs[len(to.from)-1] < seq {
			to.from = append(to.from, int32(len(to.entries)))
		}
	}
	err := store.Each(ctx, t, func(l *link) []any { return []any{&l.seq, &l.text} }, func(l *link) error {
		upTo(l.seq)
		to.entries = append(to.entries, to.add(l.text))
		return nil
	}, query)
	if len(f.seqs) > 0 {
		upTo(f.seqs[len(f.seqs)-1] + 1)
	}
	return err
}

// seqList reads the numbers of one text, "3,1,2", rising. One text is far faster
// to fetch than a row for each number.
func seqList(text string) ([]int64, error) {
	if text == "" {
		return nil, nil
	}
	parts := strings.Split(text, ",")
	seqs := make([]int64, len(parts))
	for i, p := range parts {
		n, err := strconv.ParseInt(p, 10, 64)
		if err != nil {
			return nil, err
		}
		seqs[i] = n
	}
	slices.Sort(seqs)
	return seqs, nil
}
