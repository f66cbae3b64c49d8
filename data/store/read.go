package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"reflect"
	"slices"
	"strings"
	"time"

	"waymark/data"
)

// Querier is what reads need: a pool or a transaction.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Ref stores an empty ID as NULL, so that foreign keys hold.
func Ref(id data.ID) any {
	if id == "" {
		return nil
	}
	return string(id)
}

// null reads a column that may be NULL; see orNull.
type null[T ~string] struct{ to *T }

// Scan implements sql.Scanner.
func (n null[T]) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*n.to = ""
	case string:
		*n.to = T(v)
	case []byte:
		*n.to = T(v)
	default:
		return fmt.Errorf("text wanted, not %s", reflect.TypeOf(src))
	}
	return nil
}

// OrNull reads a column that may be NULL into a string-like value: NULL is "".
func OrNull[T ~string](to *T) sql.Scanner { return null[T]{to} }

// stored reads an instant; see at.
type stored struct{ to *time.Time }

// Scan implements sql.Scanner.
func (a stored) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("an instant wanted, not %s", reflect.TypeOf(src))
	}
	t, err := ParseInstant(s)
	*a.to = t
	return err
}

// At reads a stored instant.
func At(to *time.Time) sql.Scanner { return stored{to} }

// clock reads an instant as the time of day; see Clock.
type clock struct {
	to *string
	in *time.Location
}

// Scan implements sql.Scanner.
func (c clock) Scan(src any) error {
	var at time.Time
	if err := At(&at).Scan(src); err != nil {
		return err
	}
	*c.to = at.In(c.in).Format("15:04")
	return nil
}

// Clock reads a stored instant as "HH:MM" in a place.
func Clock(to *string, in *time.Location) sql.Scanner { return clock{to, in} }

// StampColumns are selected by every read of a whole record, and scanned with
// stampDest.
const StampColumns = "created_at, created_by, updated_at, updated_by"

// StampDest returns where StampColumns go.
func StampDest(s *data.Stamp) []any {
	return []any{At(&s.CreatedAt), &s.CreatedBy, At(&s.UpdatedAt), &s.UpdatedBy}
}

// Collect reads all rows of a query with scan.
func Collect[T any](ctx context.Context, q Querier, scan func(*T) []any, query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, Problem(err)
	}
	defer func() { _ = rows.Close() }()
	var list []T
	for rows.Next() {
		var v T
		if err := rows.Scan(scan(&v)...); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, Problem(rows.Err())
}

// One reads a single row; CodeNotFound when there is none.
func One[T any](ctx context.Context, q Querier, scan func(*T) []any, query string, args ...any) (*T, error) {
	var v T
	if err := q.QueryRowContext(ctx, query, args...).Scan(scan(&v)...); err != nil {
		return nil, Problem(err)
	}
	return &v, nil
}

// Each reads rows one by one, into the same T, without keeping them.
func Each[T any](ctx context.Context, q Querier, scan func(*T) []any, do func(*T) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return Problem(err)
	}
	defer func() { _ = rows.Close() }()
	var v T
	dest := scan(&v)
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if err := do(&v); err != nil {
			return err
		}
	}
	return Problem(rows.Err())
}

// DefaultLimit is how many rows a list has where no one says.
const DefaultLimit = 200

// Limit is how many rows to read: n, or DefaultLimit where n says nothing.
func Limit(n int) int {
	if n <= 0 {
		return DefaultLimit
	}
	return n
}

// QuoteFTS makes a string that FTS5 reads as text and never as its query language.
func QuoteFTS(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// MissingRow is true when a query found nothing.
func MissingRow(err error) bool { return errors.Is(err, sql.ErrNoRows) }

// SameSet compares two lists whose order says nothing.
func SameSet[T cmp.Ordered](a, b []T) bool {
	sorted := func(list []T) []T { return slices.Compact(slices.Sorted(slices.Values(list))) }
	return slices.Equal(sorted(a), sorted(b))
}

// HashOf is a hash of a text, short enough to keep many.
func HashOf(value string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(value)) // never fails
	return h.Sum64()
}
