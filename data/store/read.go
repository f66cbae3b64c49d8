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

// querier is what reads need: a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// ref stores an empty ID as NULL, so that foreign keys hold.
func ref(id data.ID) any {
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

// orNull reads a column that may be NULL into a string-like value: NULL is "".
func orNull[T ~string](to *T) sql.Scanner { return null[T]{to} }

// stored reads an instant; see at.
type stored struct{ to *time.Time }

// Scan implements sql.Scanner.
func (a stored) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("an instant wanted, not %s", reflect.TypeOf(src))
	}
	t, err := parseInstant(s)
	*a.to = t
	return err
}

// at reads a stored instant.
func at(to *time.Time) sql.Scanner { return stored{to} }

// stampColumns are selected by every read of a whole record, and scanned with
// stampDest.
const stampColumns = "created_at, created_by, updated_at, updated_by"

func stampDest(s *data.Stamp) []any {
	return []any{at(&s.CreatedAt), &s.CreatedBy, at(&s.UpdatedAt), &s.UpdatedBy}
}

// collect reads all rows of a query with scan.
func collect[T any](ctx context.Context, q querier, scan func(*T) []any, query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, problem(err)
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
	return list, problem(rows.Err())
}

// one reads a single row; CodeNotFound when there is none.
func one[T any](ctx context.Context, q querier, scan func(*T) []any, query string, args ...any) (*T, error) {
	var v T
	if err := q.QueryRowContext(ctx, query, args...).Scan(scan(&v)...); err != nil {
		return nil, problem(err)
	}
	return &v, nil
}

// each reads rows one by one, into the same T, without keeping them.
func each[T any](ctx context.Context, q querier, scan func(*T) []any, do func(*T) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return problem(err)
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
	return problem(rows.Err())
}

const defaultLimit = 200

func limit(n int) int {
	if n <= 0 {
		return defaultLimit
	}
	return n
}

// quoteFTS makes a string that FTS5 reads as text and never as its query language.
func quoteFTS(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// missingRow is true when a query found nothing.
func missingRow(err error) bool { return errors.Is(err, sql.ErrNoRows) }

// sameSet compares two lists whose order says nothing.
func sameSet[T cmp.Ordered](a, b []T) bool {
	sorted := func(list []T) []T { return slices.Compact(slices.Sorted(slices.Values(list))) }
	return slices.Equal(sorted(a), sorted(b))
}

func hashOf(value string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(value)) // never fails
	return h.Sum64()
}
