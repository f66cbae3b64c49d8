package directory

import (
	"context"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// asked is what a search looks for, worked out from the typed words.
type asked struct {
	match   string // the FTS5 query
	instead []data.WordInstead
	also    []string
	used    []string // the words as they were looked for
	anyWord bool     // no service has all the words, so any will do
	first   []string // the same, with the likeliest word for a misspelt one
}

// shown is what to highlight.
func (a *asked) shown() string { return strings.Join(append(slices.Clone(a.used), a.also...), " ") }

// askedFor turns typed words into a query: each the beginning of a word, in
// any order; phrases whole; words of the same meaning beside their own. When no
// service has all of them, those that have any are looked for.
func (s *Directory) askedFor(ctx context.Context, f data.ServiceFilter) (*asked, error) {
	a := &asked{}
	terms := fold.Query(f.Words)
	if len(terms) == 0 {
		return a, nil
	}
	var meanings map[string][]string
	if !f.Exact {
		var err error
		if meanings, err = s.meanings(ctx); err != nil {
			return nil, err
		}
	}
	var parts []string
	for len(terms) > 0 {
		n, means := meaningAt(terms, meanings)
		part, err := s.partFor(ctx, a, terms[:n], means, f.Exact)
		if err != nil {
			return nil, err
		}
		parts, terms = append(parts, part), terms[n:]
	}
	a.match = strings.Join(parts, " AND ")
	if len(parts) > 1 && !f.Exact {
		var some bool
		if err := s.db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM service_fts WHERE service_fts MATCH ?)", a.match).Scan(&some); err != nil {
			return nil, store.Problem(err)
		}
		if !some {
			a.match, a.anyWord = strings.Join(parts, " OR "), true
		}
	}
	return a, nil
}

// partFor is the part of the query for one word, phrase or saying.
func (s *Directory) partFor(ctx context.Context, a *asked, terms []fold.Term, means []string, exact bool) (string, error) {
	for _, t := range terms {
		a.used, a.first = append(a.used, t.Words...), append(a.first, t.Words...)
	}
	part := termsMatch(terms)
	if len(means) > 0 {
		a.also = append(a.also, means...)
		for _, m := range means {
			part += " OR " + phraseMatch(fold.Words(m), true)
		}
		return "(" + part + ")", nil
	}
	if exact || terms[0].Whole || len(terms[0].Words) > 1 {
		return part, nil
	}
	near, err := s.nearestWords(ctx, terms[0].Words[0])
	if err != nil || len(near) == 0 {
		return part, err
	}
	return a.replace(terms[0].Words[0], near), nil
}

// replace takes the nearest words in place of a typed one.
func (a *asked) replace(typed string, near []string) string {
	a.instead = append(a.instead, data.WordInstead{Typed: typed, Used: near[0]})
	a.used = append(a.used[:len(a.used)-1], near...)
	a.first[len(a.first)-1] = near[0]
	matches := make([]string, len(near))
	for i, w := range near {
		matches[i] = store.QuoteFTS(w) + "*"
	}
	return "(" + strings.Join(matches, " OR ") + ")"
}

func termsMatch(terms []fold.Term) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = phraseMatch(t.Words, t.Whole)
	}
	return strings.Join(parts, " AND ")
}

// phraseMatch is the FTS5 query for words side by side; the last may go on.
func phraseMatch(words []string, whole bool) string {
	phrase := store.QuoteFTS(strings.Join(words, " "))
	if whole {
		return phrase
	}
	return phrase + "*"
}

// meaningAt says how many of the terms from here on are a word or saying that
// has a meaning in the directory, and which; else one term without.
func meaningAt(terms []fold.Term, meanings map[string][]string) (n int, means []string) {
	for n := min(4, len(terms)); n >= 1; n-- {
		words := make([]string, n)
		for i, t := range terms[:n] {
			words[i] = t.Text()
		}
		if means, ok := meanings[strings.Join(words, " ")]; ok {
			return n, means
		}
	}
	return 1, nil
}

// meanings returns what else to look for, by the folded word that people use.
func (s *Directory) meanings(ctx context.Context) (map[string][]string, error) {
	return store.Keep(s.db, "synonyms", store.ChangedDirectory, func() (map[string][]string, error) { return s.readMeanings(ctx) })
}

func (s *Directory) readMeanings(ctx context.Context) (map[string][]string, error) {
	list, err := s.lists.Synonyms(ctx)
	if err != nil {
		return nil, err
	}
	meanings := make(map[string][]string, len(list))
	for _, w := range list {
		for _, m := range strings.Split(w.Means, ",") {
			if m = data.Tidy(m); fold.Text(m) != "" {
				meanings[fold.Text(w.Word)] = append(meanings[fold.Text(w.Word)], m)
			}
		}
	}
	return meanings, nil
}

// nearestWords returns the words of the directory that a typed word was most
// likely meant to be, the commonest first; none when it begins one as it is.
func (s *Directory) nearestWords(ctx context.Context, typed string) ([]string, error) {
	tolerance := fold.Tolerance(typed)
	if tolerance == 0 || strings.ContainsAny(typed, "0123456789") {
		return nil, nil
	}
	var n int
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM service_vocab WHERE term >= ? AND term < ? LIMIT 1)",
		typed, typed+"\U0010ffff").Scan(&n); err != nil || n > 0 {
		return nil, store.Problem(err)
	}
	type candidate struct {
		term string
		docs int
		far  float64
	}
	letters := len([]rune(typed))
	list, err := store.Collect(ctx, s.db, func(c *candidate) []any { return []any{&c.term, &c.docs} },
		"SELECT term, doc FROM service_vocab WHERE length(term) BETWEEN ? AND ?", letters-2, letters+6)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(c candidate) bool { return strings.ContainsAny(c.term, "0123456789") })
	best := tolerance
	for i := range list {
		list[i].far = fold.Distance(typed, list[i].term)
		best = min(best, list[i].far)
	}
	list = slices.DeleteFunc(list, func(c candidate) bool { return c.far > min(best+0.4, tolerance) })
	slices.SortFunc(list, func(a, b candidate) int {
		if a.docs != b.docs {
			return b.docs - a.docs
		}
		return strings.Compare(a.term, b.term)
	})
	var words []string
	for _, c := range list[:min(len(list), 4)] {
		words = append(words, c.term)
	}
	return words, nil
}
