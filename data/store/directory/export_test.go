package directory

import (
	"context"

	"waymark/data"
	"waymark/data/fold"
)

// ServiceSQL is the SQL of SearchServices for plain words, and its arguments.
func ServiceSQL(f data.ServiceFilter, today data.Date) (count, page string, args []any) {
	q := serviceQuery(f, asked{match: termsMatch(fold.Query(f.Words)), first: fold.Words(f.Words)}, today)
	return q.count(), q.page(), q.pageArgs(f, "")
}

// AskedSQL is the SQL of SearchServices once it is known which words are looked
// for: the nearest to misspelt ones, and those of the same meaning.
func (s *Directory) AskedSQL(ctx context.Context, f data.ServiceFilter, today data.Date) (count, page string, args []any, err error) {
	words, err := s.askedFor(ctx, f)
	if err != nil {
		return "", "", nil, err
	}
	q := serviceQuery(f, *words, today)
	return q.count(), q.page(), q.pageArgs(f, ""), nil
}
